"""Fourth step: long models are cut into columns, which are read one after the other.

Cuts go where few wires pass. Those of the present drawing stay while they leave a good sheet.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import sqrt

_LANE = 16.0
_MOST_LANES = 8
_BACK = 0.4
_MOST_SOURCES = 3
"""Where wires of more nodes would have to go round, a model of moderate length is not cut."""
_LONG = 4


@dataclass(frozen=True, slots=True)
class Sheet:
    """What decides whether and where a layered drawing is cut.

    Attributes:
        aspect: how many times as broad across as along it is to be.
        longest: how long a model may be, in pixels, without being cut.
        shortest: how long a column is at least, in pixels.
        gap: free room between columns, in pixels.
    """

    aspect: float = 1.6
    longest: float = 4400.0
    shortest: float = 2000.0
    gap: float = 128.0

    def gap_for(self, wires: int) -> float:
        """Return the room between two columns from one of which *wires* lead to the other."""
        return self.gap + _LANE * min(_MOST_LANES, max(0, wires - 1))


@dataclass(frozen=True, slots=True)
class Ranks:
    """The layers of a drawing, one value for each.

    Attributes:
        lengths: how long each is, with the gap to the next.
        lows: where its vertices begin across.
        highs: where they end.
        passing: how many wires lead from it to the next.
        sources: how many nodes these wires come from.
        tops: where its nodes begin along in the present drawing.
    """

    lengths: Sequence[float]
    lows: Sequence[float]
    highs: Sequence[float]
    passing: Sequence[int]
    sources: Sequence[int]
    tops: Sequence[float]


def cuts(ranks: Ranks, sheet: Sheet) -> list[int]:
    """Return the layers with which further columns begin; none where one column is enough."""
    length = sum(ranks.lengths)
    count = _columns(ranks, sheet, length)
    if length <= sheet.longest or count < 2:
        return []
    back = sheet.shortest * _BACK
    present = [at for at, (a, b) in enumerate(pairwise(ranks.tops), 1) if b < a - back]
    if _good(present, count, ranks.lengths):
        return present
    found = _fresh(ranks, count, length)
    tangled = any(ranks.sources[cut - 1] > _MOST_SOURCES for cut in found)
    return [] if tangled and length < _LONG * sheet.longest else found


def _columns(ranks: Ranks, sheet: Sheet, length: float) -> int:
    """Return how many columns make a sheet of the wanted aspect."""
    breadths: list[float] = []
    begin = 0
    reach = 0.0
    for at, own in enumerate(ranks.lengths):
        reach += own
        if reach >= sheet.shortest or at == len(ranks.lengths) - 1:
            breadths.append(max(ranks.highs[begin : at + 1]) - min(ranks.lows[begin : at + 1]))
            begin, reach = at + 1, 0.0
    breadth = sum(breadths) / len(breadths) + sheet.gap
    return min(round(sqrt(sheet.aspect * length / breadth)), int(length // sheet.shortest))


def _good(present: Sequence[int], count: int, lengths: Sequence[float]) -> bool:
    """Whether the columns of the present drawing are about as many as wanted, and alike."""
    if not 0.7 * count <= len(present) + 1 <= 1.4 * count:
        return False
    edges = [0, *present, len(lengths)]
    columns = [sum(lengths[a:b]) for a, b in pairwise(edges)]
    mean = sum(columns) / len(columns)
    return max(columns) < 1.5 * mean and min(columns[:-1]) > 0.5 * mean


def _fresh(ranks: Ranks, count: int, length: float) -> list[int]:
    ends = list(accumulate(ranks.lengths))
    found: list[int] = []
    begin, done = 0, 0.0
    for left in range(count, 1, -1):
        wanted = (length - done) / left
        near = [
            at
            for at in range(begin + 1, len(ends))
            if 0.8 * wanted <= ends[at - 1] - done <= 1.15 * wanted
        ]
        if not near:
            continue
        cut = min(near, key=lambda at: (*_cost(ranks, at), abs(ends[at - 1] - done - wanted)))
        found.append(cut)
        begin, done = cut, ends[cut - 1]
    return found


def _cost(ranks: Ranks, cut: int) -> tuple[int, int]:
    return (ranks.sources[cut - 1], ranks.passing[cut - 1])
