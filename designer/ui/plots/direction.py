"""Whether less or more of a metric is better."""

from typing import Final

from designer.catalog.catalog import Catalog
from designer.catalog.specs import Registry

MIN: Final = "min"
MAX: Final = "max"
_LESS: Final = (
    *("loss", "error", "mse", "mae", "mape", "msle", "rmse", "crossentropy", "hinge"),
    *("divergence", "poisson", "cosh", "perplexity", "false_positives", "false_negatives"),
)


def direction_of(metric: str, catalog: Catalog) -> str:
    """Return `min` or `max` for a name of Keras's logs (`val_` and an output's name before it)."""
    name = metric.removeprefix("val_")
    if name == "loss" or name.endswith("_loss"):
        return MIN
    words = name.split("_")
    for start in range(len(words)):
        spec = catalog.find(Registry.METRIC, "_".join(words[start:]))
        direction = spec.facts.get("direction") if spec else None
        if direction in (MIN, MAX):
            return str(direction)
    return MIN if any(word in name for word in _LESS) else MAX
