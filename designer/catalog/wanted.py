"""What a new layer has to fit, whether one does, and how good a choice it is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import log1p

from designer.catalog.likely import likelihood, takes_text
from designer.catalog.specs import LayerSpec

_LIKELY, _HABIT, _USED = 15.0, 6.0, 0.05
"""How much fit, habit and popularity count beside what was typed (100 is the name itself)."""
_LIKE = 24.0
"""How much more a kind counts that is like the one whose place it takes."""
_LIKELY_ALONE = 8.0
"""How much more they count while nothing is typed."""
SEVERAL = "several"
"""Stands in `Wanted.after` for several layers that are to be joined."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a new node has to fit.

    Attributes:
        output: it is to take what an output gives (else to give what an input takes);
            None: any kind will do.
        rank: number of axes of the tensor, batch axis included; None where not known.
        dtype: of the tensor; empty where not known.
        after: the kind that gives the tensor.
        before: the kind that takes what the new node gives.
        through: it has to take a tensor and to give one on.
        count: so many tensors it has to take.
        instead: the kind whose place it takes; its like come first, itself last.
        first: the drawing is empty.
        habits: how often each kind was chosen before.
    """

    output: bool | None = None
    rank: int | None = None
    dtype: str = ""
    after: str = ""
    before: str = ""
    through: bool = False
    count: int = 1
    instead: LayerSpec | None = None
    first: bool = False
    habits: Mapping[str, int] = field(default_factory=dict)


def merit(spec: LayerSpec, wanted: Wanted, *, alone: bool) -> float:
    """Return how good a choice a layer is, to be added to how well it is what was typed.

    Args:
        alone: nothing was typed, so that nothing else decides.
    """
    most = max(wanted.habits.values(), default=0)
    habit = log1p(wanted.habits.get(spec.kind, 0)) / log1p(most) if most else 0.0
    found = (
        _USED * spec.popularity
        + _LIKELY * _likelihood(spec.kind, wanted)
        + _LIKE * _likeness(spec, wanted)
        + _HABIT * habit
    )
    return found * _LIKELY_ALONE if alone else found


def room_of(spec: LayerSpec) -> int | None:
    """Return how many tensors a layer takes at the most; None is any number."""
    most = [port.maximum if port.many else 1 for port in spec.inputs]
    known = [number for number in most if number is not None]
    return sum(known) if len(known) == len(most) else None


def _likelihood(kind: str, wanted: Wanted) -> float:
    return likelihood(
        kind,
        after=wanted.after,
        before=wanted.before,
        rank=wanted.rank,
        dtype=wanted.dtype,
        first=wanted.first,
    )


def _likeness(spec: LayerSpec, wanted: Wanted) -> float:
    """Return how much a layer is like the one whose place it takes; that itself is no choice."""
    old = wanted.instead
    if old is None:
        return 0.0
    if spec.kind == old.kind:
        return -1.0
    shared = {param.name for param in old.params if param.name in old.key_params}
    has = sum(spec.param(name) is not None for name in shared)
    return (spec.family is old.family) * (1.0 + has / (len(shared) + 1)) / 2


def lack_of(spec: LayerSpec, wanted: Wanted) -> str:
    """Return why a layer cannot fit, in a few words; empty where it may."""
    if wanted.output and not spec.inputs:
        return "takes no tensor"
    if not spec.outputs and (wanted.through or wanted.output is False):
        return "gives no tensor on"
    if wanted.output is False:
        return ""
    if not spec.inputs:
        return ""
    if (room := room_of(spec)) is not None and room < wanted.count:
        return f"takes {room} tensor{'s' * (room > 1)} · here are {wanted.count}"
    if wanted.rank is not None and spec.input_ranks and wanted.rank not in spec.input_ranks:
        ranks = " or ".join(map(str, spec.input_ranks))
        return f"takes rank {ranks} · here is rank {wanted.rank}"
    if wanted.dtype == "string" and not takes_text(spec):
        return "takes numbers · here is text"
    return ""
