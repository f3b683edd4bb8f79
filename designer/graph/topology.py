"""Questions about the way tensors take, answered by networkx in linear time."""

from collections.abc import Callable, Iterable

import networkx as nx

from designer.graph.graph import Graph, reading_order
from designer.graph.records import Node, NodeId


def digraph(graph: Graph) -> "nx.DiGraph[NodeId]":
    """Return the nodes and edges as a networkx graph of ids; dangling edges are left out."""
    result: nx.DiGraph[NodeId] = nx.DiGraph()
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
        networkx.NetworkXUnfeasible: if there is a cycle.
    """
    order = digraph(graph)
    order.add_edges_from(
        (node.layer, node.id) for node in graph.nodes.values() if node.layer in graph.nodes
    )
    keys = {id: reading_order(node) for id, node in graph.nodes.items()}
    ids = nx.lexicographical_topological_sort(order, key=keys.__getitem__)
    return tuple(graph.nodes[id] for id in ids)


def find_cycle(graph: Graph) -> tuple[NodeId, ...]:
    """Return the nodes of one cycle in order, or nothing where the graph is acyclic."""
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
