"""The sheet of shortcuts on paper: two columns with headings, A4 or Letter."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QLocale, QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QPagedPaintDevice,
    QPageSize,
    QPainter,
    QPdfWriter,
)
from PySide6.QtWidgets import QWidget

from designer.ui import key_caps
from designer.ui.shortcuts.keymap import Keymap
from designer.ui.theme import fonts
from designer.ui.theme.tokens import LIGHT
from designer.ui.translate import tr

_MARGIN: Final = 36.0
_TITLE: Final = 44.0
_GUTTER: Final = 28.0
_ROW: Final = 21.0
_TALL: Final = 36.0
_HEAD: Final = 30.0
_POINTS: Final = 72.0
_SCALE: Final = 0.72
"""Caps and words are made for the screen; on paper they are smaller."""
_MIDDLE: Final = Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a column: a heading where it has no keys."""

    text: str
    keys: tuple[str, ...] | str | None = None

    @property
    def height(self) -> float:
        """How much of a column it takes."""
        if self.keys is None:
            return _HEAD
        return _TALL if isinstance(self.keys, str) else _ROW


def lines(keymap: Keymap, gestures: Iterable[tuple[str, str]]) -> list[Line]:
    """Return what stands on the sheet: every action that has keys, then what the hand does."""
    found: list[Line] = []
    section = ""
    for entry in keymap.entries:
        keys = keymap.keys(entry.id)
        if not keys:
            continue
        if entry.section != section:
            section = entry.section
            found.append(Line(section))
        found.append(Line(entry.title, keys))
    found.append(Line(tr("On the canvas, always")))
    return found + [Line(text, hand) for hand, text in gestures]


def pages(sheet: Sequence[Line], size: QSizeF) -> list[list[list[Line]]]:
    """Return the lines by page and column; a heading never stands last in a column.

    Args:
        size: of the page, in points.
    """
    room = (size.height() - 2 * _MARGIN - _TITLE) / _SCALE
    columns = _balanced(sheet, room)
    return [columns[place : place + 2] for place in range(0, len(columns), 2)]


def write_pdf(path: Path, keymap: Keymap, gestures: Iterable[tuple[str, str]]) -> None:
    """Write the sheet as a PDF.

    Raises:
        OSError: if the file cannot be written.
    """
    with path.open("wb"):
        pass  # Qt only says that it failed; this says why
    writer = QPdfWriter(str(path))
    writer.setTitle(tr("Keras Designer: keyboard shortcuts"))
    writer.setPageSize(paper())
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    writer.setResolution(300)
    paint(writer, keymap, gestures)


def ask_printer(parent: QWidget, keymap: Keymap, gestures: Iterable[tuple[str, str]]) -> bool:
    """Let the user choose a printer and print; tell whether they did."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageSize(paper())
    printer.setFullPage(True)
    dialog = QPrintDialog(printer, parent)
    if dialog.exec() != QPrintDialog.DialogCode.Accepted:
        return False
    paint(printer, keymap, gestures)
    return True


def paper() -> QPageSize:
    """Return the paper that is usual where the user lives."""
    metric = QLocale().measurementSystem() is QLocale.MeasurementSystem.MetricSystem
    return QPageSize(QPageSize.PageSizeId.A4 if metric else QPageSize.PageSizeId.Letter)


def paint(device: QPagedPaintDevice, keymap: Keymap, gestures: Iterable[tuple[str, str]]) -> None:
    """Paint all pages on a printer or a writer."""
    size = device.pageLayout().fullRectPoints().size().toSizeF()
    painter = QPainter(device)
    factor = device.logicalDpiX() / _POINTS
    for number, columns in enumerate(pages(lines(keymap, gestures), size)):
        if number:
            device.newPage()
        painter.save()
        painter.scale(factor, factor)
        paint_page(painter, columns, size, number)
        painter.restore()
    painter.end()


def paint_page(
    painter: QPainter, columns: Sequence[Sequence[Line]], size: QSizeF, number: int
) -> None:
    """Paint one page, with the point as the unit."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(LIGHT.text)
    painter.setFont(fonts.words(18, QFont.Weight.DemiBold))
    title = QRectF(_MARGIN, _MARGIN - 6, size.width() - 2 * _MARGIN, 28)
    painter.drawText(title, _MIDDLE, tr("Keyboard shortcuts"))
    painter.setFont(fonts.words(9))
    painter.setPen(LIGHT.muted)
    name = tr("Keras Designer") + (f" · {number + 1}" if number else "")
    painter.drawText(title, _MIDDLE | Qt.AlignmentFlag.AlignRight, name)
    width = (size.width() - 2 * _MARGIN - _GUTTER) / 2
    for place, column in enumerate(columns):
        painter.save()
        painter.translate(_MARGIN + place * (width + _GUTTER), _MARGIN + _TITLE)
        painter.scale(_SCALE, _SCALE)
        _paint_column(painter, column, width / _SCALE)
        painter.restore()


def _balanced(sheet: Sequence[Line], room: float) -> list[list[Line]]:
    """Return columns of the same height where all fits on one page, else full ones."""
    whole = sum(line.height for line in sheet)
    if whole <= 2 * room - 2 * _HEAD:
        columns = list(_columns(sheet, min(room, whole / 2 + _HEAD)))
        if len(columns) <= 2:
            return columns
    return list(_columns(sheet, room))


def _columns(sheet: Sequence[Line], room: float) -> Iterator[list[Line]]:
    column: list[Line] = []
    used = 0.0
    for place, line in enumerate(sheet):
        following = sheet[place + 1].height if line.keys is None and place + 1 < len(sheet) else 0
        if column and used + line.height + following > room:
            yield column
            column, used = [], 0.0
        column.append(line)
        used += line.height
    if column:
        yield column


def _paint_column(painter: QPainter, column: Sequence[Line], width: float) -> None:
    top = 0.0
    for line in column:
        box = QRectF(0, top, width, line.height)
        if line.keys is None:
            painter.setFont(fonts.words(12, QFont.Weight.DemiBold))
            painter.setPen(LIGHT.accent)
            painter.drawText(box.adjusted(0, 8, 0, 0), _MIDDLE, line.text)
        else:
            _paint_line(painter, line, box)
        top += line.height


def _paint_line(painter: QPainter, line: Line, box: QRectF) -> None:
    painter.setPen(LIGHT.line)
    painter.drawLine(box.bottomLeft(), box.bottomRight())
    right = box.right()
    if isinstance(line.keys, str):
        painter.setFont(fonts.words(11))
        painter.setPen(LIGHT.muted)
        painter.drawText(box.adjusted(0, 2, 0, -18), _MIDDLE, line.keys)
        box = box.adjusted(0, 14, 0, 0)
    for key in reversed(line.keys if isinstance(line.keys, tuple) else ()):
        left = right - key_caps.width(key)
        key_caps.paint(painter, key, left, box.center().y(), theme=LIGHT)
        right = left - 10
    font = fonts.words(12)
    painter.setFont(font)
    painter.setPen(LIGHT.text)
    metrics = QFontMetricsF(font)
    text = metrics.elidedText(line.text, Qt.TextElideMode.ElideRight, right - box.left())
    painter.drawText(QRectF(0, box.top(), right, box.height()), _MIDDLE, text)
