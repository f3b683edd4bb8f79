"""One item per node and one per wire: they hold an id and a face, and paint from it."""

import gc
from collections.abc import Callable
from functools import lru_cache, wraps
from typing import ParamSpec, Protocol, TypeVar

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from designer.graph.records import Direction, Edge, Point
from designer.ui.canvas.chrome import ChromeCache
from designer.ui.canvas.edge_paint import EdgeState, paint_edge, paint_flow, paint_points
from designer.ui.canvas.faces import Face
from designer.ui.canvas.flow import Flow, Side
from designer.ui.canvas.node_paint import NodeLook, NodeState, paint_far_node, paint_node
from designer.ui.canvas.sizes import BADGE_RADIUS, BOXES_BELOW, NODE_MARGIN
from designer.ui.canvas.slots import Slot
from designer.ui.canvas.style import Style
from designer.ui.canvas.wires import Way

P = ParamSpec("P")
R = TypeVar("R")


class Board(Protocol):
    """What items ask when they paint: shared by all, so no item asks the view."""

    look: Style
    chrome: ChromeCache
    zoom: float
    thin: bool
    flow: Flow | None


class NodeItem(QGraphicsItem):
    """A node on the canvas."""

    def __init__(self, board: Board, face: Face) -> None:
        super().__init__()
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self.setZValue(1)
        self.id = face.id
        self.face = face
        self.state = NodeState()
        self._board = board
        self._box = _box(face.width, face.height)
        self._look: NodeLook | None = None

    def show_face(self, face: Face) -> None:
        """Show another face."""
        if face == self.face:
            return
        if (face.width, face.height) != (self.face.width, self.face.height):
            self.prepareGeometryChange()
            self._box = _box(face.width, face.height)
        self.face = face
        self.update()

    def put_at(self, position: Point) -> None:
        """Lie where the document says."""
        self.setPos(position[0] + self.face.left, position[1])

    def lies_at(self, position: Point) -> bool:
        """Whether it lies where the document says."""
        return (self.x() - self.face.left, self.y()) == position

    def slot_point(self, slot: Slot) -> tuple[float, float]:
        """Return where a slot is on the canvas."""
        return (self.x() + slot.x, self.y() + slot.y)

    def side_point(self, direction: Direction, output: bool) -> tuple[float, float]:
        """Return the middle of the side at which inputs or outputs are."""
        x, y, width, height = self.x(), self.y(), self.face.width, self.face.height
        if direction is Direction.RIGHT:
            return (x + (width if output else 0.0), y + height / 2)
        return (x + width / 2, y + (height if output else 0.0))

    def rect(self) -> QRectF:
        """Return the box on the canvas, without its margin."""
        return QRectF(self.x(), self.y(), self.face.width, self.face.height)

    def badge_centre(self) -> QPointF:
        """Return the middle of the badge, on the right upper corner."""
        return QPointF(self.x() + self.face.width - 3, self.y() + 3)

    def on_badge(self, point: QPointF) -> bool:
        """Whether *point* of the canvas is on the badge of a problem."""
        far = QLineF(point, self.badge_centre()).length()
        return self.face.severity is not None and far <= BADGE_RADIUS + 1

    def boundingRect(self) -> QRectF:
        """Return what is painted, margins included."""
        return self._box

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """Paint from what was made before."""
        board = self._board
        far = board.zoom < BOXES_BELOW
        apart = board.flow is not None and not board.flow.lights(self.id)
        look = self._look
        if look is None or not look.shows(self.face, self.state, far, apart):
            look = self._look = NodeLook(self.face, self.state, board.look, far, apart)
        if far:
            paint_far_node(painter, self.state, look, board.look, board.chrome, board.zoom)
        else:
            paint_node(
                painter,
                self.face,
                self.state,
                look,
                board.look,
                board.chrome,
                board.zoom,
                brief=board.thin,
            )


class EdgeItem(QGraphicsItem):
    """A wire on the canvas."""

    def __init__(self, board: Board, edge: Edge, way: Way) -> None:
        super().__init__()
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self.id = edge.id
        self.edge = edge
        self.state = EdgeState()
        self.way = way
        self._board = board

    def lay(self, way: Way) -> None:
        """Go another way."""
        self.prepareGeometryChange()
        self.way = way

    def boundingRect(self) -> QRectF:
        """Return what is painted, margins included."""
        return self.way.box

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """Paint from what was made before."""
        board = self._board
        side = board.flow.side(self.edge) if board.flow and self.state.calm else None
        if side is None or (side is not Side.ASIDE and board.flow and board.flow.quiet):
            paint_edge(painter, self.way.path, self.state, board.look, board.thin)
        else:
            paint_flow(painter, self.way.path, side, board.look, board.thin)
        if self.way.led:
            paint_points(painter, self.way.led, self.state, board.look)


def making_many(make: Callable[P, R]) -> Callable[P, R]:
    """Let the collector of garbage wait while thousands of items are made: none of them is any."""

    @wraps(make)
    def made(*given: P.args, **named: P.kwargs) -> R:
        collecting = gc.isenabled()
        gc.disable()
        try:
            return make(*given, **named)
        finally:
            if collecting:
                gc.enable()

    return made


@lru_cache(maxsize=512)
def _box(width: float, height: float) -> QRectF:
    """Return what a node of this size covers; its margin included."""
    margin = NODE_MARGIN
    return QRectF(-margin, -margin, width + 2 * margin, height + 2 * margin)
