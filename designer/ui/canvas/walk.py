"""Going from node to node by the arrow keys: along the wires first, then to what lies there."""

from designer.graph.graph import Graph
from designer.graph.records import Direction, Node, NodeId


def neighbour(
    graph: Graph, node: NodeId, dx: int, dy: int, direction: Direction = Direction.DOWN
) -> NodeId | None:
    """Return the node to which an arrow leads from *node*; None at the rim."""
    here = graph.nodes[node]
    right = direction is Direction.RIGHT
    along, across = (dx, dy) if right else (dy, dx)
    if along:
        edges = graph.outgoing(node) if along > 0 else graph.incoming(node)
        ends = {edge.target.node if along > 0 else edge.source.node for edge in edges}
        wired = [graph.nodes[id] for id in ends if id in graph.nodes]
        if wired:
            return min(wired, key=lambda other: (_apart(here, other), other.id)).id
    there = []
    for other in graph.nodes.values():
        aside, further = _way_to(here, other, right)
        if aside * across > abs(further) * bool(across) / 2 or further * along > 0:
            there.append(other)
    return min(there, key=lambda other: (_apart(here, other), other.id)).id if there else None


def first(graph: Graph, direction: Direction = Direction.DOWN) -> NodeId | None:
    """Return the node to begin with: the first along the model, then across it."""
    step = 1 if direction is Direction.RIGHT else -1
    nodes = graph.nodes.values()
    return min(nodes, key=lambda node: (*node.position[::step], node.id)).id if nodes else None


def _way_to(here: Node, other: Node, right: bool) -> tuple[float, float]:
    """Return how far *other* is away across the model and along it."""
    dx, dy = other.position[0] - here.position[0], other.position[1] - here.position[1]
    return (dy, dx) if right else (dx, dy)


def _apart(here: Node, other: Node) -> float:
    dx, dy = _way_to(here, other, False)
    return dx * dx + dy * dy
