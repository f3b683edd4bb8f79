"""Says aloud, where a screen reader listens, which layer the keys have come to."""

from PySide6.QtWidgets import QWidget

from designer.session import spoken
from designer.session.session import Session
from designer.ui.announce import announce, is_heard
from designer.ui.following import follow
from designer.ui.translate import tr


class Speaking:
    """Follows the selection while the canvas has the focus, and the place that is shown."""

    def __init__(self, canvas: QWidget, session: Session) -> None:
        self._canvas, self._session = canvas, session
        follow(canvas, session.selection.changed, self._on_selected)
        follow(canvas, session.document.entered, self._on_entered)

    def words(self) -> str:
        """Return what is said of what is selected."""
        session = self._session
        selection = session.selection
        if len(selection.ids) > 1:
            return spoken.several(len(selection.ids))
        if selection.nodes:
            return spoken.of_node(session, selection.nodes[0])
        edge = session.document.edge(selection.edges[0]) if selection.edges else None
        if edge is None:
            return tr("Nothing selected")
        graph = session.document.graph
        source, target = (graph.nodes[end.node].name for end in (edge.source, edge.target))
        return tr("Wire from {source} to {target}", source=source, target=target)

    def _on_selected(self) -> None:
        if is_heard() and self._canvas.hasFocus():
            announce(self._canvas, self.words())

    def _on_entered(self) -> None:
        if not is_heard():
            return
        document = self._session.document
        block = document.project.blocks.get(document.scope or "")
        where = tr("In block {name}", name=block.name) if block else tr("In the model")
        announce(self._canvas, where)
