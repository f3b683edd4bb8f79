"""Painting of frames: a calm tint with a title that stays legible from afar."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from designer.ui.canvas.remarks.measures import (
    FRAME_RADIUS,
    HANDLE,
    LEAST_LABEL,
    LEAST_TITLE,
    SHORTEST_TITLE,
    TITLE_LEFT,
    TITLE_PIXELS,
    TITLE_STRIP,
)
from designer.ui.canvas.style import cosmetic, faded
from designer.ui.theme import Theme, fonts

_KEPT: Final = 400
_fonts: dict[int, tuple[QFont, QFontMetricsF]] = {}
_words: dict[tuple[str, int, int], str] = {}


def paint_frame(
    painter: QPainter, rect: QRectF, color: QColor, theme: Theme, *, marked: bool, hovered: bool
) -> None:
    """Paint the box of a frame, without its title."""
    strength = 0.14 if theme.dark else 0.075
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)  # the outline is smooth
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(faded(color, strength))
    painter.drawRoundedRect(rect, FRAME_RADIUS, FRAME_RADIUS)
    painter.drawPath(_strip(rect))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if marked:
        painter.setPen(cosmetic(theme.accent, 2.0))
    else:
        painter.setPen(cosmetic(faded(color, 0.75 if hovered else 0.4), 1.0))
    painter.drawRoundedRect(rect, FRAME_RADIUS, FRAME_RADIUS)


def paint_title(painter: QPainter, rect: QRectF, text: str, color: QColor, zoom: float) -> None:
    """Write the title of a frame, as large on the screen at every zoom below 100 %.

    Args:
        painter: in coordinates of the drawing.
        rect: the frame.
        text: the title.
        color: of the words.
        zoom: pixels of the screen to one of the drawing.
    """
    if not text or rect.width() * zoom < SHORTEST_TITLE:
        return
    pixels = title_pixels(zoom)
    font, metrics = _font(pixels)
    words = _cut(text, pixels, rect.width() - 2 * TITLE_LEFT, metrics)
    middle = rect.top() + TITLE_STRIP / 2 + metrics.capHeight() / 2
    baseline = min(middle, rect.top() + TITLE_STRIP - 5.0)
    painter.setFont(font)
    painter.setPen(color)
    painter.drawText(QPointF(rect.left() + TITLE_LEFT, baseline), words)


def paint_label(
    painter: QPainter, rect: QRectF, text: str, color: QColor, theme: Theme, zoom: float
) -> None:
    """Write the title of a frame seen from afar, on a card at its upper left corner."""
    if not text or rect.width() * zoom < SHORTEST_TITLE:
        return
    pixels = title_pixels(zoom)
    font, metrics = _font(pixels)
    inset = 4.0 / zoom
    words = _cut(text, pixels, max(rect.width(), LEAST_LABEL / zoom) - 2 * inset, metrics)
    high = metrics.capHeight() + 2 * inset
    wide = metrics.horizontalAdvance(words) + 2 * inset
    bottom = rect.top() + min(TITLE_STRIP, rect.height())
    card = QRectF(rect.left(), bottom - high, wide, high)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(cosmetic(faded(color, 0.7), 1.0))
    painter.setBrush(theme.canvas)
    painter.drawRoundedRect(card, inset, inset)
    painter.setFont(font)
    painter.setPen(color)
    painter.drawText(card, Qt.AlignmentFlag.AlignCenter, words)


def title_pixels(zoom: float) -> int:
    """Return the size of a title, in pixels of the drawing."""
    return max(TITLE_PIXELS, round(LEAST_TITLE / zoom))


def paint_handles(painter: QPainter, rect: QRectF, theme: Theme, zoom: float) -> None:
    """Paint what one takes hold of at the corners of what is selected."""
    side = HANDLE / zoom
    painter.setPen(cosmetic(theme.accent, 1.5))
    painter.setBrush(theme.node)
    for corner in (rect.topLeft(), rect.topRight(), rect.bottomLeft(), rect.bottomRight()):
        painter.drawRect(QRectF(corner.x() - side, corner.y() - side, 2 * side, 2 * side))


def paint_far(painter: QPainter, rects: list[QRectF], color: QColor, theme: Theme) -> None:
    """Paint many boxes of one colour at once, seen from afar."""
    painter.setPen(cosmetic(faded(color, 0.55), 1.0))
    painter.setBrush(faded(color, 0.2 if theme.dark else 0.12))
    painter.drawRects(rects)


def ring(painter: QPainter, rects: list[QRectF], theme: Theme) -> None:
    """Mark what is selected, seen from afar."""
    painter.setPen(QPen(cosmetic(theme.accent, 2.0)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRects(rects)


def _strip(rect: QRectF) -> QPainterPath:
    """Return the strip of the title: round above, straight below."""
    height = min(TITLE_STRIP, rect.height())
    round_ = min(FRAME_RADIUS, height)
    path = QPainterPath(QPointF(rect.left(), rect.top() + height))
    path.lineTo(rect.left(), rect.top() + round_)
    path.arcTo(rect.left(), rect.top(), 2 * round_, 2 * round_, 180, -90)
    path.lineTo(rect.right() - round_, rect.top())
    path.arcTo(rect.right() - 2 * round_, rect.top(), 2 * round_, 2 * round_, 90, -90)
    path.lineTo(rect.right(), rect.top() + height)
    path.closeSubpath()
    return path


def _font(pixels: int) -> tuple[QFont, QFontMetricsF]:
    found = _fonts.get(pixels)
    if found is None:
        if len(_fonts) >= _KEPT:
            _fonts.clear()
        font = fonts.words(pixels, QFont.Weight.DemiBold)
        found = _fonts[pixels] = (font, QFontMetricsF(font))
    return found


def _cut(text: str, pixels: int, width: float, metrics: QFontMetricsF) -> str:
    key = (text, pixels, int(width))
    words = _words.get(key)
    if words is None:
        if len(_words) >= _KEPT:
            _words.clear()
        line = " ".join(text.split())
        words = metrics.elidedText(line, Qt.TextElideMode.ElideRight, int(width))
        _words[key] = words
    return words
