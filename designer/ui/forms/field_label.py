"""FieldLabel: the name of a parameter, with an ellipsis where there is no room for all of it."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel


class FieldLabel(QLabel):
    """A label that can be narrower than its words; its tool tip says them in full."""

    def minimumSizeHint(self) -> QSize:
        """Return a narrow size: the field matters more than all of its name."""
        return QSize(24, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint as many letters as there is room for."""
        room = self.contentsRect()
        cut = Qt.TextElideMode.ElideRight
        text = self.fontMetrics().elidedText(self.text(), cut, room.width())
        self.style().drawItemText(
            QPainter(self),
            room,
            self.alignment(),
            self.palette(),
            self.isEnabled(),
            text,
            QPalette.ColorRole.WindowText,
        )
