"""Verbs that help to read a drawing: collapse, expand, and select along the flow."""

from designer.document.commands.collapsing import set_collapsed, toggle_collapsed
from designer.graph.topology import above, below, linked
from designer.session.session import Session

MINIMAP = "minimap"
"""The preference: whether the small map is shown."""


class Reading:
    """The verbs, on the selection of one canvas."""

    def __init__(self, session: Session) -> None:
        self._session = session

    # How much of a node is drawn -----------------------------------------------------------

    def toggle_collapsed(self) -> None:
        """Collapse the selected nodes to their names; expand them where all are collapsed."""
        toggle_collapsed(self._session.document, self._session.selection.nodes)

    def collapse_all(self) -> None:
        """Collapse every node that is shown."""
        set_collapsed(self._session.document, self._session.document.graph.nodes, True)

    def expand_all(self) -> None:
        """Expand every node that is shown."""
        set_collapsed(self._session.document, self._session.document.graph.nodes, False)

    def all_collapsed(self) -> bool:
        """Whether all selected nodes are collapsed."""
        nodes = self._session.document.graph.nodes
        return all(nodes[id].collapsed for id in self._session.selection.nodes if id in nodes)

    # Along the flow ------------------------------------------------------------------------

    def select_ancestors(self) -> None:
        """Select, besides what is selected, everything that leads to it."""
        graph, selection = self._session.document.graph, self._session.selection
        selection.set(above(graph, selection.nodes))

    def select_descendants(self) -> None:
        """Select, besides what is selected, everything to which it leads."""
        graph, selection = self._session.document.graph, self._session.selection
        selection.set(below(graph, selection.nodes))

    def select_linked(self) -> None:
        """Select everything that hangs together with the selection by wires."""
        graph, selection = self._session.document.graph, self._session.selection
        selection.set(linked(graph, selection.nodes))

    def select_alike(self) -> None:
        """Select every layer of the kinds that are selected, shared ones with their calls."""
        graph, selection = self._session.document.graph, self._session.selection
        kinds = {graph.owner(graph.nodes[id]).kind for id in selection.nodes if id in graph.nodes}
        nodes = graph.nodes.values()
        selection.set({node.id for node in nodes if graph.owner(node).kind in kinds})

    # What is shown -------------------------------------------------------------------------

    def toggle(self, preference: str) -> None:
        """Show something that is hidden, or hide it, here and from now on."""
        preferences = self._session.preferences
        preferences.set(preference, not preferences.get(preference, True))
