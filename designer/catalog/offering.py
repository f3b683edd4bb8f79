"""What is offered for what was typed: kinds with parameters, those first that fit and are likely.

Palette, quick-add and replace share it. Several layers may be typed at once, may be given names,
and may take what others give: `skip = conv2d 32 3 > maxpool > upsampling > concatenate @skip`.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from designer.catalog.catalog import Catalog
from designer.catalog.likely import rank_after
from designer.catalog.search import EXACT, matches
from designer.catalog.shorthand import Reading, params_of, readings
from designer.catalog.specs import LayerSpec, Params
from designer.catalog.starting import initial_params
from designer.catalog.steps import Step, steps_of
from designer.catalog.wanted import SEVERAL, Wanted, lack_of, merit
from designer.catalog.wording import describe

_READ = 60
"""For so many kinds, the best, the typed parameters are read."""


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
            everything = [(1.0, Offer(spec)) for spec in self._catalog.placeable()]
            return self._sorted(everything, wanted, alone=True)
        best: dict[str, tuple[float, Offer]] = {}
        for reading in readings(text):
            for score, offer in self._read(reading):
                known = best.get(offer.spec.kind)
                if known is None or known[0] <= score:
                    best[offer.spec.kind] = (score, offer)
        if not best:
            best = {offer.spec.kind: (score, offer) for score, offer in self._unread(text)}
        return self._sorted([*best.values()], wanted, alone=False)

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
        self, found: list[tuple[float, Offer]], wanted: Wanted, *, alone: bool
    ) -> tuple[Offer, ...]:
        rated = []
        for score, offer in found:
            spec = offer.spec
            if self._accepts is not None and not self._accepts(spec):
                continue
            lack = offer.lack or lack_of(spec, wanted)
            made = replace(offer, lack=lack) if lack else offer
            rating = score + merit(spec, wanted, alone=alone)
            rated.append((bool(lack) and score < EXACT, -rating, spec.kind, made))
        rated.sort(key=lambda entry: entry[:3])
        return tuple(offer for *_, offer in rated)


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
