"""Values that are lists of objects: metrics, callbacks, cells; added and taken away one by one."""

from collections.abc import Callable

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from designer.catalog.catalog import Catalog
from designer.catalog.specs import Json, Param, Registry
from designer.ui.forms.editor import Editor, Mixed, guard_wheel
from designer.ui.forms.object_editor import ObjectEditor
from designer.ui.forms.object_values import make_object, offers
from designer.ui.theme import icons

EntryMaker = Callable[[QWidget], ObjectEditor]


class ObjectListEditor(Editor):
    """One object editor a row, and a box that adds the next."""

    def __init__(
        self, param: Param, catalog: Catalog, make_entry: EntryMaker, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._param, self._catalog, self._make_entry = param, catalog, make_entry
        self._values: list[Json] = []
        self._rows: list[QWidget] = []
        self._editors: list[ObjectEditor] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(4)
        self.box = QComboBox(self)
        self.box.setAccessibleName(f"Add to {param.name}")
        self.box.setPlaceholderText(f"Add {param.name.removesuffix('s')}…")
        self.box.setMaxVisibleItems(18)
        for spec in offers(catalog, param.registry or Registry.LAYER):
            self.box.addItem(spec.kind, spec)
            self.box.setItemData(self.box.count() - 1, spec.summary, 3)  # Qt.ToolTipRole
        self.box.setCurrentIndex(-1)
        self.box.activated.connect(self._on_add)
        guard_wheel(self.box)
        self._layout.addWidget(self.box)

    def value(self) -> Json:
        """Return the list."""
        return list(self._values)

    def setValue(self, value: "Json | Mixed") -> None:
        """Show *value*."""
        values: list[Json] = list(value) if isinstance(value, list | tuple) else []
        self._values = values
        while len(self._rows) > len(values):
            self._drop_row()
        for index, entry in enumerate(values):
            if index == len(self._rows):
                self._add_row()
            self._editors[index].setValue(entry)

    def _add_row(self) -> None:
        row = QWidget(self)
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        editor = self._make_entry(row)
        remove = QToolButton(row)
        remove.setIcon(icons.icon("x", "muted"))
        remove.setToolTip("Remove")
        remove.setAccessibleName(f"Remove from {self._param.name}")
        index = len(self._rows)
        editor.valueChanged.connect(lambda value: self._on_entry(index, value))
        remove.clicked.connect(lambda: self._on_remove(index))
        layout.addWidget(editor, 1)
        layout.addWidget(remove)
        self._rows.append(row)
        self._editors.append(editor)
        self._layout.insertWidget(self._layout.count() - 1, row)

    def _drop_row(self) -> None:
        self._editors.pop()
        row = self._rows.pop()
        row.hide()
        row.deleteLater()

    def _on_add(self, index: int) -> None:
        spec = self.box.itemData(index)
        self.box.setCurrentIndex(-1)
        initial = {p.name: p.initial for p in spec.params if p.initial is not None}
        self._tell([*self._values, make_object(spec, initial)])

    def _on_entry(self, index: int, value: Json) -> None:
        if value is None:
            self._on_remove(index)
            return
        self._values = [*self._values[:index], value, *self._values[index + 1 :]]
        self.valueChanged.emit(self.value())

    def _on_remove(self, index: int) -> None:
        self._tell([*self._values[:index], *self._values[index + 1 :]])

    def _tell(self, values: list[Json]) -> None:
        self.setValue(values)
        self.valueChanged.emit(self.value())
