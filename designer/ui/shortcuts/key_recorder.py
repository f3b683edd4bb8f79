"""A button that takes down the next keys that are pressed."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QPushButton, QWidget

from designer.ui.translate import tr

_PORTABLE = QKeySequence.SequenceFormat.PortableText
_HELD = frozenset(
    {
        Qt.Key.Key_Control,
        Qt.Key.Key_Shift,
        Qt.Key.Key_Alt,
        Qt.Key.Key_Meta,
        Qt.Key.Key_AltGr,
        Qt.Key.Key_CapsLock,
        Qt.Key.Key_NumLock,
        Qt.Key.Key_unknown,
    }
)


class KeyRecorder(QPushButton):
    """Pressed, it listens until keys are pressed; Escape or a look elsewhere ends that."""

    recorded = Signal(str)
    listening = False

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "small")
        self.setAccessibleName(tr("Add keys"))
        self._listen(False)
        self.clicked.connect(lambda: self._listen(True))

    def event(self, event: QEvent) -> bool:
        """Keep every key for this button while it listens, shortcuts and Tab too."""
        if self.listening and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                self._take(event)
                return True
            if event.type() == QEvent.Type.KeyRelease:
                return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Listen no more."""
        self._listen(False)
        super().focusOutEvent(event)

    def _take(self, event: QKeyEvent) -> None:
        if event.key() in _HELD:
            return
        self._listen(False)
        if event.key() != Qt.Key.Key_Escape:
            self.recorded.emit(key_of(event))

    def _listen(self, listening: bool) -> None:
        self.listening = listening
        self.setText(tr("Press the keys… (Esc ends)") if listening else tr("Add keys…"))


def key_of(event: QKeyEvent) -> str:
    """Return the keys of an event as they are written in tables: `Ctrl+Shift+P`."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    key = Qt.Key(event.key())
    if key == Qt.Key.Key_Backtab:
        key, modifiers = Qt.Key.Key_Tab, modifiers | Qt.KeyboardModifier.ShiftModifier
    return QKeySequence(modifiers.value | key.value).toString(_PORTABLE)
