"""Which rows train, which validate and which test."""

import numpy as np


def split_rows(
    count: int,
    validation: float,
    test: float,
    seed: int,
    classes: np.ndarray | None = None,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the row numbers for training, validation and test.

    The split depends on the arguments alone. With `classes` (a label for each row)
    every part keeps the balance of the classes.
    """
    order = np.random.default_rng(seed).permutation(count)
    if classes is not None:
        labels = np.asarray(classes)[order]
        place = np.empty(count)
        for label in np.unique(labels):
            rows = np.flatnonzero(labels == label)
            place[rows] = (np.arange(len(rows)) + 0.5) / len(rows)
        order = order[np.argsort(place, kind="stable")]
    tests = round(count * test)
    validations = round(count * validation)
    return (
        order[tests + validations :],
        order[tests : tests + validations],
        order[:tests],
    )
