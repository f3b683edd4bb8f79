"""Multiply-adds of one sample in each kind of layer: the products of matrices and convolutions.

Element-wise work (activations, normalization, pooling, sums) is not counted, as is usual; it is
small beside the products. An axis of unknown length makes the cost unknown.
"""

from collections.abc import Callable, Mapping, Sequence
from math import prod
from typing import Any

from designer.engine.tensors import Shape, size_of

Cost = int | None
Formula = Callable[[Any, Sequence[Shape], Sequence[Shape]], Cost]


def multiply_adds(layer: Any, inputs: Sequence[Shape], outputs: Sequence[Shape]) -> Cost:
    """Return the multiply-adds of one sample through a built *layer*.

    Args:
        layer: a Keras layer, built; its variables need no values.
        inputs: shapes that it was called with, batch axis included, in the order of the ports.
        outputs: shapes that it returned.

    Returns:
        The count; None where an axis is unknown or no formula is known for a layer with matrices.
    """
    for kind in type(layer).__mro__:
        formula = FORMULAS.get(kind.__name__)
        if formula is not None:
            return formula(layer, inputs, outputs)
    has_matrix = any(len(weight.shape) > 1 for weight in layer.weights)
    return None if has_matrix else 0


def _times(*factors: Cost) -> Cost:
    known = [factor for factor in factors if factor is not None]
    return prod(known) if len(known) == len(factors) else None


def _plus(*parts: Cost) -> Cost:
    known = [part for part in parts if part is not None]
    return sum(known) if len(known) == len(parts) else None


def _nothing(layer: Any, inputs: Sequence[Shape], outputs: Sequence[Shape]) -> Cost:
    return 0


def _dense(layer: Any, inputs: Sequence[Shape], outputs: Sequence[Shape]) -> Cost:
    return _times(size_of(outputs[0][1:]), inputs[0][-1])


def _convolution(layer: Any, inputs: Sequence[Shape], outputs: Sequence[Shape]) -> Cost:
    """Each output number is a product with one kernel: width x height x channels of its group."""
    return _times(size_of(outputs[0][1:]), prod(layer.kernel.shape[:-1]))


def _transposed(layer: Any, inputs: Sequence[Shape], outputs: Sequence[Shape]) -> Cost:
    """Each place of the input is spread over a whole kernel."""
    return _times(size_of(_places(layer, inputs[0])), prod(layer.kernel.shape))


def _depthwise(layer: Any, inputs: Sequence[Shape], outputs: Sequence[Shape]) -> Cost:
    return _times(size_of(outputs[0][1:]), prod(layer.kernel_size))


def _separable(layer: Any, inputs: Sequence[Shape], outputs: Sequence[Shape]) -> Cost:
    places = size_of(_places(layer, outputs[0]))
    kernels = prod(layer.depthwise_kernel.shape) + prod(layer.pointwise_kernel.shape)
    return _times(places, kernels)


def _places(layer: Any, shape: Shape) -> Shape:
    return shape[2:] if layer.data_format == "channels_first" else shape[1:-1]


def _einsum(layer: Any, inputs: Sequence[Shape], outputs: Sequence[Shape]) -> Cost:
    """Each output number is a sum over the axes of the kernel that the output lacks."""
    kernel_axes = layer.equation.split("->")[0].split(",")[1].strip()
    output_axes = layer.equation.split("->")[1]
    summed = [
        length
        for axis, length in zip(kernel_axes, layer.kernel.shape, strict=True)
        if axis not in output_axes
    ]
    return _times(size_of(outputs[0][1:]), prod(summed))


def _recurrent(layer: Any, inputs: Sequence[Shape], outputs: Sequence[Shape]) -> Cost:
    return _times(inputs[0][1], _cell(layer.cell))


def _cell(cell: Any) -> Cost:
    if hasattr(cell, "cells"):
        return _plus(*(_cell(part) for part in cell.cells))
    if not hasattr(cell, "recurrent_kernel"):
        return None
    return int(prod(cell.kernel.shape) + prod(cell.recurrent_kernel.shape))


def _conv_recurrent(layer: Any, inputs: Sequence[Shape], outputs: Sequence[Shape]) -> Cost:
    cell = layer.cell
    rank = len(cell.kernel_size)
    after = outputs[0][2:] if layer.return_sequences else outputs[0][1:]
    places = after[-rank:] if cell.data_format == "channels_first" else after[:rank]
    kernels = prod(cell.kernel.shape) + prod(cell.recurrent_kernel.shape)
    return _times(inputs[0][1], size_of(places), kernels)


def _bidirectional(layer: Any, inputs: Sequence[Shape], outputs: Sequence[Shape]) -> Cost:
    both = (layer.forward_layer, layer.backward_layer)
    return _plus(*(multiply_adds(part, inputs, outputs) for part in both))


def _time_distributed(layer: Any, inputs: Sequence[Shape], outputs: Sequence[Shape]) -> Cost:
    once = multiply_adds(
        layer.layer,
        [(shape[0], *shape[2:]) for shape in inputs],
        [(shape[0], *shape[2:]) for shape in outputs],
    )
    return _times(inputs[0][1], once)


def _wrapped(layer: Any, inputs: Sequence[Shape], outputs: Sequence[Shape]) -> Cost:
    return multiply_adds(layer.layer, inputs, outputs)


def _attention(layer: Any, inputs: Sequence[Shape], outputs: Sequence[Shape]) -> Cost:
    """Inputs are query (..., Tq, d), value (..., Tv, dv) and, where given, key (..., Tv, d)."""
    query, value = inputs[0], inputs[1]
    pairs = _times(query[-2], value[-2], size_of(query[1:-2]))
    scores = query[-1] if getattr(layer, "score_mode", "dot") == "dot" else 2 * (query[-1] or 0)
    return _times(pairs, _plus(scores, value[-1]))


def _multi_head(layer: Any, inputs: Sequence[Shape], outputs: Sequence[Shape]) -> Cost:
    query, value = inputs[0], inputs[1]
    key = inputs[2] if len(inputs) > 2 and len(inputs[2]) == len(value) else value
    heads, key_size = layer.num_heads, layer.key_dim
    value_size = layer.value_dim or key_size
    axes = layer.attention_axes or tuple(range(1, len(query) - 1))
    axes = tuple(axis % len(query) for axis in axes)
    attended = _times(*(query[axis] for axis in axes), *(value[axis] for axis in axes))
    others = [n for axis, n in enumerate(query[1:-1], 1) if axis not in axes]
    return _plus(
        _times(size_of(query[1:]), heads * key_size),
        _times(size_of(key[1:]), heads * key_size),
        _times(size_of(value[1:]), heads * value_size),
        _times(attended, *others, heads * (key_size + value_size)),
        _times(size_of(outputs[0][1:]), heads * value_size),
    )


def _grouped_query(layer: Any, inputs: Sequence[Shape], outputs: Sequence[Shape]) -> Cost:
    query, value = inputs[0], inputs[1]
    key = inputs[2] if len(inputs) > 2 and len(inputs[2]) == len(value) else value
    queries = layer.num_query_heads * layer.head_dim
    keys = layer.num_key_value_heads * layer.head_dim
    return _plus(
        _times(size_of(query[1:]), queries),
        _times(size_of(key[1:]), keys),
        _times(size_of(value[1:]), keys),
        _times(query[1], value[1], 2 * queries),
        _times(size_of(outputs[0][1:]), queries),
    )


def _model(layer: Any, inputs: Sequence[Shape], outputs: Sequence[Shape]) -> Cost:
    """A model in the model costs what the calls in it cost."""
    calls = (node for depth in layer._nodes_by_depth.values() for node in depth)
    return _plus(*(_inner_call(node) for node in calls if not node.is_input))


def _sequential(layer: Any, inputs: Sequence[Shape], outputs: Sequence[Shape]) -> Cost:
    return _model(layer._functional, inputs, outputs)


def _inner_call(node: Any) -> Cost:
    if not hasattr(node.operation, "weights"):
        return 0
    given = [tuple(tensor.shape) for tensor in node.input_tensors]
    return multiply_adds(node.operation, given, [tuple(t.shape) for t in node.output_tensors])


def _dot(layer: Any, inputs: Sequence[Shape], outputs: Sequence[Shape]) -> Cost:
    axis = layer.axes if isinstance(layer.axes, int) else layer.axes[0]
    return _times(size_of(outputs[0][1:]), inputs[0][axis])


FORMULAS: Mapping[str, Formula] = {
    "Dense": _dense,
    "EinsumDense": _einsum,
    "Embedding": _nothing,
    "BaseConv": _convolution,
    "BaseConvTranspose": _transposed,
    "BaseDepthwiseConv": _depthwise,
    "BaseSeparableConv": _separable,
    "ConvLSTM": _conv_recurrent,
    "RNN": _recurrent,
    "Bidirectional": _bidirectional,
    "TimeDistributed": _time_distributed,
    "SpectralNormalization": _wrapped,
    "Attention": _attention,
    "MultiHeadAttention": _multi_head,
    "GroupedQueryAttention": _grouped_query,
    "Dot": _dot,
    "Functional": _model,
    "Sequential": _sequential,
    "BaseGlobalPooling": _nothing,
    "BatchNormalization": _nothing,
    "LayerNormalization": _nothing,
    "GroupNormalization": _nothing,
    "PReLU": _nothing,
}
"""By the name of the class or of one of its bases; the nearest base decides."""
