"""The graph without bypassed nodes: what comes to their first input goes on in their place."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from designer.graph.graph import Graph
from designer.graph.records import INPUT, OUTPUT, Edge, Endpoint, Node, NodeId

FIRST_PORTS: Final = (
    "inputs", "query", "condition", "condlist", "x", "x1", "a", "data", "images", "image1",
    "sequences", "sorted_sequence", "targets", "target", "indices", "start", "abs_",
)  # fmt: skip
"""The first ports of all layers and operations that have several, such that the earliest here
of those that a node has is its first one."""
_LAST = len(FIRST_PORTS)
PortOrder = Callable[[Node], Sequence[str]]


def is_bypassed(node: Node) -> bool:
    """Tell whether the model is built without *node*; an Input or Output never is."""
    return node.bypassed and node.kind not in (INPUT, OUTPUT)


def no_order(_node: Node) -> Sequence[str]:
    """Return that nothing is known of the order of a node's ports."""
    return ()


def without_bypassed(graph: Graph, ports: PortOrder = no_order) -> Graph:
    """Return *graph* as it is built: bypassed nodes are gone, wires lead past them.

    A layer that a bypassed node owns and others call goes to the first of those. Wires keep
    their ids and their places among those of a port; what comes from a bypassed node without an
    input is not wired.

    Args:
        graph: what is drawn.
        ports: the names of a node's input ports in their order, where they are known.

    Returns:
        The same object where nothing is bypassed.
    """
    if not any(is_bypassed(node) for node in graph.nodes.values()):
        return graph
    edges = {}
    for id, edge in graph.edges.items():
        target = graph.nodes.get(edge.target.node)
        if target is not None and is_bypassed(target):
            continue
        source = passing(graph, edge.source, ports)
        if source is not None:
            edges[id] = edge if source == edge.source else replace(edge, source=source)
    nodes = {id: node for id, node in graph.nodes.items() if not is_bypassed(node)}
    nodes.update(_heirs(graph, nodes))
    return replace(graph, nodes=nodes, edges=edges)


def passing(graph: Graph, end: Endpoint, ports: PortOrder = no_order) -> Endpoint | None:
    """Follow an output of a bypassed node back to where its tensor comes from; None if nowhere."""
    seen: set[NodeId] = set()
    while (node := graph.nodes.get(end.node)) is not None and is_bypassed(node):
        edge = first_wire(graph, node, ports(node))
        if edge is None or end.node in seen:
            return None
        seen.add(end.node)
        end = edge.source
    return end


def first_wire(graph: Graph, node: Node, order: Sequence[str] = ()) -> Edge | None:
    """Return the wire into the first port of *node* that has one.

    Args:
        order: the names of its ports, where they are known.
    """

    def place(edge: Edge) -> tuple[int, int, int, str]:
        name = edge.target.port
        known = order.index(name) if name in order else len(order)
        usual = FIRST_PORTS.index(name) if name in FIRST_PORTS else _LAST
        return (known, usual, edge.order, edge.id)

    return min(graph.incoming(node.id), key=place, default=None)


def _heirs(graph: Graph, kept: Mapping[NodeId, Node]) -> dict[NodeId, Node]:
    """Return the nodes that own a layer now, or call another's, as the owner is bypassed."""
    changed: dict[NodeId, Node] = {}
    for owner, twins in graph.twins.items():
        if owner in kept or owner not in graph.nodes:
            continue
        left = sorted((kept[id] for id in twins if id in kept), key=_place)
        if not left:
            continue
        first, old = left[0], graph.nodes[owner]
        changed[first.id] = replace(
            first,
            layer=None,
            params={**old.params, **first.params},
            trainable=old.trainable,
            weights=old.weights,
        )
        changed.update({node.id: replace(node, layer=first.id) for node in left[1:]})
    return changed


def _place(node: Node) -> tuple[float, float, NodeId]:
    return (node.position[1], node.position[0], node.id)
