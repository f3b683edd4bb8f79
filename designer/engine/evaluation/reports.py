"""Figures about predictions, counted with NumPy."""

from collections.abc import Sequence
from typing import Any

import numpy as np

_SHOWN = 2000


def classes_report(
    true: np.ndarray, predicted: np.ndarray, labels: Sequence[str]
) -> dict[str, Any]:
    """Return the confusion matrix (rows are true classes) and a table of the classes.

    Args:
        true: class indices.
        predicted: class indices, as many.
        labels: the name of each class.
    """
    count = len(labels)
    confusion = np.zeros((count, count), dtype=np.int64)
    np.add.at(confusion, (true, predicted), 1)
    hits = np.diag(confusion).astype(np.float64)
    precision = _share(hits, confusion.sum(axis=0))
    recall = _share(hits, confusion.sum(axis=1))
    f1 = _share(2 * precision * recall, precision + recall)
    return {
        "kind": "classes",
        "labels": list(labels),
        "confusion": confusion.tolist(),
        "per_class": [
            {
                "label": label,
                "precision": float(precision[index]),
                "recall": float(recall[index]),
                "f1": float(f1[index]),
                "support": int(confusion[index].sum()),
            }
            for index, label in enumerate(labels)
        ],
    }


def numbers_report(true: np.ndarray, predicted: np.ndarray) -> dict[str, Any]:
    """Return errors and pairs of true and predicted numbers, at most 2000.

    `r2` of several values a row weighs each by its variance.
    """
    true = true.reshape(len(true), -1).astype(np.float64)
    predicted = predicted.reshape(len(predicted), -1).astype(np.float64)
    residuals = true - predicted
    total = float(((true - true.mean(axis=0)) ** 2).sum())
    chosen = np.linspace(0, true.size - 1, min(true.size, _SHOWN)).astype(np.int64)
    return {
        "kind": "numbers",
        "true": true.reshape(-1)[chosen].tolist(),
        "predicted": predicted.reshape(-1)[chosen].tolist(),
        "mean_absolute_error": float(np.abs(residuals).mean()),
        "root_mean_squared_error": float(np.sqrt((residuals**2).mean())),
        "r2": 1.0 - float((residuals**2).sum()) / total if total else 0.0,
    }


def _share(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
    """Return part / whole, 0 where there is nothing."""
    result = np.zeros(len(part), dtype=np.float64)
    np.divide(part, whole, out=result, where=whole > 0)
    return result
