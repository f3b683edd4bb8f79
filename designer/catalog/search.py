"""Finds layers by what people type: `conv`, `gap2d`, `fully connected`, `bn`, `droput`."""

from collections.abc import Callable

from designer.catalog.catalog import Catalog
from designer.catalog.entries import Entry, entry_of
from designer.catalog.specs import LayerSpec, Role
from designer.catalog.typos import slips

EXACT = 90.0
"""From here on the name itself was typed."""
_MISS = 0
_SLIPPED = 40
_SLIP_COST = 3
_LATER = {Role.OPERATION: 25, Role.APPLICATION: 8}
"""How much worse a hit is than one among the layers: `add` means the layer first."""


def search(
    text: str, catalog: Catalog, accepts: Callable[[LayerSpec], bool] | None = None
) -> list[LayerSpec]:
    """Return the layers that *text* may mean, the likeliest first.

    Better than the next is: the name itself, its beginning, a search word of the layer (`bn`),
    its initials (`gap2d`), a word in its name, the beginning of a search word, beginnings of the
    name's words (`maxpool`), its name with a slip (`droput`), its letters in their order, its
    family or summary. The more used layer wins a tie. Nothing typed finds everything, the most
    used first.

    Args:
        text: what was typed.
        catalog: where to look.
        accepts: which layers may be found at all; None is all.
    """
    found = [
        (score, spec) for score, spec in matches(text, catalog) if accepts is None or accepts(spec)
    ]
    found.sort(key=lambda entry: (-entry[0], -entry[1].popularity, entry[1].kind))
    return [spec for _, spec in found]


def matches(text: str, catalog: Catalog) -> list[tuple[float, LayerSpec]]:
    """Return every layer that *text* may mean, with how well it does (at most 100), unsorted."""
    wanted = " ".join(text.lower().split())
    typed = wanted.replace(" ", "").replace("_", "")
    specs = catalog.placeable()
    if not typed:
        return [(1.0, spec) for spec in specs]
    scores = [_score(wanted, typed, entry_of(spec)) for spec in specs]
    if max(scores, default=_MISS) <= _SLIPPED:
        scores = [
            max(score, _slipped(typed, entry_of(spec)))
            for score, spec in zip(scores, specs, strict=True)
        ]
    return [
        (_ranked(score, spec), spec)
        for score, spec in zip(scores, specs, strict=True)
        if score > _MISS
    ]


def _ranked(score: float, spec: LayerSpec) -> float:
    return max(score - _LATER.get(spec.role, 0), score / 100)


def _score(wanted: str, typed: str, entry: Entry) -> int:
    if typed in entry.names:
        return 100 if typed == entry.called else 90
    if entry.called.startswith(typed):
        return 80
    if wanted in entry.words:
        return 78
    if typed in (entry.initials, entry.initials.removesuffix("d")):
        return 75
    if typed in entry.called or any(part.startswith(typed) for part in entry.parts):
        return 60
    if f"\n{wanted}" in entry.starts:
        return 50
    if _is_initials_run(typed, entry.parts):
        return 45
    if len(typed) > 2 and _is_within(typed, entry.called):
        return 30
    return _score_words(wanted, entry)


def _score_words(wanted: str, entry: Entry) -> int:
    return 10 if all(f" {part}" in entry.told for part in wanted.split()) else _MISS


def _slipped(typed: str, entry: Entry) -> int:
    found = slips(typed, entry.called)
    if found is None:
        return _MISS
    return _SLIPPED - _SLIP_COST * found - min(2, abs(len(typed) - len(entry.called)))


def _is_initials_run(typed: str, parts: tuple[str, ...]) -> bool:
    """Tell whether *typed* is made of beginnings of the parts: `maxpool` of `MaxPooling2D`."""
    rest = typed
    for part in parts:
        common = 0
        while common < min(len(part), len(rest)) and part[common] == rest[common]:
            common += 1
        rest = rest[common:]
    return not rest


def _is_within(typed: str, kind: str) -> bool:
    letters = iter(kind)
    return all(letter in letters for letter in typed)
