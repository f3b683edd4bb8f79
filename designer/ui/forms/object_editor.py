"""Values that are objects of Keras: one chosen from the catalogue, with a form of its own."""

from collections.abc import Callable, Mapping
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from designer.catalog.catalog import Catalog
from designer.catalog.specs import Json, ObjectSpec, Param, ParamType, Registry
from designer.ui.forms.editor import Editor, Mixed, guard_wheel
from designer.ui.forms.object_values import config_of, make_object, name_of, offers, summary
from designer.ui.theme import icons

NUMBER: Final = "a number"
FormMaker = Callable[[tuple[Param, ...], Mapping[str, Json], QWidget], "Editor"]


class ObjectEditor(Editor):
    """A list of classes; below it, opened on demand, the arguments of the chosen one.

    Where the parameter takes a number too (`learning_rate`), that is the first choice.
    """

    def __init__(
        self,
        param: Param,
        catalog: Catalog,
        make_form: FormMaker,
        plain: Editor | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._param, self._catalog, self._make_form = param, catalog, make_form
        self._value: Json = None
        self._form: Editor | None = None
        self._plain = plain
        self._build_row()
        self._fill()
        if plain is not None:
            plain.valueChanged.connect(self._on_plain)
            plain.problemChanged.connect(self.problemChanged)

    def value(self) -> Json:
        """Return a name, `{"class_name", "config"}`, a number or None."""
        return self._value

    def setValue(self, value: "Json | Mixed") -> None:
        """Show *value*."""
        if isinstance(value, Mixed):
            self._value = None
            self.box.setCurrentIndex(-1)
            self.box.setPlaceholderText("several values")
            self._show_form(None, {})
            return
        before = name_of(self._value)
        self._value = value
        is_plain = self._plain is not None and isinstance(value, int | float)
        spec = None if is_plain else self._spec(name_of(value))
        self._select(value, spec, is_plain)
        if self._plain is not None:
            self._plain.setVisible(is_plain)
            if is_plain:
                self._plain.setValue(value)
        if self._form is not None and spec is not None and before == name_of(value):
            self._form.setValue(config_of(value))
        else:
            self._show_form(spec, config_of(value))

    def _build_row(self) -> None:
        self.box = QComboBox(self)
        self.box.setAccessibleName(self._param.name)
        self.box.setMaxVisibleItems(18)
        self.box.setMinimumContentsLength(6)
        self.box.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.box.activated.connect(self._on_chosen)
        guard_wheel(self.box)
        self.more = QToolButton(self)
        self.more.setCheckable(True)
        self.more.setIcon(icons.icon("sliders-horizontal", "muted"))
        self.more.setToolTip(f"Arguments of the chosen {self._param.name}")
        self.more.setAccessibleName(f"Arguments of {self._param.name}")
        self.more.toggled.connect(self._on_more)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.box, 1)
        if self._plain is not None:
            row.addWidget(self._plain, 1)
        row.addWidget(self.more)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(4)
        self._layout.addLayout(row)
        self.setFocusProxy(self.box)

    def _fill(self) -> None:
        if self._plain is not None:
            self.box.addItem(NUMBER, NUMBER)
        if self._param.nullable or (self._param.default is None and not self._param.required):
            self.box.addItem("none", None)
        registry = self._param.registry or Registry.LAYER
        for spec in offers(self._catalog, registry):
            self.box.addItem(spec.kind, spec.kind)
            tip = Qt.ItemDataRole.ToolTipRole
            self.box.setItemData(self.box.count() - 1, spec.summary, tip)

    def _spec(self, name: str | None) -> ObjectSpec | None:
        if name is None or self._param.registry is None:
            return None
        return self._catalog.find(self._param.registry, name)

    def _select(self, value: Json, spec: ObjectSpec | None, is_plain: bool) -> None:
        for index in range(self.box.count()):
            data = self.box.itemData(index)
            self.box.setItemText(index, "none" if data is None else str(data))
        wanted: Json = NUMBER if is_plain else (spec.kind if spec else name_of(value))
        index = self._index(wanted)
        if index < 0 and wanted is not None:
            self.box.addItem(str(wanted), wanted)
            index = self.box.count() - 1
        self.box.setCurrentIndex(index)
        if spec is not None and index >= 0:
            self.box.setItemText(index, summary(spec, config_of(value)))
        known = is_plain or wanted is None or spec is not None
        word = "" if known else f"Keras has no {self._param.name} {wanted}."
        self.problemChanged.emit(word)

    def _index(self, wanted: Json) -> int:
        entries = (self.box.itemData(index) for index in range(self.box.count()))
        return next((index for index, entry in enumerate(entries) if entry == wanted), -1)

    def _show_form(self, spec: ObjectSpec | None, config: Mapping[str, Json]) -> None:
        if self._form is not None:
            self._form.hide()
            self._form.deleteLater()
            self._form = None
        params = _own_params(spec)
        self.more.setVisible(bool(params))
        if not params:
            return
        needed = any(param.required and param.name not in config for param in params)
        if needed or self.more.isChecked():
            self.more.setChecked(True)
            self._open_form(params, config)

    def _open_form(self, params: tuple[Param, ...], config: Mapping[str, Json]) -> None:
        self._form = self._make_form(params, config, self)
        self._form.valueChanged.connect(self._on_config)
        self._layout.addWidget(self._form)

    def _on_more(self, opened: bool) -> None:
        if self._form is None and opened:
            spec = self._spec(name_of(self._value))
            if params := _own_params(spec):
                self._open_form(params, config_of(self._value))
        if self._form is not None:
            self._form.setVisible(opened)

    def _on_chosen(self, index: int) -> None:
        chosen = self.box.itemData(index)
        if chosen == NUMBER and self._plain is not None:
            default = self._param.default
            value: Json = default if isinstance(default, int | float) else 0.001
        elif chosen is None:
            value = None
        else:
            spec = self._spec(str(chosen))
            value = make_object(spec, _initial(spec)) if spec else str(chosen)
        if chosen is None or name_of(value) != name_of(self._value) or chosen == NUMBER:
            self.setValue(value)
            self.valueChanged.emit(value)
        else:
            self.setValue(self._value)

    def _on_plain(self, value: Json) -> None:
        self._value = value
        self.valueChanged.emit(value)

    def _on_config(self, config: Mapping[str, Json]) -> None:
        spec = self._spec(name_of(self._value))
        if spec is None:
            return
        self._value = make_object(spec, config)
        self._select(self._value, spec, is_plain=False)
        self.valueChanged.emit(self._value)


def _own_params(spec: ObjectSpec | None) -> tuple[Param, ...]:
    """Return the arguments worth a field: not the name that Keras gives objects."""
    if spec is None:
        return ()
    return tuple(p for p in spec.params if p.name != "name" and p.type is not ParamType.CODE)


def _initial(spec: ObjectSpec | None) -> dict[str, Json]:
    params = spec.params if spec else ()
    return {param.name: param.initial for param in params if param.initial is not None}
