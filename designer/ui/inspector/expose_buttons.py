"""The arrow beside a parameter inside a block: makes it one of the block's own parameters."""

from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QInputDialog, QLineEdit, QMenu, QToolButton, QWidget

from designer.document.commands import exposing
from designer.document.commands.refused import CommandRefused
from designer.graph.blocks import Block
from designer.graph.records import INPUT, OUTPUT, NodeId
from designer.session.session import Session
from designer.ui.forms.param_form import FieldRow, ParamForm
from designer.ui.inspector.selected import Selected
from designer.ui.theme.icons import icon
from designer.ui.translate import tr


class ExposeButtons:
    """One button for each row of the forms of a page; there are none outside of blocks."""

    def __init__(self, session: Session, page: QWidget) -> None:
        self._session, self._page = session, page
        self._node: NodeId | None = None
        self._rows: dict[str, tuple[FieldRow, QToolButton]] = {}

    @staticmethod
    def wanted(session: Session, selected: Selected) -> bool:
        """Whether the parameters of what is selected could be the block's."""
        ports = any(node.kind in (INPUT, OUTPUT) for node in selected.nodes)
        return session.document.scope is not None and len(selected.nodes) == 1 and not ports

    def attach(self, form: ParamForm) -> None:
        """Give each row of *form* its button."""
        for name, row in form.rows.items():
            button = row.add_button("upload", tr("Make {name} a parameter of the block", name=name))
            button.clicked.connect(partial(self._on_clicked, name))
            row.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            row.customContextMenuRequested.connect(partial(self._show_menu, name))
            self._rows[name] = (row, button)
        self.refresh()

    def show_selected(self, selected: Selected) -> None:
        """Show which parameters of another node are the block's."""
        self._node = selected.owners[0].id if len(selected.nodes) == 1 else None
        self.refresh()

    def refresh(self) -> None:
        """Show which parameters are the block's by now."""
        block = self._block()
        for name, (_, button) in self._rows.items():
            known = self._name(block, name)
            button.setIcon(icon("upload", "accent" if known else "faint"))
            words = tr("Make {name} a parameter of the block", name=name)
            if known:
                words = tr("The parameter {known} of the block. Press for more.", known=known)
            button.setToolTip(words)
            button.setAccessibleName(words)

    def menu(self, name: str) -> QMenu:
        """Return what can be done with a parameter of the node."""
        menu = QMenu(self._page)
        menu.aboutToHide.connect(menu.deleteLater)
        block = self._block()
        known = self._name(block, name)
        if block is None:
            return menu
        if known:
            about = menu.addAction(tr("Parameter {known} of the block", known=known))
            about.setEnabled(False)
            stop = menu.addAction(icon("x", "muted"), tr("Stop exposing"))
            stop.triggered.connect(
                lambda: exposing.unexpose(self._session.document, block.id, known)
            )
            return menu
        plain = menu.addAction(icon("upload", "muted"), tr("Expose {name}", name=name))
        plain.triggered.connect(lambda: self._expose(name, None))
        other = menu.addAction(icon("pencil", "muted"), tr("Expose under another name…"))
        other.triggered.connect(lambda: self._ask_name(name))
        if block.params:
            menu.addSeparator()
        for param in block.params:
            text = tr("Let {param} set it too", param=param.name)
            menu.addAction(icon("link-2", "muted"), text).triggered.connect(
                partial(self._expose, name, param.name)
            )
        return menu

    def _on_clicked(self, name: str) -> None:
        if self._name(self._block(), name) is None:
            self._expose(name, None)
        else:
            self._show_menu(name, QPoint(0, self._rows[name][0].height()))

    def _show_menu(self, name: str, place: QPoint) -> None:
        self.menu(name).popup(self._rows[name][0].mapToGlobal(place))

    def _ask_name(self, name: str) -> None:
        title, label = tr("Expose parameter"), tr("What instances call it")
        given, sure = QInputDialog.getText(
            self._page, title, label, QLineEdit.EchoMode.Normal, name
        )
        if sure:
            self._expose(name, given)

    def _expose(self, name: str, called: str | None, _checked: bool = False) -> None:
        block, session = self._block(), self._session
        if block is None or self._node is None:
            return
        try:
            exposing.expose(session.document, session.catalog, block.id, self._node, name, called)
        except CommandRefused as refused:
            self._rows[name][0].show_problem(str(refused))

    def _name(self, block: Block | None, param: str) -> str | None:
        if block is None or self._node is None:
            return None
        return exposing.exposed_as(block, self._node, param)

    def _block(self) -> Block | None:
        project = self._session.document.project
        return project.blocks.get(self._session.document.scope or "")
