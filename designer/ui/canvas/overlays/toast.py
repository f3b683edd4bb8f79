"""One sentence at the bottom of the canvas that goes away by itself."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from designer.ui.canvas.overlays.surface import Surface

_SHORTEST = 2500
_PER_LETTER = 45


class Toast(Surface):
    """Shows a sentence as long as it takes to read it."""

    shadow = True

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 13, 18, 13)
        self._words = QLabel(self)
        row.addWidget(self._words)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self.hide()

    @property
    def text(self) -> str:
        """The sentence that was shown last."""
        return self._words.text()

    def show_text(self, text: str) -> None:
        """Show *text*."""
        self._words.setText(text)
        self.setAccessibleName(text)
        self.adjustSize()
        self.show()
        self.raise_()
        self._timer.start(_SHORTEST + _PER_LETTER * len(text))
