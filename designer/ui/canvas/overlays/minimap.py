"""The small map at the bottom right: the whole drawing, and where the view looks."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPen, QTransform
from PySide6.QtWidgets import QWidget

from designer.ui.canvas.camera import Camera
from designer.ui.canvas.overlays.surface import Surface
from designer.ui.canvas.scene import GraphScene
from designer.ui.canvas.style import faded

_SIZE = QSize(132, 88)
_MARGIN = 8.0
_SMALLEST = 2.5


class Minimap(Surface):
    """Shows all nodes as small boxes; dragging in it moves the view."""

    def __init__(self, parent: QWidget, scene: GraphScene, camera: Camera) -> None:
        super().__init__(parent)
        self._scene = scene
        self._camera = camera
        self._held = False
        self.setFixedSize(_SIZE)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(self.tr("Map of the drawing"))

    def paint_inside(self, painter: QPainter, card: QRectF) -> None:
        """Paint the drawing in small."""
        style = self._scene.look
        to_map = self._to_map()
        if to_map is None:
            return
        painter.setClipRect(card.adjusted(2, 2, -2, -2))
        painter.setPen(Qt.PenStyle.NoPen)
        for item in self._scene.nodes.values():
            box = to_map.mapRect(item.rect())
            box.setHeight(max(box.height(), _SMALLEST))
            box.setWidth(max(box.width(), _SMALLEST))
            painter.fillRect(box, style.family(item.face.family))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(style.theme.accent, 1.0))
        painter.setBrush(faded(style.theme.accent, 0.07))
        painter.drawRoundedRect(to_map.mapRect(self._camera.visible()), 2, 2)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin what a press begins."""
        self._held = event.button() is Qt.MouseButton.LeftButton
        self.mouseMoveEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer."""
        to_map = self._to_map()
        if self._held and to_map is not None:
            self._camera.centre(to_map.inverted()[0].map(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End what the press began."""
        self._held = False

    def _to_map(self) -> QTransform | None:
        drawn = self._scene.drawn_rect()
        if drawn.isEmpty():
            return None
        drawn = drawn.adjusted(-60, -60, 60, 60)
        room = self.card().adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        scale = min(room.width() / drawn.width(), room.height() / drawn.height())
        corner = room.center() - QPointF(drawn.width(), drawn.height()) * scale / 2
        result = QTransform.fromTranslate(corner.x(), corner.y())
        result.scale(scale, scale)
        return result.translate(-drawn.left(), -drawn.top())
