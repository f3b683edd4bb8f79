"""The small map at the bottom right: the whole drawing, and where the view looks."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QMouseEvent, QPainter, QPen, QPixmap, QTransform
from PySide6.QtWidgets import QWidget

from designer.ui.canvas.camera import Camera
from designer.ui.canvas.overlays.surface import Surface
from designer.ui.canvas.scene import GraphScene
from designer.ui.canvas.style import faded
from designer.ui.following import follow
from designer.ui.translate import tr

_SIZE = QSize(132, 88)
_MARGIN = 8.0
_QUIET = 150


class Minimap(Surface):
    """Shows all nodes as small boxes; dragging in it moves the view."""

    def __init__(self, parent: QWidget, scene: GraphScene, camera: Camera) -> None:
        super().__init__(parent)
        self._scene = scene
        self._camera = camera
        self._held = False
        self._picture: QPixmap | None = None
        self._transform: QTransform | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_QUIET)
        self._timer.timeout.connect(self._forget)
        follow(self, scene.touched, self._on_touched)
        follow(self, scene.rebuilt, self._forget)
        self.setFixedSize(_SIZE)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(tr("Map of the drawing"))

    def paint_inside(self, painter: QPainter, card: QRectF) -> None:
        """Paint the drawing in small."""
        if self._picture is None:
            self._picture = self._paint_picture()
        if self._transform is None:
            return
        style = self._scene.look
        painter.drawPixmap(0, 0, self._picture)
        painter.setClipRect(card.adjusted(2, 2, -2, -2))
        painter.setPen(QPen(style.theme.accent, 1.0))
        painter.setBrush(faded(style.theme.accent, 0.07))
        painter.drawRoundedRect(self._transform.mapRect(self._camera.visible()), 2, 2)

    def _paint_picture(self) -> QPixmap:
        """Paint all nodes once; while they move, the picture is made anew a few times a second."""
        dpr = self.devicePixelRatioF()
        picture = QPixmap(self.size() * dpr)
        picture.setDevicePixelRatio(dpr)
        picture.fill(Qt.GlobalColor.transparent)
        to_map = self._transform = self._to_map()
        if to_map is None:
            return picture
        painter = QPainter(picture)
        painter.setTransform(to_map)
        scene = self._scene
        scene.remarks.paint_far(painter, scene.look, scene.drawn_rect())
        scene.overview.paint_map(painter, scene.look, scene.nodes)
        painter.end()
        return picture

    def _on_touched(self) -> None:
        if not self._timer.isActive():
            self._timer.start()

    def _forget(self) -> None:
        self._picture = None
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin what a press begins."""
        self._held = event.button() is Qt.MouseButton.LeftButton
        self.mouseMoveEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer."""
        if self._held and self._transform is not None:
            self._camera.centre(self._transform.inverted()[0].map(event.position()))

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
