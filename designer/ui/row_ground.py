"""The ground of a row in a list: selected, under the pointer, or neither."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle

from designer.ui.theme import current


def paint_row_ground(
    painter: QPainter, rect: QRect, state: QStyle.StateFlag, side: int = 4
) -> None:
    """Paint the ground of a row, *side* pixels away from its left and right."""
    colors = current()
    for flag, color in (
        (QStyle.StateFlag.State_Selected, colors.selected),
        (QStyle.StateFlag.State_MouseOver, colors.hover),
    ):
        if state & flag:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color)
            painter.drawRoundedRect(rect.adjusted(side, 1, -side, -1), 6, 6)
            return
