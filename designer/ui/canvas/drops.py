"""Layers dragged from the palette onto the canvas, with a ghost where they would be put."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF
from PySide6.QtGui import QDragMoveEvent, QDropEvent

from designer.graph.records import Point
from designer.ui.canvas.foreground import Foreground
from designer.ui.canvas.gestures.stage import Stage
from designer.ui.canvas.placing import centred_at
from designer.ui.canvas.sizes import NODE_HEIGHT, NODE_MIN_WIDTH
from designer.ui.canvas.verbs import Verbs
from designer.ui.kind_mime import definition_in, kind_in

DRAGS = (
    QEvent.Type.DragEnter,
    QEvent.Type.DragMove,
    QEvent.Type.DragLeave,
    QEvent.Type.Drop,
)


class Drops:
    """Answers drag-and-drop events of the view."""

    def __init__(
        self,
        stage: Stage,
        verbs: Verbs,
        foreground: Foreground,
        place: Callable[[QPoint], QPointF],
        repaint: Callable[[], None],
    ) -> None:
        self._stage = stage
        self._verbs = verbs
        self._foreground = foreground
        self._place = place
        self._repaint = repaint

    def move(self, event: QDragMoveEvent) -> None:
        """Show where the layer would be put, and light the wire that would take it in."""
        kind = kind_in(event.mimeData())
        if kind is None:
            event.ignore()
            return
        point = self._point(event.position().toPoint())
        x, y = centred_at(point, NODE_MIN_WIDTH)
        self._foreground.outline = QRectF(x, y, NODE_MIN_WIDTH, NODE_HEIGHT)
        self._stage.light_edge(self._verbs.adding.edge_for(kind, point))
        self._repaint()
        event.acceptProposedAction()

    def leave(self) -> None:
        """Show nothing any more."""
        self._foreground.outline = None
        self._stage.light_edge(None)
        self._repaint()

    def drop(self, event: QDropEvent) -> None:
        """Put the layer where it was let go."""
        kind = kind_in(event.mimeData())
        self.leave()
        if kind is None:
            event.ignore()
            return
        point, definition = self._point(event.position().toPoint()), definition_in(event.mimeData())
        self._verbs.blocks.drop(kind, definition, lambda known: self._verbs.drop(known, point))
        event.acceptProposedAction()

    def _point(self, place: QPoint) -> Point:
        """The top middle of the node: the pointer holds it in its middle."""
        point = self._place(place)
        return (point.x(), point.y() - NODE_HEIGHT / 2)
