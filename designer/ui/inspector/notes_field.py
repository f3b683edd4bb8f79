"""The field for an author's free text."""

from collections.abc import Callable

from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from designer.ui.translate import tr


class NotesField(QPlainTextEdit):
    """Several lines; `left` is called when the keys go elsewhere."""

    def __init__(self, parent: QWidget, hint: str) -> None:
        super().__init__(parent)
        self.left: Callable[[], None] = _nothing
        self.setPlaceholderText(hint)
        self.setAccessibleName(tr("Notes"))
        self.setMinimumHeight(110)
        self.setMaximumHeight(220)
        self.setTabChangesFocus(True)

    def show_text(self, text: str) -> None:
        """Show *text*, unless somebody is typing."""
        if self.toPlainText() != text and not self.hasFocus():
            self.setPlainText(text)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the keys go elsewhere."""
        super().focusOutEvent(event)
        self.left()


def _nothing() -> None:
    """Stand in while nobody listens."""
