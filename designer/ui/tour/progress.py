"""What was done since a step began, told from two graphs; no Qt."""

from designer.graph.graph import Graph
from designer.graph.records import NodeId


def added(before: Graph, now: Graph) -> NodeId | None:
    """Return the layer that has come last; None where none has."""
    new = [id for id in now.nodes if id not in before.nodes]
    return new[-1] if new else None


def is_wired(now: Graph, node: NodeId) -> bool:
    """Return whether tensors come to a layer and go on from it."""
    return bool(now.incoming(node)) and bool(now.outgoing(node))


def changed_param(before: Graph, now: Graph) -> NodeId | None:
    """Return a layer of which a parameter was set; None where none was."""
    for id, node in now.nodes.items():
        if id in before.nodes and before.nodes[id].params != node.params:
            return id
    return None
