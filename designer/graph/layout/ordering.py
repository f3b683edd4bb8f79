"""Second step: the order within the layers, with few crossings.

The order in which nodes stand now is kept unless another one crosses less. Each stretch between
two layers of one vertex is ordered by itself: barycentre sweeps down and up, then exchange of
neighbours while it helps, begun from the present order and from one found depth first.
Source: Sugiyama, Tagawa, Toda (1981).
"""

from collections.abc import Iterator, Sequence

from designer.graph.layout.crossings import crossings
from designer.graph.layout.flow import Numbers
from designer.graph.layout.layers import Layers
from designer.graph.layout.weaving import woven

_SWEEPS = 6
_EXCHANGES = 4
_EXCHANGES_UP_TO = 3000


def order_layers(layers: Layers) -> None:
    """Improve the order of `layers.rows` in place.

    The result follows from the order in which the nodes of each row are given, and given again it
    stays.
    """
    place = [0] * len(layers.ranks)
    for first, end in _stretches(layers.rows):
        stretch = _Stretch(layers, first, place)
        layers.rows[first:end] = stretch.ordered(layers.rows[first:end])


def _stretches(rows: Numbers) -> Iterator[tuple[int, int]]:
    """Yield where stretches begin and end that no order of the others can change."""
    first = 0
    for number in range(1, len(rows)):
        if len(rows[number]) == 1:
            if number - first > 1:
                yield first, number + 1
            first = number
    if len(rows) - first > 1:
        yield first, len(rows)


class _Stretch:
    """Neighbouring layers while their order is sought."""

    def __init__(self, layers: Layers, first: int, place: list[int]) -> None:
        self._layers = layers
        self._first = first
        self._place = place

    def ordered(self, rows: Numbers) -> Numbers:
        """Return *rows* in the order with the fewest crossings that is found."""
        best = self._woven(rows)
        fewest = self._count(best)
        while fewest:
            for start in (best, self._depth_first(best)):
                tried = self._woven(self._improved(start))
                count = self._count(tried)
                if count < fewest:
                    best, fewest = tried, count
                    break
            else:
                break
        return best

    def _woven(self, rows: Numbers) -> Numbers:
        return woven(self._layers, rows, self._place)

    def _count(self, rows: Numbers) -> int:
        return crossings(rows, self._layers.down, self._place)

    def _depth_first(self, rows: Numbers) -> Numbers:
        """Return the rows as they are met going down, the left way of each branching first."""
        down, ranks, last = self._layers.down, self._layers.ranks, self._first + len(rows)
        order = {vertex: at for row in rows for at, vertex in enumerate(row)}
        met: Numbers = [[] for _ in rows]
        seen: set[int] = set()
        for start in [vertex for row in rows for vertex in row]:
            waiting = [start]
            while waiting:
                vertex = waiting.pop()
                if vertex in seen or ranks[vertex] >= last:
                    continue
                seen.add(vertex)
                met[ranks[vertex] - self._first].append(vertex)
                near = [other for other in down[vertex] if other in order]
                waiting += sorted(near, key=order.__getitem__, reverse=True)
        return met

    def _improved(self, rows: Numbers) -> Numbers:
        best, fewest = rows, self._count(rows)
        for sweep in range(_SWEEPS):
            rows = self._swept(rows, downwards=sweep % 2 == 0)
            count = self._count(rows)
            if count < fewest:
                best, fewest = rows, count
            elif sweep > 2:
                break
        best = [list(row) for row in best]
        if fewest and sum(map(len, best)) <= _EXCHANGES_UP_TO:
            for _ in range(_EXCHANGES):
                if not any([self._exchanged(best, number) for number in range(len(best))]):
                    break
        return best

    def _swept(self, rows: Numbers, *, downwards: bool) -> Numbers:
        near = self._layers.up if downwards else self._layers.down
        made: Numbers = []
        for row in rows if downwards else reversed(rows):
            made.append(_by_barycentre(row, made[-1], near, self._place) if made else row)
        return made if downwards else made[::-1]

    def _exchanged(self, rows: Numbers, number: int) -> bool:
        """Exchange neighbours in one row where fewer edges cross then."""
        up, down, place, row = self._layers.up, self._layers.down, self._place, rows[number]
        for other in (*rows[number - 1 : number], *rows[number + 1 : number + 2]):
            for at, vertex in enumerate(other):
                place[vertex] = at
        better = False
        for at in range(len(row) - 1):
            left, right = row[at], row[at + 1]
            gain = _gain(up[left], up[right], place) if number else 0
            if number + 1 < len(rows):
                gain += _gain(down[left], down[right], place)
            if gain > 0:
                row[at], row[at + 1] = right, left
                better = True
        return better


def _by_barycentre(
    row: Sequence[int], fixed: Sequence[int], near: Numbers, place: list[int]
) -> list[int]:
    for at, vertex in enumerate(fixed):
        place[vertex] = at
    centres: dict[int, float] = {}
    last = 0.0
    for vertex in row:
        others = near[vertex]
        # A vertex without neighbours keeps to the one on its left.
        last = sum([place[other] for other in others]) / len(others) if others else last
        centres[vertex] = last
    return sorted(row, key=centres.__getitem__)


def _gain(left: Sequence[int], right: Sequence[int], place: Sequence[int]) -> int:
    """Return how many crossings fewer there are when two neighbours change places."""
    gain = 0
    for a in left:
        for b in right:
            gain += (place[a] > place[b]) - (place[a] < place[b])
    return gain
