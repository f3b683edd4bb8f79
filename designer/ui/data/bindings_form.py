"""BindingsForm: which fields of the data feed which Input and Output."""

from collections.abc import Mapping

from PySide6.QtWidgets import QGridLayout, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from designer.catalog.specs import Json
from designer.document.change import Change
from designer.document.commands.data_ends import left_out, make_ends
from designer.document.commands.nodes import UNSET, Unset, set_param
from designer.graph.records import INPUT, OUTPUT, Node
from designer.project.bindings import bind
from designer.project.data_fields import Field, Role
from designer.project.input_binding import chosen_columns
from designer.session.session import Session
from designer.ui.cards import attempt
from designer.ui.emptying import empty
from designer.ui.following import follow
from designer.ui.theme import icons
from designer.ui.translate import tr

_MOST_LEFT_OUT = 6


class BindingsForm(QWidget):
    """One row for each Input and Output: the fields that feed it, automatic or chosen."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.rows: dict[str, QPushButton] = {}
        self._names: dict[str, QLabel] = {}
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnMinimumWidth(0, 108)
        self.make = QPushButton(tr("Make Input and Output for this data"), self)
        self.make.setProperty("role", "primary")
        self.make.clicked.connect(self._on_make)
        self._hint = QLabel(self)
        self._hint.setProperty("role", "muted")
        self._hint.setWordWrap(True)
        self.left_out = QLabel(self)
        self.left_out.setProperty("role", "muted")
        self.left_out.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(self._grid)
        column.addWidget(self._hint)
        column.addWidget(self.make)
        column.addWidget(self.left_out)
        follow(self, session.document.changed, self._on_changed)
        follow(self, session.document.replaced, self.show_all)
        follow(self, session.data.changed, self.show_all)
        self.show_all()

    def show_all(self) -> None:
        """Show the ends of the model and what feeds them."""
        graph, fields = self._session.document.project.graph, self._fields()
        nodes = (*graph.inputs, *graph.outputs)
        if tuple(self.rows) != tuple(node.id for node in nodes):
            self._rebuild(nodes)
        plan = bind(graph, fields) if fields else None
        bound: dict[str, tuple[str, ...]] = {}
        if plan is not None:
            bound |= {entry.node: entry.fields for entry in plan.inputs}
            bound |= {entry.node: entry.fields for entry in plan.outputs}
        for node in nodes:
            self._names[node.id].setText(node.name)
            self.rows[node.id].setText(_words(node, bound.get(node.id, ())))
        lacking = not graph.inputs or not graph.outputs
        self.make.setVisible(lacking and bool(fields))
        if not nodes:
            self._hint.setText(tr("The model has no Input and no Output yet."))
        self._hint.setVisible(not nodes)
        used = {name for names in bound.values() for name in names}
        self._show_left_out(left_out(tuple(fields.values()), used))

    def _show_left_out(self, columns: tuple[Field, ...]) -> None:
        """Say which columns stay outside, and how they come in."""
        self.left_out.setVisible(bool(columns))
        if columns:
            shown = [_left_out_words(field) for field in columns[:_MOST_LEFT_OUT]]
            more = len(columns) - len(shown)
            listed = ", ".join((*shown, tr("{n} more", n=more)) if more else shown)
            self.left_out.setText(
                tr(
                    "Left out, as one Input takes numbers alone: {columns}. To learn from one of "
                    "them, add an Input for it and choose the column here; text then needs "
                    "StringLookup or TextVectorization.",
                    columns=listed,
                )
            )

    def _fields(self) -> Mapping[str, Field]:
        preview = self._session.data.preview
        found = [Field.from_json(data) for data in preview.fields] if preview else []
        return {field.name: field for field in found}

    def _rebuild(self, nodes: tuple[Node, ...]) -> None:
        empty(self._grid)
        self.rows, self._names = {}, {}
        for row, node in enumerate(nodes):
            label = QLabel(node.name, self)
            label.setToolTip(tr("Input") if node.kind == INPUT else tr("Output"))
            button = QPushButton(self)
            button.setProperty("role", "chip")
            button.setIcon(icons.icon("arrow-right" if node.kind == INPUT else "flag", "muted"))
            button.setAccessibleName(tr("Fields of {name}", name=node.name))
            button.setMenu(self._menu(node.id, button))
            self.rows[node.id], self._names[node.id] = button, label
            self._grid.addWidget(label, row, 0)
            self._grid.addWidget(button, row, 1)

    def _menu(self, id: str, button: QPushButton) -> QMenu:
        menu = QMenu(button)
        menu.aboutToShow.connect(lambda: self._fill(menu, id))
        return menu

    def _fill(self, menu: QMenu, id: str) -> None:
        menu.clear()
        node = self._session.document.node(id)
        if node is None:
            return
        chosen = chosen_columns(node)
        automatic = menu.addAction(tr("automatic"))
        automatic.setCheckable(True)
        automatic.setChecked(not chosen)
        automatic.triggered.connect(lambda: self._write(id, ()))
        menu.addSeparator()
        for name, field in self._fields().items():
            action = menu.addAction(f"{name}   {_shape_words(field)}")
            action.setCheckable(True)
            action.setChecked(name in chosen)
            action.triggered.connect(lambda on, name=name: self._toggle(id, name, on))

    def _toggle(self, id: str, name: str, on: bool) -> None:
        node = self._session.document.node(id)
        if node is None:
            return
        chosen = [column for column in chosen_columns(node) if column != name]
        self._write(id, (*chosen, name) if on else tuple(chosen))

    def _write(self, id: str, columns: tuple[str, ...]) -> None:
        value: Json | Unset = [*columns] if columns else UNSET
        attempt(self, lambda: set_param(self._session.document, [id], "columns", value))

    def _on_make(self) -> None:
        session, fields = self._session, tuple(self._fields().values())
        attempt(self, lambda: make_ends(session.document, session.catalog, fields))

    def _on_changed(self, change: Change) -> None:
        nodes = (n for step in change.nodes.values() for n in (step.before, step.after))
        if not change.only_drawing and any(n and n.kind in (INPUT, OUTPUT) for n in nodes):
            self.show_all()


def _words(node: Node, bound: tuple[str, ...]) -> str:
    chosen = chosen_columns(node)
    if chosen:
        return _listed(chosen)
    return tr("automatic · {names}", names=_listed(bound)) if bound else tr("automatic")


def _left_out_words(field: Field) -> str:
    kind = tr("text") if field.role is Role.TEXT else tr("{n} classes", n=len(field.classes))
    return f"{field.name} ({kind})"


def _listed(names: tuple[str, ...]) -> str:
    if len(names) <= 2:
        return ", ".join(names)
    return tr("{first} and {n} more", first=names[0], n=len(names) - 1)


def _shape_words(field: Field) -> str:
    return "×".join(str(side) for side in field.shape) or str(field.role)
