"""A form: one field for each argument of something that Keras can make."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from designer.catalog.catalog import Catalog
from designer.catalog.specs import Json, Param, ParamGroup
from designer.ui.forms.editor import Editor, Mixed
from designer.ui.forms.fields import field_for
from designer.ui.forms.form_row import FormRow

_TITLES = {
    ParamGroup.INITIALIZATION: "Initializers and regularizers",
    ParamGroup.ADVANCED: "More",
}


class ParamForm(QWidget):
    """Fields for *params*; `values` hold only what is set, the rest shows Keras's default.

    Signals:
        valueChanged: name and value that the user set.
        resetRequested: name of an argument that shall have its default again.
    """

    valueChanged = Signal(str, object)
    resetRequested = Signal(str)

    def __init__(
        self,
        params: Iterable[Param],
        values: Mapping[str, "Json | Mixed"],
        catalog: Catalog,
        parent: QWidget | None = None,
        *,
        fold: bool = True,
    ) -> None:
        super().__init__(parent)
        self._params = {param.name: param for param in params}
        self._values: dict[str, Json | Mixed] = {}
        self._rows: dict[str, FormRow] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        for group in ParamGroup:
            inside = [param for param in self._params.values() if param.group is group]
            if inside:
                titled = group in _TITLES and len(inside) < len(self._params)
                layout.addWidget(self._group(group, inside, catalog, fold and titled))
        self.setValues(values)

    def values(self) -> dict[str, "Json | Mixed"]:
        """Return what is set."""
        return dict(self._values)

    def setValues(self, values: Mapping[str, "Json | Mixed"]) -> None:
        """Show *values* without telling anyone."""
        self._values = dict(values)
        for name, row in self._rows.items():
            param = self._params[name]
            is_set = name in values
            row.editor.setValue(values[name] if is_set else param.default)
            row.show_reset(is_set and not param.required)

    def set_errors(self, errors: Mapping[str, str]) -> None:
        """Show words under fields; what is not named is free of them."""
        for name, row in self._rows.items():
            row.show_outer_error(errors.get(name, ""))

    def editor(self, name: str) -> Editor:
        """Return the field of one argument.

        Raises:
            KeyError: if there is no such argument.
        """
        return self._rows[name].editor

    def _group(
        self, group: ParamGroup, params: list[Param], catalog: Catalog, titled: bool
    ) -> QWidget:
        body = QWidget(self)
        grid = QGridLayout(body)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        grid.setColumnMinimumWidth(0, 108)
        for param in params:
            self._add_row(grid, param, catalog)
        if not titled:
            return body
        return self._titled(group, body)

    def _titled(self, group: ParamGroup, body: QWidget) -> QWidget:
        box = QWidget(self)
        layout = QVBoxLayout(box)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.setSpacing(6)
        if group is ParamGroup.INITIALIZATION:
            title = QLabel(_TITLES[group], box)
            title.setProperty("role", "heading")
            layout.addWidget(title)
        else:
            layout.addWidget(_fold_button(_TITLES[group], body, box))
            body.hide()
        layout.addWidget(body)
        return box

    def _add_row(self, grid: QGridLayout, param: Param, catalog: Catalog) -> None:
        editor = field_for(param, catalog, _FormMaker(catalog), grid.parentWidget())
        row = FormRow(grid, param, editor)
        self._rows[param.name] = row
        name = param.name
        editor.valueChanged.connect(lambda value: self._on_value(name, value))
        row.reset.clicked.connect(lambda: self._on_reset(name))

    def _on_value(self, name: str, value: Json) -> None:
        self._values[name] = value
        self._rows[name].show_reset(not self._params[name].required)
        self.valueChanged.emit(name, value)

    def _on_reset(self, name: str) -> None:
        self._values.pop(name, None)
        self._rows[name].editor.setValue(self._params[name].default)
        self._rows[name].show_reset(False)
        self.resetRequested.emit(name)


class NestedForm(Editor):
    """A form as a field: its value is the config of an object."""

    def __init__(
        self,
        params: tuple[Param, ...],
        values: Mapping[str, Json],
        catalog: Catalog,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.form = ParamForm(params, values, catalog, self)
        self.form.valueChanged.connect(lambda *_: self.valueChanged.emit(self.value()))
        self.form.resetRequested.connect(lambda *_: self.valueChanged.emit(self.value()))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 2, 0, 6)
        layout.addWidget(self.form)

    def value(self) -> Json:
        """Return the arguments that are set."""
        return {k: v for k, v in self.form.values().items() if not isinstance(v, Mixed)}

    def setValue(self, value: "Json | Mixed") -> None:
        """Show a config."""
        self.form.setValues(value if isinstance(value, dict) else {})


def make_editor(param: Param, catalog: Catalog, parent: QWidget | None = None) -> Editor:
    """Return a new field for *param*."""
    return field_for(param, catalog, _FormMaker(catalog), parent)


class _FormMaker:
    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    def __call__(
        self, params: tuple[Param, ...], values: Mapping[str, Json], parent: QWidget
    ) -> Editor:
        return NestedForm(params, values, self._catalog, parent)


def _fold_button(title: str, body: QWidget, parent: QWidget) -> QToolButton:
    button = QToolButton(parent)
    button.setText(title)
    button.setCheckable(True)
    button.setProperty("role", "quiet")
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    button.setArrowType(Qt.ArrowType.RightArrow)

    def show(opened: bool) -> None:
        button.setArrowType(Qt.ArrowType.DownArrow if opened else Qt.ArrowType.RightArrow)
        body.setVisible(opened)

    button.toggled.connect(show)
    return button
