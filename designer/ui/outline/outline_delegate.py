"""How a row of the outline is painted: tile, name, kind and states, shape at the right."""

from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QLineEdit, QStyle, QStyleOptionViewItem, QWidget

from designer.session.outline import Row, RowKind
from designer.ui.kind_icon import TILE, kind_tile
from designer.ui.outline.outline_model import ROW_ROLE, SHOWN_ROLE
from designer.ui.outline.outline_words import Shown
from designer.ui.problem_card import SEVERITY_ICONS
from designer.ui.row_delegate import Index, RowDelegate, State
from designer.ui.theme import current, fonts, icons

_ROW: Final = 28
_ICON: Final = 14
_GAP: Final = 7.0
_MIDDLE: Final = Qt.AlignmentFlag.AlignVCenter
_CUT: Final = Qt.TextElideMode.ElideRight
_PICTURES: Final = {
    RowKind.WIRE: "arrow-right",
    RowKind.FRAME: "square-dashed-mouse-pointer",
    RowKind.NOTE: "pencil",
}


class OutlineDelegate(RowDelegate):
    """Paints rows whose `SHOWN_ROLE` holds a `Shown`."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the size that a row needs."""
        return QSize(80, _ROW)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Leave what was typed already, though the row is painted anew."""
        if not (isinstance(editor, QLineEdit) and editor.isModified()):
            super().setEditorData(editor, index)

    def paint_row(self, painter: QPainter, rect: QRect, state: State, index: Index) -> None:
        """Paint one row."""
        row, shown = index.data(ROW_ROLE), index.data(SHOWN_ROLE)
        if not isinstance(row, Row) or not isinstance(shown, Shown):
            return
        _paint_ground(painter, rect, state)
        left = _paint_tile(painter, rect, row, shown)
        right = _paint_badge(painter, rect, shown)
        _paint_words(painter, rect, shown, left, right)


def _paint_ground(painter: QPainter, rect: QRect, state: QStyle.StateFlag) -> None:
    colors = current()
    box = QRectF(rect).adjusted(0.5, 1.5, -2.5, -1.5)
    chosen = bool(state & QStyle.StateFlag.State_Selected)
    if chosen or state & QStyle.StateFlag.State_MouseOver:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colors.selected if chosen else colors.hover)
        painter.drawRoundedRect(box, 5, 5)
    if state & QStyle.StateFlag.State_HasFocus:
        painter.setPen(colors.accent)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, 5, 5)


def _paint_tile(painter: QPainter, rect: QRect, row: Row, shown: Shown) -> float:
    ratio = painter.device().devicePixelRatio()
    top = rect.top() + (rect.height() - TILE) // 2
    if shown.spec is not None:
        painter.drawPixmap(rect.left() + 4, top, kind_tile(shown.spec, ratio))
        return rect.left() + 4 + TILE + _GAP
    name = _PICTURES.get(row.kind, "")
    if icons.exists(name):
        picture = icons.pixmap(name, current().muted, _ICON, ratio)
        painter.drawPixmap(rect.left() + 8, rect.top() + (rect.height() - _ICON) // 2, picture)
    return rect.left() + 4 + TILE + _GAP


def _paint_badge(painter: QPainter, rect: QRect, shown: Shown) -> float:
    right = float(rect.right() - 6)
    if shown.severity is None:
        return right
    name, token = SEVERITY_ICONS[shown.severity]
    picture = icons.pixmap(name, token, _ICON, painter.device().devicePixelRatio())
    place = rect.right() - 6 - _ICON
    painter.drawPixmap(place, rect.top() + (rect.height() - _ICON) // 2, picture)
    return place - _GAP


def _paint_words(painter: QPainter, rect: QRect, shown: Shown, left: float, right: float) -> None:
    colors = current()
    small, mono = fonts.words(12), fonts.mono(11)
    name = fonts.words(13, QFont.Weight.Medium)
    metrics = QFontMetricsF(name)
    text = metrics.elidedText(shown.name, _CUT, max(0.0, right - left))
    painter.setFont(name)
    painter.setPen(colors.muted if "bypassed" in shown.states else colors.text)
    _put(painter, rect, left, right, text)
    left += metrics.horizontalAdvance(text) + _GAP
    aside = " · ".join(part for part in (shown.aside, *shown.states) if part)
    width = QFontMetricsF(mono).horizontalAdvance(shown.shape)
    needed = QFontMetricsF(small).horizontalAdvance(aside)
    if shown.shape and left + needed + _GAP + width <= right:
        painter.setFont(mono)
        painter.setPen(colors.muted)
        _put(painter, rect, right - width, right, shown.shape)
        right -= width + _GAP
    painter.setFont(small)
    painter.setPen(colors.muted)
    room = max(0.0, right - left)
    _put(painter, rect, left, right, QFontMetricsF(small).elidedText(aside, _CUT, room))


def _put(painter: QPainter, rect: QRect, left: float, right: float, text: str) -> None:
    painter.drawText(QRectF(left, rect.top(), right - left, rect.height()), _MIDDLE, text)
