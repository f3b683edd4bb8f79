"""How a row of the command palette is painted: icon, title, place, and keys at the right."""

from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from designer.ui import key_caps
from designer.ui.actions.commands import Command, Found
from designer.ui.row_delegate import Index, RowDelegate, State, paint_heading
from designer.ui.row_ground import paint_row_ground
from designer.ui.theme import current, fonts, icons

FOUND_ROLE: Final = Qt.ItemDataRole.UserRole
_ROW: Final = 32
_ICON: Final = 16
_LEFT: Final = 12
_TEXT: Final = 40
_RIGHT: Final = 12
_GAP: Final = 10.0
_MIDDLE: Final = Qt.AlignmentFlag.AlignVCenter
_CUT: Final = Qt.TextElideMode.ElideRight


class CommandDelegate(RowDelegate):
    """Paints rows whose `FOUND_ROLE` holds a `Found`; rows without one are headings."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the size that a row needs."""
        return QSize(80, _ROW if isinstance(index.data(FOUND_ROLE), Found) else 26)

    def paint_row(self, painter: QPainter, rect: QRect, state: State, index: Index) -> None:
        """Paint one row."""
        found = index.data(FOUND_ROLE)
        if isinstance(found, Found):
            paint_row_ground(painter, rect, state)
            _paint_row(painter, rect, found)
        else:
            text = str(index.data(Qt.ItemDataRole.DisplayRole))
            paint_heading(painter, rect.adjusted(_LEFT, 4, 0, 0), text)


def _paint_row(painter: QPainter, rect: QRect, found: Found) -> None:
    command = found.command
    colors = current()
    right = _paint_keys(painter, rect, command)
    _paint_icon(painter, rect, command)
    left = float(rect.left() + _TEXT)
    color = colors.faint if command.why else colors.text
    left = _paint_title(painter, rect, found, left, right, color) + _GAP
    painter.setFont(fonts.words(12))
    painter.setPen(colors.muted)
    metrics = QFontMetricsF(fonts.words(12))
    text = metrics.elidedText(command.why or command.path, _CUT, max(0.0, right - left))
    painter.drawText(QRectF(left, rect.top(), max(0.0, right - left), rect.height()), _MIDDLE, text)


def _paint_keys(painter: QPainter, rect: QRect, command: Command) -> float:
    """Paint the first key at the right; return where there is room up to."""
    right = float(rect.right() - _RIGHT)
    if not command.keys:
        return right
    left = right - key_caps.width(command.keys[0])
    key_caps.paint(painter, command.keys[0], left, rect.center().y() + 0.5, faint=bool(command.why))
    return left - _GAP


def _paint_icon(painter: QPainter, rect: QRect, command: Command) -> None:
    colors = current()
    name = "check" if command.checked else command.icon
    if not icons.exists(name):
        return
    color = colors.accent if command.checked else colors.muted
    painter.setOpacity(0.5 if command.why else 1.0)
    picture = icons.pixmap(name, color, _ICON, painter.device().devicePixelRatio())
    painter.drawPixmap(rect.left() + _LEFT, rect.top() + (rect.height() - _ICON) // 2, picture)
    painter.setOpacity(1.0)


def _paint_title(
    painter: QPainter, rect: QRect, found: Found, left: float, right: float, color: QColor
) -> float:
    """Paint the title with the letters that were meant in bold; return where it ends."""
    title = found.command.title
    plain, bold = fonts.words(13), fonts.words(13, QFont.Weight.Bold)
    start = 0
    while start < len(title) and left < right:
        meant = start in found.places
        end = start + 1
        while end < len(title) and (end in found.places) == meant:
            end += 1
        font = bold if meant else plain
        metrics = QFontMetricsF(font)
        text = metrics.elidedText(title[start:end], _CUT, right - left)
        painter.setFont(font)
        accent = meant and not found.command.why
        painter.setPen(current().accent if accent else color)
        painter.drawText(QRectF(left, rect.top(), right - left, rect.height()), _MIDDLE, text)
        left += metrics.horizontalAdvance(title[start:end])
        start = end
    return left
