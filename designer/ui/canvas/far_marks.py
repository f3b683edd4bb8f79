"""Frames from afar round what is selected or wrong, kept while neither changes nor moves."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from designer.ui.canvas.items import NodeItem
from designer.ui.canvas.style import Style, cosmetic

_MANY = 300
"""More frames than these are one pixel wide, which is by far the fastest."""


class FarMarks:
    """The frames of some nodes.

    Attributes:
        nodes: whose they are.
    """

    def __init__(self, nodes: Sequence[NodeItem]) -> None:
        self.nodes = nodes
        self._wrong: list[QRectF] = []
        self._chosen: list[QRectF] = []
        for node in nodes:
            (self._chosen if node.state.selected else self._wrong).append(node.rect())

    def paint(self, painter: QPainter, style: Style) -> None:
        """Paint all, the selected ones above."""
        painter.setBrush(Qt.BrushStyle.NoBrush)
        width = 2.0 if len(self.nodes) <= _MANY else 1.0
        for boxes, color in (
            (self._wrong, style.theme.error),
            (self._chosen, style.theme.accent),
        ):
            if boxes:
                painter.setPen(cosmetic(color, width))
                painter.drawRects(boxes)
