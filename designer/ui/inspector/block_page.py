"""The inspector's page while one is in a block and nothing is selected: the block itself."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QInputDialog, QLabel, QLineEdit, QMenu, QVBoxLayout, QWidget

from designer.catalog.specs import Json, Param
from designer.document.commands import blocks, exposing
from designer.document.commands.nodes import UNSET
from designer.document.commands.refused import CommandRefused
from designer.graph.blocks import REPEAT, BlockId, block_kind
from designer.project.places import instances
from designer.session.session import Session
from designer.ui.emptying import empty
from designer.ui.forms.param_form import ParamForm, label_width_of
from designer.ui.inspector.block_card import BlockFields
from designer.ui.inspector.notes_field import NotesField
from designer.ui.theme.icons import icon
from designer.ui.translate import tr

_BACK = 26  # for the way back to the default


class BlockPage(QWidget):
    """Name, style, notes and parameters of the block in which one is."""

    def __init__(self, session: Session, block: BlockId, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self.block = session, block
        self._params: tuple[Param, ...] | None = None
        self.fields = BlockFields(session, self)
        self._used = _muted(self)
        self.notes = NotesField(self, tr("Notes: what this block is for."))
        self.notes.left = self._set_notes
        self.form: ParamForm | None = None
        self._params_column = QVBoxLayout()
        self._params_column.setSpacing(4)
        heading = QLabel(tr("Parameters"), self)
        heading.setProperty("role", "heading")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 16)
        column.setSpacing(10)
        for widget in (self.fields, self._used, self.notes, heading):
            column.addWidget(widget)
        column.addLayout(self._params_column)
        column.addStretch(1)
        self.refresh()

    def refresh(self) -> None:
        """Show the block as it stands."""
        project = self._session.document.project
        block = project.blocks.get(self.block)
        if block is None:
            return
        self.fields.show_block(self.block)
        count = len(instances(project, self.block))
        one, many = tr("Used once."), tr("Used {count} times.", count=count)
        self._used.setText(one if count == 1 else many)
        self.notes.show_text(block.notes)
        spec = self._session.catalog.layer(block_kind(self.block))
        found = tuple(p for p in spec.params if p.name != REPEAT) if spec else ()
        params = tuple(replace(param, default=self._usual(param.name)) for param in found)
        if params != self._params:
            self._params = params
            self._make_form(params)
        if self.form is not None:
            self.form.set_values({param.name: param.default for param in found})

    def refresh_analysis(self) -> None:
        """Nothing here comes from the engine."""

    def _make_form(self, params: tuple[Param, ...]) -> None:
        empty(self._params_column)
        self.form = None
        if not params:
            words = _muted(self)
            words.setText(
                tr(
                    "None yet. Select a layer and press the arrow beside one of its parameters: "
                    "instances can then differ in it."
                )
            )
            self._params_column.addWidget(words)
            return
        self.form = ParamForm(
            self._session.catalog, params, self, label_width=label_width_of(params) + _BACK
        )
        self.form.committed.connect(self._set_default)
        for name, row in self.form.rows.items():
            button = row.add_button("ellipsis", tr("{name}: rename or remove", name=name))
            button.clicked.connect(partial(self._show_menu, name, button))
            row.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            row.customContextMenuRequested.connect(partial(self._show_menu_at, name, row))
        self._params_column.addWidget(self.form)

    def menu(self, name: str) -> QMenu:
        """Return what can be done with a parameter."""
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        rename = menu.addAction(icon("pencil", "muted"), tr("Rename…"))
        rename.triggered.connect(lambda: self._rename(name))
        remove = menu.addAction(icon("x", "muted"), tr("Stop exposing"))
        remove.triggered.connect(
            lambda: exposing.unexpose(self._session.document, self.block, name)
        )
        return menu

    def _show_menu(self, name: str, beside: QWidget) -> None:
        self.menu(name).popup(beside.mapToGlobal(beside.rect().bottomLeft()))

    def _show_menu_at(self, name: str, row: QWidget, place: QPoint) -> None:
        self.menu(name).popup(row.mapToGlobal(place))

    def _rename(self, name: str) -> None:
        title, label = tr("Rename parameter"), tr("Name of the parameter")
        new, given = QInputDialog.getText(self, title, label, QLineEdit.EchoMode.Normal, name)
        if not given:
            return
        try:
            exposing.rename_exposed(self._session.document, self.block, name, new)
        except CommandRefused as refused:
            self.fields.error.setText(str(refused))
            self.fields.error.show()

    def _set_default(self, name: str, value: object) -> None:
        given = self._usual(name) if value is UNSET else value
        exposing.set_exposed_default(self._session.document, self.block, name, given)  # type: ignore[arg-type]

    def _usual(self, name: str) -> Json:
        """Return Keras's own default of what a parameter of the block sets."""
        block = self._session.document.project.blocks[self.block]
        targets = next((p.targets for p in block.params if p.name == name), ())
        for id, inner in targets[:1]:
            node = block.graph.nodes.get(id)
            spec = self._session.catalog.layer(node.kind) if node is not None else None
            param = spec.param(inner) if spec is not None else None
            return param.default if param is not None else None
        return None

    def _set_notes(self) -> None:
        text = self.notes.toPlainText()
        block = self._session.document.project.blocks.get(self.block)
        if block is not None and text != block.notes:
            blocks.set_block_notes(self._session.document, self.block, text)


def _muted(parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setProperty("role", "muted")
    label.setWordWrap(True)
    return label
