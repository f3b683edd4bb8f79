"""What search compares with what people type: the names and words of a kind, made ready once."""

import re
from dataclasses import dataclass
from functools import lru_cache

from designer.catalog.specs import LayerSpec, Role

_CAMEL = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+D?")
_KINDS = 8192


@dataclass(frozen=True, slots=True)
class Entry:
    """A kind in small letters.

    Attributes:
        called: what people call it, without the package before it and underscores.
        names: every name under which it is known, with and without underscores.
        parts: the parts of its name: `global`, `average`, `pooling`, `2d`.
        initials: `gap2d` of those.
        words: its search words.
        starts: `words` and `names`, and the single words in them, a line for each.
        told: every word of its name, search words, family and summary, a space before each.
    """

    called: str
    names: frozenset[str]
    parts: tuple[str, ...]
    initials: str
    words: frozenset[str]
    starts: str
    told: str


def entry_of(spec: LayerSpec) -> Entry:
    """Return what *spec* is compared by."""
    told = spec.help if spec.role is Role.BLOCK else spec.summary
    return _entry(spec.kind, spec.called, spec.names, spec.words, str(spec.family), told)


@lru_cache(_KINDS)
def _entry(
    kind: str, called: str, names: tuple[str, ...], words: tuple[str, ...], family: str, told: str
) -> Entry:
    short = called.lower().rpartition(".")[2]
    known = [short, kind.lower(), *(name.lower() for name in names)]
    known += [name.replace("_", "") for name in known if "_" in name]
    small = [word.lower() for word in words]
    phrases = (*small, *known)
    single = [word for phrase in phrases for word in phrase.split()]
    parts = tuple(part.lower() for part in _CAMEL.findall(kind))
    return Entry(
        called=short.replace("_", ""),
        names=frozenset(known),
        parts=parts,
        initials="".join(part if part[0].isdigit() else part[0] for part in parts),
        words=frozenset(small),
        starts="".join(f"\n{word}" for word in dict.fromkeys((*phrases, *single))),
        told=" " + " ".join(" ".join((called, *words, family, told)).lower().split()),
    )
