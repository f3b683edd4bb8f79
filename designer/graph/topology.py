"""Questions about the way tensors take, answered by networkx in linear time.

networkx is imported when the first question is asked, so that the window is there before it.
"""

from collections.abc import Callable, Iterable
from typing import Any

from designer.graph.graph import Graph, reading_order
from designer.graph.records import Node, NodeId


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
    weights equal under one seed. A node that shares a layer depends on the layer's owner too.
    Ties are broken by reading order, so that the order is a function of the drawing alone.

    Raises:
        Circle: if there is a cycle.
    """
    import networkx as nx

    keys = {id: reading_order(node) for id, node in graph.nodes.items()}
    ids = nx.lexicographical_topological_sort(_dependencies(graph), key=keys.__getitem__)
    try:
        return tuple(graph.nodes[id] for id in ids)
    except nx.NetworkXUnfeasible as error:
        raise Circle("The wires form a circle.") from error


def find_cycle(graph: Graph) -> tuple[NodeId, ...]:
    """Return the nodes of one cycle in order, or nothing where the graph is acyclic."""
    import networkx as nx

    flow = digraph(graph)
    # Asking whether there is one is six times as fast as looking for it.
    if nx.is_directed_acyclic_graph(flow):
        return ()
    return tuple(edge[0] for edge in nx.find_cycle(flow))


def would_cycle(graph: Graph, source: NodeId, target: NodeId) -> bool:
    """Tell whether an edge from *source* to *target* would close a cycle.

    Walks only what lies below *target*, and each node once.
    """
    return source in below(graph, [target])


def below(graph: Graph, starts: Iterable[NodeId]) -> frozenset[NodeId]:
    """Return *starts* and every node that depends on them."""
    return _reach(starts, lambda id: (edge.target.node for edge in graph.outgoing(id)))


def above(graph: Graph, starts: Iterable[NodeId]) -> frozenset[NodeId]:
    """Return *starts* and every node on which they depend."""
    return _reach(starts, lambda id: (edge.source.node for edge in graph.incoming(id)))


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
