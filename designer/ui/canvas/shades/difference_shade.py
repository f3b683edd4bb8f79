"""Differences on the drawing: new nodes and wires, changed ones, and ghosts of those that are gone.

Each has a sign besides its colour: + for new, − for gone, Δ for changed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from designer.graph.records import Direction, Edge, Node, NodeId
from designer.project.difference import GraphDifference
from designer.project.difference_words import ADDED, CHANGED, REMOVED, field_words
from designer.session.comparison import Comparison
from designer.ui.canvas.scene import GraphScene
from designer.ui.canvas.sizes import BOXES_BELOW, NODE_HEIGHT, NODE_MIN_WIDTH, OVERVIEW_BELOW
from designer.ui.canvas.style import faded
from designer.ui.canvas.words import cut

_ASIDE = 2 * NODE_MIN_WIDTH
"""How far a ghost steps aside: changed fields have room between it and what is there."""
_SIGN = 11.0
_LEAST_SIGN = 7.0
_LINES = 2
_LINE = 15.0


@dataclass(slots=True)
class DifferenceShade:
    """Paints what a comparison says of the graph that is drawn."""

    scene: GraphScene
    comparison: Comparison
    _ghosts: Mapping[NodeId, QRectF] = field(default_factory=dict)
    _stale: bool = True

    def forget(self) -> None:
        """Find places for the ghosts anew before they are painted again."""
        self._stale = True

    def ghosts(self) -> Mapping[NodeId, QRectF]:
        """Return the boxes of the nodes that are gone."""
        here = self.comparison.here
        if here is None:
            return {}
        if self._stale:
            self._ghosts = _places(here, self.scene)
            self._stale = False
        return self._ghosts

    def paint(self, painter: QPainter, seen: QRectF, scale: float) -> None:
        """Paint the differences in *seen*."""
        here = self.comparison.here
        if here is None:
            return
        theme = self.scene.look.theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_wires(painter, here)
        for node in here.removed:
            rect = self.ghosts()[node.id]
            if rect.intersects(seen):
                self._paint_ghost(painter, node, rect, scale)
        remarks = [change for change in here.remarks if change.after is not None]
        for ids, color, sign in (
            ((node.id for node in here.added), theme.done, ADDED),
            ((change.after.id for change in here.changed), theme.warning, CHANGED),
            ((c.remark.id for c in remarks if c.before is None), theme.done, ADDED),
            ((c.remark.id for c in remarks if c.before is not None), theme.warning, CHANGED),
        ):
            self._paint_ringed(painter, ids, color, sign, scale)
        if scale >= BOXES_BELOW:
            self._paint_fields(painter, here)

    def _paint_ringed(
        self, painter: QPainter, ids: Iterable[NodeId], color: QColor, sign: str, scale: float
    ) -> None:
        for id in ids:
            item = self.scene.nodes.get(id) or self.scene.remarks.items.get(id)
            if item is None:
                continue
            painter.setPen(QPen(color, max(2.5, 1.5 / scale)))
            painter.setBrush(faded(color, 0.07))
            painter.drawRoundedRect(item.rect().adjusted(-2, -2, 2, 2), 9, 9)
            self._paint_sign(painter, item.rect().topLeft(), color, sign, scale)

    def _paint_ghost(self, painter: QPainter, node: Node, rect: QRectF, scale: float) -> None:
        style = self.scene.look
        color = style.theme.error
        pen = QPen(color, max(1.6, 1.2 / scale), Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(faded(style.theme.canvas, 0.85))
        painter.drawRoundedRect(rect, 8, 8)
        room = rect.width() - 44
        painter.setPen(style.theme.muted)
        if OVERVIEW_BELOW <= scale < BOXES_BELOW:
            painter.setFont(style.far_font)
            name = cut(node.name, room, style.far_metrics)
            painter.drawText(rect.topLeft() + QPointF(34, 41), name)
        elif scale >= BOXES_BELOW:
            painter.setFont(style.name_font)
            name = cut(node.name, room, style.name_metrics)
            painter.drawText(rect.topLeft() + QPointF(30, 26), name)
            painter.setFont(style.kind_font)
            kind = cut(node.kind, room, style.kind_metrics)
            painter.drawText(rect.topLeft() + QPointF(30, 46), kind)
        self._paint_sign(painter, rect.topLeft(), color, REMOVED, scale)

    def _paint_sign(
        self, painter: QPainter, corner: QPointF, color: QColor, sign: str, scale: float
    ) -> None:
        """Paint a disc with a sign on the upper left corner; it stays legible from afar."""
        style = self.scene.look
        radius = max(_SIGN, _LEAST_SIGN / scale)
        painter.setPen(QPen(style.theme.canvas, radius / 5))
        painter.setBrush(color)
        painter.drawEllipse(corner, radius, radius)
        font = style.badge_font
        font.setPixelSize(round(radius * 1.35))
        painter.setFont(font)
        painter.setPen(style.theme.canvas)
        box = QRectF(corner.x() - radius, corner.y() - radius, 2 * radius, 2 * radius)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, sign)

    def _paint_fields(self, painter: QPainter, here: GraphDifference) -> None:
        """Write the first changed fields beside their nodes."""
        style = self.scene.look
        painter.setFont(style.mono_font)
        for change in here.changed:
            item = self.scene.nodes.get(change.after.id)
            if item is None:
                continue
            lines = [field_words(entry) for entry in change.fields[:_LINES]]
            if len(change.fields) > _LINES:
                lines.append(f"… {len(change.fields) - _LINES}")
            width = max(style.mono_metrics.horizontalAdvance(line) for line in lines) + 12
            card = self._free_place(item.rect(), width, _LINE * len(lines) + 6)
            corner = card.topLeft()
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(faded(style.theme.panel, 0.94))
            painter.drawRoundedRect(card, 4, 4)
            painter.setPen(style.theme.text)
            for row, line in enumerate(lines):
                painter.drawText(corner + QPointF(6, 14 + _LINE * row), line)

    def _free_place(self, rect: QRectF, width: float, height: float) -> QRectF:
        """Return a place at the right of a node; at its left where something stands there."""
        right = QRectF(rect.right() + 12, rect.top() + 4, width, height)
        ghosts = self.ghosts().values()
        if self.scene.nodes_in(right) or any(right.intersects(ghost) for ghost in ghosts):
            return QRectF(rect.left() - width - 18, rect.top() + 8, width, height)
        return right

    def _paint_wires(self, painter: QPainter, here: GraphDifference) -> None:
        theme = self.scene.look.theme
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.done, 2.4))
        for edge in here.wired:
            item = self.scene.edges.get(edge.id)
            if item is not None:
                painter.drawPath(item.way.path)
        painter.setPen(QPen(faded(theme.error, 0.8), 1.6, Qt.PenStyle.DashLine))
        for edge in here.unwired:
            path = self._gone_way(edge, here)
            if path is not None:
                painter.drawPath(path)

    def _gone_way(self, edge: Edge, here: GraphDifference) -> QPainterPath | None:
        start = self._box(edge.source.node, here)
        end = self._box(edge.target.node, here)
        if start is None or end is None:
            return None
        if self.scene.direction is Direction.RIGHT:
            path = QPainterPath(QPointF(start.right(), start.center().y()))
            path.lineTo(QPointF(end.left(), end.center().y()))
            return path
        path = QPainterPath(QPointF(start.center().x(), start.bottom()))
        path.lineTo(QPointF(end.center().x(), end.top()))
        return path

    def _box(self, id: NodeId, here: GraphDifference) -> QRectF | None:
        """Return the box of a node of the other project: its ghost, or what it is now."""
        if id in here.pairs:
            item = self.scene.nodes.get(here.pairs[id])
            return item.rect() if item else None
        return self.ghosts().get(id)


def _places(here: GraphDifference, scene: GraphScene) -> dict[NodeId, QRectF]:
    """Put each ghost where it stood, as seen from the nodes that are left, and aside of others."""
    shift_x, shift_y = _shift(here)
    places: dict[NodeId, QRectF] = {}
    for node in here.removed:
        x, y = node.position[0] + shift_x, node.position[1] + shift_y
        rect = QRectF(x, y, NODE_MIN_WIDTH, NODE_HEIGHT)
        while scene.nodes_in(rect) or any(rect.intersects(other) for other in places.values()):
            rect.translate(_ASIDE, 0)
        places[node.id] = rect
    return places


def _shift(here: GraphDifference) -> tuple[float, float]:
    """Return how far the nodes that both have were moved, in the middle."""
    moves = [
        (new.position[0] - old.position[0], new.position[1] - old.position[1])
        for id, other in here.pairs.items()
        if (old := here.before.nodes.get(id)) and (new := here.after.nodes.get(other))
    ]
    if not moves:
        return (0.0, 0.0)
    middle = len(moves) // 2
    return (sorted(x for x, _ in moves)[middle], sorted(y for _, y in moves)[middle])
