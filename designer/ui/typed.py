"""What stands typed in a field counts, before anything is done with the project."""

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit


def finish_typing() -> None:
    """Let the field that has the keys take what was typed, as if it were left; it keeps the keys.

    Shortcuts, menus and the window's own button do not move the focus: without this a project
    would be saved, or trained, without the figure that the user sees in the field.
    """
    field = QApplication.focusWidget()
    if not (field and _is_changed(field)):
        return
    for kind in (QEvent.Type.FocusOut, QEvent.Type.FocusIn):
        if QApplication.focusWidget() is field:
            QCoreApplication.sendEvent(field, QFocusEvent(kind))


def is_undo_of_project(event: QEvent, field: QLineEdit) -> bool:
    """Return whether a key means the project's undo or redo: *field* has nothing to take back."""
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    undo, redo = QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo
    return (event.matches(undo) and not field.isUndoAvailable()) or (
        event.matches(redo) and not field.isRedoAvailable()
    )


def _is_changed(field: object) -> bool:
    if isinstance(field, QLineEdit):
        return field.isModified()
    return isinstance(field, QPlainTextEdit) and not field.isReadOnly()
