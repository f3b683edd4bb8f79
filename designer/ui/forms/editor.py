"""What every field has in common: one JSON value, and words where the text is none."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QComboBox, QWidget

from designer.catalog.specs import Json


class Mixed:
    """Stands where several layers are shown and their values differ."""


MIXED: Final = Mixed()


class Editor(QWidget):
    """A field for one value.

    Signals:
        valueChanged: the user set another value.
        problemChanged: words why the text is no value; empty where it is one.
    """

    valueChanged = Signal(object)
    problemChanged = Signal(str)

    def value(self) -> Json:
        """Return the value that the field holds."""
        raise NotImplementedError

    def setValue(self, value: "Json | Mixed") -> None:
        """Show *value* without telling anyone."""
        raise NotImplementedError


class _WheelGuard(QObject):
    """Keeps a field from changing when the page is scrolled over it."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_wheel = event.type() == QEvent.Type.Wheel and isinstance(watched, QWidget)
        if is_wheel and not watched.hasFocus():
            event.ignore()
            return True
        return super().eventFilter(watched, event)


def guard_wheel(box: QComboBox) -> None:
    """Let the wheel change *box* only while it has the focus."""
    box.installEventFilter(_WheelGuard(box))
