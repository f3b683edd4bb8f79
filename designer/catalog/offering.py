"""What is offered for what was typed: kinds with parameters, those first that fit and are likely.

Palette, quick-add and replace share it. Several layers may be typed at once, may be given names,
and may take what others give: `skip = conv2d 32 3 > maxpool > upsampling > concatenate @skip`.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from math import log1p

from designer.catalog.catalog import Catalog
from designer.catalog.likely import likelihood, rank_after, takes_text
from designer.catalog.search import EXACT, matches
from designer.catalog.shorthand import Reading, params_of, readings
from designer.catalog.specs import Json, LayerSpec, Params
from designer.catalog.steps import Step, steps_of
from designer.catalog.wording import describe

_LIKELY, _HABIT, _USED = 15.0, 6.0, 0.05
"""How much fit, habit and popularity count beside what was typed (100 is the name itself)."""
_LIKE = 12.0
"""How much more a kind counts that is like the one whose place it takes."""
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


@dataclass(frozen=True, slots=True)
class Offer:
    """A kind that is offered.

    Attributes:
        params: what was typed for it.
        lack: why it does not fit, in a few words; empty where it may.
        name: what the layer is to be called; empty is as usual.
        joined: names of drawn layers whose tensors it takes besides.
        drawn: the name of the drawn layer that is meant; empty where a new one is.
    """

    spec: LayerSpec
    params: Params = field(default_factory=dict)
    lack: str = ""
    name: str = ""
    joined: tuple[str, ...] = ()
    drawn: str = ""

    @property
    def words(self) -> str:
        """What would be set, in words: `units 64 · activation relu`."""
        return " · ".join(self._told())

    @property
    def called(self) -> str:
        """The kind, or the name of the drawn layer that is meant."""
        return self.drawn or self.spec.called

    def _told(self) -> Iterator[str]:
        for name, value in self.params.items():
            param = self.spec.param(name)
            if param is not None:
                yield f"{param.name} {describe(param, value)}"
        if self.drawn:
            yield f"the {self.spec.called} that is drawn"
        if self.name:
            yield f"named {self.name}"
        if self.joined:
            yield f"with {', '.join(self.joined)}"


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
        drawn: Callable[[], Mapping[str, LayerSpec]] | None = None,
    ) -> None:
        self.wanted = wanted
        self._catalog = catalog
        self._accepts = accepts
        self._drawn = drawn or dict
        self._matches: dict[str, list[tuple[float, LayerSpec]]] = {}
        self._names: Mapping[str, LayerSpec] | None = None
        self._known: dict[tuple[Step, ...], tuple[Offer, ...]] = {}

    def of(self, text: str) -> Offers:
        """Return what is offered for *text*."""
        *before, last = steps_of(text)
        chain: list[Offer] = []
        wanted = self.wanted
        for number, step in enumerate(before):
            key = tuple(before[: number + 1])
            found = self._known.get(key)
            if found is None:
                found = self._known[key] = self._of_step(step, wanted, chain)[:1]
            if not found:
                return Offers(tuple(chain), (), self._unknown(step, chain))
            chain.append(found[0])
            wanted = _next(wanted, found[0], is_last=number == len(before) - 1, end=self.wanted)
        final = self._of_step(last, wanted, chain)
        return Offers(tuple(chain), final, "" if final else self._unknown(last, chain))

    def _of_step(self, step: Step, wanted: Wanted, chain: list[Offer]) -> tuple[Offer, ...]:
        if not step.drawn:
            found = self._found(step.text, wanted)
            return tuple(replace(o, name=step.name) for o in found) if step.name else found
        names = self._all_names(chain)
        *whole, begun = step.drawn
        if any(name not in names for name in whole):
            return ()
        return tuple(
            offer
            for name in _completions(begun, names)
            for offer in self._with_drawn(step, (*whole, name), names, wanted)
        )

    def _with_drawn(
        self, step: Step, drawn: tuple[str, ...], names: Mapping[str, LayerSpec], wanted: Wanted
    ) -> tuple[Offer, ...]:
        if not step.text:
            first, *others = drawn
            return (Offer(names[first], drawn=first, joined=tuple(others)),)
        joining = replace(wanted, after=SEVERAL, count=len(drawn) + (1 if wanted.after else 0))
        found = self._found(step.text, joining)
        return tuple(replace(offer, name=step.name, joined=drawn) for offer in found)

    def _all_names(self, chain: list[Offer]) -> Mapping[str, LayerSpec]:
        if self._names is None:
            self._names = self._drawn()
        return {**self._names, **{offer.name: offer.spec for offer in chain if offer.name}}

    def _unknown(self, step: Step, chain: list[Offer]) -> str:
        names = self._all_names(chain) if step.drawn else {}
        lost = [f"@{name}" for name in step.drawn if not _completions(name, names)]
        return lost[0] if lost else step.text

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
        found = self._matching(reading.words)
        if not reading.values:
            return [(score, Offer(spec)) for score, spec in found]
        found = sorted(found, key=lambda entry: (-entry[0], -entry[1].popularity))
        return [
            (score, Offer(spec, params))
            for score, spec in found[:_READ]
            if (params := params_of(spec, reading.values, self._catalog)) is not None
        ]

    def _matching(self, words: str) -> list[tuple[float, LayerSpec]]:
        """Return what *words* match; remembered, for the name stays while its values are typed."""
        if words not in self._matches:
            self._matches[words] = matches(words, self._catalog)
        return self._matches[words]

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
            rating += _LIKE * weight * _likeness(spec, wanted)
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


def _completions(begun: str, names: Mapping[str, LayerSpec]) -> list[str]:
    """Return the names that *begun* may mean: itself, else those that begin so, else hold it."""
    if begun in names:
        return [begun]
    small = begun.lower()
    holding = [name for name in names if small in name.lower()]
    return sorted(holding, key=lambda name: (not name.lower().startswith(small), name))[:_READ]


def _next(wanted: Wanted, made: Offer, *, is_last: bool, end: Wanted) -> Wanted:
    """Return what the layer after *made* has to fit; the last one, what follows the chain too."""
    params = {**initial_params(made.spec), **made.params}
    rank = None if made.drawn else rank_after(made.spec, params, wanted.rank)
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
