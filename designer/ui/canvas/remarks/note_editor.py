"""The one temporary field in which a note is written as Markdown."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from designer.ui.theme import fonts
from designer.ui.translate import tr

_CONTROL: Final = Qt.KeyboardModifier.ControlModifier
_MARKS: Final = {Qt.Key.Key_B: "**", Qt.Key.Key_I: "*"}
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class NoteEditor(QPlainTextEdit):
    """Asks for Markdown; Escape, Ctrl+Enter and leaving the field take it.

    Ctrl+B and Ctrl+I put the marks of bold and italic round what is selected.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Text of the note"))
        self.setAccessibleDescription(
            tr("Markdown. Escape ends; Ctrl+B and Ctrl+I make bold and italic.")
        )
        self.setPlaceholderText(tr("Write in Markdown: # heading, **bold**, - list, `code`"))
        self.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.setObjectName("note_editor")
        self.setTabChangesFocus(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._accept: Callable[[str], None] | None = None
        self.hide()

    def ask(self, text: str, accept: Callable[[str], None]) -> None:
        """Show the field with *text*; *accept* gets what stands in it in the end."""
        self.take()
        self.setPlainText(text)
        self.moveCursor(QTextCursor.MoveOperation.End)
        self._accept = accept
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def lie(self, place: QRect, pixels: int) -> None:
        """Lie at *place*, with letters of that size."""
        self.setFont(fonts.words(pixels))
        self.setGeometry(place)

    def take(self) -> None:
        """Hand over what stands in the field, and hide it."""
        accept, self._accept = self._accept, None
        if accept is None:
            return
        text = self.toPlainText()
        had_keys = self.hasFocus()
        self.hide()
        parent = self.parentWidget()
        if had_keys and parent is not None:
            parent.setFocus(Qt.FocusReason.OtherFocusReason)
        accept(text)

    def drop(self) -> None:
        """Hide the field and forget what stands in it."""
        self._accept = None
        self.hide()

    def event(self, event: QEvent) -> bool:
        """Keep the keys that mean something here from the window's shortcuts."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            marks = event.modifiers() == _CONTROL and event.key() in (*_MARKS, *_ENTER)
            if marks or event.key() == Qt.Key.Key_Escape:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the keys that mean something here."""
        control = event.modifiers() == _CONTROL
        mark = _MARKS.get(Qt.Key(event.key())) if control else None
        if event.key() == Qt.Key.Key_Escape or (control and event.key() in _ENTER):
            self.take()
        elif mark is not None:
            self._mark(mark)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take what was written when the keys go elsewhere."""
        super().focusOutEvent(event)
        kept = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)
        if event.reason() not in kept:
            self.take()

    def _mark(self, mark: str) -> None:
        """Put a mark round what is selected, or take it away where it is there."""
        cursor = self.textCursor()
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        text = self.toPlainText()
        size = len(mark)
        there = text[max(0, start - size) : start] == mark and text[end : end + size] == mark
        if there and mark == "*":  # one star of two is no italic
            there = (
                text[max(0, start - 2) : start] != "**" or text[max(0, start - 3) : start] == "***"
            )
        cursor.beginEditBlock()
        if there:
            cursor.setPosition(start - size)
            cursor.setPosition(end + size, QTextCursor.MoveMode.KeepAnchor)
            cursor.insertText(text[start:end])
            start, end = start - size, end - size
        else:
            cursor.insertText(f"{mark}{text[start:end]}{mark}")
            start, end = start + size, end + size
        cursor.endEditBlock()
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
