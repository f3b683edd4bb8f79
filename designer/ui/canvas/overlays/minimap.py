"""The small map at the bottom right: the whole drawing, and where the view looks."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPen, QPixmap, QTransform, QWheelEvent
from PySide6.QtWidgets import QWidget

from designer.ui.canvas.camera import Camera
from designer.ui.canvas.items import NodeItem
from designer.ui.canvas.overlays.surface import Surface
from designer.ui.canvas.scene import GraphScene
from designer.ui.canvas.sizes import NODE_HEIGHT
from designer.ui.canvas.style import faded
from designer.ui.following import follow
from designer.ui.translate import tr

_LARGEST = QSize(168, 120)
_SMALLEST = QSize(72, 56)
_MARGIN = 8.0
_ROOM = 60.0
_QUIET = 150
_WHEEL = 1.0015
_LEAST_MARK = 3.0
_MOST_MARKS = 400


class Minimap(Surface):
    """Shows all nodes as small boxes on a card of the drawing's shape; to go elsewhere by it."""

    resized = Signal()
    """Told after it has taken another size."""

    def __init__(self, parent: QWidget, scene: GraphScene, camera: Camera) -> None:
        super().__init__(parent)
        self._scene = scene
        self._camera = camera
        self._held: QPointF | None = None
        self._picture: QPixmap | None = None
        self._transform: QTransform | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_QUIET)
        self._timer.timeout.connect(self._forget)
        follow(self, scene.touched, self._on_touched)
        follow(self, scene.rebuilt, self._forget)
        self.setFixedSize(_LARGEST)
        self._take_shape()
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(tr("Map of the drawing"))
        self.setToolTip(tr("Click to go there, drag to move the view, turn the wheel to zoom"))

    # Painting ------------------------------------------------------------------------------

    def paint_inside(self, painter: QPainter, card: QRectF) -> None:
        """Paint the drawing in small."""
        if self._picture is None:
            self._picture = self._paint_picture()
        if self._transform is None:
            return
        painter.drawPixmap(0, 0, self._picture)
        painter.setClipRect(card.adjusted(2, 2, -2, -2))
        self._paint_marks(painter, self._transform)
        theme = self._scene.look.theme
        painter.setPen(QPen(theme.accent, 1.0))
        painter.setBrush(faded(theme.accent, 0.07))
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
        small = to_map.m11() * NODE_HEIGHT < 1.0
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, small)
        scene.overview.paint_map(painter, scene.look, scene.nodes, rims=not small)
        painter.end()
        return picture

    def _paint_marks(self, painter: QPainter, to_map: QTransform) -> None:
        """Paint nodes with errors, and the selected ones, so large that they are seen."""
        theme = self._scene.look.theme
        marked = self._scene.marked()
        if len(marked) > _MOST_MARKS:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for item in marked:
            rect = _seen(item, to_map)
            if item.state.selected:
                painter.setBrush(theme.accent)
                painter.drawRoundedRect(rect, 1, 1)
            else:
                painter.setBrush(theme.error)
                painter.drawEllipse(rect.center(), _LEAST_MARK, _LEAST_MARK)

    # Following -----------------------------------------------------------------------------

    def _on_touched(self) -> None:
        if not self._timer.isActive():
            self._timer.start()

    def _forget(self) -> None:
        self._picture = None
        self._take_shape()
        self.update()

    def _take_shape(self) -> None:
        """Be as wide and high as the drawing is, within bounds."""
        drawn = self._drawn()
        if drawn.isEmpty():
            return
        frame = 2 * _MARGIN
        room = _LARGEST.width() - frame, _LARGEST.height() - frame
        scale = min(room[0] / drawn.width(), room[1] / drawn.height())
        size = QSize(round(drawn.width() * scale + frame), round(drawn.height() * scale + frame))
        size = size.expandedTo(_SMALLEST)
        if size != self.size():
            self.setFixedSize(size)
            self.resized.emit()

    # Pointer -------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the view; it comes here first where the press is outside of it."""
        if event.button() is not Qt.MouseButton.LeftButton or self._transform is None:
            return
        place = self._place(event.position())
        visible = self._camera.visible()
        if not visible.contains(place):
            self._camera.centre(place)
            visible = self._camera.visible()
        self._held = visible.center() - place

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the view with the pointer."""
        if self._held is not None:
            self._camera.centre(self._place(event.position()) + self._held)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End what the press began."""
        self._held = None

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom to the middle of the view."""
        middle = self._scene.views()[0].viewport().rect().center()
        self._camera.zoom_at(middle, _WHEEL ** event.angleDelta().y())
        event.accept()

    def _place(self, position: QPointF) -> QPointF:
        """Return the place on the canvas that is shown at a point of the map."""
        assert self._transform is not None
        return self._transform.inverted()[0].map(position)

    def _drawn(self) -> QRectF:
        drawn = self._scene.drawn_rect()
        return drawn if drawn.isEmpty() else drawn.adjusted(-_ROOM, -_ROOM, _ROOM, _ROOM)

    def _to_map(self) -> QTransform | None:
        drawn = self._drawn()
        if drawn.isEmpty():
            return None
        room = self.card().adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        scale = min(room.width() / drawn.width(), room.height() / drawn.height())
        corner = room.center() - QPointF(drawn.width(), drawn.height()) * scale / 2
        result = QTransform.fromTranslate(corner.x(), corner.y())
        result.scale(scale, scale)
        return result.translate(-drawn.left(), -drawn.top())


def _seen(item: NodeItem, to_map: QTransform) -> QRectF:
    """Return where a node is on the map, large enough to be seen."""
    rect = to_map.mapRect(item.rect())
    wide, high = max(0.0, _LEAST_MARK - rect.width()), max(0.0, _LEAST_MARK - rect.height())
    return rect.adjusted(-wide / 2, -high / 2, wide / 2, high / 2)
