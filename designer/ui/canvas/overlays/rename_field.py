"""The one line in which a node is renamed in place."""

from collections.abc import Callable

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from designer.ui.translate import tr


class RenameField(QLineEdit):
    """Asks for a name; Enter takes it, Escape and leaving the field by key do not.

    `accept` gets the text and returns why it cannot be taken, or None.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Name of the layer"))
        self._accept: Callable[[str], str | None] = lambda _text: None
        self.hide()

    def ask(self, text: str, place: QRect, accept: Callable[[str], str | None]) -> None:
        """Show the field with *text* at *place*."""
        self._accept = accept
        self.setText(text)
        self.selectAll()
        self.setGeometry(place)
        self.setToolTip("")
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the keys that mean something here."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take()
        elif event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Let go of what is held."""
        super().focusOutEvent(event)
        if self.isVisible() and event.reason() is not Qt.FocusReason.ActiveWindowFocusReason:
            self._accept(self.text())
            self.hide()

    def _take(self) -> None:
        why = self._accept(self.text())
        if why is None:
            self._leave()
        else:
            self.setToolTip(why)
            self.selectAll()

    def _leave(self) -> None:
        self.hide()
        parent = self.parentWidget()
        if parent is not None:
            parent.setFocus(Qt.FocusReason.OtherFocusReason)
