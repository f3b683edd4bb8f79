"""Wires from afar: one list of straight lines, which go round what their ways go round."""

from collections.abc import Iterable
from itertools import pairwise

from PySide6.QtCore import QLineF
from PySide6.QtGui import QPainter, QPen

from designer.graph.records import EdgeId
from designer.ui.canvas.items import EdgeItem
from designer.ui.canvas.wires import Way


class FarLines:
    """The lines of some wires, kept up to date one by one."""

    def __init__(self, items: Iterable[EdgeItem]) -> None:
        self._lines: list[QLineF] = []
        self._places: dict[EdgeId, tuple[int, int]] = {}
        for item in items:
            lines = lines_of(item.way)
            self._places[item.id] = (len(self._lines), len(lines))
            self._lines.extend(lines)

    def __len__(self) -> int:
        return len(self._lines)

    def move(self, item: EdgeItem) -> None:
        """Take over the new way of a wire; where it has more bends than before, some are left out.

        How many lines it has is kept until all is made anew, so that others keep their places.
        """
        place = self._places.get(item.id)
        if place is None:
            return
        start, count = place
        lines = lines_of(item.way)
        if len(lines) != count:
            chord = QLineF(*item.way.start, *item.way.end)
            lines = [chord] * count
        self._lines[start : start + count] = lines

    def paint(self, painter: QPainter, pen: QPen) -> None:
        """Paint all."""
        painter.setPen(pen)
        painter.drawLines(self._lines)


def lines_of(way: Way) -> list[QLineF]:
    """Return the straight lines between the places where a way bends."""
    return [QLineF(*one, *other) for one, other in pairwise(way.corners)]
