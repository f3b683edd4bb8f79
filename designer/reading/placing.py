"""Places on the canvas for nodes that were read, so that the order of the script is theirs.

The order in which a script makes its layers follows from where the nodes stand. A layout is taken
whose order gives the same layout again, so that reading and writing twice changes nothing.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from designer.graph.graph import Graph
from designer.graph.layered import places_unseen
from designer.graph.placing import place_new as places_of_new
from designer.graph.records import INPUT, Direction, NodeId, Point
from designer.graph.topology import Circle, build_order

_ROUNDS = 6


def lay_out(graph: Graph, order: Sequence[NodeId], direction: Direction = Direction.DOWN) -> Graph:
    """Return *graph* laid out whole; *order* is that of the script."""
    for _ in range(_ROUNDS):
        placed = _laid_out(graph, order, direction)
        try:
            following = [node.id for node in build_order(placed)]
        except Circle:
            return placed
        if following == list(order):
            return placed
        order = following
    return placed


def _laid_out(graph: Graph, order: Sequence[NodeId], direction: Direction) -> Graph:
    start = {id: (float(number), 0.0) for number, id in enumerate(order)}
    lined = with_positions(graph, start)
    places = places_unseen(lined, direction)
    left = min((x for x, _ in places.values()), default=0.0)
    return with_positions(lined, {id: (x - left, y) for id, (x, y) in places.items()})


def line_up(graph: Graph, order: Sequence[NodeId], inputs: Sequence[str]) -> Graph:
    """Return *graph* with its nodes in a line, its inputs first and in their order."""
    ranks = {name: number - len(inputs) for number, name in enumerate(inputs)}
    places = {id: (float(number), 0.0) for number, id in enumerate(order)}
    for id, node in graph.nodes.items():
        if node.kind == INPUT and node.name in ranks:
            places[id] = (float(ranks[node.name]), 0.0)
    return with_positions(graph, places)


def with_positions(graph: Graph, places: Mapping[NodeId, Point]) -> Graph:
    """Return *graph* with nodes moved."""
    nodes = {
        id: replace(node, position=places[id]) if id in places else node
        for id, node in graph.nodes.items()
    }
    return replace(graph, nodes=nodes)


def place_new(
    graph: Graph,
    new: Collection[NodeId],
    order: Sequence[NodeId],
    direction: Direction = Direction.DOWN,
) -> Graph:
    """Return *graph* with its *new* nodes near those they are wired to; the others stay.

    Args:
        order: of the script, first to last.
        direction: whither the wires lead.
    """
    if len(new) == len(graph.nodes):
        return lay_out(graph, order, direction)
    lined = with_positions(
        graph, {id: (float(at), 0.0) for at, id in enumerate(order) if id in new}
    )
    return with_positions(graph, places_of_new(lined, new, None, direction))
