"""Frames and notes in a picture of the diagram, for paper and files."""

from collections.abc import Iterable

from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QPainter

from designer.graph.remarks import Remark, RemarkKind
from designer.ui.canvas.remarks.frame_paint import paint_frame, paint_title
from designer.ui.canvas.remarks.measures import NOTE_PADDING
from designer.ui.canvas.remarks.note_paint import paint_note
from designer.ui.canvas.remarks.note_text import NoteText
from designer.ui.canvas.remarks.remark_item import note_size
from designer.ui.canvas.style import Style
from designer.ui.remark_colours import hue


class RemarkPicture:
    """The remarks of one drawing, laid out to be painted on anything."""

    def __init__(self, remarks: Iterable[Remark], style: Style) -> None:
        self._style = style
        found = sorted(remarks, key=lambda r: (-r.size[0] * r.size[1], r.id))
        self._frames = [remark for remark in found if remark.kind is RemarkKind.FRAME]
        self._notes = [
            (remark, NoteText(remark.text, remark.size[0] - 2 * NOTE_PADDING, style))
            for remark in found
            if remark.kind is RemarkKind.NOTE
        ]

    def __bool__(self) -> bool:
        return bool(self._frames or self._notes)

    def rect(self) -> QRectF:
        """Return the box round all; empty without any."""
        result = QRectF()
        for frame in self._frames:
            result = result.united(_rect(frame, QSizeF(*frame.size)))
        for note, words in self._notes:
            result = result.united(_rect(note, note_size(note, words)))
        return result

    def paint_frames(self, painter: QPainter) -> None:
        """Paint the frames, larger ones first; they lie below everything else."""
        for frame in self._frames:
            rect = _rect(frame, QSizeF(*frame.size))
            color = hue(frame, self._style.theme)
            paint_frame(painter, rect, color, self._style.theme, marked=False, hovered=False)
            paint_title(painter, rect, frame.text, color, 1.0)

    def paint_notes(self, painter: QPainter) -> None:
        """Paint the notes; they lie over the wires."""
        for note, words in self._notes:
            painter.save()
            painter.translate(*note.position)
            color = hue(note, self._style.theme)
            paint_note(painter, words, note_size(note, words), color, self._style)
            painter.restore()


def _rect(remark: Remark, size: QSizeF) -> QRectF:
    return QRectF(remark.position[0], remark.position[1], size.width(), size.height())
