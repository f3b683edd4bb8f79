"""Where the boxes of nodes lie, for wires that go round them."""

from collections import defaultdict
from collections.abc import Iterator

from designer.graph.records import NodeId
from designer.ui.canvas.sizes import NODE_HEIGHT

_CELL = 512.0
Box = tuple[float, float, float, float]


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


def _cells(area: Box) -> Iterator[tuple[int, int]]:
    rows = range(int(area[1] // _CELL), int(area[3] // _CELL) + 1)
    for column in range(int(area[0] // _CELL), int(area[2] // _CELL) + 1):
        for row in rows:
            yield (column, row)
