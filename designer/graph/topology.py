"""Questions about the way tensors take, answered in linear time; those on circles by networkx.

networkx is imported when there is a circle to be told of: most drawings never have one, and the
window would stand still meanwhile.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from designer.graph.graph import Graph
from designer.graph.records import INPUT, OUTPUT, Edge, Node, NodeId

_SOURCE: Callable[[Edge], NodeId] = attrgetter("source.node")
_TARGET: Callable[[Edge], NodeId] = attrgetter("target.node")


class Circle(ValueError):
    """The wires form a circle, so there is no order in which to build."""


def digraph(graph: Graph) -> Any:
    """Return the nodes and edges as a networkx `DiGraph` of ids; dangling edges are left out."""
    import networkx as nx

    result = nx.DiGraph()
    result.add_nodes_from(graph.nodes)
    result.add_edges_from(
        (edge.source.node, edge.target.node)
        for edge in graph.edges.values()
        if edge.source.node in graph.nodes and edge.target.node in graph.nodes
    )
    return result


def build_order(graph: Graph) -> tuple[Node, ...]:
    """Return the nodes so that each comes after those it depends on.

    Engine and exported code both build layers in this order, which is what makes their initial
    weights equal under one seed. What an output needs stands before it, branch after branch in
    the order of the wires, as one would write it by hand; what leads to no output comes last, by
    id. So a node that is put into a wire stands between its neighbours and leaves all others in
    their places, and the order does not depend on where nodes stand, but for that of the outputs.
    A node that shares a layer depends on the layer's owner too.

    Raises:
        Circle: if there is a cycle.
    """
    order: dict[NodeId, Node] = {}
    open_ones: set[NodeId] = set()
    for start in _ends(graph):
        waiting = [start.id]
        while waiting:
            id = waiting[-1]
            if id in order:
                waiting.pop()
                continue
            needed = [other for other in _needed(graph, graph.nodes[id]) if other not in order]
            if not needed:
                order[id] = graph.nodes[id]
            elif id in open_ones:
                raise Circle("The wires form a circle.")
            open_ones.add(id)
            waiting += reversed(needed)
    return tuple(order.values())


def _ends(graph: Graph) -> Iterator[Node]:
    """Yield where to begin: the outputs, then the ends of what leads to none, then the rest."""
    yield from graph.outputs
    others = sorted(graph.nodes.items())
    yield from (node for id, node in others if not graph.outgoing(id))
    yield from (node for _, node in others)


def _needed(graph: Graph, node: Node) -> Iterator[NodeId]:
    if node.layer is not None and node.layer in graph.nodes:
        yield node.layer
    for edge in sorted(graph.incoming(node.id), key=lambda e: (e.target.port, e.order, e.id)):
        if edge.source.node in graph.nodes:
            yield edge.source.node


def longest_way(graph: Graph) -> int:
    """Return how many layers stand on the longest way through *graph*.

    Raises:
        Circle: if there is a cycle.
    """
    depths: dict[NodeId, int] = {}
    for node in build_order(graph):
        before = (depths.get(edge.source.node, 0) for edge in graph.incoming(node.id))
        depths[node.id] = max(before, default=0) + (node.kind not in (INPUT, OUTPUT))
    return max(depths.values(), default=0)


def find_cycle(graph: Graph) -> tuple[NodeId, ...]:
    """Return the nodes of one cycle in order, or nothing where the graph is acyclic."""
    if _has_order(graph):
        return ()
    import networkx as nx

    return tuple(edge[0] for edge in nx.find_cycle(digraph(graph)))


def _has_order(graph: Graph) -> bool:
    """Tell whether each node can stand behind those before it (Kahn, 1962).

    Asked after each edit: in plain dictionaries it is done sooner than networkx has its own.
    """
    after: dict[NodeId, list[NodeId]] = {id: [] for id in graph.nodes}
    waits_for = dict.fromkeys(graph.nodes, 0)
    for edge in graph.edges.values():
        if edge.source.node in after and edge.target.node in after:
            after[edge.source.node].append(edge.target.node)
            waits_for[edge.target.node] += 1
    ready = [id for id, count in waits_for.items() if not count]
    for id in ready:  # which grows meanwhile
        for other in after[id]:
            waits_for[other] -= 1
            if not waits_for[other]:
                ready.append(other)
    return len(ready) == len(after)


def would_cycle(graph: Graph, source: NodeId, target: NodeId) -> bool:
    """Tell whether an edge from *source* to *target* would close a cycle.

    Goes down from *target* and up from *source* by turns, until they meet or one is done: each
    node is walked once, and of a large model no more than twice its smaller side.
    """
    if source == target:
        return True
    down = _Walk({target}, [target], graph.outgoing, _TARGET)
    up = _Walk({source}, [source], graph.incoming, _SOURCE)
    while down.waiting and up.waiting:
        if down.step() & up.seen or up.step() & down.seen:
            return True
    return False


@dataclass(slots=True)
class _Walk:
    """Goes from node to node along the wires, each node once."""

    seen: set[NodeId]
    waiting: list[NodeId]
    edges: Callable[[NodeId], Iterable[Edge]]
    far: Callable[[Edge], NodeId]

    def step(self) -> set[NodeId]:
        """Go on from one node; return the nodes that are new."""
        new = {self.far(edge) for edge in self.edges(self.waiting.pop())} - self.seen
        self.seen |= new
        self.waiting += new
        return new


def below(graph: Graph, starts: Iterable[NodeId]) -> frozenset[NodeId]:
    """Return *starts* and every node that depends on them."""
    return _reach(starts, lambda id: map(_TARGET, graph.outgoing(id)))


def above(graph: Graph, starts: Iterable[NodeId]) -> frozenset[NodeId]:
    """Return *starts* and every node on which they depend."""
    return _reach(starts, lambda id: map(_SOURCE, graph.incoming(id)))


def linked(graph: Graph, starts: Iterable[NodeId]) -> frozenset[NodeId]:
    """Return *starts* and every node that hangs together with them by wires, either way."""
    return _reach(
        starts,
        lambda id: (
            *map(_SOURCE, graph.incoming(id)),
            *map(_TARGET, graph.outgoing(id)),
        ),
    )


def _reach(
    starts: Iterable[NodeId], neighbours: Callable[[NodeId], Iterable[NodeId]]
) -> frozenset[NodeId]:
    seen = set(starts)
    waiting = list(seen)
    while waiting:
        for id in neighbours(waiting.pop()):
            if id not in seen:
                seen.add(id)
                waiting.append(id)
    return frozenset(seen)


def circles(graph: Graph) -> frozenset[NodeId]:
    """Return every node on a circle of edges and shared layers: those that cannot be built."""
    import networkx as nx

    flow = _dependencies(graph)
    parts = nx.strongly_connected_components(flow)
    return frozenset(id for part in parts for id in part if len(part) > 1 or flow.has_edge(id, id))


def _dependencies(graph: Graph) -> Any:
    """Return what must be built before what: edges, and the owners of shared layers."""
    flow = digraph(graph)
    flow.add_edges_from(
        (node.layer, node.id) for node in graph.nodes.values() if node.layer in graph.nodes
    )
    return flow
