"""Barycentre sweeps over a stretch, down and up, then exchange of neighbours while it helps."""

from collections.abc import Sequence

from designer.graph.layout.crossings import crossings
from designer.graph.layout.flow import Numbers
from designer.graph.layout.stretch import Stretch
from designer.graph.layout.weaving import number

_SWEEPS = 8
_EXCHANGES = 8
_EXCHANGES_UP_TO = 3000


class Sweeps:
    """What changes the order of the rows of one stretch."""

    def __init__(self, stretch: Stretch) -> None:
        self._stretch = stretch
        self._place = [0] * len(stretch.ends)
        self._rank = [at for at, row in enumerate(stretch.rows) for _ in row]
        self._is_node = stretch.is_node

    def nodes_of(self, rows: Numbers) -> Numbers:
        """Return the nodes of each row in their order."""
        return [[vertex for vertex in row if self._is_node[vertex]] for row in rows]

    def kept(self, rows: Numbers, nodes: Numbers) -> Numbers:
        """Return *rows* with their nodes in the order of *nodes*."""
        return [self._keep(row, own) for row, own in zip(rows, nodes, strict=True)]

    def _keep(self, row: list[int], own: list[int]) -> list[int]:
        if len(own) < 2:
            return row
        following = iter(own)
        return [next(following) if self._is_node[vertex] else vertex for vertex in row]

    def depth_first(self, rows: Numbers) -> Numbers:
        """Return the rows as they are met going down, the left way of each branching first."""
        down, place = self._stretch.down, self._place
        for row in rows:
            number(row, place)
        met: Numbers = [[] for _ in rows]
        seen = [False] * len(place)
        for start in [vertex for row in rows for vertex in row]:
            waiting = [start]
            while waiting:
                vertex = waiting.pop()
                if seen[vertex]:
                    continue
                seen[vertex] = True
                met[self._rank[vertex]].append(vertex)
                waiting += sorted(down[vertex], key=place.__getitem__, reverse=True)
        return met

    def improved(self, rows: Numbers, nodes: Numbers | None = None) -> Numbers:
        """Return *rows* in a better order, where one is found.

        Args:
            rows: the order to begin with.
            nodes: the order of the nodes of each row, which is to stay; None where all may move.
        """
        best, fewest = rows, self._count(rows)
        worse = 0
        for sweep in range(_SWEEPS):
            rows = self._exchanged(self._swept(rows, nodes, downwards=sweep % 2 == 0), nodes)
            count = self._count(rows)
            worse = 0 if count < fewest else worse + 1
            if count < fewest:
                best, fewest = rows, count
            if worse > 2 or not fewest:
                break
        return best

    def _swept(self, rows: Numbers, nodes: Numbers | None, *, downwards: bool) -> Numbers:
        near = self._stretch.up if downwards else self._stretch.down
        made: Numbers = []
        for at in range(len(rows)) if downwards else reversed(range(len(rows))):
            row = rows[at]
            if made and len(row) > 1:
                number(made[-1], self._place)
                row = _by_barycentre(row, near, self._place)
                row = row if nodes is None else self._keep(row, nodes[at])
            made.append(row)
        return made if downwards else made[::-1]

    def _exchanged(self, rows: Numbers, nodes: Numbers | None) -> Numbers:
        if len(self._place) > _EXCHANGES_UP_TO:
            return rows
        rows = [list(row) for row in rows]
        for row in rows:
            number(row, self._place)
        for _ in range(_EXCHANGES):
            changed = [self._exchange(row, fixed=nodes is not None) for row in rows]
            if not any(changed):
                break
        return rows

    def _exchange(self, row: list[int], *, fixed: bool) -> bool:
        """Exchange neighbours in one row where fewer edges cross then."""
        up, down, place, is_node = self._stretch.up, self._stretch.down, self._place, self._is_node
        better = False
        for at in range(len(row) - 1):
            left, right = row[at], row[at + 1]
            if fixed and is_node[left] and is_node[right]:
                continue
            if _gain(up[left], up[right], place) + _gain(down[left], down[right], place) > 0:
                row[at], row[at + 1] = right, left
                place[left], place[right] = at + 1, at
                better = True
        return better

    def _count(self, rows: Numbers) -> int:
        return crossings(rows, self._stretch.down, self._place)


def _by_barycentre(row: Sequence[int], near: Numbers, place: list[int]) -> list[int]:
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
