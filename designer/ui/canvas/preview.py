"""The small picture of what is in a block, painted on its instances."""

from dataclasses import dataclass

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from designer.catalog.specs import Family
from designer.graph.blocks import Block
from designer.graph.connecting import Layers
from designer.ui.canvas.style import Style, faded

PREVIEW_WIDTH = 46.0
_HEIGHT = 44.0
_TOP = 11.0
_GAP = 10.0
_DOT = (13.0, 5.0)
_SMALLEST = 2.5
_MOST = 60


@dataclass(frozen=True, eq=False, slots=True)
class Preview:
    """Dots and lines in a box of its own; two are equal only where they are one."""

    dots: tuple[tuple[QRectF, Family], ...]
    lines: tuple[QLineF, ...]


def preview_of(block: Block, layers: Layers) -> Preview:
    """Return the picture of what is in *block*, as it is laid out there."""
    nodes = sorted(block.graph.nodes.values(), key=lambda n: (n.position[1], n.position[0], n.id))
    nodes = nodes[:_MOST]
    if not nodes:
        return Preview((), ())
    xs, ys = [n.position[0] for n in nodes], [n.position[1] for n in nodes]
    wide, high = max(max(xs) - min(xs), 1.0), max(max(ys) - min(ys), 1.0)
    rows = max(1.0, high / 96.0)
    dot_height = max(_SMALLEST, min(_DOT[1], 0.62 * _HEIGHT / (rows + 1)))
    dot_width = max(2 * _SMALLEST, min(_DOT[0], 0.8 * PREVIEW_WIDTH / (wide / 240.0 + 1)))
    room_x, room_y = PREVIEW_WIDTH - dot_width, _HEIGHT - dot_height
    step = min(room_y / high, 12.0 / 96.0)
    aside = min(room_x / wide, 18.0 / 240.0)
    left, top = (room_x - aside * wide) / 2, (room_y - step * high) / 2
    places = {
        n.id: QRectF(
            left + (n.position[0] - min(xs)) * aside,
            top + (n.position[1] - min(ys)) * step,
            dot_width,
            dot_height,
        )
        for n in nodes
    }
    families = {}
    for node in nodes:
        spec = layers.layer(block.graph.owner(node).kind)
        families[node.id] = spec.family if spec else Family.CORE
    lines = tuple(
        QLineF(places[e.source.node].center(), places[e.target.node].center())
        for e in block.graph.edges.values()
        if e.source.node in places and e.target.node in places
    )
    return Preview(tuple((places[id], families[id]) for id in places), lines)


def paint_preview(painter: QPainter, preview: Preview, style: Style, width: float) -> None:
    """Paint *preview* at the right of a node that is *width* wide."""
    painter.save()
    painter.translate(width - PREVIEW_WIDTH - _GAP, _TOP)
    painter.setPen(QPen(faded(style.theme.wire, 0.7), 0.8))
    painter.drawLines(list(preview.lines))
    painter.setPen(Qt.PenStyle.NoPen)
    for dot, family in preview.dots:
        painter.setBrush(style.family(family))
        painter.drawRoundedRect(dot, 1.5, 1.5)
    painter.restore()


def room_for(preview: Preview | None) -> float:
    """Return how much of a node's width the picture takes."""
    return 0.0 if preview is None else PREVIEW_WIDTH + _GAP - 4.0
