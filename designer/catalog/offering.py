"""What is offered for what was typed: kinds with parameters, those first that fit and are likely.

Palette, quick-add and replace share it. Several layers may be typed at once:
`conv2d 32 3 > maxpool > flatten > dense 10 softmax`.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from math import log1p

from designer.catalog.catalog import Catalog
from designer.catalog.likely import likelihood, rank_after, takes_text
from designer.catalog.search import EXACT, matches
from designer.catalog.shorthand import Reading, params_of, readings
from designer.catalog.specs import Json, LayerSpec, Params
from designer.catalog.wording import describe

_ARROW = re.compile(r"\s*>(?!=)\s*")
_LIKELY, _HABIT, _USED = 15.0, 6.0, 0.05
"""How much fit, habit and popularity count beside what was typed (100 is the name itself)."""
_LIKELY_ALONE = 8.0
"""How much more they count while nothing is typed."""
SEVERAL = "several"
"""Stands in `Wanted.after` for several layers that are to be joined."""
_READ = 60
"""For so many kinds, the best, the typed parameters are read."""


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
    first: bool = False
    habits: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Offer:
    """A kind that is offered.

    Attributes:
        params: what was typed for it.
        lack: why it does not fit, in a few words; empty where it may.
    """

    spec: LayerSpec
    params: Params = field(default_factory=dict)
    lack: str = ""

    @property
    def words(self) -> str:
        """What would be set, in words: `units 64 · activation relu`."""
        told = ((self.spec.param(name), value) for name, value in self.params.items())
        return " · ".join(f"{p.name} {describe(p, value)}" for p, value in told if p is not None)


@dataclass(frozen=True, slots=True)
class Offers:
    """What is offered for one text.

    Attributes:
        chain: what comes before, where several layers were typed.
        last: what may come at the end, the likeliest first.
        unknown: the word in the chain that means nothing.
    """

    chain: tuple[Offer, ...] = ()
    last: tuple[Offer, ...] = ()
    unknown: str = ""


class Offering:
    """Answers what is typed for one wish.

    Attributes:
        wanted: what has to fit.
    """

    def __init__(
        self,
        catalog: Catalog,
        wanted: Wanted,
        accepts: Callable[[LayerSpec], bool] | None = None,
    ) -> None:
        self.wanted = wanted
        self._catalog = catalog
        self._accepts = accepts
        self._known: dict[str, tuple[Offer, ...]] = {}

    def of(self, text: str) -> Offers:
        """Return what is offered for *text*."""
        *before, last = _steps(text)
        chain: list[Offer] = []
        wanted = self.wanted
        for number, step in enumerate(before):
            key = " > ".join(before[: number + 1])
            found = self._known.get(key)
            if found is None:
                found = self._known[key] = self._found(step, wanted)[:1]
            if not found:
                return Offers(tuple(chain), (), step)
            chain.append(found[0])
            wanted = _next(wanted, found[0], is_last=number == len(before) - 1, end=self.wanted)
        return Offers(tuple(chain), self._found(last, wanted))

    def _found(self, text: str, wanted: Wanted) -> tuple[Offer, ...]:
        if not text.strip():
            return self._sorted([(1.0, Offer(s)) for _, s in matches("", self._catalog)], wanted, 1)
        best: dict[str, tuple[float, Offer]] = {}
        for reading in readings(text):
            for score, offer in self._read(reading):
                known = best.get(offer.spec.kind)
                if known is None or known[0] <= score:
                    best[offer.spec.kind] = (score, offer)
        if not best:
            best = {offer.spec.kind: (score, offer) for score, offer in self._unread(text)}
        return self._sorted([*best.values()], wanted, 0)

    def _read(self, reading: Reading) -> list[tuple[float, Offer]]:
        found = matches(reading.words, self._catalog)
        if not reading.values:
            return [(score, Offer(spec)) for score, spec in found]
        found.sort(key=lambda entry: (-entry[0], -entry[1].popularity))
        return [
            (score, Offer(spec, params))
            for score, spec in found[:_READ]
            if (params := params_of(spec, reading.values, self._catalog)) is not None
        ]

    def _unread(self, text: str) -> list[tuple[float, Offer]]:
        """Return the kinds whose name was typed with parameters that they do not have."""
        for reading in readings(text):
            found = matches(reading.words, self._catalog)
            if found and reading.values:
                lack = f"does not take “{' '.join(reading.values)}”"
                return [(score, Offer(spec, {}, lack)) for score, spec in found]
        return []

    def _sorted(
        self, found: list[tuple[float, Offer]], wanted: Wanted, alone: int
    ) -> tuple[Offer, ...]:
        weight = _LIKELY_ALONE if alone else 1.0
        most = max(wanted.habits.values(), default=0)
        rated = []
        for score, offer in found:
            if self._accepts is not None and not self._accepts(offer.spec):
                continue
            spec = offer.spec
            lack = offer.lack or _lack(spec, wanted)
            rating = score + _USED * spec.popularity * weight
            rating += _LIKELY * weight * _likelihood(spec.kind, wanted)
            if most:
                rating += _HABIT * weight * log1p(wanted.habits.get(spec.kind, 0)) / log1p(most)
            is_last = bool(lack) and score < EXACT
            made = replace(offer, lack=lack) if lack else offer
            rated.append((is_last, -rating, spec.kind, made))
        rated.sort(key=lambda entry: entry[:3])
        return tuple(offer for *_, offer in rated)


def room_of(spec: LayerSpec) -> int | None:
    """Return how many tensors a layer takes at the most; None is any number."""
    most = [port.maximum if port.many else 1 for port in spec.inputs]
    known = [number for number in most if number is not None]
    return sum(known) if len(known) == len(most) else None


def initial_params(spec: LayerSpec) -> dict[str, Json]:
    """Return what a new node of a kind starts with."""
    start = spec.facts.get("start")
    initial: dict[str, Json] = dict(start) if isinstance(start, dict) else {}
    return initial | {p.name: p.initial for p in spec.params if p.initial is not None}


def _steps(text: str) -> list[str]:
    steps = _ARROW.split(text)
    return steps if all(step.strip() for step in steps[:-1]) else [text]


def _next(wanted: Wanted, made: Offer, *, is_last: bool, end: Wanted) -> Wanted:
    """Return what the layer after *made* has to fit; the last one, what follows the chain too."""
    params = {**initial_params(made.spec), **made.params}
    rank = rank_after(made.spec, params, wanted.rank)
    before = end.before if is_last else ""
    return Wanted(None, rank, "", made.spec.kind, before, habits=wanted.habits)


def _likelihood(kind: str, wanted: Wanted) -> float:
    return likelihood(
        kind,
        after=wanted.after,
        before=wanted.before,
        rank=wanted.rank,
        dtype=wanted.dtype,
        first=wanted.first,
    )


def _lack(spec: LayerSpec, wanted: Wanted) -> str:
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
