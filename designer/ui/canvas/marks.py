"""The small signs beside a node's name: shared, frozen, where its first weights come from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from designer.ui.canvas.style import Style
from designer.ui.theme import icons

ICON: Final = 15
_SIZE: Final = 13
_STEP: Final = 17.0
_DIGIT: Final = 7.5


@dataclass(frozen=True, slots=True)
class Mark:
    """One sign.

    Attributes:
        number: what stands beside it, the same at all nodes that belong together; 0 is nothing.
        accent: in the colour that catches the eye.
    """

    icon: str
    number: int = 0
    accent: bool = False


WEIGHT_MARKS: Final[Mapping[str, Mark]] = {
    "given": Mark("download"),
    "fresh": Mark("rotate-ccw"),
    "mixed": Mark("download", accent=True),
}
"""By what a face says of its first weights."""


def room_for_marks(count: int, number: int = 0) -> float:
    """Return the room that *count* signs take, and the *number* beside one of them."""
    return _STEP * count + (2.0 + _DIGIT * len(str(number)) if number else 0.0)


def paint_marks(
    painter: QPainter, marks: Iterable[Mark], style: Style, factor: float, at: QPointF
) -> None:
    """Paint signs beside each other, the first with its middle at *at*."""
    x, line = at.x(), at.y()
    for mark in marks:
        color = style.theme.accent if mark.accent else style.theme.muted
        if mark.number:
            x = _paint_number(painter, mark.number, style, QPointF(x, line))
        paint_icon(painter, mark.icon, color, QPointF(x, line), factor, _SIZE)
        x -= _STEP


def _paint_number(painter: QPainter, number: int, style: Style, at: QPointF) -> float:
    """Paint the number of a shared layer; return where its sign goes."""
    text = str(number)
    painter.setFont(style.label_font)
    painter.setPen(style.theme.muted)
    width = painter.fontMetrics().horizontalAdvance(text)
    box = QRectF(at.x() + _SIZE / 2 - width, at.y() - 8, width, 16)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
    return at.x() - width - 2.0


def paint_icon(
    painter: QPainter, name: str, color: QColor, centre: QPointF, factor: float, size: int = ICON
) -> None:
    """Paint an icon around *centre*, sharp at *factor* pixels to one of the drawing."""
    pixels = max(1, round(size * factor))
    picture = icons.pixmap(name, color, pixels)
    half = size / 2
    target = QRectF(centre.x() - half, centre.y() - half, size, size)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawPixmap(target, picture, QRectF(picture.rect()))
