"""Ranks that Keras does not check while a model is drawn, only when its first batch comes.

Found by calling every layer of Keras 3.15 with inputs of rank 2 to 5; what Keras refuses itself
is left to Keras.
"""

from collections.abc import Mapping

from designer.catalog.specs import Family, Json, LayerSpec
from designer.engine.tensors import Shape

_RANKS: Mapping[str, tuple[int, ...]] = {"RNN": (3,), "GroupQueryAttention": (3,)}
_LEAST: Mapping[str, int] = {"MultiHeadAttention": 3}
_ONE_PICTURE_OR_MANY = (3, 4)


class WrongRank(ValueError):
    """An input with more or fewer axes than the layer can work on."""


def require_rank(spec: LayerSpec, params: Mapping[str, Json], first: Shape) -> None:
    """Refuse what would fail when the model runs, in the words that Keras has for it.

    Raises:
        WrongRank: if the layer's first input has a rank that it cannot work on.
    """
    found = len(first)
    least = _LEAST.get(spec.kind)
    if least is not None and found < least:
        raise WrongRank(f"expected min_ndim={least}, found ndim={found}")
    ranks = () if _is_one_sample(spec, first) else _ranks(spec, params)
    if ranks and found not in ranks:
        raise WrongRank(f"expected ndim={max(ranks)}, found ndim={found}")


def _is_one_sample(spec: LayerSpec, first: Shape) -> bool:
    """Tell whether a preprocessing layer is given a tensor that may be without a batch axis."""
    return spec.family is Family.PREPROCESSING and bool(first) and first[0] is not None


def _ranks(spec: LayerSpec, params: Mapping[str, Json]) -> tuple[int, ...]:
    if spec.kind == "EinsumDense":
        return _einsum_ranks(params.get("equation"))
    if spec.family is Family.PREPROCESSING or spec.kind.startswith("Adaptive"):
        # Where the batch axis is left open, rank 3 is not one picture but many without channels.
        return (4,) if spec.input_ranks == _ONE_PICTURE_OR_MANY else spec.input_ranks
    return _RANKS.get(spec.kind, ())


def _einsum_ranks(equation: Json) -> tuple[int, ...]:
    axes = equation.split(",")[0].strip() if isinstance(equation, str) else "..."
    return () if "." in axes or not axes else (len(axes),)
