"""Lanes for long wires: where a straight way would run behind nodes, they pass beside them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise

from designer.graph.records import NodeId
from designer.ui.canvas.sizes import NODE_HEIGHT

_CELL = 512.0
_CLEAR = 18.0
_ASIDE = 1200.0
Box = tuple[float, float, float, float]
Point = tuple[float, float]


class Boxes:
    """The boxes of nodes, found by place without asking Qt."""

    def __init__(self) -> None:
        self._boxes: dict[NodeId, Box] = {}
        self._cells: defaultdict[tuple[int, int], set[NodeId]] = defaultdict(set)

    def put(
        self, node: NodeId, x: float, y: float, width: float, height: float = NODE_HEIGHT
    ) -> None:
        """Remember where a node lies."""
        self.remove(node)
        box = self._boxes[node] = (x, y, x + width, y + height)
        for cell in _cells(box):
            self._cells[cell].add(node)

    def remove(self, node: NodeId) -> None:
        """Forget a node."""
        box = self._boxes.pop(node, None)
        if box is not None:
            for cell in _cells(box):
                self._cells[cell].discard(node)

    def clear(self) -> None:
        """Forget all."""
        self._boxes.clear()
        self._cells.clear()

    def hull(self) -> Box | None:
        """Return the box of all boxes; None where there is none."""
        boxes = self._boxes.values()
        if not boxes:
            return None
        return (
            min(box[0] for box in boxes),
            min(box[1] for box in boxes),
            max(box[2] for box in boxes),
            max(box[3] for box in boxes),
        )

    def within(self, area: Box) -> dict[NodeId, Box]:
        """Return the boxes that reach into *area*."""
        found: dict[NodeId, Box] = {}
        for cell in _cells(area):
            for id in self._cells.get(cell, ()):
                box = self._boxes[id]
                if box[1] < area[3] and box[3] > area[1] and box[0] < area[2] and box[2] > area[0]:
                    found[id] = box
        return found


def lane(boxes: Boxes, start: Point, end: Point, ends: Iterable[NodeId]) -> float | None:
    """Return x of the lane for a wire, or None where nothing is in its way."""
    if end[1] - start[1] < NODE_HEIGHT + 2 * _CLEAR:
        return None
    left, right = sorted((start[0], end[0]))
    between = boxes.within((left - _ASIDE, start[1] + 1, right + _ASIDE, end[1] - 1))
    for id in ends:
        between.pop(id, None)
    if not any(_blocks(box, start, end) for box in between.values()):
        return None
    middle = (left + right) / 2
    return min(_gaps(between.values()), key=lambda x: (abs(x - middle), x))


def _gaps(boxes: Iterable[Box]) -> Iterator[float]:
    """The rims of what is free between boxes, in pixels from the left."""
    spans = sorted((box[0] - _CLEAR, box[2] + _CLEAR) for box in boxes)
    merged = [spans[0]]
    for low, high in spans[1:]:
        if low < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(high, merged[-1][1]))
        else:
            merged.append((low, high))
    yield merged[0][0]
    for one, other in pairwise(merged):
        yield one[1]
        yield other[0]
    yield merged[-1][1]


def _blocks(box: Box, start: Point, end: Point) -> bool:
    """Whether the straight line comes near *box*."""
    across = (end[0] - start[0]) / (end[1] - start[1])
    at_top = start[0] + across * (box[1] - start[1])
    at_bottom = start[0] + across * (box[3] - start[1])
    left, right = sorted((at_top, at_bottom))
    return left < box[2] + 6 and right > box[0] - 6


def _cells(area: Box) -> Iterator[tuple[int, int]]:
    rows = range(int(area[1] // _CELL), int(area[3] // _CELL) + 1)
    for column in range(int(area[0] // _CELL), int(area[2] // _CELL) + 1):
        for row in rows:
            yield (column, row)
