"""Which values of a metric are better, and the best ones so far."""

import math
from collections.abc import Mapping
from typing import Any

_MORE_IS_BETTER = (
    "accuracy", "acc", "auc", "precision", "recall", "f1", "fbeta", "score", "iou", "r2",
    "cosine_similarity", "sensitivity", "specificity", "dice_coefficient", "true_positives",
    "true_negatives", "pearson", "concordance",
)  # fmt: skip
_LESS_IS_BETTER = ("loss", "error", "mse", "mae", "false_positives", "false_negatives")


def more_is_better(name: str, directions: Mapping[str, str] | None = None) -> bool:
    """Tell whether a higher value of the log entry *name* is better.

    Args:
        name: as in Keras's logs.
        directions: metric name -> "up" or "down", as Keras's metrics tell it themselves.
    """
    plain = name.removeprefix("val_")
    for metric, direction in (directions or {}).items():
        if direction and (plain == metric or plain.endswith(f"_{metric}")):
            return direction == "up"
    if any(plain == word or plain.endswith(f"_{word}") for word in _LESS_IS_BETTER):
        return False
    return any(word in plain.lower() for word in _MORE_IS_BETTER)


class Best:
    """The best value of every log entry, with the epoch that had it."""

    def __init__(
        self, values: Mapping[str, Any] | None = None, directions: Mapping[str, str] | None = None
    ) -> None:
        self.values: dict[str, Any] = dict(values or {})
        self._directions = directions

    def take(self, epoch: int, logs: Mapping[str, float]) -> set[str]:
        """Take the values of *epoch* (from 0) in; return the names of those that are best."""
        improved = {name for name, value in logs.items() if self._is_better(name, value)}
        for name in improved:
            self.values[name] = {"value": logs[name], "epoch": epoch + 1}
        return improved

    def _is_better(self, name: str, value: float) -> bool:
        if name == "learning_rate" or not math.isfinite(value):
            return False
        old = self.values.get(name)
        if old is None:
            return True
        more = more_is_better(name, self._directions)
        return bool(value > old["value"] if more else value < old["value"])
