"""Faces, wires and remarks of one graph, to be painted on anything."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPaintDevice, QPainter, QPainterPath, QPen, QPolygonF

from designer.graph.records import Direction, Edge, NodeId, Point
from designer.session.session import Session
from designer.ui.canvas.edge_paint import EdgeState, paint_edge
from designer.ui.canvas.faces import Face, FaceMaker
from designer.ui.canvas.lanes import Boxes
from designer.ui.canvas.node_paint import paint_node_as_vectors
from designer.ui.canvas.pictures.look import Look, Paper
from designer.ui.canvas.pictures.print_node import INK, paint_printed_node
from designer.ui.canvas.remarks.remark_picture import RemarkPicture
from designer.ui.canvas.routing import Router, Wish
from designer.ui.canvas.slots import slot_of_edge
from designer.ui.canvas.style import Style
from designer.ui.theme.tokens import DARK, LIGHT

_MARGIN = 32.0
_HEAD = 7.0
PaintNode = Callable[[QPainter, Face, Style], None]


class Drawing:
    """What is drawn of one graph."""

    def __init__(self, session: Session, look: Look) -> None:
        self._look = look
        self._printed = look.paper is Paper.PRINT
        self._style = Style(DARK if look.paper is Paper.DARK else LIGHT)
        self._paint_node: PaintNode = paint_printed_node if self._printed else paint_node_as_vectors
        self._graph = session.document.graph
        self._direction = session.document.project.direction
        self.faces = self._faces(session)
        remarks = self._graph.remarks.values() if look.remarks else ()
        self._remarks = RemarkPicture(remarks, self._style)
        boxes = Boxes()
        for id, face in self.faces.items():
            boxes.put(id, *self._corner(id), face.width, face.height)
        router = Router(boxes, self._direction)
        self._ways = dict(router.ways([self._wish(edge) for edge in self._edges()]))
        self.rect = self._hull().adjusted(-_MARGIN, -_MARGIN, _MARGIN, _MARGIN)

    @property
    def empty(self) -> bool:
        """Whether there is nothing to paint."""
        return not self.faces and not self._remarks

    def paint_on(self, device: QPaintDevice, scale: float) -> None:
        """Paint everything, *scale* units of the device to one pixel of the drawing.

        Raises:
            OSError: if the device cannot be painted on.
        """
        painter = QPainter()
        if not painter.begin(device):
            raise OSError("The picture cannot be written there.")
        painter.scale(scale, scale)
        painter.translate(-self.rect.topLeft())
        self.paint(painter)
        painter.end()

    def paint(self, painter: QPainter) -> None:
        """Paint everything where it is on the canvas."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self._look.transparent:
            ground = Qt.GlobalColor.white if self._printed else self._style.theme.canvas
            painter.fillRect(self.rect, ground)
        self._remarks.paint_frames(painter)
        for edge in self._edges():
            self._paint_wire(painter, edge)
        self._remarks.paint_notes(painter)
        for id, face in sorted(self.faces.items()):
            painter.save()
            painter.translate(QPointF(*self._corner(id)))
            self._paint_node(painter, face, self._style)
            painter.restore()

    def _faces(self, session: Session) -> Mapping[NodeId, Face]:
        maker = FaceMaker(session.catalog, self._style, session.document)
        analysis = session.analysis
        return {
            id: self._shown(
                maker.face(self._graph, node, analysis.report(id), analysis.problems_of(id))
            )
            for id, node in self._graph.nodes.items()
        }

    def _shown(self, face: Face) -> Face:
        if not self._look.parameters:
            face = replace(face, line="")
        if not self._look.figures:
            face = replace(face, foot="", count="")
        return face

    def _hull(self) -> QRectF:
        result = self._remarks.rect()
        for id, face in self.faces.items():
            result = result.united(QRectF(*self._corner(id), face.width, face.height))
        for edge in self._edges():
            result = result.united(self._ways[edge.id].path.boundingRect())
        return result

    def _paint_wire(self, painter: QPainter, edge: Edge) -> None:
        path = self._ways[edge.id].path
        if not self._printed:
            paint_edge(painter, path, EdgeState(), self._style, thin=False)
            return
        painter.setPen(QPen(INK, 1.0))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)
        painter.setBrush(INK)
        painter.drawPolygon(_head(path, self._direction))

    def _corner(self, id: NodeId) -> Point:
        x, y = self._graph.nodes[id].position
        return (x + self.faces[id].left, y)

    def _edges(self) -> list[Edge]:
        return [
            edge
            for _, edge in sorted(self._graph.edges.items())
            if edge.source.node in self.faces and edge.target.node in self.faces
        ]

    def _wish(self, edge: Edge) -> Wish:
        start = self._point(edge, output=True)
        end = self._point(edge, output=False)
        return Wish(edge.id, edge.source, edge.target.node, start, end, edge.points)

    def _point(self, edge: Edge, *, output: bool) -> Point:
        end = edge.source if output else edge.target
        face = self.faces[end.node]
        x, y = self._corner(end.node)
        slots = face.outputs if output else face.inputs
        slot = slot_of_edge(slots, "" if output else edge.id, end.port)
        if slot is None and self._direction is Direction.RIGHT:
            return (x + (face.width if output else 0.0), y + face.height / 2)
        if slot is None:
            return (x + face.width / 2, y + (face.height if output else 0.0))
        return (x + slot.x, y + slot.y)


def _head(path: QPainterPath, direction: Direction) -> QPolygonF:
    """Return the arrow head at the end of a wire."""
    end, half = path.currentPosition(), _HEAD / 2.6
    if direction is Direction.RIGHT:
        back = (QPointF(-_HEAD, -half), QPointF(-_HEAD, half))
    else:
        back = (QPointF(-half, -_HEAD), QPointF(half, -_HEAD))
    return QPolygonF([end, end + back[0], end + back[1]])
