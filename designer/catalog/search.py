"""Finds layers by what people type: `conv`, `gap2d`, `fully connected`, `bn`."""

import re
from collections.abc import Callable

from designer.catalog.catalog import Catalog
from designer.catalog.specs import LayerSpec, Role

_CAMEL = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+D?")
_MISS = 0
_LATER = {Role.OPERATION: 25, Role.APPLICATION: 8}
"""How much worse a hit is than one among the layers: `add` means the layer first."""


def search(
    text: str, catalog: Catalog, accepts: Callable[[LayerSpec], bool] | None = None
) -> list[LayerSpec]:
    """Return the layers that *text* may mean, the likeliest first.

    Better than the next is: the name itself, its beginning, a search word of the layer (`bn`),
    its initials (`gap2d`), a word in its name, the beginning of a search word, beginnings of the
    name's words (`maxpool`), its letters in their order, its family or summary. The more used
    layer wins a tie. Nothing typed finds everything, the most used first.

    Args:
        text: what was typed.
        catalog: where to look.
        accepts: which layers may be found at all; None is all.
    """
    wanted = " ".join(text.lower().split())
    found = [
        (score, spec)
        for spec in catalog.placeable()
        if (accepts is None or accepts(spec)) and (score := _ranked(wanted, spec)) > _MISS
    ]
    found.sort(key=lambda entry: (-entry[0], -entry[1].popularity, entry[1].kind))
    return [spec for _, spec in found]


def _ranked(wanted: str, spec: LayerSpec) -> float:
    score = _score(wanted, spec)
    later = _LATER.get(spec.role, 0)
    return max(score - later, score / 100) if score > _MISS else _MISS


def _score(wanted: str, spec: LayerSpec) -> int:
    kind = spec.called.lower().rpartition(".")[2]
    typed = wanted.replace(" ", "").replace("_", "")
    words = [word.lower() for word in spec.words]
    if not typed:
        return 1
    names = [kind, spec.kind.lower(), *(name.lower() for name in spec.names)]
    names += [name.replace("_", "") for name in names if "_" in name]
    kind = kind.replace("_", "")
    if typed in names:
        return 100 if typed == kind else 90
    if kind.startswith(typed):
        return 80
    if wanted in words:
        return 78
    if typed in (_initials(spec.kind), _initials(spec.kind).removesuffix("d")):
        return 75
    if any(part.startswith(typed) for part in _parts(spec.kind)) or typed in kind:
        return 60
    if any(_word_starts(wanted, word) for word in (*words, *names)):
        return 50
    if _is_initials_run(typed, spec.kind):
        return 45
    if len(typed) > 2 and _is_within(typed, kind):
        return 30
    return _score_words(wanted, spec)


def _score_words(wanted: str, spec: LayerSpec) -> int:
    told = spec.help if spec.role is Role.BLOCK else spec.summary
    text = " ".join((spec.called, *spec.words, spec.family, told)).lower()
    if all(any(word.startswith(part) for word in text.split()) for part in wanted.split()):
        return 10
    return _MISS


def _parts(kind: str) -> list[str]:
    return [part.lower() for part in _CAMEL.findall(kind)]


def _initials(kind: str) -> str:
    """Return `gap2d` for `GlobalAveragePooling2D`."""
    return "".join(part if part[0].isdigit() else part[0] for part in _parts(kind))


def _word_starts(wanted: str, word: str) -> bool:
    return word.startswith(wanted) or any(part.startswith(wanted) for part in word.split())


def _is_initials_run(typed: str, kind: str) -> bool:
    """Tell whether *typed* is made of beginnings of the parts: `maxpool` of `MaxPooling2D`."""
    rest = typed
    for part in _parts(kind):
        common = 0
        while common < min(len(part), len(rest)) and part[common] == rest[common]:
            common += 1
        rest = rest[common:]
    return not rest


def _is_within(typed: str, kind: str) -> bool:
    letters = iter(kind)
    return all(letter in letters for letter in typed)
