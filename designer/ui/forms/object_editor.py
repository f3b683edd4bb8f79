"""The editor for a thing chosen from Keras, such as a loss, with its arguments."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from designer.catalog.catalog import Catalog
from designer.catalog.specs import (
    Family,
    Json,
    ObjectSpec,
    Param,
    ParamType,
    Registry,
    Role,
)
from designer.document.commands.nodes import Unset
from designer.ui.forms.combo import Combo
from designer.ui.forms.editor import Editor
from designer.ui.forms.values import BadValue, parse, text_of
from designer.ui.theme.icons import icon
from designer.ui.translate import tr

MakeForm = Callable[[tuple[Param, ...], QWidget], "FormLike"]
_SHORT: Final = frozenset({Registry.ACTIVATION})
# Keras takes this word as the accuracy that suits the loss; the class of this name only counts
# values that are equal, and cannot compare classes with probabilities.
_WORDS: Final = {(Registry.METRIC, "Accuracy"): "accuracy"}


class FormLike(QWidget):
    """What an object editor needs of a form."""

    def set_values(self, values: dict[str, Json]) -> None:
        """Show values by name."""
        raise NotImplementedError


class ObjectEditor(Editor):
    """A choice of the registry's classes; the arguments of the chosen one below, on demand."""

    def __init__(
        self, param: Param, catalog: Catalog, make_form: MakeForm, parent: QWidget | None = None
    ) -> None:
        super().__init__(param, parent)
        self._catalog, self._make_form = catalog, make_form
        self._specs = offered(catalog, param)
        self._form: FormLike | None = None
        self._form_kind = ""
        self.combo = Combo(self)
        if {ParamType.INT, ParamType.FLOAT} & set(param.types):
            self.combo.let_type()
        if param.nullable or (param.default is None and not param.required):
            self.combo.addItem(tr("none"), None)
        for spec in self._specs:
            self.combo.addItem(_shown_name(param, spec), spec.kind)
            self.combo.setItemData(
                self.combo.count() - 1, spec.summary, Qt.ItemDataRole.ToolTipRole
            )
        self.combo.activated.connect(self._on_chosen)
        line = self.combo.lineEdit()
        if line is not None:
            line.editingFinished.connect(self._read)
        self.more = QToolButton(self)
        self.more.setCheckable(True)
        self.more.setProperty("role", "more")
        self.more.setIcon(icon("sliders-horizontal", "muted"))
        self.more.setToolTip(tr("Arguments"))
        self.more.setAccessibleName(tr("Arguments of {name}", name=param.name))
        self.more.toggled.connect(self._show_form)
        self.setFocusProxy(self.combo)
        self._frame = QFrame(parent)
        self._frame.setProperty("role", "nested")
        self._frame.setVisible(False)
        self.below = self._frame
        nested = QVBoxLayout(self._frame)
        nested.setContentsMargins(10, 4, 0, 4)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        row.addWidget(self.combo, 1)
        row.addWidget(self.more)

    def show_value(self, value: Json, *, mixed: bool) -> None:
        """Show the class, and its arguments where they are unfolded."""
        spec = None if mixed else self._spec(value)
        line = self.combo.lineEdit()
        if spec is not None:
            self.combo.setCurrentIndex(self.combo.findData(spec.kind))
        elif line is not None and value is not None and not mixed:
            self.combo.setCurrentIndex(-1)
            line.setText(text_of(self.param, value))
        else:
            self.combo.setCurrentIndex(-1 if mixed or value is not None else self._nothing())
            self.combo.setPlaceholderText(
                tr("several values") if mixed else _class_name(value) or tr("choose")
            )
        if line is not None:
            line.setCursorPosition(0)
        self.combo.setToolTip(_summary(spec, value))
        has_arguments = spec is not None and bool(spec.params) and value != _word(self.param, spec)
        self.more.setVisible(has_arguments)
        if not has_arguments:
            self.more.setChecked(False)
        self._fill_form()

    def _nothing(self) -> int:
        """Return the entry that stands for no value; -1 where one has to be chosen."""
        return 0 if self.combo.itemData(0) is None else -1

    def _on_chosen(self, index: int) -> None:
        kind = self.combo.itemData(index)
        spec = next((spec for spec in self._specs if spec.kind == kind), None)
        if spec is None:
            self._give(None)
        elif self._spec(self._value) is not spec or _word(self.param, spec):
            self._give(_fresh(self.param, spec))
            if any(p.required and p.default is None for p in spec.params):
                self.more.setChecked(True)

    def _give(self, value: Json) -> None:
        self.commit(value)
        self.show_value(self._value, mixed=False)

    def _read(self) -> None:
        line = self.combo.lineEdit()
        if line is None or not line.isModified():
            return
        line.setModified(False)
        text = line.text().strip()
        chosen = next((s for s in self._specs if text in (s.kind, *s.names)), None)
        if chosen is not None:
            self._give(_fresh(self.param, chosen))
            return
        try:
            self._give(parse(self.param, text))
        except BadValue as error:
            self.rejected.emit(str(error))

    def _show_form(self, shown: bool) -> None:
        self._frame.setVisible(shown)
        self._fill_form()

    def _fill_form(self) -> None:
        spec = self._spec(self._value)
        if spec is None or not self.more.isChecked():
            return
        if self._form is None or self._form_kind != spec.kind:
            if self._form is not None:
                self._form.hide()
                self._form.deleteLater()
            self._form = self._make_form(spec.params, self._frame)
            self._form_kind = spec.kind
            self._form.committed.connect(self._on_argument)  # type: ignore[attr-defined]
            layout = self._frame.layout()
            if layout is not None:
                layout.addWidget(self._form)
        self._form.set_values(_config(self._value))

    def _on_argument(self, name: str, value: "Json | Unset") -> None:
        spec = self._spec(self._value)
        if spec is None:
            return
        config = dict(_config(self._value))
        if isinstance(value, Unset):
            config.pop(name, None)
        else:
            config[name] = value
        self._give({"class_name": spec.kind, "config": config})

    def _spec(self, value: Json) -> ObjectSpec | None:
        name = _class_name(value)
        registries = (self.param.registry, Registry.SCHEDULE)
        for registry in registries:
            if name and registry is not None:
                found = self._catalog.find(registry, name)
                if found is not None and found.kind in {spec.kind for spec in self._specs}:
                    return next(spec for spec in self._specs if spec.kind == found.kind)
        return None


def offered(catalog: Catalog, param: Param) -> tuple[ObjectSpec, ...]:
    """Return what can be chosen for *param*: no abstract class, nothing that cannot stand there."""
    registry = param.registry
    if registry is None:
        return ()
    found = [s for s in catalog.objects(registry).values() if s.facts.get("offered") is not False]
    if registry is not Registry.LAYER:
        return tuple(found)
    if param.choices:
        return tuple(spec for spec in found if spec.kind in param.choices)
    inner = (
        spec
        for spec in catalog.placeable()
        if spec.role in (Role.LAYER, Role.CUSTOM) and spec.family is not Family.INPUT_OUTPUT
    )
    return tuple(sorted(inner, key=lambda spec: spec.kind))


def _short(param: Param) -> bool:
    return param.registry in _SHORT


def _word(param: Param, spec: ObjectSpec) -> str | None:
    return _WORDS.get((param.registry, spec.kind)) if param.registry else None


def _fresh(param: Param, spec: ObjectSpec) -> Json:
    if (word := _word(param, spec)) is not None:
        return word
    if _short(param) and not any(p.required for p in spec.params):
        return _shown_name(param, spec)
    initial = {p.name: p.initial for p in spec.params if p.initial is not None}
    return {"class_name": spec.kind, "config": dict(initial)}


def _class_name(value: Json) -> str:
    if isinstance(value, dict):
        return str(value.get("class_name", ""))
    return value if isinstance(value, str) else ""


def _config(value: Json) -> dict[str, Json]:
    config = value.get("config") if isinstance(value, dict) else None
    return config if isinstance(config, dict) else {}


def _summary(spec: ObjectSpec | None, value: Json) -> str:
    return spec.summary if spec is not None else _class_name(value)


def _shown_name(param: Param, spec: ObjectSpec) -> str:
    return spec.names[0] if _short(param) and spec.names else spec.kind
