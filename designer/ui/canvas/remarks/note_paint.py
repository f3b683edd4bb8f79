"""Painting of notes: a tinted card with words, from a picture made once for each zoom."""

from collections import OrderedDict
from typing import Final, TypeAlias

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPixmap

from designer.ui.canvas.remarks.measures import NOTE_PADDING, NOTE_RADIUS
from designer.ui.canvas.remarks.note_text import NoteText
from designer.ui.canvas.sizes import BOXES_BELOW
from designer.ui.canvas.style import Style, faded
from designer.ui.remark_colours import tinted
from designer.ui.theme import fonts

_LARGEST: Final = 2_000_000.0
_KEPT: Final = 8_000_000.0
_BRIEF: Final = 400
_BRIEF_PIXELS: Final = 20
_Key: TypeAlias = tuple[str, float, float, int, bool, float, float]


class NotePictures:
    """Pictures of notes by text, size, colour, zoom and density; the oldest go first."""

    def __init__(self, style: Style) -> None:
        self._style = style
        self._pictures: OrderedDict[_Key, QPixmap] = OrderedDict()
        self._pixels = 0.0

    def draw(
        self,
        painter: QPainter,
        words: NoteText,
        text: str,
        size: QSizeF,
        color: QColor,
        zoom: float,
    ) -> None:
        """Paint a note at the painter's origin, on whole pixels of the device."""
        dpr = painter.device().devicePixelRatio()
        far = zoom < BOXES_BELOW
        scale = BOXES_BELOW if far else zoom
        factor = scale * dpr
        if size.width() * size.height() * factor * factor > _LARGEST:
            paint_note(painter, words, size, color, self._style, far=far)
            return
        key = (text, size.width(), size.height(), color.rgb(), far, scale, dpr)
        picture = self._pictures.get(key)
        if picture is None:
            picture = self._made(words, size, color, scale, dpr, far=far)
            self._keep(key, picture)
        if far:  # one picture for all zooms: small words need not be sharp
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            source = QSizeF(size.width() * factor, size.height() * factor)
            painter.drawPixmap(QRectF(QPointF(), size), picture, QRectF(QPointF(), source))
            return
        transform = painter.worldTransform()
        corner = transform.map(QPointF(0, 0))
        painter.resetTransform()
        place = QPointF(round(corner.x() * dpr) / dpr, round(corner.y() * dpr) / dpr)
        painter.drawPixmap(place, picture)
        painter.setWorldTransform(transform)

    def _keep(self, key: _Key, picture: QPixmap) -> None:
        self._pictures[key] = picture
        self._pixels += picture.width() * picture.height()
        while self._pixels > _KEPT and len(self._pictures) > 1:
            _, oldest = self._pictures.popitem(last=False)
            self._pixels -= oldest.width() * oldest.height()

    def _made(
        self,
        words: NoteText,
        size: QSizeF,
        color: QColor,
        scale: float,
        dpr: float,
        *,
        far: bool,
    ) -> QPixmap:
        factor = scale * dpr
        picture = QPixmap(int(size.width() * factor) + 2, int(size.height() * factor) + 2)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(factor, factor)
        paint_note(painter, words, size, color, self._style, far=far)
        painter.end()
        picture.setDevicePixelRatio(dpr)
        return picture


def paint_note(
    painter: QPainter,
    words: NoteText,
    size: QSizeF,
    color: QColor,
    style: Style,
    *,
    far: bool = False,
) -> None:
    """Paint a note at the origin.

    Args:
        painter: in coordinates of the drawing.
        words: its text, laid out.
        size: of the card.
        color: its full colour.
        style: of the drawing.
        far: its first words are written large, for the text would be too small to be read.
    """
    theme = style.theme
    card = QRectF(0.5, 0.5, size.width() - 1, size.height() - 1)
    painter.setPen(QPen(faded(color, 0.45), 1.0))
    painter.setBrush(tinted(color, theme.node, theme))
    painter.drawRoundedRect(card, NOTE_RADIUS, NOTE_RADIUS)
    room = card.adjusted(NOTE_PADDING, NOTE_PADDING, -NOTE_PADDING, -NOTE_PADDING)
    if far:
        _paint_brief(painter, words, room, style)
        return
    painter.save()
    painter.translate(room.topLeft())
    words.paint(painter, QRectF(0, 0, room.width(), room.height() + NOTE_PADDING / 2))
    painter.restore()


def _paint_brief(painter: QPainter, words: NoteText, room: QRectF, style: Style) -> None:
    """Write the first words large, as many whole lines as there is room for."""
    font = fonts.words(_BRIEF_PIXELS)
    lines = max(1, int(room.height() / QFontMetricsF(font).lineSpacing()))
    height = lines * QFontMetricsF(font).lineSpacing()
    painter.save()
    painter.setFont(font)
    painter.setPen(style.theme.text)
    painter.setClipRect(QRectF(room.left(), room.top(), room.width(), height))
    brief = " ".join(words.plain()[:_BRIEF].split())
    painter.drawText(room, int(Qt.TextFlag.TextWordWrap), brief)
    painter.restore()
