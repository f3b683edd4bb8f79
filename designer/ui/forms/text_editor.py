"""The editor for everything that is typed: numbers, tuples, shapes, lists, words."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QToolButton, QVBoxLayout, QWidget

from designer.catalog.specs import Json, Param, ParamType
from designer.catalog.usual import usual_values
from designer.ui.forms.editor import Editor
from designer.ui.forms.values import BadValue, parse, stepped, text_of
from designer.ui.theme.icons import icon
from designer.ui.translate import tr
from designer.ui.typed import is_undo_of_project

_STEPS = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1, Qt.Key.Key_PageUp: 10, Qt.Key.Key_PageDown: -10}


class TextEditor(Editor):
    """A line of text read as the parameter's type; Enter or leaving the field commits."""

    def __init__(self, param: Param, parent: QWidget | None = None) -> None:
        super().__init__(param, parent)
        self.line = QLineEdit(self)
        self.line.installEventFilter(self)
        self.line.editingFinished.connect(self._read)
        self.line.textEdited.connect(lambda _text: self.rejected.emit(""))
        self.setFocusProxy(self.line)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.line)
        if self._steps:
            self._add_steppers()
        self.usual = usual_values(param)
        if self.usual:
            self._add_usual()

    @property
    def _steps(self) -> bool:
        return self.param.type in (ParamType.INT, ParamType.FLOAT)

    def show_value(self, value: Json, *, mixed: bool) -> None:
        """Show the value as text; a mixed one as a hint."""
        self.line.setText("" if mixed else text_of(self.param, value))
        empty = tr("several values") if mixed else tr("required")
        self.line.setPlaceholderText(empty if mixed or self.param.required else "None")

    def can_step(self) -> bool:
        """Whether it is a number, which goes up and down."""
        return self._steps

    def show_usual(self) -> None:
        """Let the user choose from the usual values."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for value in self.usual:
            action = menu.addAction(text_of(self.param, value))
            action.setCheckable(True)
            action.setChecked(value == self._value)
            action.triggered.connect(lambda _=False, value=value: self._choose(value))
        menu.popup(self.line.mapToGlobal(self.line.rect().bottomLeft()))

    def step(self, steps: int) -> None:
        """Go some steps up or down."""
        self._read()
        self.commit(stepped(self.param, self._value, steps))
        self.show_value(self._value, mixed=False)
        self.line.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Step with the arrow keys, and take Escape as: as it was."""
        if is_undo_of_project(event, self.line):
            event.ignore()
            return True
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            plain = event.modifiers() != Qt.KeyboardModifier.AltModifier
            if self._steps and plain and event.key() in _STEPS:
                self.step(_STEPS[Qt.Key(event.key())])
                return True
            alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
            if self.usual and alt and event.key() == Qt.Key.Key_Down:
                self.show_usual()
                return True
            if event.key() == Qt.Key.Key_Escape and self.line.isModified():
                self.rejected.emit("")
                self.show_value(self._value, mixed=False)
                self.line.setModified(False)
                return True
        if self._steps and isinstance(event, QWheelEvent) and self.line.hasFocus():
            self.step(1 if event.angleDelta().y() > 0 else -1)
            return True
        return super().eventFilter(watched, event)

    def _read(self) -> None:
        if not self.line.isModified():
            return
        self.line.setModified(False)
        try:
            value = parse(self.param, self.line.text())
        except BadValue as error:
            self.rejected.emit(str(error))
            self.line.setModified(True)
            return
        self.commit(value)
        self.show_value(self._value, mixed=False)

    def _choose(self, value: Json) -> None:
        self.line.setModified(False)
        self.commit(value)
        self.show_value(self._value, mixed=False)

    def _add_usual(self) -> None:
        button = QToolButton(self)
        button.setIcon(icon("chevrons-up-down", "muted"))
        button.setProperty("role", "stepper")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setToolTip(tr("Usual values (Alt+Down)"))
        button.setAccessibleName(tr("Usual values"))
        button.pressed.connect(lambda: self._unfold(button))
        layout = self.layout()
        if layout is not None:
            layout.addWidget(button)

    def _unfold(self, button: QToolButton) -> None:
        """Show the values at the press, so that one drag can choose among them."""
        button.setDown(False)
        self.show_usual()

    def _add_steppers(self) -> None:
        column = QVBoxLayout(self.line)
        column.setContentsMargins(0, 3, 4, 3)
        column.setSpacing(0)
        for name, steps in (("chevron-up", 1), ("chevron-down", -1)):
            button = QToolButton(self.line)
            button.setIcon(icon(name, "muted"))
            button.setProperty("role", "stepper")
            button.setAutoRepeat(True)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setCursor(Qt.CursorShape.ArrowCursor)
            button.setAccessibleName(tr("More") if steps > 0 else tr("Less"))
            button.clicked.connect(lambda _=False, steps=steps: self.step(steps))
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignRight)
        self.line.setTextMargins(0, 0, 18, 0)
