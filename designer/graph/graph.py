"""The drawing as one immutable value, with the look-ups that everyone needs."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from math import inf

from designer.graph.records import INPUT, OUTPUT, Edge, EdgeId, Endpoint, Node, NodeId
from designer.graph.remarks import Remark, RemarkId

_FEW = 100


@dataclass(frozen=True)
class Graph:
    """Nodes and edges by id, and what is remarked on the drawing.

    Nothing may depend on the order of these mappings, which undo can change: order by topology,
    then by position, then by id.
    """

    nodes: Mapping[NodeId, Node] = field(default_factory=dict)
    edges: Mapping[EdgeId, Edge] = field(default_factory=dict)
    remarks: Mapping[RemarkId, Remark] = field(default_factory=dict)

    @classmethod
    def of(
        cls, nodes: Iterable[Node], edges: Iterable[Edge] = (), remarks: Iterable[Remark] = ()
    ) -> "Graph":
        """Return the graph of these records."""
        return cls(
            {node.id: node for node in nodes},
            {edge.id: edge for edge in edges},
            {remark.id: remark for remark in remarks},
        )

    def like(self, before: "Graph", touched: Collection[str]) -> "Graph":
        """Return this graph with the look-ups that *before* has, where they cannot be others.

        So an edit of a few records does not cost as much as the graph is large.

        Args:
            before: the graph from which this one was made.
            touched: the ids of all nodes and edges that may differ between the two.
        """
        if len(touched) > _FEW:
            return self
        own, known = self.__dict__, before.__dict__
        for name, end in (("_incoming", _target), ("_outgoing", _source)):
            if name in known:
                own[name] = self._put_right(known[name], before, touched, end)
        nodes = [g.nodes[id] for g in (before, self) for id in touched if id in g.nodes]
        kept = ["by_name"] if not nodes else []
        if not any(node.layer for node in nodes):
            kept += ["twins", "twin_groups"] if not known.get("twins") else ["twins"]
        if not any(node.kind in (INPUT, OUTPUT) for node in nodes):
            kept += ["inputs", "outputs"]
        own.update((name, known[name]) for name in kept if name in known)
        return self

    def _put_right(
        self,
        known: Mapping[NodeId, tuple[Edge, ...]],
        before: "Graph",
        touched: Collection[str],
        end: Callable[[Edge], NodeId],
    ) -> Mapping[NodeId, tuple[Edge, ...]]:
        new = [self.edges[id] for id in touched if id in self.edges]
        places = {end(edge) for edge in new}
        places.update(end(before.edges[id]) for id in touched if id in before.edges)
        found = dict(known)
        for place in places:
            edges = [edge for edge in known.get(place, ()) if edge.id not in touched]
            edges += (edge for edge in new if end(edge) == place)
            found[place] = tuple(sorted(edges, key=_by_order))
        return found

    @cached_property
    def _incoming(self) -> Mapping[NodeId, tuple[Edge, ...]]:
        found: defaultdict[NodeId, list[Edge]] = defaultdict(list)
        for edge in self.edges.values():
            found[edge.target.node].append(edge)
        return {id: tuple(sorted(edges, key=_by_order)) for id, edges in found.items()}

    @cached_property
    def _outgoing(self) -> Mapping[NodeId, tuple[Edge, ...]]:
        found: defaultdict[NodeId, list[Edge]] = defaultdict(list)
        for edge in self.edges.values():
            found[edge.source.node].append(edge)
        return {id: tuple(sorted(edges, key=_by_order)) for id, edges in found.items()}

    @cached_property
    def by_name(self) -> Mapping[str, Node]:
        """Nodes by name; of two with one name no Output, then the one with the smaller id."""
        nodes = sorted(self.nodes.values(), key=_outputs_last, reverse=True)
        return {node.name: node for node in nodes}

    def incoming(self, node: NodeId) -> tuple[Edge, ...]:
        """Return the edges that end at *node*, by their order."""
        return self._incoming.get(node, ())

    def outgoing(self, node: NodeId) -> tuple[Edge, ...]:
        """Return the edges that begin at *node*."""
        return self._outgoing.get(node, ())

    def edges_into(self, end: Endpoint) -> tuple[Edge, ...]:
        """Return the edges into one input port, by their order."""
        return tuple(edge for edge in self.incoming(end.node) if edge.target.port == end.port)

    def edges_from(self, end: Endpoint) -> tuple[Edge, ...]:
        """Return the edges out of one output port."""
        return tuple(edge for edge in self.outgoing(end.node) if edge.source.port == end.port)

    def owner(self, node: Node) -> Node:
        """Return the node that owns the layer which *node* calls: itself, unless it shares."""
        return self.nodes.get(node.layer, node) if node.layer else node

    @cached_property
    def twins(self) -> Mapping[NodeId, tuple[NodeId, ...]]:
        """The nodes that call each owner's layer besides the owner, by id."""
        found: defaultdict[NodeId, list[NodeId]] = defaultdict(list)
        for node in sorted(self.nodes.values(), key=_by_id):
            if node.layer:
                found[node.layer].append(node.id)
        return {owner: tuple(ids) for owner, ids in found.items()}

    @cached_property
    def twin_groups(self) -> Mapping[NodeId, int]:
        """A number from 1 for each shared layer, by its owner, in reading order."""
        owners = (self.nodes[id] for id in self.twins if id in self.nodes)
        ordered = sorted(owners, key=reading_order)
        return {node.id: number for number, node in enumerate(ordered, 1)}

    @cached_property
    def inputs(self) -> tuple[Node, ...]:
        """The `Input` nodes: by their `index` where they have one, then in reading order."""
        return self._ends(INPUT)

    @cached_property
    def outputs(self) -> tuple[Node, ...]:
        """The `Output` nodes: by their `index` where they have one, then in reading order."""
        return self._ends(OUTPUT)

    def _ends(self, kind: str) -> tuple[Node, ...]:
        return tuple(sorted((n for n in self.nodes.values() if n.kind == kind), key=_end_order))


def _source(edge: Edge) -> NodeId:
    return edge.source.node


def _target(edge: Edge) -> NodeId:
    return edge.target.node


def _end_order(node: Node) -> tuple[float, tuple[float, float, NodeId]]:
    index = node.params.get("index")
    is_place = isinstance(index, int) and not isinstance(index, bool)
    return (index if is_place else inf, reading_order(node))  # type: ignore[return-value]  # whole


def reading_order(node: Node) -> tuple[float, float, NodeId]:
    """Sort key: left to right, then top to bottom, then id.

    Models are drawn from the top down, so siblings stand beside each other.
    """
    return (node.position[0], node.position[1], node.id)


def _by_order(edge: Edge) -> tuple[int, EdgeId]:
    return (edge.order, edge.id)


def _by_id(node: Node) -> NodeId:
    return node.id


def _outputs_last(node: Node) -> tuple[bool, NodeId]:
    return (node.kind == OUTPUT, node.id)
