"""What the functions of `keras.ops` keep for the way back."""

from collections.abc import Sequence
from typing import Final

from designer.engine.memory.habits import Habit
from designer.engine.memory.layer_memory import LayerMemory
from designer.engine.tensors import TensorSpec

_VIEWS: Final = {"reshape", "expand_dims", "squeeze", "ravel", "identity"}
_NOTHING: Final = {
    "add", "subtract", "negative", "sum", "mean", "transpose", "swapaxes", "moveaxis",
    "concatenate", "stack", "split", "pad", "tile", "repeat", "roll", "flip", "cast",
    "stop_gradient", "get_item", "slice", "broadcast_to", "average_pool", "zeros_like",
    "ones_like", "shape",
}  # fmt: skip
_OWN_OUTPUT: Final = {"relu", "relu6", "sigmoid", "tanh", "softmax", "exp", "sqrt", "rsqrt"}


def operation_memory(kind: str, inputs: Sequence[TensorSpec]) -> LayerMemory:
    """Return what a call of an operation needs; one that is not known keeps what it is given.

    Args:
        kind: such as `ops.add` or `ops.image.resize`.
        inputs: the tensors that it is called with.
    """
    name = kind.rpartition(".")[2]
    if name in _VIEWS:
        return LayerMemory(habit=Habit(view=bool(inputs), passes=True))
    if name in _NOTHING:
        return LayerMemory(habit=Habit())
    if name in _OWN_OUTPUT:
        return LayerMemory(habit=Habit(keeps_outputs=True))
    return LayerMemory(habit=Habit(keeps_inputs=True))
