"""Columns of data as the arrays that a model takes."""

import numpy as np


def class_indices(values: np.ndarray, classes: np.ndarray) -> np.ndarray:
    """Return the place of each value in the sorted array `classes`, as int64."""
    return np.searchsorted(classes, values).astype(np.int64)


def one_hot(indices: np.ndarray, count: int) -> np.ndarray:
    """Return float32 rows with 1 at the index, else 0, of shape (rows, count)."""
    rows: np.ndarray = np.eye(count, dtype=np.float32)[indices]
    return rows


def fill_missing(values: np.ndarray, train_rows: np.ndarray) -> np.ndarray:
    """Return `values` with the mean of the training rows in place of each NaN."""
    means = np.nanmean(values[train_rows], axis=0)
    return np.where(np.isnan(values), means, values)
