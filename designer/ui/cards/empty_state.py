"""An empty page that teaches: what will be here, and the first step."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from designer.ui.following import follow
from designer.ui.theme import Sizes, changed, fonts, icons


class EmptyState(QWidget):
    """An icon, a sentence, some words, and one or two buttons, in the middle."""

    def __init__(self, icon: str, title: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = icon
        self._icon = QLabel(self)
        self._icon.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.title = QLabel(title, self)
        self.title.setFont(fonts.words(Sizes.BODY + 2, fonts.words().Weight.DemiBold))
        self.title.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.text = QLabel(text, self)
        self.text.setProperty("role", "muted")
        self.text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.text.setWordWrap(True)
        self.text.setFixedWidth(460)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        self._buttons.addStretch(1)
        self._buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setSpacing(6)
        layout.addStretch(1)
        layout.addWidget(self._icon)
        layout.addWidget(self.title)
        layout.addLayout(self._centred(self.text))
        layout.addLayout(self._buttons)
        layout.addStretch(1)
        follow(self, changed, self._dress)
        self._dress()

    def add_button(self, label: str, action: Callable[[], object]) -> QPushButton:
        """Add a button; the first is the one to press."""
        button = QPushButton(label, self)
        button.setProperty("role", "quiet" if self._buttons.count() > 2 else "primary")
        button.clicked.connect(lambda: action())
        self._buttons.insertWidget(self._buttons.count() - 1, button)
        return button

    @staticmethod
    def _centred(widget: QWidget) -> QHBoxLayout:
        """Return a row that, unlike an alignment, asks wrapped words how high they are."""
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(widget)
        row.addStretch(1)
        return row

    def _dress(self) -> None:
        self._icon.setPixmap(icons.icon(self._name, "faint").pixmap(32, 32))
