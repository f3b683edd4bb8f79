"""Where the boxes of nodes lie, for wires that go round them."""

from collections import defaultdict
from collections.abc import Iterator
from operator import eq

from designer.graph.records import NodeId
from designer.ui.canvas.sizes import NODE_HEIGHT

_CELL = 512.0
_PILE = 80
"""More boxes than this do not fit into a cell without lying on each other."""
Box = tuple[float, float, float, float]
_NONE: dict[NodeId, Box] = {}


class Boxes:
    """The boxes of nodes, found by place without asking Qt."""

    def __init__(self) -> None:
        self._hull: Box | None = None
        self._boxes: dict[NodeId, Box] = {}
        self._cells: defaultdict[tuple[int, int], dict[NodeId, Box]] = defaultdict(dict)
        self._piles: set[tuple[int, int]] = set()

    def __getitem__(self, node: NodeId) -> Box:
        return self._boxes[node]

    def put(
        self, node: NodeId, x: float, y: float, width: float, height: float = NODE_HEIGHT
    ) -> Box | None:
        """Remember where a node lies, and return where it lay before."""
        was = self._boxes.get(node)
        self.remove(node)
        box = self._boxes[node] = (x, y, x + width, y + height)
        self._hull = _united(self._hull, box) if self._hull is not None else None
        for cell in _cells(box):
            here = self._cells[cell]
            here[node] = box
            if len(here) > _PILE:
                self._piles.add(cell)
        return was

    def remove(self, node: NodeId) -> None:
        """Forget a node."""
        box = self._boxes.pop(node, None)
        if box is not None:
            if self._hull is not None and any(map(eq, box, self._hull)):
                self._hull = None
            for cell in _cells(box):
                here = self._cells[cell]
                del here[node]
                if len(here) == _PILE:
                    self._piles.discard(cell)

    def clear(self) -> None:
        """Forget all."""
        self._boxes.clear()
        self._hull = None
        self._cells.clear()
        self._piles.clear()

    def hull(self) -> Box | None:
        """Return the box of all boxes; None where there is none."""
        if self._hull is None and self._boxes:
            lefts, tops, rights, bottoms = zip(*self._boxes.values(), strict=True)
            self._hull = (min(lefts), min(tops), max(rights), max(bottoms))
        return self._hull

    def piled(self, area: Box) -> bool:
        """Tell whether boxes lie on each other in heaps somewhere in *area*."""
        if _count(area) > len(self._piles):
            columns, rows = _spans(area)
            return any(column in columns and row in rows for column, row in self._piles)
        return any(cell in self._piles for cell in _cells(area))

    def within(self, area: Box) -> dict[NodeId, Box]:
        """Return the boxes that reach into *area*; all are looked at where there are few."""
        found: dict[NodeId, Box] = {}
        left, top, right, bottom = area
        if _count(area) > len(self._boxes):
            return {
                id: box
                for id, box in self._boxes.items()
                if box[1] < bottom and box[3] > top and box[0] < right and box[2] > left
            }
        for cell in _cells(area):
            found |= {
                id: box
                for id, box in self._cells.get(cell, _NONE).items()
                if box[1] < bottom and box[3] > top and box[0] < right and box[2] > left
            }
        return found


def _united(one: Box, other: Box) -> Box:
    return (
        min(one[0], other[0]),
        min(one[1], other[1]),
        max(one[2], other[2]),
        max(one[3], other[3]),
    )


def _spans(area: Box) -> tuple[range, range]:
    columns = range(int(area[0] // _CELL), int(area[2] // _CELL) + 1)
    return columns, range(int(area[1] // _CELL), int(area[3] // _CELL) + 1)


def _count(area: Box) -> int:
    """Return how many cells *area* reaches into; far fewer are taken where it is endless."""
    columns, rows = _spans(area)
    return len(columns) * len(rows)


def _cells(area: Box) -> Iterator[tuple[int, int]]:
    columns, rows = _spans(area)
    for column in columns:
        for row in rows:
            yield (column, row)
