"""The editor for one of several words; where free words are legal too, it can be typed in."""

from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QWidget

from designer.catalog.specs import Json, Param, ParamType
from designer.ui.forms.combo import Combo
from designer.ui.forms.editor import Editor
from designer.ui.forms.values import BadValue, parse, text_of
from designer.ui.translate import tr

DTYPES: Final = (
    "float32",
    "float16",
    "bfloat16",
    "float64",
    "int8",
    "int16",
    "int32",
    "int64",
    "uint8",
    "bool",
    "string",
)
_FREE: Final = frozenset(ParamType) - {ParamType.CHOICE, ParamType.BOOL, ParamType.DTYPE}


class ChoiceEditor(Editor):
    """A combo box of the legal words."""

    def __init__(self, param: Param, parent: QWidget | None = None) -> None:
        super().__init__(param, parent)
        self._choices = choices(param)
        self.combo = Combo(self)
        if set(param.types) & _FREE:
            self.combo.let_type()
        for choice in self._choices:
            self.combo.addItem(_word(param, choice))
        self.combo.activated.connect(lambda index: self.commit(self._choices[index]))
        line = self.combo.lineEdit()
        if line is not None:
            line.editingFinished.connect(self._read)
        self.setFocusProxy(self.combo)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.combo)

    def show_value(self, value: Json, *, mixed: bool) -> None:
        """Show the chosen word."""
        index = -1 if mixed else _index(self._choices, value)
        self.combo.setPlaceholderText(tr("several values") if mixed else tr("choose"))
        self.combo.setCurrentIndex(index)
        line = self.combo.lineEdit()
        if line is not None and index < 0:
            line.setText("" if mixed else text_of(self.param, value))
        elif index < 0 and value is not None and not mixed:
            self.combo.setPlaceholderText(text_of(self.param, value))

    def _read(self) -> None:
        line = self.combo.lineEdit()
        if line is None or not line.isModified():
            return
        try:
            self.commit(parse(self.param, line.text()))
        except BadValue as error:
            self.rejected.emit(str(error))


def choices(param: Param) -> list[Json]:
    """Return what can be chosen, None first where it is legal."""
    found: list[Json] = list(param.choices)
    if ParamType.DTYPE in param.types and not found:
        found = list(DTYPES)
    if ParamType.BOOL in param.types:
        found += [value for value in (True, False) if _index(found, value) < 0]
    return [None, *found] if param.nullable or _hidden_none(param) else found


def _hidden_none(param: Param) -> bool:
    return param.default is None and not param.required


def _index(values: list[Json], value: Json) -> int:
    for index, known in enumerate(values):
        if known == value and isinstance(known, bool) == isinstance(value, bool):
            return index
    return -1


def _word(param: Param, value: Json) -> str:
    if value is None:
        return tr("default") if param.default is None else tr("none")
    return text_of(param, value)
