"""Taking an application apart: as a block or among the other layers."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget
from shiboken6 import isValid

from designer.catalog.specs import Role
from designer.graph.records import Node, NodeId
from designer.session.expanding import expand as ask_engine
from designer.session.expanding import why_not_yet
from designer.session.session import Session
from designer.ui.error_box import show_error
from designer.ui.translate import tr


def application(session: Session) -> Node | None:
    """Return the one selected model of `keras.applications`; None where there is none."""
    nodes = session.selection.nodes
    graph = session.document.graph
    if len(nodes) != 1 or nodes[0] not in graph.nodes:
        return None
    owner = graph.owner(graph.nodes[nodes[0]])
    spec = session.catalog.layer(owner.kind)
    return owner if spec is not None and spec.role is Role.APPLICATION else None


def expand(parent: QWidget, session: Session) -> QMessageBox | None:
    """Ask how the selected application is to be taken apart, and do it."""
    node = application(session)
    if node is None:
        return None
    if words := why_not_yet(session, node.id):
        _tell(parent, words)
        return None
    spec = session.catalog.layer(node.kind)
    count = spec.facts.get("layers") if spec else None
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle(tr("Take application apart"))
    box.setText(tr("{name} has about {n} layers.", name=node.name, n=count or tr("many")))
    box.setInformativeText(
        tr(
            "As a block it stays one node, which you can go into. In its place its layers stand "
            "among the others. Both can be undone."
        )
    )
    block = box.addButton(tr("As a Block"), QMessageBox.ButtonRole.AcceptRole)
    inline = box.addButton(tr("In Its Place"), QMessageBox.ButtonRole.AcceptRole)
    box.addButton(QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(block)
    block.clicked.connect(partial(_expand, parent, session, node.id, inline=False))
    inline.clicked.connect(partial(_expand, parent, session, node.id, inline=True))
    box.open()
    return box


def _expand(
    parent: QWidget, session: Session, node: NodeId, _checked: bool = False, *, inline: bool
) -> None:
    session.engine.start()
    ask_engine(
        session,
        node,
        inline=inline,
        on_done=lambda made: session.selection.set(made),
        on_failed=lambda words: _tell(parent, words),
    )


def _tell(parent: QWidget, words: str) -> None:
    if isValid(parent):
        show_error(parent, tr("The application cannot be taken apart."), words)
