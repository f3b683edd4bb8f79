"""Going from node to node by the arrow keys: along the wires first, then to what lies there."""

from designer.graph.graph import Graph
from designer.graph.records import Node, NodeId


def neighbour(graph: Graph, node: NodeId, dx: int, dy: int) -> NodeId | None:
    """Return the node to which an arrow leads from *node*; None at the rim."""
    here = graph.nodes[node]
    if dy:
        edges = graph.outgoing(node) if dy > 0 else graph.incoming(node)
        ends = {edge.target.node if dy > 0 else edge.source.node for edge in edges}
        wired = [graph.nodes[id] for id in ends if id in graph.nodes]
        if wired:
            return min(wired, key=lambda other: (_apart(here, other), other.id)).id
    there = [
        other
        for other in graph.nodes.values()
        if (other.position[0] - here.position[0]) * dx > abs(_down(here, other)) * bool(dx) / 2
        or (_down(here, other)) * dy > 0
    ]
    return min(there, key=lambda other: (_apart(here, other), other.id)).id if there else None


def first(graph: Graph) -> NodeId | None:
    """Return the node to begin with: the topmost, then the leftmost."""
    nodes = graph.nodes.values()
    return min(nodes, key=lambda node: (*node.position[::-1], node.id)).id if nodes else None


def _down(here: Node, other: Node) -> float:
    return other.position[1] - here.position[1]


def _apart(here: Node, other: Node) -> float:
    dx, dy = other.position[0] - here.position[0], _down(here, other)
    return dx * dx + dy * dy
