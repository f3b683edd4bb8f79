"""Values that are written: numbers, sizes, shapes, words, lists."""

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QToolButton, QWidget

from designer.catalog.specs import Json, Param, ParamType
from designer.ui.forms.editor import Editor, Mixed
from designer.ui.forms.reading import Unreadable, hint, read, refusal, write
from designer.ui.theme import fonts, icons

_STEPPED = {ParamType.INT, ParamType.FLOAT}
_FIGURES = _STEPPED | {
    ParamType.SHAPE,
    ParamType.INT_TUPLE,
    ParamType.NESTED_INT_TUPLE,
    ParamType.INT_LIST,
    ParamType.FLOAT_TUPLE,
}


class LineEditor(Editor):
    """One line of text that stands for a value; it counts when Enter is pressed or it is left."""

    def __init__(self, param: Param, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._param = param
        self._value: Json = None
        self.line = QLineEdit(self)
        self.line.setPlaceholderText(hint(param))
        self.line.setAccessibleName(param.name)
        if param.type in _FIGURES:
            self.line.setFont(fonts.words())
        self.line.textEdited.connect(self._on_edited)
        self.line.editingFinished.connect(self._commit)
        self.line.installEventFilter(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.line, 1)
        self.setFocusProxy(self.line)

    def value(self) -> Json:
        """Return the last legal value."""
        return self._value

    def setValue(self, value: "Json | Mixed") -> None:
        """Show *value*."""
        if isinstance(value, Mixed):
            self._value = None
            self.line.clear()
            self.line.setPlaceholderText("several values")
            return
        self._value = value
        self.line.setPlaceholderText(hint(self._param))
        text = write(value, self._param)
        if self.line.text() != text:
            self.line.setText(text)
        self.problemChanged.emit(refusal(value, self._param))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Step numbers with the arrow keys; Escape puts the value back."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape and self.line.isModified():
                self.line.setModified(False)
                self.setValue(self._value)
                return True
            steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()), 0)
            if steps and self._param.type in _STEPPED:
                self._step(steps, event.modifiers())
                return True
        return super().eventFilter(watched, event)

    def _on_edited(self, text: str) -> None:
        try:
            read(text, self._param)
        except Unreadable as error:
            self.problemChanged.emit(str(error))
        else:
            self.problemChanged.emit("")

    def _commit(self) -> None:
        if not self.line.isModified():
            return
        self.line.setModified(False)
        try:
            self._take(read(self.line.text(), self._param))
        except Unreadable as error:
            self.problemChanged.emit(str(error))

    def _take(self, value: Json) -> None:
        changed = value != self._value or type(value) is not type(self._value)
        self.setValue(value)
        if changed:
            self.valueChanged.emit(value)

    def _step(self, steps: int, modifiers: Qt.KeyboardModifier) -> None:
        value = self._value if isinstance(self._value, int | float) else self._param.default
        if not isinstance(value, int | float):
            value = self._param.minimum or 0
        tenfold = 10 if modifiers & Qt.KeyboardModifier.ShiftModifier else 1
        moved = _stepped(value, steps * tenfold, self._param.type is ParamType.INT)
        if not refusal(moved, self._param):
            self._take(moved)


class PathEditor(LineEditor):
    """A file or folder: written, or chosen."""

    def __init__(self, param: Param, parent: QWidget | None = None) -> None:
        super().__init__(param, parent)
        button = QToolButton(self)
        button.setIcon(icons.icon("folder-open", "muted"))
        button.setToolTip("Choose a place")
        button.setAccessibleName(f"Choose {param.name}")
        button.clicked.connect(self._choose)
        layout = self.layout()
        if layout is not None:
            layout.addWidget(button)

    def _choose(self) -> None:
        start = self._value if isinstance(self._value, str) else str(Path.home())
        path, _ = QFileDialog.getSaveFileName(self, self._param.name, start)
        if path:
            self._take(path)


def _stepped(value: float, steps: int, whole: bool) -> Json:
    if whole:
        return int(value) + steps
    size = 10.0 ** _magnitude(value)
    return float(f"{value + steps * size:.6g}")


def _magnitude(value: float) -> int:
    """Return the power of ten of the last figure that is written."""
    text = f"{abs(value):.10g}"
    mantissa, _, exponent = text.partition("e")
    decimals = len(mantissa.partition(".")[2])
    return int(exponent or 0) - max(decimals, 0 if exponent or value >= 1 else 1)
