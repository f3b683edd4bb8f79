"""What a gesture shows above the drawing: band, wire in hand, guides, outline."""

from collections.abc import Callable

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from designer.graph.records import Direction, Point
from designer.ui.canvas.found_shade import FoundShade
from designer.ui.canvas.gestures.stage import Box, Wire
from designer.ui.canvas.scene import GraphScene
from designer.ui.canvas.sizes import PORT_RADIUS
from designer.ui.canvas.style import cosmetic, faded
from designer.ui.canvas.twin_ties import paint_ties
from designer.ui.canvas.wires import Way, way


class Foreground:
    """The passing marks of a gesture; empty while there is none.

    Attributes:
        pulse: a box and the strength (1 to 0) of a ring that draws the eye to it.
        below: paints what lies over the drawing but under the marks.
        found: lets what is found stand out.
    """

    def __init__(self, scene: GraphScene) -> None:
        self._scene = scene
        self.band: QRectF | None = None
        self.wires: tuple[Wire, ...] = ()
        self.stroke: tuple[Point, ...] = ()
        self.guides: list[QLineF] = []
        self.outline: QRectF | None = None
        self.pulse: tuple[QRectF, float] | None = None
        self.below: Callable[[QPainter], None] | None = None
        self.found: FoundShade | None = None

    def areas(self) -> list[QRectF]:
        """Return the boxes of all marks of a gesture, to paint no more than them anew."""
        found = [_line_box(line) for line in self.guides]
        found += [rect for rect in (self.band, self.outline) if rect is not None]
        found += [self._wire_way(wire).box for wire in self.wires]
        if self.stroke:
            found.append(_hull(self.stroke))
        return found

    def paint(self, painter: QPainter) -> None:
        """Paint all marks in coordinates of the drawing."""
        if self.below is not None:
            self.below(painter)
        if self.found is not None:
            self.found.paint(painter)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._scene.look.theme
        if self.guides:
            painter.setPen(cosmetic(theme.accent, 1.0))
            painter.drawLines(self.guides)
        for rect in (self.band, self.outline):
            if rect is not None:
                painter.setPen(cosmetic(theme.accent, 1.0))
                painter.setBrush(faded(theme.accent, 0.1))
                painter.drawRect(rect)
        for wire in self.wires:
            self._paint_wire(painter, wire)
        if len(self.stroke) > 1:
            painter.setPen(cosmetic(theme.error, 1.5))
            painter.drawPolyline([QPointF(*point) for point in self.stroke])
        if self.pulse is not None:
            self._paint_pulse(painter, *self.pulse)

    def _wire_way(self, wire: Wire) -> Way:
        start, end = (wire.end, wire.start) if wire.upward else (wire.start, wire.end)
        return way(start, end, self._scene.direction is Direction.RIGHT)

    def _paint_wire(self, painter: QPainter, wire: Wire) -> None:
        style = self._scene.look
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(style.wire(2.0, style.theme.accent, dashed=not wire.attached))
        painter.drawPath(self._wire_way(wire).path)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(style.theme.accent)
        for point in (wire.start, wire.end):
            painter.drawEllipse(QPointF(*point), PORT_RADIUS, PORT_RADIUS)

    def _paint_pulse(self, painter: QPainter, rect: QRectF, strength: float) -> None:
        grow = 6 + 14 * (1 - strength)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(faded(self._scene.look.theme.accent, strength), 3.0))
        painter.drawRoundedRect(rect.adjusted(-grow, -grow, grow, grow), 14, 14)

    def paint_ties(self, painter: QPainter) -> None:
        """Tie selected or hovered nodes to those that call the same layer, below the nodes."""
        paint_ties(painter, self._scene)


def _hull(points: tuple[Point, ...]) -> QRectF:
    xs, ys = zip(*points, strict=True)
    return QRectF(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)).adjusted(-2, -2, 2, 2)


def _line_box(line: QLineF) -> QRectF:
    return QRectF(line.p1(), line.p2()).normalized()


def rect_of(box: Box | None) -> QRectF | None:
    """Return a box as Qt wants it."""
    if box is None:
        return None
    return QRectF(box[0], box[1], box[2] - box[0], box[3] - box[1])


def moved_by(rect: QRectF, offset: Point | None) -> QRectF | None:
    """Return *rect* moved, or None without an offset."""
    return rect.translated(*offset) if offset is not None else None
