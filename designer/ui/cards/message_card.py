"""A message: an icon, what is wrong, what to do, and buttons that do it."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from designer.graph.problems import Severity
from designer.ui.emptying import empty
from designer.ui.following import follow
from designer.ui.theme import Sizes, changed, current, fonts, icons

_ICONS: Final = {
    Severity.ERROR: ("circle-alert", "error"),
    Severity.WARNING: ("triangle-alert", "warning"),
    Severity.HINT: ("info", "accent"),
}

Button = tuple[str, Callable[[], object]]


class MessageCard(QWidget):
    """One message; a bar in its colour and an icon tell how much it matters."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._severity = Severity.HINT
        self._icon = QLabel(self)
        self._icon.setFixedWidth(18)
        self.title = QLabel(self)
        self.title.setFont(fonts.words(Sizes.BODY, fonts.words().Weight.DemiBold))
        self.title.setWordWrap(True)
        self.text = QLabel(self)
        self.text.setProperty("role", "muted")
        self.text.setWordWrap(True)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.title)
        words.addWidget(self.text)
        words.addLayout(self._buttons)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 9, 12, 9)
        layout.setSpacing(8)
        layout.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(words, 1)
        follow(self, changed, self._dress)

    def show_message(
        self, severity: Severity, title: str, text: str = "", buttons: Sequence[Button] = ()
    ) -> None:
        """Show words and what can be done."""
        self._severity = severity
        self._dress()
        self.title.setText(title)
        self.text.setText(text)
        self.text.setVisible(bool(text))
        self._set_buttons(buttons)
        self.setAccessibleName(f"{severity}: {title}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground and the bar."""
        theme = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.field)
        painter.drawRoundedRect(self.rect(), Sizes.RADIUS, Sizes.RADIUS)
        painter.setBrush(getattr(theme, _ICONS[self._severity][1]))
        painter.drawRoundedRect(0, 6, 3, self.height() - 12, 1.5, 1.5)

    def _dress(self) -> None:
        name, tint = _ICONS[self._severity]
        self._icon.setPixmap(icons.icon(name, tint).pixmap(16, 16))

    def _set_buttons(self, buttons: Sequence[Button]) -> None:
        empty(self._buttons)
        for index, (label, action) in enumerate(buttons):
            button = QPushButton(label, self)
            button.setProperty("role", "primary" if index == 0 else "quiet")
            button.clicked.connect(lambda _=False, action=action: action())
            self._buttons.addWidget(button)
        self._buttons.addStretch(1)
