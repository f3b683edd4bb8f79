"""Lanes for long wires: where a straight way would run behind nodes, they pass beside them."""

from collections import defaultdict
from collections.abc import Iterable

from designer.graph.records import NodeId
from designer.ui.canvas.sizes import NODE_HEIGHT

_CELL = 256.0
_CLEAR = 18.0
Box = tuple[float, float, float, float]


class Boxes:
    """The boxes of nodes, found by place without asking Qt."""

    def __init__(self) -> None:
        self._boxes: dict[NodeId, Box] = {}
        self._rows: defaultdict[int, set[NodeId]] = defaultdict(set)

    def put(self, node: NodeId, x: float, y: float, width: float) -> None:
        """Remember where a node lies."""
        self.remove(node)
        self._boxes[node] = (x, y, x + width, y + NODE_HEIGHT)
        for row in _rows(y, y + NODE_HEIGHT):
            self._rows[row].add(node)

    def remove(self, node: NodeId) -> None:
        """Forget a node."""
        box = self._boxes.pop(node, None)
        if box is not None:
            for row in _rows(box[1], box[3]):
                self._rows[row].discard(node)

    def clear(self) -> None:
        """Forget all."""
        self._boxes.clear()
        self._rows.clear()

    def between(self, top: float, bottom: float) -> dict[NodeId, Box]:
        """Return the boxes that reach into the stripe between two heights."""
        found: dict[NodeId, Box] = {}
        for row in _rows(top, bottom):
            for id in self._rows.get(row, ()):
                box = self._boxes[id]
                if box[1] < bottom and box[3] > top:
                    found[id] = box
        return found


def lane(
    boxes: Boxes, start: tuple[float, float], end: tuple[float, float], ends: Iterable[NodeId]
) -> float | None:
    """Return x of the lane for a wire, or None where nothing is in its way."""
    if end[1] - start[1] < NODE_HEIGHT + 2 * _CLEAR:
        return None
    between = boxes.between(start[1] + 1, end[1] - 1)
    for id in ends:
        between.pop(id, None)
    low, high = sorted((start[0], end[0]))
    in_way = [box for box in between.values() if _blocks(box, start, end)]
    if not in_way:
        return None
    spans = [(box[0] - _CLEAR, box[2] + _CLEAR) for box in between.values()]
    middle = (low + high) / 2
    places = [edge for span in spans for edge in span]
    free = [x for x in places if not any(left < x < right for left, right in spans)]
    return min(free, key=lambda x: (abs(x - middle), x), default=None)


def _blocks(box: Box, start: tuple[float, float], end: tuple[float, float]) -> bool:
    """Whether the straight line comes near *box*."""
    across = (end[0] - start[0]) / (end[1] - start[1])
    at_top = start[0] + across * (box[1] - start[1])
    at_bottom = start[0] + across * (box[3] - start[1])
    left, right = sorted((at_top, at_bottom))
    return left < box[2] + 6 and right > box[0] - 6


def _rows(top: float, bottom: float) -> range:
    return range(int(top // _CELL), int(bottom // _CELL) + 1)
