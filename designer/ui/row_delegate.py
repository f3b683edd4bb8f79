"""A delegate that paints whole rows itself: what all of ours have in common."""

from typing import TypeAlias

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from designer.ui.theme import current, fonts

Index: TypeAlias = QModelIndex | QPersistentModelIndex
State: TypeAlias = QStyle.StateFlag


class RowDelegate(QStyledItemDelegate):
    """Paints a row by `paint_row`, smoothly, and leaves the painter as it was."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint_row(painter, option.rect, option.state, index)
        painter.restore()

    def paint_row(self, painter: QPainter, rect: QRect, state: State, index: Index) -> None:
        """Paint one row in *rect*."""
        raise NotImplementedError


def paint_heading(painter: QPainter, place: QRect, text: str) -> None:
    """Write what the rows below have in common."""
    painter.setFont(fonts.words(11, QFont.Weight.DemiBold))
    painter.setPen(current().muted)
    painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, text)
