"""Two changes of one text put together, line by line."""

from difflib import SequenceMatcher
from typing import NamedTuple


class _Change(NamedTuple):
    """Lines that stand in the place of others: from `start` up to `end`."""

    start: int
    end: int
    lines: list[str]


def merged(base: str, mine: str, theirs: str) -> str:
    """Return *mine* with everything that *theirs* changes where *mine* does not.

    Args:
        base: what both were made from.
        mine: wins where both change the same lines.
        theirs: the other one.
    """
    if mine in (base, theirs):
        return theirs
    if theirs == base:
        return mine
    lines = base.split("\n")
    own = _changes(lines, mine.split("\n"))
    others = _changes(lines, theirs.split("\n"))
    wanted = [change for change in others if not any(_meet(change, other) for other in own)]
    result: list[str] = []
    place = 0
    for change in sorted([*own, *wanted], key=lambda change: (change.start, change.end)):
        result += lines[place : change.start]
        result += change.lines
        place = change.end
    return "\n".join([*result, *lines[place:]])


def _changes(old: list[str], new: list[str]) -> list[_Change]:
    start = _alike(old, new)
    end = min(_alike(old[::-1], new[::-1]), min(len(old), len(new)) - start)
    matcher = SequenceMatcher(
        None, old[start : len(old) - end], new[start : len(new) - end], autojunk=False
    )
    return [
        _Change(start + i1, start + i2, new[start + j1 : start + j2])
        for tag, i1, i2, j1, j2 in matcher.get_opcodes()
        if tag != "equal"
    ]


def _alike(first: list[str], second: list[str]) -> int:
    pairs = enumerate(zip(first, second, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(first), len(second)))


def _meet(first: _Change, second: _Change) -> bool:
    """Tell whether two changes touch the same lines, or the same place between lines."""
    return first.start <= second.end and second.start <= first.end
