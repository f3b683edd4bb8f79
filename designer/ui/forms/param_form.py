"""A form of parameters: a label, an editor and, where something is wrong, one sentence each."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from designer.catalog.catalog import Catalog
from designer.catalog.specs import Json, Param, ParamType
from designer.catalog.values import check_value
from designer.document.commands.nodes import UNSET
from designer.ui.forms.editor import Editor
from designer.ui.forms.editors import make_editor
from designer.ui.forms.field_label import FieldLabel
from designer.ui.forms.object_editor import FormLike
from designer.ui.forms.text_editor import TextEditor
from designer.ui.theme import fonts
from designer.ui.theme.icons import icon
from designer.ui.translate import tr

MIXED: Any = object()
"""Stands for the value of a parameter that several nodes set differently."""

_LEAST_LABEL = 84
_MOST_LABEL = 0.45  # of the form's width
_LABEL_GAP = 8
_BACK_WIDTH = 26
MakeSpecial = Callable[[Param, QWidget], Editor]


class ParamForm(FormLike):
    """One row for each parameter.

    Attributes:
        committed: told with a name and the new value (JSON), or `UNSET` for Keras's default.
    """

    committed = Signal(str, object)

    def __init__(
        self,
        catalog: Catalog,
        params: Iterable[Param],
        parent: QWidget | None = None,
        *,
        special: Mapping[str, MakeSpecial] | None = None,
        label_width: int | None = None,
    ) -> None:
        super().__init__(parent)
        self._catalog = catalog
        params = tuple(params)
        self._label_width = label_width or label_width_of(params)
        self.rows: dict[str, FieldRow] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        for param in params:
            make = (special or {}).get(param.name)
            editor = make(param, self) if make else make_editor(param, catalog, self._nested, self)
            row = FieldRow(param, catalog, editor, self, self._label_width)
            row.committed.connect(self._on_committed)
            self.rows[param.name] = row
            self._column.addWidget(row)

    def set_values(self, values: Mapping[str, Any]) -> None:
        """Show values by name; a missing name shows the default, `MIXED` shows that they differ."""
        for name, row in self.rows.items():
            row.show_value(values.get(name, UNSET))

    def set_errors(self, errors: Mapping[str, str]) -> None:
        """Show one sentence below the fields of these names, and none below the others."""
        for name, row in self.rows.items():
            row.show_problem(errors.get(name, ""))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave more than half of the width to the fields."""
        super().resizeEvent(event)
        width = min(self._label_width, int(self.width() * _MOST_LABEL))
        for row in self.rows.values():
            row.set_label_width(width)

    def _on_committed(self, name: str, value: object) -> None:
        self.committed.emit(name, value)

    def _nested(self, params: tuple[Param, ...], parent: QWidget) -> FormLike:
        return ParamForm(self._catalog, params, parent)


def label_width_of(params: Iterable[Param]) -> int:
    """Return how wide the column of labels is where there is room: as its longest label."""
    metrics = QFontMetrics(fonts.words())
    words = [metrics.horizontalAdvance(f"{p.name} *" if p.required else p.name) for p in params]
    return max(_LEAST_LABEL, max(words, default=0) + _LABEL_GAP)


class FieldRow(QWidget):
    """Label, editor, way back to the default, and a sentence where something is wrong."""

    committed = Signal(str, object)

    def __init__(
        self,
        param: Param,
        catalog: Catalog,
        editor: Editor,
        parent: QWidget,
        label_width: int,
    ) -> None:
        super().__init__(parent)
        self.param, self.editor = param, editor
        self._catalog = catalog
        self._problem = self._rejection = ""
        self._label = FieldLabel(f"{param.name} *" if param.required else param.name, self)
        self._label.setProperty("role", "field-label")
        self._label.setMinimumHeight(28)
        self._label.setBuddy(editor)
        if isinstance(editor, TextEditor) and editor.can_step():
            self._label.drag_by(editor.step)
        self._back = QToolButton(self)
        self._error = QLabel(self)
        self._holder = QWidget(self)
        self._more = 0
        self._build()
        self.set_label_width(label_width)
        help = _help(param)
        self._label.setToolTip(help)
        editor.setToolTip(help)
        editor.set_accessible_name(param.name, param.help)
        editor.committed.connect(self._on_committed)
        editor.rejected.connect(self._on_rejected)

    def show_value(self, value: Any) -> None:
        """Show a value; `UNSET` is the default, `MIXED` several."""
        if value is MIXED:
            self.editor.set_value(None, mixed=True)
        else:
            self.editor.set_value(self.param.default if value is UNSET else value)
        changed = value is not UNSET and (value is MIXED or value != self.param.default)
        self._back.setVisible(changed and not self.param.required)
        self.set_label_width(self._label_width)
        weight = "field-label-set" if changed else "field-label"
        if self._label.property("role") != weight:
            self._label.setProperty("role", weight)
            self._label.style().polish(self._label)

    def set_label_width(self, width: int) -> None:
        """Give the label so much room; the way back takes more only while it is there."""
        self._label_width = width
        self._holder.setMinimumWidth(width + self._more)
        back = 0 if self._back.isHidden() else _BACK_WIDTH
        self._holder.setMaximumWidth(width + self._more + back)

    def add_button(self, picture: str, words: str) -> QToolButton:
        """Add a small button behind the label, and return it."""
        button = QToolButton(self)
        button.setIcon(icon(picture, "faint"))
        button.setProperty("role", "back")
        button.setToolTip(words)
        button.setAccessibleName(words)
        self._left.addWidget(button)
        self._more += _BACK_WIDTH
        self.set_label_width(self._label_width)
        return button

    def show_problem(self, text: str) -> None:
        """Show what is wrong with the value that stands; empty is nothing."""
        self._problem = text
        self._show_error()

    def error(self) -> str:
        """Return the sentence that is shown."""
        return self._rejection or self._problem

    def _build(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(2)
        grid.setVerticalSpacing(1)
        self._back.setIcon(icon("rotate-ccw", "faint"))
        self._back.setProperty("role", "back")
        self._back.setToolTip(tr("Back to the default"))
        self._back.setAccessibleName(tr("{name}: back to the default", name=self.param.name))
        self._back.clicked.connect(lambda: self.committed.emit(self.param.name, UNSET))
        self._back.setVisible(False)
        self._error.setProperty("role", "error")
        self._error.setWordWrap(True)
        self._error.setVisible(False)
        left = self._left = QHBoxLayout()
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(0)
        left.addWidget(self._label, 1)
        left.addWidget(self._back)
        self._holder.setLayout(left)
        wide = ParamType.OBJECT_LIST in self.param.types
        grid.addWidget(self._holder, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.editor, 1 if wide else 0, 0 if wide else 1, 1, 2 if wide else 1)
        if self.editor.below is not None:
            grid.addWidget(self.editor.below, 2, 0, 1, 2)
        grid.addWidget(self._error, 3, 0, 1, 2)
        grid.setColumnStretch(1, 1)

    def _on_committed(self, value: Json) -> None:
        self._rejection = check_value(self.param, value, self._catalog) or ""
        self._show_error()
        if value is None and self.param.default is None and not self.param.required:
            self.committed.emit(self.param.name, UNSET)
        else:
            self.committed.emit(self.param.name, value)

    def _on_rejected(self, text: str) -> None:
        self._rejection = text
        self._show_error()

    def _show_error(self) -> None:
        text = self.error()
        self._error.setText(text)
        self._error.setVisible(bool(text))


def _help(param: Param) -> str:
    words = [param.help or param.name]
    if not param.required:
        words.append(tr("Default: {value}", value=param.default))
    if param.minimum is not None or param.maximum is not None:
        words.append(_range(param))
    return "<qt>" + "<br><br>".join(w.replace("<", "&lt;") for w in words) + "</qt>"


def _range(param: Param) -> str:
    if param.minimum is not None and param.maximum is not None:
        return tr("From {low} to {high}.", low=f"{param.minimum:g}", high=f"{param.maximum:g}")
    if param.minimum is not None:
        word = tr("Above {low}.") if param.exclusive else tr("At least {low}.")
        return word.format(low=f"{param.minimum:g}")
    return tr("At most {high}.", high=f"{param.maximum:g}")
