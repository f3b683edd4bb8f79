"""How many numbers an optimizer keeps for each weight that it trains: asked of Keras itself."""

import json
from math import prod

import keras

from designer.catalog.specs import Json, Registry
from designer.engine.construct import Catalog, make_object

_SIDE = 256
_MOST = 64
_USUAL = 2.0
_known: dict[str, float] = {}


def optimizer_slots(optimizer: Json, catalog: Catalog) -> float:
    """Return the numbers kept for each trainable one: 2 for Adam, 1 for SGD with momentum.

    Where the optimizer cannot be made, which is told elsewhere, that of Adam stands for it; so it
    does for one of the project's own module, which is not run for a figure.
    """
    key = json.dumps(optimizer, sort_keys=True)
    if "custom." in key:
        return _USUAL
    if key not in _known:
        if len(_known) >= _MOST:
            _known.clear()
        try:
            made = make_object(Registry.OPTIMIZER, optimizer, catalog)
            _known[key] = _counted(keras.optimizers.get(made))
        except Exception:
            return _USUAL
    return _known[key]


def _counted(optimizer: keras.Optimizer) -> float:
    """Build the optimizer for one matrix and count what it holds for it."""
    matrix = keras.Variable(initializer="zeros", shape=(_SIDE, _SIDE), name="matrix")
    optimizer.build([matrix])
    held: int = sum(prod(variable.shape) for variable in optimizer.variables if len(variable.shape))
    return float(round(held / (_SIDE * _SIDE), 3))
