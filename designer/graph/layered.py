"""Layered layout, from the top down: graph in, positions out. Pure Python, without Qt."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any, TypeAlias

from designer.graph.blocks import block_of
from designer.graph.graph import Graph
from designer.graph.layout.layers import Vertex, is_dummy, make_layers, ranks_of
from designer.graph.layout.ordering import order_layers
from designer.graph.layout.places import centres
from designer.graph.records import Node, NodeId, Point
from designer.graph.topology import digraph

Size: TypeAlias = tuple[float, float]

DEFAULT_SIZE: Size = (220.0, 66.0)
LAYER_GAP = 38.0
NODE_GAP = 32.0
COMPONENT_GAP = 96.0
_DUMMY_WIDTH = 16.0
_GRID = 4
_WIDEST = 300.0
_STEP = 16.0
_WORDS_ASIDE = 72.0
_LETTER = 7.0


def layered_layout(
    graph: Graph, chosen: Collection[NodeId] | None, sizes: Mapping[NodeId, Size]
) -> dict[NodeId, Point]:
    """Return new positions for the *chosen* nodes (all where it is None).

    The top left corner of what is laid out stays where it was. Parts that hang together are laid
    out by themselves, beside each other, in the order in which they stand now.

    Args:
        sizes: width and height of nodes in pixels; `DEFAULT_SIZE` where one is missing.
    """
    import networkx as nx

    ids = set(graph.nodes if chosen is None else chosen) & graph.nodes.keys()
    if not ids:
        return {}
    flow = digraph(graph).subgraph(ids)
    if not nx.is_directed_acyclic_graph(flow):
        return {}
    corner = _corner(graph.nodes[id].position for id in ids)
    positions: dict[NodeId, Point] = {}
    left = 0.0
    parts = sorted(
        nx.weakly_connected_components(flow),
        key=lambda part: min((graph.nodes[id].position, id) for id in part),
    )
    for part in parts:
        placed = _lay_out(graph, flow.subgraph(part), sizes)
        positions.update({id: (x + left, y) for id, (x, y) in placed.items()})
        left += COMPONENT_GAP + max(
            x + sizes.get(id, DEFAULT_SIZE)[0] for id, (x, _) in placed.items()
        )
    return {id: (_snap(x + corner[0]), _snap(y + corner[1])) for id, (x, y) in positions.items()}


def places_unseen(graph: Graph) -> dict[NodeId, Point]:
    """Return places for all nodes before anybody has drawn them; their widths are guessed.

    A place is where a box of `DEFAULT_SIZE` begins: wider ones grow to both sides.
    """
    sizes = {id: _guessed_size(graph, node) for id, node in graph.nodes.items()}
    corners = layered_layout(graph, None, sizes)
    return {id: (x + (sizes[id][0] - DEFAULT_SIZE[0]) / 2, y) for id, (x, y) in corners.items()}


def _guessed_size(graph: Graph, node: Node) -> Size:
    kind = graph.owner(node).kind
    if block_of(kind) is not None:
        return (_WIDEST, DEFAULT_SIZE[1])
    words = _WORDS_ASIDE + _LETTER * (len(node.name) + len(kind.rpartition(":")[2]))
    steps = max(0, -int(-(words - DEFAULT_SIZE[0]) // _STEP))
    return (min(_WIDEST, DEFAULT_SIZE[0] + _STEP * steps), DEFAULT_SIZE[1])


def _lay_out(graph: Graph, flow: Any, sizes: Mapping[NodeId, Size]) -> dict[NodeId, Point]:
    """Return positions of one part, its top left corner at the origin."""
    import networkx as nx

    keys = {id: (graph.nodes[id].position, id) for id in flow}
    order = list(nx.lexicographical_topological_sort(flow, key=keys.__getitem__))
    edges = {id: sorted(flow.successors(id), key=keys.__getitem__) for id in order}
    layers = make_layers(order, edges, ranks_of(order, edges))
    order_layers(layers)

    def width(vertex: Vertex) -> float:
        return _DUMMY_WIDTH if is_dummy(vertex) else sizes.get(str(vertex), DEFAULT_SIZE)[0]

    across = centres(layers, width, NODE_GAP)
    positions: dict[NodeId, Point] = {}
    y = 0.0
    for row in layers.rows:
        nodes = [str(vertex) for vertex in row if not is_dummy(vertex)]
        for id in nodes:
            positions[id] = (across[id] - width(id) / 2, y)
        y += LAYER_GAP + max((sizes.get(id, DEFAULT_SIZE)[1] for id in nodes), default=0.0)
    left = min(x for x, _ in positions.values())
    return {id: (x - left, y) for id, (x, y) in positions.items()}


def _corner(positions: Iterable[Point]) -> Point:
    points = list(positions)
    return (min(x for x, _ in points), min(y for _, y in points))


def _snap(value: float) -> float:
    return float(round(value / _GRID) * _GRID)
