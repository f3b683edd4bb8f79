"""What is found stands out: the rest of the drawing lies under a veil."""

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath

from designer.graph.records import NodeId
from designer.ui.canvas.camera import Camera
from designer.ui.canvas.scene import GraphScene
from designer.ui.canvas.style import cosmetic, faded

_VEIL: Final = 0.62
_RIM: Final = 4.0
_ROUND: Final = 10.0
_MANY: Final = 150
"""More than so many holes in the veil take too long to paint."""


class FoundShade:
    """Paints the veil, and a frame round each node found; the one in hand has a bolder one.

    Attributes:
        found: the nodes of the place shown that are found; None while nobody searches.
        current: the one that was gone to last.
    """

    def __init__(self, scene: GraphScene, camera: Camera) -> None:
        self._scene = scene
        self._camera = camera
        self.found: frozenset[NodeId] | None = None
        self.current: NodeId | None = None

    def paint(self, painter: QPainter) -> None:
        """Paint in coordinates of the drawing."""
        if self.found is None:
            return
        seen = self._camera.visible().adjusted(-2, -2, 2, 2)
        boxes = self._boxes(seen)
        if len(boxes) > _MANY:
            self._paint_many(painter, seen, boxes)
        else:
            self._paint_few(painter, seen, boxes)

    def _paint_few(self, painter: QPainter, seen: QRectF, boxes: dict[NodeId, QRectF]) -> None:
        """Leave what is found out of the veil, and frame it."""
        theme = self._scene.look.theme
        veil = QPainterPath()
        veil.setFillRule(Qt.FillRule.OddEvenFill)
        veil.addRect(seen)
        for box in boxes.values():
            veil.addRoundedRect(box, _ROUND, _ROUND)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillPath(veil, faded(theme.canvas, _VEIL))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for id, box in boxes.items():
            painter.setPen(cosmetic(theme.accent, 3.0 if id == self.current else 1.5))
            painter.drawRoundedRect(box, _ROUND, _ROUND)

    def _paint_many(self, painter: QPainter, seen: QRectF, boxes: dict[NodeId, QRectF]) -> None:
        """Colour what is found, in one go: so many are small on the screen."""
        theme = self._scene.look.theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.fillRect(seen, faded(theme.canvas, _VEIL))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.accent)
        painter.drawRects(list(boxes.values()))
        if self.current in boxes:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(cosmetic(theme.text, 3.0))
            painter.drawRect(boxes[self.current])

    def _boxes(self, seen: QRectF) -> dict[NodeId, QRectF]:
        nodes: Iterable[NodeId] = self.found or ()
        items = ((id, self._scene.nodes.get(id)) for id in nodes)
        rects = {id: item.rect() for id, item in items if item is not None}
        return {
            id: rect.adjusted(-_RIM, -_RIM, _RIM, _RIM)
            for id, rect in rects.items()
            if rect.intersects(seen)
        }
