"""Which lanes and channels are taken by wires, so that no two lie on each other."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from designer.graph.records import EdgeId, Endpoint, Point

STEP = 8.0
"""How far apart lanes side by side are."""
_ACROSS, _ALONG = 64.0, 1024.0
_TOUCH = 3.0
_Track = tuple[float, float, float, Endpoint]
"""Where it lies, from where to where it goes, and the port from which its wire comes."""


class Tracks:
    """Straight pieces of the wires that go round something, found by place.

    Places are along the model and across it, whether it is drawn down or to the right.
    """

    def __init__(self) -> None:
        self._cells: defaultdict[tuple[bool, int, int], list[_Track]] = defaultdict(list)
        self._taken: dict[EdgeId, list[tuple[bool, _Track]]] = {}

    def __contains__(self, edge: EdgeId) -> bool:
        return edge in self._taken

    def clear(self) -> None:
        """Forget all."""
        self._cells.clear()
        self._taken.clear()

    def take(self, edge: EdgeId, port: Endpoint, corners: Sequence[Point]) -> None:
        """Remember the way of a wire by its corners, both ends included."""
        for a, b in pairwise(corners):
            along = a[0] == b[0]
            at = a[0] if along else a[1]
            low, high = sorted((a[1], b[1]) if along else (a[0], b[0]))
            if high - low > _TOUCH:
                track = (at, low, high, port)
                self._taken.setdefault(edge, []).append((along, track))
                for cell in _cells(along, at, low, high):
                    self._cells[cell].append(track)

    def release(self, edge: EdgeId) -> None:
        """Forget the way of a wire."""
        for along, track in self._taken.pop(edge, ()):
            for cell in _cells(along, *track[:3]):
                self._cells[cell].remove(track)

    def free(self, along: bool, at: float, low: float, high: float, port: Endpoint) -> bool:
        """Tell whether a straight piece would lie on none; in a channel it may on its port's own.

        Args:
            along: it goes along the model, else across it.
        """
        for cell in _cells(along, at, low, high, STEP):
            for other, begin, end, of in self._cells.get(cell, ()):
                near = abs(other - at) < STEP - 2 and (along or of != port)
                if near and begin + _TOUCH < high and low < end - _TOUCH:
                    return False
        return True


def _cells(
    along: bool, at: float, low: float, high: float, reach: float = 0.0
) -> Iterator[tuple[bool, int, int]]:
    for column in range(int((at - reach) // _ACROSS), int((at + reach) // _ACROSS) + 1):
        for row in range(int(low // _ALONG), int(high // _ALONG) + 1):
            yield (along, column, row)
