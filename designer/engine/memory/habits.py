"""What each kind of layer keeps for the way back, and what it needs only for a moment.

The habits are those of TensorFlow's kernels and of Keras's layers on top of them: a convolution
needs its input for the gradient of its weights, a ReLU needs its own output, a sum needs nothing.
All figures are numbers (not bytes) of one sample.
"""

import contextlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import prod
from typing import Any

from designer.engine.tensors import Shape, size_of


@dataclass(frozen=True, slots=True)
class Habit:
    """How one call of a layer uses memory.

    Attributes:
        keeps_inputs: its inputs are needed on the way back.
        for_weights: they are needed for its own weights only, not where those are frozen.
        keeps_outputs: its outputs are needed on the way back.
        kept: further numbers of one sample kept for the way back; None where not known.
        work: further numbers needed for a moment on the way there; None where not known.
        back: the same on the way back.
        dense: bytes needed for a moment on the way back, whatever the batch.
        apart: what it needs for a moment is one array far larger than any tensor: it finds no
            room among what smaller ones have left.
        view: its output lies where its input lies.
        passes: the gradient of its output is that of its inputs, without a copy.
    """

    keeps_inputs: bool = False
    for_weights: bool = False
    keeps_outputs: bool = False
    kept: float | None = 0
    work: float | None = 0
    back: float | None = 0
    dense: float = 0
    apart: bool = False
    view: bool = False
    passes: bool = False


Numbers = float | None
Rule = Callable[[Any, Sequence[Shape], Sequence[Shape]], Habit]


_GATES: Mapping[str, float] = {"SimpleRNNCell": 5.0, "GRUCell": 12.5, "LSTMCell": 12.0}


def habit_of(layer: Any, inputs: Sequence[Shape], outputs: Sequence[Shape]) -> Habit:
    """Return how a built *layer* uses memory when it is called.

    Args:
        layer: a Keras layer; its weights need no values.
        inputs: shapes that it was called with, batch axis included.
        outputs: shapes that it returned.

    Returns:
        The habit; for a layer that is not known, one that keeps all that it sees.
    """
    for kind in type(layer).__mro__:
        rule = RULES.get(kind.__name__)
        if rule is not None:
            with contextlib.suppress(Exception):  # a stranger's class may only look like Keras's
                return rule(layer, inputs, outputs)
    return Habit(keeps_inputs=True, keeps_outputs=True)


def numbers(shapes: Sequence[Shape]) -> Numbers:
    """Return how many numbers one sample of these tensors has; None where an axis is free."""
    sizes = [size_of(shape[1:]) for shape in shapes]
    known = [size for size in sizes if size is not None]
    return sum(known) if len(known) == len(sizes) else None


def _times(factor: float, count: Numbers) -> Numbers:
    return None if count is None else factor * count


def _activation_name(layer: Any) -> str:
    function = getattr(layer, "activation", None)
    return str(getattr(function, "__name__", "linear")) if function is not None else "linear"


_BY_OUTPUT = {"relu", "relu6", "sigmoid", "tanh", "softmax", "log_softmax", "elu", "selu"}
_FREE = {"linear"}
_BESIDES_INPUT: Mapping[str, float] = {"gelu": 2.2, "hard_silu": 2.2, "hard_swish": 2.2, "mish": 2}
"""Tensors kept besides the input, as measured; one that is not named keeps its input alone."""


def activated(name: str, outputs: Sequence[Shape]) -> tuple[bool, Numbers]:
    """Return what an activation inside a layer keeps: its output or not, and further numbers."""
    if name in _FREE:
        return False, 0
    if name in _BY_OUTPUT:
        return True, 0
    return False, _times(1 + _BESIDES_INPUT.get(name, 0), numbers(outputs))


def _matrix(layer: Any, inputs: Sequence[Shape], outputs: Sequence[Shape]) -> Habit:
    name = _activation_name(layer)
    keeps, more = activated(name, outputs)
    work = _activation_work(name, outputs)
    return Habit(keeps_inputs=True, for_weights=True, keeps_outputs=keeps, kept=more, work=work)


def _activation_work(name: str, outputs: Sequence[Shape]) -> Numbers:
    """Return what an activation that is made of several steps needs for a moment."""
    more = _BESIDES_INPUT.get(name)
    return _times(1 + more / 2, numbers(outputs)) if more else 0


def _convolution(layer: Any, inputs: Sequence[Shape], outputs: Sequence[Shape]) -> Habit:
    """A bias needs a copy for a moment."""
    if getattr(layer, "groups", 1) > 1:
        return _grouped(layer, inputs, outputs)
    habit = _matrix(layer, inputs, outputs)
    if not layer.use_bias or _activation_name(layer) in _FREE:
        return habit
    size = numbers(outputs)
    return replace(habit, work=habit.work or size, back=size)


def _grouped(layer: Any, inputs: Sequence[Shape], outputs: Sequence[Shape]) -> Habit:
    """Every place of the kernel is laid out anew, and the way back takes the kernel as a dense one.

    Keras has grouped convolutions compiled by XLA, which makes the gradient of the weights as if
    each filter saw all channels, twice. Measured on 7 x 7 kernels with a group for each channel.
    """
    places = prod(layer.kernel_size)
    first = layer.data_format == "channels_first"
    channels = inputs[0][1] if first else inputs[0][-1]
    size = numbers(inputs)
    return replace(
        _matrix(layer, inputs, outputs),
        work=_times(1.25 * places, size),
        back=_times(1.6 * places, size),
        dense=2 * 4 * places * (channels or 0) * layer.filters,
        apart=True,
    )


def _separable(layer: Any, inputs: Sequence[Shape], outputs: Sequence[Shape]) -> Habit:
    """The result of the first step is kept for the second."""
    keeps, more = activated(_activation_name(layer), outputs)
    first = layer.data_format == "channels_first"
    places = size_of(outputs[0][2:] if first else outputs[0][1:-1])
    channels = inputs[0][1] if first else inputs[0][-1]
    between = None
    if places is not None and channels is not None:
        between = places * channels * layer.depth_multiplier
    kept = None if more is None or between is None else more + between
    return Habit(keeps_inputs=True, keeps_outputs=keeps, kept=kept, back=between)


def _batch_norm(layer: Any, inputs: Sequence[Shape], outputs: Sequence[Shape]) -> Habit:
    """The distance to the mean is made before the gradient comes, on about every other layer.

    Measured: a chain of convolutions and normalizations keeps 2.47 tensors each, not two.
    """
    size = numbers(inputs)
    return Habit(keeps_inputs=True, kept=_times(0.47, size), work=size, back=_times(2, size))


def _layer_norm(layer: Any, inputs: Sequence[Shape], outputs: Sequence[Shape]) -> Habit:
    size = numbers(inputs)
    return Habit(keeps_inputs=True, kept=_times(1.4, size), work=size, back=_times(2, size))


def _group_norm(layer: Any, inputs: Sequence[Shape], outputs: Sequence[Shape]) -> Habit:
    size = numbers(inputs)
    return Habit(keeps_inputs=True, kept=_times(0.5, size), work=size, back=_times(2, size))


def _activation(layer: Any, inputs: Sequence[Shape], outputs: Sequence[Shape]) -> Habit:
    name = _activation_name(layer)
    if name in _FREE:
        return Habit(view=True, passes=True)
    if name in _BY_OUTPUT:
        return Habit(keeps_outputs=True)
    more, size = _BESIDES_INPUT.get(name, 0), numbers(outputs)
    work = _times(1 + more / 2, size)
    return Habit(keeps_inputs=True, kept=_times(more, size), work=work, back=size)


def _own_output(layer: Any, inputs: Sequence[Shape], outputs: Sequence[Shape]) -> Habit:
    return Habit(keeps_outputs=True)


def _own_input(layer: Any, inputs: Sequence[Shape], outputs: Sequence[Shape]) -> Habit:
    return Habit(keeps_inputs=True)


def _max_pooling(layer: Any, inputs: Sequence[Shape], outputs: Sequence[Shape]) -> Habit:
    return Habit(keeps_inputs=True, keeps_outputs=True)


def _nothing(layer: Any, inputs: Sequence[Shape], outputs: Sequence[Shape]) -> Habit:
    return Habit()


def _sum(layer: Any, inputs: Sequence[Shape], outputs: Sequence[Shape]) -> Habit:
    return Habit(passes=True)


def _view(layer: Any, inputs: Sequence[Shape], outputs: Sequence[Shape]) -> Habit:
    return Habit(view=True, passes=True)


def _dropout(layer: Any, inputs: Sequence[Shape], outputs: Sequence[Shape]) -> Habit:
    """A mask is kept; the random numbers come and go."""
    if not getattr(layer, "rate", 1):
        return Habit(view=True, passes=True)
    size = numbers(inputs)
    return Habit(kept=_times(0.5, size), work=size)


def _recurrent(layer: Any, inputs: Sequence[Shape], outputs: Sequence[Shape]) -> Habit:
    """Each step keeps its gates, its states and what lies between them."""
    cells = getattr(layer.cell, "cells", [layer.cell])
    steps = inputs[0][1]
    if steps is None:
        return Habit(keeps_inputs=True, kept=None)
    a_step = sum(_GATES.get(type(cell).__name__, 4.0) * getattr(cell, "units", 0) for cell in cells)
    return Habit(keeps_inputs=True, kept=steps * a_step, back=numbers(inputs))


def _bidirectional(layer: Any, inputs: Sequence[Shape], outputs: Sequence[Shape]) -> Habit:
    both = [habit_of(part, inputs, outputs) for part in (layer.forward_layer, layer.backward_layer)]
    kept = [habit.kept for habit in both if habit.kept is not None]
    return Habit(
        keeps_inputs=True, kept=sum(kept) if len(kept) == 2 else None, back=numbers(inputs)
    )


def _wrapped(layer: Any, inputs: Sequence[Shape], outputs: Sequence[Shape]) -> Habit:
    return habit_of(layer.layer, inputs, outputs)


def _multi_head(layer: Any, inputs: Sequence[Shape], outputs: Sequence[Shape]) -> Habit:
    """Queries, keys, values, the scores after softmax and the gathered values are kept."""
    query, value = inputs[0], inputs[1]
    heads = getattr(layer, "num_heads", None) or layer.num_query_heads
    head_size = getattr(layer, "key_dim", None) or layer.head_dim
    value_size = getattr(layer, "value_dim", None) or head_size
    asked, given = size_of(query[1:-1]), size_of(value[1:-1])
    if asked is None or given is None:
        return Habit(keeps_inputs=True, kept=None)
    scores = heads * asked * given
    kept = heads * (2 * asked * head_size + given * (head_size + value_size)) + 2.1 * scores
    return Habit(keeps_inputs=True, kept=kept, work=scores, back=2 * scores)


def _attention(layer: Any, inputs: Sequence[Shape], outputs: Sequence[Shape]) -> Habit:
    asked, given = size_of(inputs[0][1:-1]), size_of(inputs[1][1:-1])
    scores = None if asked is None or given is None else asked * given
    return Habit(keeps_inputs=True, kept=scores, work=scores, back=_times(2, scores))


RULES: Mapping[str, Rule] = {
    "Dense": _matrix,
    "EinsumDense": _matrix,
    "BaseConv": _convolution,
    "BaseConvTranspose": _matrix,
    "BaseDepthwiseConv": _matrix,
    "BaseSeparableConv": _separable,
    "BatchNormalization": _batch_norm,
    "LayerNormalization": _layer_norm,
    "GroupNormalization": _group_norm,
    "RMSNormalization": _layer_norm,
    "UnitNormalization": _layer_norm,
    "SpectralNormalization": _wrapped,
    "TimeDistributed": _wrapped,
    "Activation": _activation,
    "ReLU": _own_output,
    "LeakyReLU": _own_input,
    "Softmax": _own_output,
    "ELU": _own_output,
    "PReLU": _own_input,
    "Dropout": _dropout,
    "GaussianNoise": _nothing,
    "ActivityRegularization": _view,
    "BasePooling": _max_pooling,
    "AveragePooling1D": _nothing,
    "AveragePooling2D": _nothing,
    "AveragePooling3D": _nothing,
    "GlobalAveragePooling1D": _nothing,
    "GlobalAveragePooling2D": _nothing,
    "GlobalAveragePooling3D": _nothing,
    "BaseGlobalPooling": _max_pooling,
    "Add": _sum,
    "Subtract": _sum,
    "Average": _nothing,
    "Concatenate": _nothing,
    "Multiply": _own_input,
    "Flatten": _view,
    "Reshape": _view,
    "Identity": _view,
    "Masking": _own_input,
    "Permute": _nothing,
    "RepeatVector": _nothing,
    "ZeroPadding1D": _nothing,
    "ZeroPadding2D": _nothing,
    "ZeroPadding3D": _nothing,
    "Cropping1D": _nothing,
    "Cropping2D": _nothing,
    "Cropping3D": _nothing,
    "UpSampling1D": _nothing,
    "UpSampling2D": _nothing,
    "UpSampling3D": _nothing,
    "Embedding": _own_input,
    "LayerScale": _own_input,
    "StochasticDepth": _nothing,
    "Rescaling": _nothing,
    "Normalization": _nothing,
    "RNN": _recurrent,
    "Bidirectional": _bidirectional,
    "MultiHeadAttention": _multi_head,
    "GroupedQueryAttention": _multi_head,
    "Attention": _attention,
}
"""By the name of the class or of one of its bases; the nearest base decides."""
