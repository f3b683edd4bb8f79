"""Values that are chosen from a list: words, types of numbers."""

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from designer.catalog.specs import Json, Param, ParamType
from designer.ui.forms.editor import Editor, Mixed, guard_wheel

DTYPES = ("float32", "float16", "bfloat16", "float64", "int32", "int64", "uint8", "bool", "string")


class ChoiceEditor(Editor):
    """A list to choose from; other words can be written where the parameter takes them."""

    def __init__(self, param: Param, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._param = param
        choices: tuple[Json, ...] = param.choices
        if param.type is ParamType.DTYPE and not choices:
            choices = DTYPES
        if param.nullable or (param.default is None and not param.required):
            choices = (None, *choices)
        self._choices = choices
        self.box = QComboBox(self)
        self.box.setAccessibleName(param.name)
        self.box.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.box.setMinimumContentsLength(6)
        for choice in choices:
            self.box.addItem(_words(choice), choice)
        self.box.setEditable(ParamType.STRING in param.types)
        self.box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.box.activated.connect(self._on_chosen)
        if line := self.box.lineEdit():
            line.editingFinished.connect(self._on_written)
        guard_wheel(self.box)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.box)
        self.setFocusProxy(self.box)
        self._value: Json = None

    def value(self) -> Json:
        """Return what is chosen."""
        return self._value

    def setValue(self, value: "Json | Mixed") -> None:
        """Show *value*; one that is not in the list is added to it."""
        if isinstance(value, Mixed):
            self._value = None
            self.box.setCurrentIndex(-1)
            self.box.setPlaceholderText("several values")
            return
        self._value = value
        index = self._index(value)
        if index < 0 and not self.box.isEditable():
            self.box.addItem(_words(value), value)
            index = self.box.count() - 1
        self.box.setCurrentIndex(index)
        if self.box.isEditable():
            self.box.setEditText(_words(value))
        known = index < len(self._choices) or self.box.isEditable()
        self.problemChanged.emit("" if known else f"{_words(value)} is not one of the choices.")

    def _index(self, value: Json) -> int:
        entries = [self.box.itemData(index) for index in range(self.box.count())]
        same = (i for i, entry in enumerate(entries) if _same(entry, value))
        return next(same, -1)

    def _on_chosen(self, index: int) -> None:
        self._take(self.box.itemData(index))

    def _on_written(self) -> None:
        text = self.box.currentText().strip()
        index = self.box.findText(text)
        self._take(self.box.itemData(index) if index >= 0 else text)

    def _take(self, value: Json) -> None:
        changed = not _same(value, self._value)
        self.setValue(value)
        if changed:
            self.valueChanged.emit(value)


def _same(one: Json, other: Json) -> bool:
    return one == other and isinstance(one, bool) == isinstance(other, bool)


def _words(choice: Json) -> str:
    match choice:
        case None:
            return "none"
        case bool():
            return "on" if choice else "off"
        case "\t":
            return "tab"
        case " ":
            return "space"
        case _:
            return str(choice)
