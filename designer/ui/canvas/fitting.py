"""What a new layer has to fit, by the wire in hand, the selection and the place."""

from collections.abc import Sequence

from designer.catalog.likely import rank_after
from designer.catalog.wanted import SEVERAL, Wanted
from designer.graph.connecting import params_of
from designer.graph.records import Edge, Endpoint, Node, NodeId
from designer.session.habits import Habits
from designer.session.session import Session

_FURTHEST = 200
"""So many layers are walked back to find a known rank."""


class Fitting:
    """Makes wishes from what the drawing and the analysis know."""

    def __init__(self, session: Session, habits: Habits) -> None:
        self._session = session
        self._habits = habits

    def anything(self) -> Wanted:
        """Return the wish for a layer that is wired to nothing."""
        graph = self._session.document.graph
        return Wanted(first=not graph.nodes, habits=self._habits.counts)

    def after(self, end: Endpoint, *, output: bool | None = None) -> Wanted:
        """Return the wish for what takes the tensor of an output.

        Args:
            end: that output.
            output: true where a wire is in hand that has to be taken.
        """
        graph = self._session.document.graph
        edges = graph.edges_from(end)
        before = self._kind(edges[0].target) if len(edges) == 1 else ""
        rank, dtype = self._tensor(end)
        return Wanted(output, rank, dtype, self._kind(end), before, habits=self._habits.counts)

    def joining(self, ends: Sequence[Endpoint]) -> Wanted:
        """Return the wish for what takes the tensors of several outputs."""
        rank, dtype = self._tensor(ends[0])
        count, habits = len(ends), self._habits.counts
        return Wanted(True, rank, dtype, SEVERAL, count=count, habits=habits)

    def instead_of(self, nodes: Sequence[NodeId]) -> Wanted:
        """Return the wish for what takes the place of layers: of the first of them, mostly."""
        graph = self._session.document.graph
        incoming, outgoing = graph.incoming(nodes[0]), graph.outgoing(nodes[0])
        rank, dtype = self._tensor(incoming[0].source) if incoming else (None, "")
        return Wanted(
            True if incoming else False if outgoing else None,
            rank,
            dtype,
            self._kind(incoming[0].source) if incoming else "",
            self._kind(outgoing[0].target) if outgoing else "",
            through=bool(incoming and outgoing),
            instead=self._session.catalog.layer(graph.owner(graph.nodes[nodes[0]]).kind),
            habits=self._habits.counts,
        )

    def before(self, end: Endpoint) -> Wanted:
        """Return the wish for what gives a tensor to an input."""
        return Wanted(False, before=self._kind(end), habits=self._habits.counts)

    def within(self, edge: Edge) -> Wanted:
        """Return the wish for what is put into a wire."""
        rank, dtype = self._tensor(edge.source)
        after, before = self._kind(edge.source), self._kind(edge.target)
        return Wanted(True, rank, dtype, after, before, through=True, habits=self._habits.counts)

    def _kind(self, end: Endpoint) -> str:
        graph = self._session.document.graph
        return graph.owner(graph.nodes[end.node]).kind

    def _tensor(self, end: Endpoint) -> tuple[int | None, str]:
        """Return rank and dtype of a tensor: as analysed, else as the layers before it say."""
        report = self._session.analysis.report(end.node)
        tensor = report.outputs.get(end.port) if report else None
        if tensor is not None:
            return len(tensor.shape), tensor.dtype
        return self._guessed(end), ""

    def _guessed(self, end: Endpoint) -> int | None:
        """Return the rank by walking back to what is known, and forth again."""
        graph, catalog = self._session.document.graph, self._session.catalog
        way: list[Node] = []
        rank: int | None = None
        current: Endpoint | None = end
        while current is not None and len(way) < _FURTHEST:
            report = self._session.analysis.report(current.node)
            tensor = report.outputs.get(current.port) if report else None
            if tensor is not None:
                rank = len(tensor.shape)
                break
            way.append(graph.nodes[current.node])
            incoming = graph.incoming(current.node)
            current = incoming[0].source if incoming else None
        for node in reversed(way):
            spec = catalog.layer(graph.owner(node).kind)
            rank = rank_after(spec, params_of(graph, node), rank) if spec is not None else None
        return rank
