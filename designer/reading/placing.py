"""Places on the canvas for nodes that were read, so that the order of the script is theirs.

The order in which a script makes its layers follows from where the nodes stand. A layout is taken
whose order gives the same layout again, so that reading and writing twice changes nothing.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from designer.graph.graph import Graph
from designer.graph.layered import DEFAULT_SIZE, LAYER_GAP, NODE_GAP, places_unseen
from designer.graph.records import INPUT, OUTPUT, NodeId, Point
from designer.graph.topology import Circle, below, build_order

_ROUNDS = 6
_STEP = DEFAULT_SIZE[1] + LAYER_GAP


def lay_out(graph: Graph, order: Sequence[NodeId]) -> Graph:
    """Return *graph* laid out whole; *order* is that of the script."""
    for _ in range(_ROUNDS):
        placed = _laid_out(graph, order)
        try:
            following = [node.id for node in build_order(placed)]
        except Circle:
            return placed
        if following == list(order):
            return placed
        order = following
    return placed


def _laid_out(graph: Graph, order: Sequence[NodeId]) -> Graph:
    start = {id: (float(number), 0.0) for number, id in enumerate(order)}
    lined = with_positions(graph, start)
    places = places_unseen(lined)
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


def place_new(graph: Graph, new: Collection[NodeId], order: Sequence[NodeId]) -> Graph:
    """Return *graph* with its *new* nodes near those they are wired to; the others stay.

    Args:
        order: of the script, first to last.
    """
    if len(new) == len(graph.nodes):
        return lay_out(graph, order)
    places = {id: node.position for id, node in graph.nodes.items() if id not in new}
    for id in order:
        if id in new and id in graph.nodes:
            wanted = _beside(graph, id, places)
            _make_room(graph, id, wanted[1] + _STEP, places)
            places[id] = _free(wanted, places)
    return with_positions(graph, places)


def _make_room(graph: Graph, id: NodeId, top: float, places: dict[NodeId, Point]) -> None:
    """Move what a new node leads to down, with all that depends on it, to *top* or below."""
    lower = [e.target.node for e in graph.outgoing(id) if e.target.node in places]
    upper = [places[e.source.node][1] for e in graph.incoming(id) if e.source.node in places]
    if not lower or not upper:
        return
    start = min(places[other][1] for other in lower)
    if not max(upper) < start < top:
        return
    for other in below(graph, lower):
        if other in places and places[other][1] >= start:
            x, y = places[other]
            places[other] = (x, y + top - start)


def _beside(graph: Graph, id: NodeId, places: Mapping[NodeId, Point]) -> Point:
    """Return a place below what goes into a node, or else above what comes out of it."""
    above = [places[e.source.node] for e in graph.incoming(id) if e.source.node in places]
    if above:
        x = sum(x for x, _ in above) / len(above)
        return (round(x / 4) * 4.0, max(y for _, y in above) + _STEP)
    lower = [places[e.target.node] for e in graph.outgoing(id) if e.target.node in places]
    if lower:
        return (min(x for x, _ in lower), min(y for _, y in lower) - _STEP)
    kind = graph.nodes[id].kind
    edge = max if kind != INPUT else min
    rows = [y for _, y in places.values()]
    columns = [x for x, _ in places.values()]
    side = max(columns, default=0.0) + DEFAULT_SIZE[0] + NODE_GAP
    return (side if kind in (INPUT, OUTPUT) else min(columns, default=0.0),
            edge(rows, default=0.0) + (_STEP if kind not in (INPUT, OUTPUT) else 0.0))  # fmt: skip


def _free(wanted: Point, places: Mapping[NodeId, Point]) -> Point:
    """Return *wanted*, or the next place to its right where no node stands."""
    x, y = wanted
    width, height = DEFAULT_SIZE
    while any(abs(px - x) < width and abs(py - y) < height for px, py in places.values()):
        x += width + NODE_GAP
    return (x, y)
