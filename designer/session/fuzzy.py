"""Finding names by some of their letters: `alb` finds "Align Bottom", `zoom in` finds "Zoom In"."""

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

_WORD: Final = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+|[^\W\d_]+")
_START: Final = 100.0
_INSIDE: Final = 60.0
_LETTERS: Final = 40.0
_STEP: Final = 0.4
"""What each letter counts that a match begins later, so that of equals the first word wins."""


@dataclass(frozen=True, slots=True)
class Match:
    """How well what was typed fits a name, and which letters of the name it is.

    Attributes:
        score: above 0 up to about 110; more is better.
        places: indices of the letters that were meant, ascending.
    """

    score: float
    places: tuple[int, ...]


def match(typed: str, name: str) -> Match | None:
    """Return how *typed* fits *name*; None where it does not.

    Every word typed has to be found, in any order: at the beginning of a word best, then within
    one, then as letters in their order of which each begins a word or follows the one before.
    """
    words = typed.lower().split()
    if not words:
        return Match(1.0, ())
    found = [_word(word, name) for word in words]
    if None in found:
        return None
    whole = [hit for hit in found if hit is not None]
    places = sorted({place for hit in whole for place in hit.places})
    score = sum(hit.score for hit in whole) / len(whole)
    covered = len(places) / max(1, sum(not letter.isspace() for letter in name))
    return Match(score + 10.0 * covered, tuple(places))


def _word(word: str, name: str) -> Match | None:
    small = name.lower()
    starts = {hit.start() for hit in _WORD.finditer(name)}
    at = small.find(word)
    begins = [place for place in sorted(starts) if small.startswith(word, place)]
    if begins:
        return _run(_START, begins[0], len(word))
    letters = _letters(word, small, starts)
    if letters is not None:
        return letters
    return _run(_INSIDE, at, len(word)) if at >= 0 else None


def _run(score: float, start: int, length: int) -> Match:
    return Match(max(1.0, score - _STEP * start), tuple(range(start, start + length)))


def _letters(word: str, name: str, starts: set[int]) -> Match | None:
    """Return the letters of *word* in *name*, each at a word's start or after the one before."""
    if len(word) < 2:
        return None
    states: list[tuple[int, ...]] = [(place,) for place in sorted(starts) if name[place] == word[0]]
    for letter in word[1:]:
        states = [
            (*places, place)
            for places in states
            for place in (places[-1] + 1, *sorted(s for s in starts if s > places[-1] + 1))
            if place < len(name) and name[place] == letter
        ][:32]
    if not states:
        return None
    best = min(states, key=_breaks)
    return Match(max(1.0, _LETTERS - 4.0 * _breaks(best) - _STEP * best[0]) + 24.0, best)


def _breaks(places: tuple[int, ...]) -> int:
    return sum(after - before > 1 for before, after in pairwise(places))
