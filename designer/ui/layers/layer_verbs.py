"""What can be done with the layers behind nodes: freeze, share, choose first weights."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial

from designer.catalog.specs import Role
from designer.document.commands import freezing, nodes, weights
from designer.graph.records import INPUT, OUTPUT, Node, NodeId
from designer.project.first_weights import FRESH
from designer.session.session import Session
from designer.ui.asking import asking


class LayerVerbs:
    """The verbs, on the selection of one canvas."""

    def __init__(
        self,
        session: Session,
        *,
        show: Callable[[Iterable[NodeId]], None],
        say: Callable[[str], None],
    ) -> None:
        self._session = session
        self._show = show
        self._asking = partial(asking, say)

    # Freezing ------------------------------------------------------------------------------

    def toggle_trainable(self) -> None:
        """Freeze the selected layers; where all are frozen, let them learn again."""
        graph = self._session.document.graph
        chosen = self._session.selection.nodes
        if chosen:
            frozen = all(not graph.owner(graph.nodes[id]).trainable for id in chosen)
            nodes.set_trainable(self._session.document, chosen, frozen)

    def freeze_above(self) -> None:
        """Freeze the selected layers and all that lead to them."""
        session = self._session
        with self._asking():
            freezing.freeze_above(session.document, session.selection.nodes, self._has_weights)

    def unfreeze_below(self) -> None:
        """Let the selected layers and all that follow them learn again."""
        session = self._session
        with self._asking():
            freezing.unfreeze_below(session.document, session.selection.nodes, self._has_weights)

    def _has_weights(self, node: Node) -> bool:
        report = self._session.analysis.report(node.id)
        if report is not None:
            return report.parameters > 0
        spec = self._session.catalog.layer(node.kind)
        return spec is None or spec.role is not Role.OPERATION

    # Sharing -------------------------------------------------------------------------------

    def share(self) -> None:
        """Let the selected nodes call one layer."""
        with self._asking():
            nodes.share(self._session.document, self._session.selection.nodes)

    def unshare(self) -> None:
        """Give each selected node a layer of its own."""
        document = self._session.document
        with document.edit("Stop sharing"):
            for id in self._session.selection.nodes:
                nodes.unshare(document, id)

    def twins(self) -> frozenset[NodeId]:
        """Return the selected nodes that share a layer, with all that call the same."""
        graph = self._session.document.graph
        found: set[NodeId] = set()
        for id in self._session.selection.nodes:
            owner = graph.owner(graph.nodes[id]).id
            if others := graph.twins.get(owner):
                found |= {owner, *others}
        return frozenset(found)

    def select_twins(self) -> None:
        """Select all nodes that call the layers of the selected ones."""
        if found := self.twins():
            self._session.selection.set(found)
            self._show(found)

    # First weights -------------------------------------------------------------------------

    def layers(self) -> tuple[Node, ...]:
        """Return the owners of the selected layers, in reading order."""
        graph = self._session.document.graph
        chosen = (graph.nodes[id] for id in self._session.selection.nodes if id in graph.nodes)
        owners = {owner.id: owner for node in chosen if (owner := graph.owner(node))}
        found = (node for node in owners.values() if node.kind not in (INPUT, OUTPUT))
        return tuple(sorted(found, key=lambda node: (node.position[1], node.position[0], node.id)))

    def begin_afresh(self) -> None:
        """Let the selected layers begin with the weights of their initializers."""
        self._set_weights(FRESH)

    def begin_as_project(self) -> None:
        """Let the selected layers begin as the project says."""
        self._set_weights("")

    def set_weights(self, chosen: Mapping[NodeId, str]) -> None:
        """Say where the first weights of each layer come from."""
        with self._asking():
            weights.set_each(self._session.document, chosen)

    def _set_weights(self, word: str) -> None:
        with self._asking():
            weights.set_weights(self._session.document, self._session.selection.nodes, word)
