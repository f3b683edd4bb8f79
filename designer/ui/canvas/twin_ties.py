"""Ties nodes that call one layer, while one of them is selected or pointed at."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from designer.graph.records import NodeId
from designer.ui.canvas.scene import GraphScene
from designer.ui.canvas.sizes import RADIUS
from designer.ui.canvas.style import faded

_BULGE = 34.0
_AROUND = 4.0


def paint_ties(painter: QPainter, scene: GraphScene) -> None:
    """Paint an outline around each of the twins, and bows on their left from owner to twin."""
    owners = _shown_owners(scene)
    if not owners:
        return
    accent = scene.look.theme.accent
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for owner, twins in owners.items():
        rects = [scene.nodes[id].rect() for id in (owner, *twins) if id in scene.nodes]
        painter.setPen(QPen(faded(accent, 0.55), 1.4, Qt.PenStyle.DashLine))
        for rect in rects:
            box = rect.adjusted(-_AROUND, -_AROUND, _AROUND, _AROUND)
            painter.drawRoundedRect(box, RADIUS + _AROUND, RADIUS + _AROUND)
        painter.setPen(QPen(faded(accent, 0.85), 1.6, Qt.PenStyle.DashLine))
        for rect in rects[1:]:
            painter.drawPath(_bow(rects[0], rect))


def _shown_owners(scene: GraphScene) -> dict[NodeId, tuple[NodeId, ...]]:
    """Return the owners of shared layers that are pointed at or selected, with their twins."""
    shown = [*scene.chosen, scene.hovered]
    shared = [id for id in shown if id in scene.nodes and scene.nodes[id].face.shared > 1]
    if not shared:
        return {}
    graph = scene.session.document.graph
    owners = {graph.owner(graph.nodes[id]).id for id in shared if id in graph.nodes}
    return {id: graph.twins.get(id, ()) for id in sorted(owners)}


def _bow(owner: QRectF, twin: QRectF) -> QPainterPath:
    start = QPointF(owner.left() - _AROUND, owner.center().y())
    end = QPointF(twin.left() - _AROUND, twin.center().y())
    out = min(start.x(), end.x()) - _BULGE
    path = QPainterPath(start)
    path.cubicTo(QPointF(out, start.y()), QPointF(out, end.y()), end)
    return path
