"""FieldLabel: the name of a parameter, which can be narrow, and dragged where it is a number's."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel

_PIXELS = 6


class FieldLabel(QLabel):
    """A label that can be narrower than its words; its tool tip says them in full."""

    _step: Callable[[int], None] | None = None
    _from: float | None = None

    def minimumSizeHint(self) -> QSize:
        """Return a narrow size: the field matters more than all of its name."""
        return QSize(24, super().minimumSizeHint().height())

    def drag_by(self, step: Callable[[int], None]) -> None:
        """Let dragging call *step*: with 1 and more to the right, -1 and less to the left."""
        self._step = step
        self.setCursor(Qt.CursorShape.SizeHorCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to drag."""
        if self._step is None or event.button() is not Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        self._from = event.position().x()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Step as often as the pointer has gone on."""
        if self._step is None or self._from is None:
            super().mouseMoveEvent(event)
            return
        steps = int((event.position().x() - self._from) / _PIXELS)
        if steps:
            self._from += steps * _PIXELS
            self._step(steps)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        self._from = None
        super().mouseReleaseEvent(event)

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
