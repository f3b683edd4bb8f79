"""The drawing from afar, painted in batches: lines for wires, one list of boxes per colour."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from designer.catalog.specs import Family
from designer.graph.problems import Severity
from designer.graph.records import EdgeId, NodeId
from designer.signal import Signal
from designer.ui.canvas.faces import Face
from designer.ui.canvas.items import EdgeItem, NodeItem
from designer.ui.canvas.style import Style, cosmetic
from designer.ui.canvas.words import Word, overview_name

_BADGE = 18.0


class Overview:
    """Boxes and lines of all items, kept up to date one by one.

    The lists are what Qt's batch calls take, so a repaint of thousands of nodes makes a dozen
    calls.

    Attributes:
        bare: only the wires are painted, because something else paints the boxes.
        forgotten: told when the lists are to be made anew.
        moved: told with the nodes that lie elsewhere.
    """

    def __init__(self) -> None:
        self._boxes: dict[Family, list[QRectF]] = {}
        self._lines: list[QLineF] = []
        self._places: dict[NodeId, tuple[Family, int]] = {}
        self._line_places: dict[EdgeId, int] = {}
        self._names: dict[NodeId, tuple[Face, Word]] = {}
        self._stale = True
        self.bare = False
        self.forgotten: Signal[()] = Signal()
        self.moved: Signal[list[NodeItem]] = Signal()

    def forget(self) -> None:
        """Make the lists anew before they are painted again."""
        self._stale = True
        self.forgotten.emit()

    def move(self, nodes: Iterable[NodeItem], edges: Iterable[EdgeItem]) -> None:
        """Take over new places of a few items."""
        nodes = list(nodes)
        self.moved.emit(nodes)
        if self._stale:
            return
        for node in nodes:
            family, index = self._places[node.id]
            self._boxes[family][index] = node.rect()
        for edge in edges:
            self._lines[self._line_places[edge.id]] = _line(edge)

    def paint(
        self,
        painter: QPainter,
        style: Style,
        nodes: Mapping[NodeId, NodeItem],
        edges: Mapping[EdgeId, EdgeItem],
        marked: Iterable[NodeItem],
    ) -> None:
        """Paint everything; *marked* nodes are selected or have a problem."""
        if self._stale:
            self._build(nodes, edges)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(style.thin_wire)
        painter.drawLines(self._lines)
        painter.setPen(Qt.PenStyle.NoPen)
        for family, boxes in () if self.bare else self._boxes.items():
            painter.setBrush(style.family(family))
            painter.drawRects(boxes)
        self.paint_marks(painter, style, marked)

    def paint_names(self, painter: QPainter, style: Style, nodes: Iterable[NodeItem]) -> None:
        """Write the names on the boxes of some nodes, and a badge on those with an error."""
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        painter.setFont(style.overview_font)
        painter.setPen(style.theme.canvas)
        bad: list[NodeItem] = []
        for node in nodes:
            word = self._name(node, style)
            painter.drawText(node.pos() + word.place, word.text)
            if node.face.severity is Severity.ERROR:
                bad.append(node)
        self._paint_badges(painter, style, bad)

    def _name(self, node: NodeItem, style: Style) -> Word:
        known = self._names.get(node.id)
        if known is None or known[0] is not node.face:
            known = self._names[node.id] = (node.face, overview_name(node.face, style))
        return known[1]

    def _paint_badges(self, painter: QPainter, style: Style, nodes: Iterable[NodeItem]) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for node in nodes:
            centre = node.pos() + QPointF(node.face.width - 4, 4)
            painter.setPen(QPen(style.theme.canvas, 3.0))
            painter.setBrush(style.theme.error)
            painter.drawEllipse(centre, _BADGE, _BADGE)
            painter.setFont(style.far_badge_font)
            box = QRectF(centre.x() - _BADGE, centre.y() - _BADGE, 2 * _BADGE, 2 * _BADGE)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, "!")

    def paint_boxes(
        self,
        painter: QPainter,
        style: Style,
        nodes: Mapping[NodeId, NodeItem],
        edges: Mapping[EdgeId, EdgeItem],
    ) -> None:
        """Paint the nodes alone, none smaller than a pixel, for the map."""
        if self._stale:
            self._build(nodes, edges)
        for family, boxes in self._boxes.items():
            painter.setPen(cosmetic(style.family(family), 1.0))
            painter.setBrush(style.family(family))
            painter.drawRects(boxes)

    def paint_marks(self, painter: QPainter, style: Style, marked: Iterable[NodeItem]) -> None:
        """Frame the selected nodes and those with an error."""
        painter.setBrush(Qt.BrushStyle.NoBrush)
        wrong, chosen = cosmetic(style.theme.error, 2.0), cosmetic(style.theme.accent, 2.0)
        nodes = list(marked)
        for selected, pen in ((False, wrong), (True, chosen)):
            boxes = [node.rect() for node in nodes if node.state.selected is selected]
            if boxes:
                painter.setPen(pen)
                painter.drawRects(boxes)

    def _build(self, nodes: Mapping[NodeId, NodeItem], edges: Mapping[EdgeId, EdgeItem]) -> None:
        self._boxes.clear()
        self._places.clear()
        self._names.clear()
        for node in nodes.values():
            boxes = self._boxes.setdefault(node.face.family, [])
            self._places[node.id] = (node.face.family, len(boxes))
            boxes.append(node.rect())
        self._line_places = {id: index for index, id in enumerate(edges)}
        self._lines = [_line(edge) for edge in edges.values()]
        self._stale = False


def _line(edge: EdgeItem) -> QLineF:
    return QLineF(*edge.way.start, *edge.way.end)
