"""The search field of the palette, with a chip that says which key searches on the canvas."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLineEdit, QWidget

from designer.ui.theme import current, fonts
from designer.ui.translate import tr

_CHIP = QRectF(0, 0, 46, 18)


class SearchField(QLineEdit):
    """Finds layers; Down leaves it for the list, Escape clears it."""

    down_pressed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setPlaceholderText(tr("Search layers"))
        self.setAccessibleName(tr("Search layers"))
        self.setToolTip(tr("On the canvas, Space opens this search at the pointer."))
        self.setClearButtonEnabled(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the keys that mean something here."""
        if event.key() == Qt.Key.Key_Down:
            self.down_pressed.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint in the colours of the theme."""
        super().paintEvent(event)
        if self.text():
            return
        colors = current()
        chip = _CHIP.translated(
            self.width() - _CHIP.width() - 8, (self.height() - _CHIP.height()) / 2
        )
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colors.line, 1.0))
        painter.setBrush(colors.panel)
        painter.drawRoundedRect(chip, 4, 4)
        painter.setPen(colors.muted)
        painter.setFont(fonts.mono(11))
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, tr("Space"))
        painter.end()
