"""Sizes of tensors as far as a script asks for them: the common layers only.

Scripts write `x.shape[-1]` to give the next layer the width of the last. Everything else about
shapes is asked of Keras, later.
"""

from collections.abc import Callable, Mapping, Sequence
from math import prod

from designer.catalog.specs import Json
from designer.reading.values import Call, Layer

Shape = tuple[int | None, ...]

_SAME = frozenset({
    "Activation", "ReLU", "LeakyReLU", "PReLU", "ELU", "Softmax", "Dropout", "SpatialDropout1D",
    "SpatialDropout2D", "SpatialDropout3D", "GaussianNoise", "GaussianDropout", "AlphaDropout",
    "BatchNormalization", "LayerNormalization", "GroupNormalization", "UnitNormalization",
    "RMSNormalization", "Normalization", "ActivityRegularization", "Masking", "Rescaling",
    "RandomFlip", "RandomRotation",
    "RandomZoom", "RandomContrast", "RandomBrightness", "RandomTranslation", "MultiHeadAttention",
    "GroupQueryAttention", "Attention", "AdditiveAttention", "Identity", "SpectralNormalization",
    "ops.relu", "ops.sigmoid", "ops.tanh", "ops.gelu", "ops.silu", "ops.softmax", "ops.exp",
    "ops.sqrt", "ops.square", "ops.abs", "ops.negative", "ops.cast",
})  # fmt: skip


def shape_of(call: Call) -> Shape | None:
    """Return the shape of the first result of *call*, batch axis first; None where not known."""
    layer = call.maker
    if not isinstance(layer, Layer):
        return None
    if layer.kind == "Input":
        return _sizes(layer.params.get("shape"))
    shapes = [tensor.call.shape if tensor.port == "output" else None for _, tensor in call.inputs]
    first = shapes[0] if shapes else None
    if first is None or layer.holes:
        return None
    if layer.kind in _SAME:
        return first
    if layer.kind in _ELEMENTWISE:
        return _broadcast(shapes)
    rule = _RULES.get(layer.kind)
    if rule is None:
        return None
    try:
        return rule(layer.params, first, [shape for shape in shapes if shape is not None])
    except (TypeError, ValueError, IndexError, KeyError):
        return None


def _broadcast(shapes: Sequence[Shape | None]) -> Shape | None:
    """Return the shape of tensors put together element by element; None where not known."""
    known = [shape for shape in shapes if shape is not None]
    if len(known) < len(shapes):
        return None
    rank = max(len(shape) for shape in known)
    filled = [(1,) * (rank - len(shape)) + shape for shape in known]
    return tuple(_joint(sizes) for sizes in zip(*filled, strict=True))


def _joint(sizes: Sequence[int | None]) -> int | None:
    wide = {size for size in sizes if size != 1}
    return wide.pop() if len(wide) == 1 else (None if wide else 1)


def _sizes(value: object) -> Shape | None:
    if not isinstance(value, list):
        return None
    sizes = [size if isinstance(size, int) else None for size in value]
    return (None, *sizes)


def _whole(value: Json) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError
    return value


def _pair(value: Json, count: int) -> list[int]:
    if isinstance(value, list):
        return [_whole(entry) for entry in value]
    return [_whole(value)] * count


def _dense(params: Mapping[str, Json], shape: Shape, _: list[Shape]) -> Shape:
    return (*shape[:-1], _whole(params["units"]))


def _windowed(
    size: int | None, window: int, stride: int, padding: Json, dilation: int
) -> int | None:
    if size is None:
        return None
    if padding in ("same", "causal"):
        return -(-size // stride)
    return (size - (window - 1) * dilation - 1) // stride + 1


def _channels_last(params: Mapping[str, Json]) -> None:
    if params.get("data_format") == "channels_first":
        raise ValueError


def _convolution(params: Mapping[str, Json], shape: Shape, _: list[Shape]) -> Shape:
    return (*_windows(params, shape, "kernel_size"), _whole(params["filters"]))


def _depthwise(params: Mapping[str, Json], shape: Shape, _: list[Shape]) -> Shape:
    channels = shape[-1]
    if channels is None:
        raise ValueError
    times = _whole(params.get("depth_multiplier", 1))
    return (*_windows(params, shape, "kernel_size"), channels * times)


def _windows(params: Mapping[str, Json], shape: Shape, window: str) -> Shape:
    _channels_last(params)
    count = len(shape) - 2
    default = params[window] if window == "pool_size" else 1
    strides = params.get("strides")
    windows = _pair(params[window], count)
    steps = _pair(default if strides is None else strides, count)
    dilations = _pair(params.get("dilation_rate", 1), count)
    padding = params.get("padding", "valid")
    sizes = zip(shape[1:-1], windows, steps, dilations, strict=True)
    return (shape[0], *(_windowed(s, w, t, padding, d) for s, w, t, d in sizes))


def _pooling(params: Mapping[str, Json], shape: Shape, _: list[Shape]) -> Shape:
    given = {"pool_size": 2, **params}
    return (*_windows(given, shape, "pool_size"), shape[-1])


def _transposed(params: Mapping[str, Json], shape: Shape, _: list[Shape]) -> Shape:
    _channels_last(params)
    if params.get("padding") != "same":
        raise ValueError
    steps = _pair(params.get("strides", 1), len(shape) - 2)
    sizes = (
        None if size is None else size * step for size, step in zip(shape[1:-1], steps, strict=True)
    )
    return (shape[0], *sizes, _whole(params["filters"]))


def _larger(params: Mapping[str, Json], shape: Shape, _: list[Shape]) -> Shape:
    _channels_last(params)
    steps = _pair(params.get("size", 2), len(shape) - 2)
    sizes = (
        None if size is None else size * step for size, step in zip(shape[1:-1], steps, strict=True)
    )
    return (shape[0], *sizes, shape[-1])


def _global(params: Mapping[str, Json], shape: Shape, _: list[Shape]) -> Shape:
    _channels_last(params)
    middle = [1] * (len(shape) - 2) if params.get("keepdims") else []
    return (shape[0], *middle, shape[-1])


def _flat(params: Mapping[str, Json], shape: Shape, _: list[Shape]) -> Shape:
    sizes = [size for size in shape[1:] if size is not None]
    return (shape[0], prod(sizes) if len(sizes) == len(shape) - 1 else None)


def _reshaped(params: Mapping[str, Json], shape: Shape, _: list[Shape]) -> Shape:
    target = params["target_shape"]
    sizes = _pair(target, 1)
    if -1 in sizes:
        known = [size for size in shape[1:] if size is not None]
        whole = prod(known) if len(known) == len(shape) - 1 else 0
        rest = prod(size for size in sizes if size != -1)
        return (shape[0], *(whole // rest or None if size == -1 else size for size in sizes))
    return (shape[0], *sizes)


def _joined(params: Mapping[str, Json], shape: Shape, shapes: list[Shape]) -> Shape:
    axis = _whole(params.get("axis", -1))
    sizes = [entry[axis] for entry in shapes]
    known = [size for size in sizes if size is not None]
    result = list(shape)
    result[axis] = sum(known) if len(known) == len(sizes) else None
    return tuple(result)


def _embedded(params: Mapping[str, Json], shape: Shape, _: list[Shape]) -> Shape:
    return (*shape, _whole(params["output_dim"]))


def _recurrent(params: Mapping[str, Json], shape: Shape, _: list[Shape]) -> Shape:
    units = _whole(params["units"])
    return (*shape[:2], units) if params.get("return_sequences") else (shape[0], units)


def _repeated(params: Mapping[str, Json], shape: Shape, _: list[Shape]) -> Shape:
    return (shape[0], _whole(params["n"]), shape[-1])


def _permuted(params: Mapping[str, Json], shape: Shape, _: list[Shape]) -> Shape:
    return (shape[0], *(shape[axis] for axis in _pair(params["dims"], 1)))


def _padded(params: Mapping[str, Json], shape: Shape, _: list[Shape]) -> Shape:
    _channels_last(params)
    padding = params.get("padding", 1)
    if not isinstance(padding, list):
        padding = [padding] * (len(shape) - 2)
    amounts = [sum(_pair(entry, 2)) for entry in padding]
    sizes = zip(shape[1:-1], amounts, strict=True)
    return (shape[0], *(None if s is None else s + more for s, more in sizes), shape[-1])


_Rule = Callable[[Mapping[str, Json], Shape, list[Shape]], Shape]
_ELEMENTWISE = frozenset({
    "Add", "Subtract", "Multiply", "Average", "Maximum", "Minimum", "ops.add", "ops.subtract",
    "ops.multiply", "ops.true_divide", "ops.divide", "ops.maximum", "ops.minimum", "ops.power",
})  # fmt: skip
_KINDS = ("Max", "Average")
_RANKS = (1, 2, 3)
_RULES: dict[str, _Rule] = {
    "Dense": _dense,
    **{f"Conv{rank}D": _convolution for rank in _RANKS},
    **{f"SeparableConv{rank}D": _convolution for rank in (1, 2)},
    **{f"DepthwiseConv{rank}D": _depthwise for rank in (1, 2)},
    **{f"Conv{rank}DTranspose": _transposed for rank in _RANKS},
    **{f"{kind}Pooling{rank}D": _pooling for kind in _KINDS for rank in _RANKS},
    **{f"Global{kind}Pooling{rank}D": _global for kind in _KINDS for rank in _RANKS},
    **{f"UpSampling{rank}D": _larger for rank in _RANKS},
    **{f"ZeroPadding{rank}D": _padded for rank in _RANKS},
    **dict.fromkeys(("LSTM", "GRU", "SimpleRNN"), _recurrent),
    "Flatten": _flat,
    "Reshape": _reshaped,
    "Concatenate": _joined,
    "Embedding": _embedded,
    "RepeatVector": _repeated,
    "Permute": _permuted,
}
