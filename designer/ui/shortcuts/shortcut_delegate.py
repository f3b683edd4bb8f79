"""How a row of the sheet of shortcuts is painted: title, and the caps of its keys at the right."""

from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from designer.ui import key_caps
from designer.ui.row_delegate import Index, RowDelegate, State, paint_heading
from designer.ui.row_ground import paint_row_ground
from designer.ui.theme import current, fonts
from designer.ui.translate import tr

KEYS_ROLE: Final = Qt.ItemDataRole.UserRole + 1
CHANGED_ROLE: Final = Qt.ItemDataRole.UserRole + 2
HEADING_ROLE: Final = Qt.ItemDataRole.UserRole + 3
_ROW: Final = 30
_HEAD: Final = 32
_LEFT: Final = 12
_BETWEEN: Final = 12.0
_MIDDLE: Final = Qt.AlignmentFlag.AlignVCenter


class ShortcutDelegate(RowDelegate):
    """Paints rows with `KEYS_ROLE` (keys, or words on what the hand does) and headings."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the size that a row needs."""
        return QSize(80, _HEAD if index.data(HEADING_ROLE) else _ROW)

    def paint_row(self, painter: QPainter, rect: QRect, state: State, index: Index) -> None:
        """Paint one row."""
        if index.data(HEADING_ROLE):
            text = str(index.data(Qt.ItemDataRole.DisplayRole))
            paint_heading(painter, rect.adjusted(_LEFT, 8, 0, 0), text)
        else:
            paint_row_ground(painter, rect, state)
            _paint_row(painter, rect, index)


def _paint_row(painter: QPainter, rect: QRect, index: Index) -> None:
    colors = current()
    right = _paint_keys(painter, rect, index.data(KEYS_ROLE) or ())
    title = str(index.data(Qt.ItemDataRole.DisplayRole))
    font = fonts.words(13)
    painter.setFont(font)
    painter.setPen(colors.text)
    room = QRectF(rect.left() + _LEFT, rect.top(), right - rect.left() - _LEFT, rect.height())
    painter.drawText(room, _MIDDLE, title)
    if index.data(CHANGED_ROLE):
        painter.setFont(fonts.words(12))
        painter.setPen(colors.accent)
        left = QFontMetricsF(font).horizontalAdvance(title) + 10
        painter.drawText(room.adjusted(left, 0, 0, 0), _MIDDLE, tr("changed"))


def _paint_keys(painter: QPainter, rect: QRect, keys: tuple[str, ...] | str) -> float:
    """Paint the keys from the right; return where they begin."""
    right = float(rect.right() - _LEFT)
    if isinstance(keys, str):
        painter.setFont(fonts.words(12))
        painter.setPen(current().muted)
        width = QFontMetricsF(fonts.words(12)).horizontalAdvance(keys)
        painter.drawText(QRectF(right - width, rect.top(), width, rect.height()), _MIDDLE, keys)
        return right - width - _BETWEEN
    for key in reversed(keys):
        left = right - key_caps.width(key)
        key_caps.paint(painter, key, left, rect.center().y() + 0.5)
        right = left - _BETWEEN
    return right
