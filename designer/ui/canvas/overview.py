"""The drawing from afar, painted in batches: lines for wires, one list of boxes per colour."""

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from designer.graph.problems import Severity
from designer.graph.records import EdgeId, NodeId
from designer.signal import Signal
from designer.ui.canvas.captions import Captions
from designer.ui.canvas.edge_paint import LIT
from designer.ui.canvas.faces import Face
from designer.ui.canvas.far_boxes import FarBoxes
from designer.ui.canvas.far_lines import FarLines
from designer.ui.canvas.far_marks import FarMarks
from designer.ui.canvas.flow import Flow, Side
from designer.ui.canvas.items import EdgeItem, NodeItem
from designer.ui.canvas.silhouettes import Detail
from designer.ui.canvas.sizes import NAMES_FROM, NODE_HEIGHT
from designer.ui.canvas.style import Style, cosmetic, mixed
from designer.ui.canvas.words import Word, overview_name

_BADGE = 18.0
_SHAPED_FROM = 5.0
"""Boxes of so many pixels of the screen have shapes that can be told apart."""
_FAINT_AT = 0.05
_FAINTEST = 0.45
_DASHES_UP_TO = 600


class Overview:
    """Boxes and lines of all items, kept up to date one by one.

    The lists are what Qt's batch calls take, so a repaint of thousands of nodes makes a dozen
    calls.

    Attributes:
        bare: only the wires are painted, because something else paints the boxes.
        captions: the names that are read from afar.
        forgotten: told when the lists are to be made anew.
        moved: told with the nodes that lie elsewhere.
    """

    def __init__(self) -> None:
        self._boxes: dict[Detail, FarBoxes] = {}
        self._lines: FarLines | None = None
        self._lit: tuple[Flow, Detail, FarBoxes, dict[Side, FarLines]] | None = None
        self._names: dict[NodeId, tuple[Face, Word]] = {}
        self._marks: FarMarks | None = None
        self.bare = False
        self.captions = Captions()
        self.forgotten: Signal[()] = Signal()
        self.moved: Signal[list[NodeItem]] = Signal()

    def forget(self) -> None:
        """Make the lists anew before they are painted again."""
        self._boxes.clear()
        self._lines = None
        self._lit = None
        self._names.clear()
        self._marks = None
        self.captions.forget()
        self.forgotten.emit()

    def move(
        self, nodes: Iterable[NodeItem], edges: Iterable[EdgeItem], *, held: bool = False
    ) -> None:
        """Take over new places of a few items; names stay while these are *held*."""
        nodes = list(nodes)
        self._marks = None
        self.moved.emit(nodes)
        if not held:
            self.captions.forget_places()
        lit = self._lit
        boxes = [*self._boxes.values(), *((lit[2],) if lit else ())]
        lines = [self._lines] if self._lines else []
        lines += lit[3].values() if lit else ()
        for node in nodes:
            for some in boxes:
                some.move(node)
        for edge in edges:
            for among in lines:
                among.move(edge)

    def paint(
        self,
        painter: QPainter,
        style: Style,
        nodes: Mapping[NodeId, NodeItem],
        edges: Mapping[EdgeId, EdgeItem],
        marked: Sequence[NodeItem],
        scale: float,
        flow: Flow | None = None,
        seen: Iterable[NodeItem] | None = None,
    ) -> None:
        """Paint everything; *marked* nodes are selected or have a problem.

        Args:
            seen: the nodes in sight, where these are few; None for all.
        """
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        detail = _detail(scale)
        if self._lines is None:
            self._lines = FarLines(edges.values())
        lights = flow is not None and not flow.quiet
        self._lines.paint(painter, _wire_pen(style, scale, aside=lights))
        if flow is not None:
            _, _, lit, lines = self._lit_lists(flow, detail, nodes, edges)
            for side, some in lines.items():
                some.paint(painter, _flow_pen(side, style, scale, len(some)))
        if not self.bare:
            if seen is None or lights:
                boxes = self._all_boxes(nodes, detail)
            else:
                boxes = FarBoxes(seen, detail)
            boxes.paint(painter, style, dimmed=lights)
            if lights:
                lit.paint(painter, style)
        self.paint_marks(painter, style, marked)

    def paint_names(self, painter: QPainter, style: Style, nodes: Iterable[NodeItem]) -> None:
        """Write the names on the boxes of some nodes, and a badge on those with an error."""
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        painter.setFont(style.overview_font)
        bad: list[NodeItem] = []
        for node in nodes:
            face = node.face
            if not face.collapsed:
                painter.setPen(style.theme.muted if face.bypassed else style.theme.canvas)
                word = self._name(node, style)
                painter.drawText(node.pos() + word.place, word.text)
            if face.severity is Severity.ERROR:
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

    def paint_map(
        self, painter: QPainter, style: Style, nodes: Mapping[NodeId, NodeItem], *, rims: bool
    ) -> None:
        """Paint the nodes alone for the map; with *rims* none is smaller than a pixel."""
        self._all_boxes(nodes, Detail.PLAIN).paint_map(painter, style, rims=rims)

    def paint_marks(self, painter: QPainter, style: Style, marked: Sequence[NodeItem]) -> None:
        """Frame the selected nodes and those with an error."""
        if self._marks is None or self._marks.nodes is not marked:
            self._marks = FarMarks(marked)
        self._marks.paint(painter, style)

    def _all_boxes(self, nodes: Mapping[NodeId, NodeItem], detail: Detail) -> FarBoxes:
        boxes = self._boxes.get(detail)
        if boxes is None:
            boxes = self._boxes[detail] = FarBoxes(nodes.values(), detail)
        return boxes

    def _lit_lists(
        self,
        flow: Flow,
        detail: Detail,
        nodes: Mapping[NodeId, NodeItem],
        edges: Mapping[EdgeId, EdgeItem],
    ) -> tuple[Flow, Detail, FarBoxes, dict[Side, FarLines]]:
        """Return the lists of what a selected node lights, made once for each flow."""
        known = self._lit
        if known is None or known[0] is not flow or known[1] is not detail:
            lit = () if flow.quiet else nodes.values()
            items = (item for item in lit if flow.lights(item.id))
            shown = (Side.ASIDE,) if flow.quiet else (Side.BEFORE, Side.AFTER)
            sides: dict[Side, list[EdgeItem]] = {side: [] for side in Side}
            for edge in edges.values():
                sides[flow.side(edge.edge)].append(edge)
            lines = {side: FarLines(sides[side]) for side in shown}
            known = self._lit = (flow, detail, FarBoxes(items, detail), lines)
        return known


def _detail(scale: float) -> Detail:
    if scale >= NAMES_FROM:
        return Detail.TAGGED
    return Detail.SHAPED if scale * NODE_HEIGHT >= _SHAPED_FROM else Detail.PLAIN


def _wire_pen(style: Style, scale: float, *, aside: bool) -> QPen:
    """Return the pen of wires: the farther, the fainter, so that the boxes are seen first."""
    near = (scale - _FAINT_AT) / (NAMES_FROM - _FAINT_AT)
    share = _FAINTEST + (1.0 - _FAINTEST) * max(0.0, min(1.0, near))
    color = mixed(style.theme.wire, style.theme.canvas, share * (0.5 if aside else 1.0))
    return cosmetic(color, 1.0)


def _flow_pen(side: Side, style: Style, scale: float, count: int) -> QPen:
    """Return the pen of a side's wires: those that follow are dashed where they are few."""
    if side is Side.ASIDE:
        return _wire_pen(style, scale, aside=True)
    pen = cosmetic(mixed(style.theme.accent, style.theme.canvas, LIT), 1.0)
    if side is Side.AFTER and count <= _DASHES_UP_TO:
        pen.setDashPattern([5.0, 4.0])
        pen.setWidthF(2.0)
    return pen
