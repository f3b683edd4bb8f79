"""One item per frame and one per note: they hold a record and paint from it."""

from dataclasses import dataclass
from typing import Final, Protocol

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from designer.graph.framing import Box
from designer.graph.records import Point
from designer.graph.remarks import Remark, RemarkKind
from designer.ui.canvas.remarks.frame_paint import paint_frame, paint_handles, paint_title
from designer.ui.canvas.remarks.measures import (
    HIGHEST_NOTE,
    LABELS_BELOW,
    NOTE_PADDING,
    NOTE_RADIUS,
    OVER_TITLE,
)
from designer.ui.canvas.remarks.note_paint import NotePictures
from designer.ui.canvas.remarks.note_text import NoteText
from designer.ui.canvas.style import Style, cosmetic
from designer.ui.remark_colours import hue

FRAME_LEVEL: Final = -10.0
NOTE_LEVEL: Final = 0.75
_MARGIN: Final = 10.0


class Board(Protocol):
    """What remarks ask when they paint: shared by all."""

    look: Style
    zoom: float


@dataclass(slots=True)
class RemarkState:
    """What passes."""

    selected: bool = False
    hovered: bool = False


class RemarkItem(QGraphicsItem):
    """A frame or a note on the canvas."""

    def __init__(self, board: Board, remark: Remark) -> None:
        super().__init__()
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self.state = RemarkState()
        self.remark = remark
        self.id = remark.id
        self._board = board
        self._size = QSizeF()

    def show_remark(self, remark: Remark) -> None:
        """Show the record as it stands."""
        self.prepareGeometryChange()
        self.remark = remark
        self._size = self._measured()
        self.setPos(*remark.position)
        self.update()

    def rect(self) -> QRectF:
        """Return the box on the canvas, as it is drawn."""
        return QRectF(self.pos(), self._size)

    def box(self) -> Box:
        """Return the box on the canvas: left, top, right and bottom."""
        return box_of_rect(self.rect())

    def color(self) -> QColor:
        """Return its full colour."""
        return hue(self.remark, self._board.look.theme)

    def _measured(self) -> QSizeF:
        return QSizeF(*self.remark.size)


class FrameItem(RemarkItem):
    """A frame, behind nodes and wires; the smaller one lies on the larger one."""

    def __init__(self, board: Board, remark: Remark) -> None:
        super().__init__(board, remark)
        self.show_remark(remark)

    def show_remark(self, remark: Remark) -> None:
        """Show the record as it stands."""
        super().show_remark(remark)
        area = remark.size[0] * remark.size[1]
        self.setZValue(FRAME_LEVEL + 1.0 / (1.0 + area / 1e4))

    def boundingRect(self) -> QRectF:
        """Return what is painted, the title from afar included."""
        box = QRectF(QPointF(), self._size)
        return box.adjusted(-_MARGIN, -OVER_TITLE, _MARGIN, _MARGIN)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """Paint from the record."""
        theme, zoom, color = self._board.look.theme, self._board.zoom, self.color()
        box = QRectF(QPointF(), self._size)
        state = self.state
        paint_frame(painter, box, color, theme, marked=state.selected, hovered=state.hovered)
        if zoom >= LABELS_BELOW:
            paint_title(painter, box, self.remark.text, color, zoom)
        if state.selected:
            paint_handles(painter, box, theme, zoom)


class NoteItem(RemarkItem):
    """A note, over the wires and under the nodes."""

    def __init__(self, board: Board, remark: Remark, pictures: NotePictures) -> None:
        super().__init__(board, remark)
        self.setZValue(NOTE_LEVEL)
        self._pictures = pictures
        self._words: NoteText | None = None
        self.show_remark(remark)

    @property
    def words(self) -> NoteText:
        """The text, laid out."""
        if self._words is None:
            width = self.remark.size[0] - 2 * NOTE_PADDING
            self._words = NoteText(self.remark.text, width, self._board.look)
        return self._words

    def show_remark(self, remark: Remark) -> None:
        """Show the record as it stands; the text is laid out anew only where it must be."""
        old = self.remark
        if (old.text, old.size[0]) != (remark.text, remark.size[0]):
            self._words = None
        super().show_remark(remark)

    def link_at(self, point: Point) -> str:
        """Return the address that a point of the canvas leads to, if it is a link."""
        inset = QPointF(NOTE_PADDING, NOTE_PADDING)
        return self.words.link_at(QPointF(*point) - self.pos() - inset)

    def boundingRect(self) -> QRectF:
        """Return what is painted, margins included."""
        box = QRectF(QPointF(), self._size)
        return box.adjusted(-_MARGIN, -_MARGIN, _MARGIN, _MARGIN)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """Paint from the picture that was made before."""
        board, state = self._board, self.state
        color = self.color()
        self._pictures.draw(painter, self.words, self.remark.text, self._size, color, board.zoom)
        if state.selected or state.hovered:
            box = QRectF(QPointF(), self._size)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            accent = board.look.theme.accent
            painter.setPen(cosmetic(accent, 2.0) if state.selected else cosmetic(color, 1.0))
            painter.drawRoundedRect(box, NOTE_RADIUS, NOTE_RADIUS)
            if state.selected:
                paint_handles(painter, box, board.look.theme, board.zoom)

    def _measured(self) -> QSizeF:
        return note_size(self.remark, self.words)


def note_size(remark: Remark, words: NoteText) -> QSizeF:
    """Return how large a note is drawn: as high as its text, unless it was made higher."""
    height = max(remark.size[1], words.height + 2 * NOTE_PADDING)
    return QSizeF(remark.size[0], min(height, max(HIGHEST_NOTE, remark.size[1])))


def box_of_rect(rect: QRectF) -> Box:
    """Return a box as those who know no Qt want it."""
    return (rect.left(), rect.top(), rect.right(), rect.bottom())


def is_frame(item: RemarkItem) -> bool:
    """Whether it is a frame."""
    return item.remark.kind is RemarkKind.FRAME
