"""The sheet that help is drawn on: tiles, arrows, words and curves in the colours of the theme."""

from collections.abc import Sequence
from math import atan2, cos, pi, sin
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QPainterPath, QPen, QPolygonF

from designer.ui.theme import current, fonts

WIDTH: Final = 280
HEIGHT: Final = 120

Points = Sequence[tuple[float, float]]


class Sheet:
    """Paints with one hand: round corners, thin lines, tints of the family's colour.

    Attributes:
        ink: the colour of the family.
        second: a colour for what is not `ink`; `third` another.
    """

    def __init__(self, painter: QPainter, ink: QColor) -> None:
        theme = current()
        self.painter = painter
        self.ink = ink
        self.second = theme.validation if ink != theme.validation else theme.accent
        self.third = theme.done
        self.text_color, self.muted, self.line = theme.text, theme.muted, theme.wire
        self.faint, self.paper = theme.node_outline, theme.panel
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def tint(self, strength: float, color: QColor | None = None) -> QColor:
        """Return *color* (the ink) mixed with the paper; 0 is paper, 1 the colour."""
        color, paper = color or self.ink, self.paper
        mix = max(0.0, min(1.0, strength))
        return QColor(
            round(paper.red() + (color.red() - paper.red()) * mix),
            round(paper.green() + (color.green() - paper.green()) * mix),
            round(paper.blue() + (color.blue() - paper.blue()) * mix),
        )

    def tile(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        strength: float = 0.2,
        *,
        color: QColor | None = None,
        dashed: bool = False,
        text: str = "",
    ) -> None:
        """Paint a tile with a tint and a word in it."""
        edge = self.tint(0.85, color) if strength > 0 else self.faint
        style = Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine
        self.painter.setPen(QPen(edge, 1, style))
        ground = Qt.BrushStyle.NoBrush if dashed else QBrush(self.tint(strength, color))
        self.painter.setBrush(ground)
        radius = min(3.0, width / 4, height / 4)
        self.painter.drawRoundedRect(QRectF(x, y, width, height), radius, radius)
        if text:
            self.word(x, y, width, height, text, color=self.on(strength, color))

    def on(self, strength: float, color: QColor | None = None) -> QColor:
        """Return the colour of words on a tile of *strength*."""
        ground = self.tint(strength, color)
        return QColor("#10131A") if ground.lightnessF() > 0.55 else QColor("#FFFFFF")

    def word(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        text: str,
        *,
        size: int = 11,
        color: QColor | None = None,
        left: bool = False,
        bold: bool = False,
    ) -> None:
        """Write *text* in the middle of a place, or at its left."""
        weight = QFont.Weight.DemiBold if bold else QFont.Weight.Normal
        self.painter.setFont(fonts.words(size, weight))
        self.painter.setPen(color or self.muted)
        side = Qt.AlignmentFlag.AlignLeft if left else Qt.AlignmentFlag.AlignHCenter
        flags = Qt.AlignmentFlag.AlignVCenter | side | Qt.TextFlag.TextDontClip
        self.painter.drawText(QRectF(x, y, width, height), int(flags), text)

    def stroke(
        self,
        points: Points,
        color: QColor | None = None,
        width: float = 1.2,
        *,
        dashed: bool = False,
    ) -> None:
        """Draw a line through *points*."""
        style = Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine
        pen = QPen(color or self.line, width, style, Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        self.painter.setPen(pen)
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        self.painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in points]))

    def arrow(
        self,
        x1: float,
        y1: float,
        x2: float,
        y2: float,
        color: QColor | None = None,
        *,
        width: float = 1.4,
        dashed: bool = False,
    ) -> None:
        """Draw an arrow from a point to another."""
        self.stroke(((x1, y1), (x2, y2)), color, width, dashed=dashed)
        angle = atan2(y2 - y1, x2 - x1)
        wings = [(x2 - 5 * cos(angle + turn), y2 - 5 * sin(angle + turn)) for turn in (0.5, -0.5)]
        self.stroke((wings[0], (x2, y2), wings[1]), color, width)

    def curve(self, points: Points, color: QColor | None = None, width: float = 1.2) -> None:
        """Draw a smooth line from the first point to the last, bent by those between."""
        path = QPainterPath(QPointF(*points[0]))
        ends = [QPointF(*point) for point in points[1:]]
        if len(ends) == 3:
            path.cubicTo(*ends)
        else:
            path.quadTo(*ends)
        self.painter.setPen(QPen(color or self.line, width))
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        self.painter.drawPath(path)

    def circle(
        self,
        x: float,
        y: float,
        radius: float,
        strength: float = 0.2,
        *,
        color: QColor | None = None,
        text: str = "",
        size: int = 11,
    ) -> None:
        """Paint a round node with a word in it."""
        self.painter.setPen(QPen(self.tint(0.85, color), 1.2))
        self.painter.setBrush(self.tint(strength, color))
        self.painter.drawEllipse(QPointF(x, y), radius, radius)
        if text:
            place = (x - radius, y - radius, 2 * radius, 2 * radius)
            self.word(*place, text, size=size, color=self.on(strength, color))

    def fill(self, points: Points, strength: float, color: QColor | None = None) -> None:
        """Paint an area with corners at *points*."""
        self.painter.setPen(QPen(self.tint(0.85, color), 1))
        self.painter.setBrush(self.tint(strength, color))
        self.painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in points]))

    def cross(self, x: float, y: float, width: float, height: float) -> None:
        """Cross a place out."""
        gap = min(width, height) * 0.25
        left, top, right, low = x + gap, y + gap, x + width - gap, y + height - gap
        self.stroke(((left, top), (right, low)), self.muted, 1.4)
        self.stroke(((left, low), (right, top)), self.muted, 1.4)


def wave(count: int, *, seed: int = 1) -> list[float]:
    """Return *count* numbers from 0 to 1 that look like chance and are always the same."""
    return [
        abs(sin((index + 1) * 12.9898 + seed * 78.233) * 43758.5453) % 1 for index in range(count)
    ]


TURN: Final = 2 * pi
