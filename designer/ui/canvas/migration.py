"""Very many nodes go to new places: boxes alone fly over a picture that fades into the next one.

Painted by itself, without the items, so that each frame takes a few milliseconds.
"""

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from PySide6.QtCore import QEasingCurve, QRectF, Qt, QVariantAnimation
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QGraphicsView, QWidget

from designer.catalog.specs import Family
from designer.graph.records import NodeId
from designer.ui.canvas.items import NodeItem
from designer.ui.canvas.scene import GraphScene

Box: TypeAlias = tuple[float, float, float, float]
_DURATION = 280
_GONE = 0.4
_COMING = 0.6
_MOST = 2500
"""So many boxes fly at most; of more, every second or third one does."""


class Migration(QWidget):
    """Covers the view while boxes go from where they were to where they are."""

    def __init__(self, view: QGraphicsView, scene: GraphScene) -> None:
        super().__init__(view.viewport())
        self._view, self._scene = view, scene
        self._old, self._new = QPixmap(), QPixmap()
        self._before: Mapping[NodeId, Box] = {}
        self._ways: dict[Family, list[tuple[Box, Box]]] = {}
        self._progress = 0.0
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._animation = QVariantAnimation(self)
        self._animation.setDuration(_DURATION)
        self._animation.setEasingCurve(QEasingCurve.Type.InOutCubic)
        self._animation.setStartValue(0.0)
        self._animation.setEndValue(1.0)
        self._animation.valueChanged.connect(self._on_step)
        self._animation.finished.connect(self._land)
        self.hide()

    def remember(self) -> None:
        """Take a picture of what is seen, before anything moves."""
        self._animation.stop()
        self._land()
        self._before = self._boxes(self._scene.nodes.values())
        self._old = self._view.viewport().grab()

    def start(self) -> None:
        """Fly from what was remembered to what is there now."""
        if not self._view.isVisible():
            return
        self._new = self._view.viewport().grab()
        self._ways = self._found_ways()
        self._progress = 0.0
        self.setGeometry(self._view.viewport().rect())
        self.show()
        self.raise_()
        self._animation.start()

    def _found_ways(self) -> dict[Family, list[tuple[Box, Box]]]:
        """Return whence and whither, by family, of what is in sight at one end."""
        room = QRectF(self._view.viewport().rect())
        nodes = self._scene.nodes
        after = self._boxes(nodes.values())
        found = [
            (nodes[id].face.family, box, after[id])
            for id, box in self._before.items()
            if id in after and (_seen(box, room) or _seen(after[id], room))
        ]
        ways: dict[Family, list[tuple[Box, Box]]] = {}
        for family, old, new in found[:: 1 + len(found) // _MOST]:
            ways.setdefault(family, []).append((old, new))
        return ways

    def _boxes(self, items: Iterable[NodeItem]) -> dict[NodeId, Box]:
        """Return the boxes of nodes, in pixels of the view."""
        shown = self._view.viewportTransform()
        scale, dx, dy = shown.m11(), shown.dx(), shown.dy()
        found: dict[NodeId, Box] = {}
        for item in items:
            x, y = item.x() * scale + dx, item.y() * scale + dy
            found[item.id] = (x, y, item.face.width * scale, item.face.height * scale)
        return found

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the old picture going, the boxes on their way, and the new picture coming."""
        painter = QPainter(self)
        style, at = self._scene.look, self._progress
        painter.fillRect(self.rect(), style.background)
        if at < _GONE:
            painter.setOpacity(1.0 - at / _GONE)
            painter.drawPixmap(0, 0, self._old)
        painter.setOpacity(1.0)
        painter.setPen(Qt.PenStyle.NoPen)
        for family, ways in self._ways.items():
            painter.setBrush(style.family(family))
            painter.drawRects([_between(old, new, at) for old, new in ways])
        if at > _COMING:
            painter.setOpacity((at - _COMING) / (1.0 - _COMING))
            painter.drawPixmap(0, 0, self._new)
        painter.end()

    def _on_step(self, progress: float) -> None:
        self._progress = float(progress)
        self.update()

    def _land(self) -> None:
        self.hide()
        self._old, self._new = QPixmap(), QPixmap()
        self._before, self._ways = {}, {}


def _seen(box: Box, room: QRectF) -> bool:
    x, y, width, height = box
    return x < room.right() and y < room.bottom() and x + width > 0 and y + height > 0


def _between(old: Box, new: Box, at: float) -> QRectF:
    (x1, y1, w1, h1), (x2, y2, w2, h2) = old, new
    back = 1.0 - at
    return QRectF(
        x1 * back + x2 * at, y1 * back + y2 * at, w1 * back + w2 * at, h1 * back + h2 * at
    )
