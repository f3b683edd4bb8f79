"""Multiply-adds of one sample in the operations that multiply matrices or slide kernels.

Everything else works number by number and counts as nothing, as in layers; what factorizes or
transforms whole matrices has no formula here and is unknown.
"""

from collections.abc import Callable, Mapping, Sequence
from math import prod

from designer.catalog.specs import LayerSpec, Params
from designer.engine.tensors import Shape, size_of

Cost = int | None
_Formula = Callable[[Mapping[str, Shape], Params, Shape], Cost]


def operation_multiply_adds(
    spec: LayerSpec, params: Params, inputs: Mapping[str, Shape], outputs: Sequence[Shape]
) -> Cost:
    """Return the multiply-adds of one sample.

    Args:
        spec: an operation.
        params: its settings.
        inputs: shape of the tensor or constant at each port; those of a port that takes many are
            called `port 0`, `port 1` ...
        outputs: shapes of its results, batch axis included.

    Returns:
        The count; None where an axis is unknown or there is no formula.
    """
    name = spec.kind.rpartition(".")[2]
    if name in _UNKNOWN:
        return None
    formula = _FORMULAS.get(name)
    return formula(inputs, params, outputs[0]) if formula and outputs else 0


def _times(*factors: Cost) -> Cost:
    known = [factor for factor in factors if factor is not None]
    return prod(known) if len(known) == len(factors) else None


def _matrix(inputs: Mapping[str, Shape], params: Params, output: Shape) -> Cost:
    first = inputs.get("x1", ())
    return _times(size_of(output[1:]), first[-1] if first else 1)


def _tensordot(inputs: Mapping[str, Shape], params: Params, output: Shape) -> Cost:
    axes, first = params.get("axes", 2), inputs.get("x1", ())
    if isinstance(axes, int):
        return _times(size_of(output[1:]), size_of(first[len(first) - axes :]))
    summed = axes[0] if isinstance(axes, list) and axes else []
    places = [place for place in (summed if isinstance(summed, list) else [summed])
              if isinstance(place, int)]  # fmt: skip
    return _times(size_of(output[1:]), *(first[place] for place in places))


def _einsum(inputs: Mapping[str, Shape], params: Params, output: Shape) -> Cost:
    """Every letter once, but for the first of the first operand, which is the batch."""
    text = str(params.get("subscripts", "")).split("->")[0].replace(" ", "")
    lengths: dict[str, int | None] = {}
    for letters, shape in zip(text.split(","), inputs.values(), strict=False):
        if "." in letters or len(letters) != len(shape):
            return None
        lengths |= dict(zip(letters, shape, strict=True))
    return _times(*list(lengths.values())[1:]) if "," in text else 0


def _conv(inputs: Mapping[str, Shape], params: Params, output: Shape) -> Cost:
    return _times(size_of(output[1:]), size_of(inputs.get("kernel", (None,))[:-1]))


def _conv_transpose(inputs: Mapping[str, Shape], params: Params, output: Shape) -> Cost:
    places = _places(inputs.get("inputs", (None, None)), params)
    return _times(size_of(places), size_of(inputs.get("kernel", (None,))))


def _depthwise(inputs: Mapping[str, Shape], params: Params, output: Shape) -> Cost:
    return _times(size_of(output[1:]), size_of(inputs.get("kernel", (None,))[:-2]))


def _separable(inputs: Mapping[str, Shape], params: Params, output: Shape) -> Cost:
    kernels = [
        size_of(inputs.get(f"{name}_kernel", (None,))) for name in ("depthwise", "pointwise")
    ]
    if kernels[0] is None or kernels[1] is None:
        return None
    return _times(size_of(_places(output, params)), kernels[0] + kernels[1])


def _places(shape: Shape, params: Params) -> Shape:
    return shape[2:] if params.get("data_format") == "channels_first" else shape[1:-1]


def _attention(inputs: Mapping[str, Shape], params: Params, output: Shape) -> Cost:
    """Query is (batch, T, heads, size), key and value are (batch, S, heads, size)."""
    query, key = inputs.get("query", (None,) * 4), inputs.get("key", (None,) * 4)
    return _times(2, *query[1:], key[1])


_FORMULAS: Mapping[str, _Formula] = {
    "matmul": _matrix,
    "dot": _matrix,
    "inner": _matrix,
    "vdot": _matrix,
    "tensordot": _tensordot,
    "einsum": _einsum,
    "conv": _conv,
    "conv_transpose": _conv_transpose,
    "depthwise_conv": _depthwise,
    "separable_conv": _separable,
    "dot_product_attention": _attention,
}
_UNKNOWN = {
    "cholesky", "cholesky_inverse", "det", "slogdet", "logdet", "eig", "eigh", "inv", "pinv",
    "lstsq", "lu_factor", "matrix_rank", "qr", "solve", "solve_triangular", "svd", "cdist",
    "fft", "fft2", "ifft2", "rfft", "irfft", "stft", "istft", "correlate", "corrcoef",
}  # fmt: skip
