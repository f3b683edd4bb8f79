"""What a model's outputs mean: probabilities and classes, or numbers."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from designer.catalog.specs import Json
from designer.project.output_binding import OutputBinding


def is_classes(binding: OutputBinding, predicted: np.ndarray) -> bool:
    """Tell whether *predicted* holds a value per class, or one value for two classes."""
    count = len(binding.classes)
    if count < 2 or binding.encoding == "number" or predicted.ndim != 2:
        return False
    return predicted.shape[1] >= count or (predicted.shape[1] == 1 and count == 2)


def probabilities(predicted: np.ndarray, loss: Json) -> np.ndarray:
    """Return outputs of shape (rows, classes) as probabilities of each class.

    One value a row is the probability of the second class. Where the loss works on logits, they
    are turned into probabilities as it does.
    """
    values = predicted.astype(np.float64)
    if values.shape[1] == 1:
        second = 1.0 / (1.0 + np.exp(-values)) if _from_logits(loss) else values
        return np.concatenate([1.0 - second, second], axis=1)
    if not _from_logits(loss):
        return values
    powers = np.exp(values - values.max(axis=1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=1, keepdims=True))


def class_names(binding: OutputBinding, width: int) -> list[str]:
    """Return *width* names; an output that is wider than the classes has numbers for the rest."""
    return [*binding.classes, *(str(index) for index in range(len(binding.classes), width))]


def true_classes(binding: OutputBinding, target: np.ndarray) -> np.ndarray:
    """Return the class index of each target row."""
    match binding.encoding:
        case "one_hot":
            return np.asarray(target.argmax(axis=-1))
        case "binary":
            return (target.reshape(len(target)) > 0.5).astype(np.int64)
        case _:
            return target.reshape(len(target)).astype(np.int64)


def by_output(values: Any, names: list[str]) -> Mapping[str, np.ndarray]:
    """Return a model's outputs, or targets, by the names of its Outputs."""
    found = values if isinstance(values, Mapping) else {names[0]: values}
    return {name: np.asarray(array) for name, array in found.items()}


def _from_logits(loss: Json) -> bool:
    config = loss.get("config") if isinstance(loss, dict) else None
    return isinstance(config, dict) and config.get("from_logits") is True
