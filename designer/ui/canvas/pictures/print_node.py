"""A layer as it is printed: a white box with a thin black line, a light tint and centred words."""

from collections.abc import Iterator
from typing import Final, TypeAlias

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from designer.ui.canvas.faces import Face
from designer.ui.canvas.style import Style, mixed
from designer.ui.canvas.words import cut
from designer.ui.theme import fonts

_LINE: Final = 17.0
_INSET: Final = 10.0
_TINT: Final = 0.16
_CORNER: Final = 4.0
INK: Final = QColor("#111111")
_GREY: Final = QColor("#444444")
_Row: TypeAlias = tuple[str, QFont, QColor]


def paint_printed_node(painter: QPainter, face: Face, style: Style) -> None:
    """Paint a node at the painter's origin; blocks have a double line, bypassed ones a dashed."""
    box = QRectF(0, 0, face.width, face.height)
    ground = mixed(style.family(face.family), QColor(Qt.GlobalColor.white), _TINT)
    pen = QPen(INK, 1.0)
    if face.bypassed:
        pen.setStyle(Qt.PenStyle.DashLine)
    painter.setPen(pen)
    painter.setBrush(ground)
    painter.drawRoundedRect(box, _CORNER, _CORNER)
    if face.preview is not None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(3, 3, -3, -3), _CORNER - 1, _CORNER - 1)
    _paint_rows(painter, box, list(_rows(face)))


def _rows(face: Face) -> Iterator[_Row]:
    bold, plain = fonts.words(13, QFont.Weight.DemiBold), fonts.words(12)
    times = f" × {face.repeat}" if face.repeat > 1 else ""
    yield f"{face.name}{times}", bold, INK
    if face.collapsed:
        return
    words = " · ".join(word for word in (face.kind, face.line) if word)
    yield words, plain, _GREY
    figures = "   ".join(word for word in (face.foot, face.count) if word)
    if figures and face.severity is None:
        yield figures, fonts.mono(11), _GREY


def _paint_rows(painter: QPainter, box: QRectF, rows: list[_Row]) -> None:
    top = box.center().y() - _LINE * len(rows) / 2
    for number, (text, font, color) in enumerate(rows):
        metrics = QFontMetricsF(font)
        words = cut(text, box.width() - 2 * _INSET, metrics)
        left = box.center().x() - metrics.horizontalAdvance(words) / 2
        baseline = top + _LINE * number + (_LINE + metrics.capHeight()) / 2
        painter.setFont(font)
        painter.setPen(color)
        painter.drawText(QPointF(left, baseline), words)
