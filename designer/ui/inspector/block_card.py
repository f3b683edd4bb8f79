"""What an instance says of its block: name, style in code, how often it is used, and verbs."""

from collections.abc import Callable

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from designer.document.commands import blocks
from designer.document.commands.dissolve_block import dissolve_block
from designer.document.commands.refused import CommandRefused
from designer.graph.blocks import BlockId, BlockStyle, block_of
from designer.graph.records import NodeId
from designer.project.places import instances
from designer.session.session import Session
from designer.ui import block_shelf
from designer.ui.flow import FlowLayout
from designer.ui.forms.combo import Combo
from designer.ui.inspector.labelled import labelled
from designer.ui.inspector.selected import Selected
from designer.ui.translate import tr

STYLES = (
    (BlockStyle.FUNCTION, "Helper function", "Its layers become layers of the model."),
    (BlockStyle.MODEL, "Nested model", "It becomes a model of its own inside the model."),
)


class BlockFields(QWidget):
    """Name and style of one block."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._block: BlockId | None = None
        self.name = QLineEdit(self)
        self.name.setAccessibleName(tr("Name of the block"))
        self.name.editingFinished.connect(self._rename)
        self.style_choice = Combo(self)
        self.style_choice.setAccessibleName(tr("What the block becomes in code"))
        for style, text, help in STYLES:
            self.style_choice.addItem(tr(text), style)
            self.style_choice.setItemData(self.style_choice.count() - 1, tr(help), 3)
        self.style_choice.currentIndexChanged.connect(self._set_style)
        self.error = QLabel(self)
        self.error.setProperty("role", "error")
        self.error.setWordWrap(True)
        self.error.hide()
        grid = QGridLayout(self)
        labelled(grid, ((tr("block"), self.name), (tr("in code"), self.style_choice)), 4)
        grid.addWidget(self.error, 2, 0, 1, 2)

    def show_block(self, id: BlockId) -> None:
        """Show a block of the project as it stands."""
        block = self._session.document.project.blocks.get(id)
        self._block = id if block is not None else None
        if block is None:
            return
        if self.name.text() != block.name and not self.name.isModified():
            self.name.setText(block.name)
        with QSignalBlocker(self.style_choice):
            self.style_choice.setCurrentIndex([style for style, *_ in STYLES].index(block.style))

    def _rename(self) -> None:
        blocks_now = self._session.document.project.blocks
        if self._block is None or self._block not in blocks_now:
            return
        self.name.setModified(False)
        if self.name.text() == blocks_now[self._block].name:
            self.error.hide()
            return
        try:
            blocks.rename_block(self._session.document, self._block, self.name.text())
        except CommandRefused as refused:
            self.error.setText(str(refused))
            self.error.show()
        else:
            self.error.hide()

    def _set_style(self, index: int) -> None:
        if self._block is not None:
            blocks.set_style(self._session.document, self._block, STYLES[index][0])


class BlockCard(QFrame):
    """Shown on the page of one instance."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._node: NodeId | None = None
        self._block: BlockId | None = None
        self.fields = BlockFields(session, self)
        self.used = QLabel(self)
        self.used.setProperty("role", "muted")
        self.used.setWordWrap(True)
        verbs = FlowLayout()
        self.edit = self._button(tr("Edit block"), "primary-small", self._edit)
        self.edit.setToolTip(
            tr("Go into the block: all its instances follow (Enter on the canvas)")
        )
        self.detach = self._button(tr("Detach"), "small", self._detach)
        self.detach.setToolTip(tr("Give this instance a block of its own"))
        self.dissolve = self._button(tr("Dissolve"), "small", self._dissolve)
        self.dissolve.setToolTip(tr("Put the layers of the block in its place"))
        self.keep = self._button(tr("Add to library"), "small", self._keep)
        self.keep.setToolTip(tr("Keep the block at hand for every project"))
        for button in (self.edit, self.detach, self.dissolve, self.keep):
            verbs.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(6)
        column.addLayout(verbs)
        column.addWidget(self.used)
        column.addWidget(self.fields)

    def show_selected(self, selected: Selected) -> None:
        """Show the block of the one selected instance; hide for anything else."""
        one = selected.owners[0] if len(selected.nodes) == 1 else None
        block = block_of(one.kind) if one is not None else None
        project = self._session.document.project
        self._block = block if block in project.blocks else None
        self._node = selected.nodes[0].id if self._block is not None else None
        self.setVisible(self._block is not None)
        if self._block is not None:
            count = len(instances(project, self._block))
            self.used.setText(_used(count))
            self.detach.setEnabled(count > 1)
            self.fields.show_block(self._block)

    def _button(self, text: str, role: str, call: Callable[[], None]) -> QPushButton:
        button = QPushButton(text, self)
        button.setProperty("role", role)
        button.clicked.connect(lambda: call())
        return button

    def _edit(self) -> None:
        document = self._session.document
        if self._block is not None and self._node is not None:
            document.enter(self._block, (*document.path, self._node))

    def _detach(self) -> None:
        if self._node is not None:
            blocks.detach(self._session.document, self._node)

    def _dissolve(self) -> None:
        if self._node is not None:
            self._session.selection.set(dissolve_block(self._session.document, self._node))

    def _keep(self) -> None:
        if self._block is not None:
            block_shelf.keep(self, self._session, self._block)


def _used(count: int) -> str:
    if count == 1:
        return tr("Used once. Edits inside change this instance.")
    return tr("Used {count} times. Edits inside change all of them.", count=count)
