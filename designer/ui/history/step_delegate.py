"""StepDelegate: a step as a line with a dot on a thread; saved and taken back steps look so."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from designer.ui import theme
from designer.ui.history.steps_model import StepRole
from designer.ui.row_delegate import Index, RowDelegate, State
from designer.ui.theme import Sizes, fonts, icons
from designer.ui.translate import tr

_HEIGHT = 26
_DOT = 14.0
_TEXT = 30
_ICON = 13


class StepDelegate(RowDelegate):
    """Paints one step."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a line."""
        return QSize(160, _HEIGHT)

    def paint_row(self, painter: QPainter, rect: QRect, state: State, index: Index) -> None:
        """Paint the ground, the thread, the words and the time."""
        place = QRectF(rect)
        self._paint_ground(painter, place, state)
        last = index.row() == index.model().rowCount() - 1
        self._paint_thread(painter, place, index, last=last)
        self._paint_words(painter, place, index)

    def _paint_ground(self, painter: QPainter, rect: QRectF, state: QStyle.StateFlag) -> None:
        colors = theme.current()
        if state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, colors.hover)
        if state & QStyle.StateFlag.State_HasFocus and state & QStyle.StateFlag.State_Selected:
            painter.setPen(QPen(colors.accent, 1.0))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(2.5, 1.5, -2.5, -1.5), 4, 4)

    def _paint_thread(
        self,
        painter: QPainter,
        rect: QRectF,
        index: Index,
        *,
        last: bool,
    ) -> None:
        colors = theme.current()
        middle = QPointF(rect.left() + _DOT, rect.center().y())
        painter.setPen(QPen(colors.line, 2.0))
        if index.row() > 0:
            painter.drawLine(QPointF(middle.x(), rect.top()), middle)
        if not last:
            painter.drawLine(middle, QPointF(middle.x(), rect.bottom()))
        present, undone = index.data(StepRole.PRESENT), index.data(StepRole.UNDONE)
        ring = colors.accent if present else colors.faint if undone else colors.muted
        painter.setPen(QPen(ring, 1.6))
        painter.setBrush(colors.accent if present else colors.panel if undone else ring)
        radius = 5.0 if present else 3.5
        painter.drawEllipse(middle, radius, radius)

    def _paint_words(self, painter: QPainter, rect: QRectF, index: Index) -> None:
        colors = theme.current()
        present, undone = index.data(StepRole.PRESENT), index.data(StepRole.UNDONE)
        color: QColor = colors.faint if undone else colors.text
        right = rect.right() - 12
        time = str(index.data(StepRole.TIME))
        painter.setFont(fonts.mono())
        painter.setPen(colors.faint if undone else colors.muted)
        painter.drawText(
            QRectF(right - 70, rect.top(), 70, rect.height()),
            Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
            time,
        )
        right -= 78
        if index.data(StepRole.SAVED):
            right = self._paint_saved(painter, rect, right)
        weight = QFont.Weight.DemiBold if present else QFont.Weight.Normal
        font = fonts.words(Sizes.BODY, weight)
        font.setItalic(bool(undone))
        painter.setFont(font)
        painter.setPen(color)
        room = QRectF(rect.left() + _TEXT, rect.top(), right - rect.left() - _TEXT, rect.height())
        words = painter.fontMetrics().elidedText(
            str(index.data()), Qt.TextElideMode.ElideRight, int(room.width())
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)

    def _paint_saved(self, painter: QPainter, rect: QRectF, right: float) -> float:
        """Paint the mark of the saved step and return what is left of the line."""
        painter.setFont(fonts.words(Sizes.SMALL))
        painter.setPen(theme.current().muted)
        words = tr("saved")
        width = painter.fontMetrics().horizontalAdvance(words)
        place = QRectF(right - width, rect.top(), width, rect.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, words)
        picture = icons.icon("save", "muted")
        top = round(rect.center().y() - _ICON / 2)
        picture.paint(painter, round(place.left()) - _ICON - 5, top, _ICON, _ICON)
        return place.left() - _ICON - 14
