"""What usually follows what in a model: a curated table, and the rank that a layer gives on."""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, Final

from designer import paths
from designer.catalog.specs import LayerSpec, Params, Role

_WHOLE: Final = ("int", "uint")
_AFTER, _BEFORE, _DTYPE, _RANK, _FIRST = 1.0, 1.3, 1.2, 0.7, 1.5
"""How much each part of the table counts."""


def likelihood(
    kind: str,
    *,
    after: str = "",
    before: str = "",
    rank: int | None = None,
    dtype: str = "",
    first: bool = False,
) -> float:
    """Return from 0 to 1.5 how likely a layer of *kind* comes next.

    Args:
        after: the kind whose output it takes.
        before: the kind that takes its output.
        rank: number of axes of the tensor that comes in, batch axis included.
        dtype: of that tensor.
        first: the drawing is empty.
    """
    table = _table()
    return max(
        _FIRST * _place(kind, table["first"] if first else ()),
        _AFTER * _place(kind, table["after"].get(after, ())),
        _BEFORE * _place(kind, table["before"].get(before, {}).get(str(rank), ())),
        _DTYPE * _place(kind, table["dtype"].get(_dtype_word(dtype), ())),
        _RANK * _place(kind, table["rank"].get(str(rank), ())),
    )


def takes_text(spec: LayerSpec) -> bool:
    """Tell whether a layer can take strings; of blocks and own classes nobody knows."""
    known = spec.role in (Role.LAYER, Role.APPLICATION)
    return not known or spec.kind in _table()["takes_text"]


def rank_after(spec: LayerSpec, params: Params, rank: int | None) -> int | None:
    """Return the rank that a layer gives on where *rank* comes in; None where nobody can say."""
    table = _table()
    for name in ("shape", "target_shape"):
        shape = params.get(name)
        if isinstance(shape, list) and spec.param(name) is not None:
            return len(shape) + 1
    if params.get("return_sequences") or params.get("keepdims"):
        return rank
    if spec.kind in table["gives_rank"]:
        return int(table["gives_rank"][spec.kind])
    if spec.role is not Role.LAYER or rank is None:
        return None
    return rank + int(table["adds_axes"].get(spec.kind, 0))


def _dtype_word(dtype: str) -> str:
    return "int" if dtype.startswith(_WHOLE) else dtype


def _place(kind: str, kinds: Sequence[str]) -> float:
    """Return 1 for the first of *kinds*, less for each later one, 0 for what is not there."""
    return 1.0 - kinds.index(kind) / (len(kinds) + 3) if kind in kinds else 0.0


@cache
def _table() -> Mapping[str, Any]:
    path = paths.resources() / "catalog" / "overlay" / "successors.json"
    table: Mapping[str, Any] = json.loads(path.read_bytes())
    return table
