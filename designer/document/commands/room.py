"""Room for layers: what lies below moves down for a new one, and copies stand beside."""

from collections.abc import Collection
from dataclasses import replace

from designer.document.document import Document
from designer.graph.graph import Graph
from designer.graph.records import Edge, Node, NodeId, Point
from designer.graph.topology import below

ROW = 96.0
"""From the top of a layer to the top of the next one."""
WIDEST = 300.0
_HEIGHT = 66.0
_COLUMN = 220.0
_GAP = 32.0
_TRIES = 50


def clear_below(document: Document, lower: NodeId, top: float) -> None:
    """Move *lower* and what depends on it down, so that it begins at *top* or further down."""
    graph = document.graph
    start = graph.nodes[lower].position[1]
    if start >= top:
        return
    with document.edit("Make room") as edit:
        edit.put_all(
            replace(node, position=(node.position[0], node.position[1] + top - start))
            for id in sorted(below(graph, [lower]))
            if (node := graph.nodes[id]).position[1] >= start
        )


def room_in_wire(document: Document, edge: Edge) -> Point:
    """Return the place right below where *edge* begins, after making room for a layer there."""
    upper, lower = _ends(document.graph, edge)
    top = upper.position[1] + ROW
    if lower.position[1] > upper.position[1]:
        clear_below(document, lower.id, top + ROW)
    return (lower.position[0], top)


def settle_in_wire(document: Document, node: NodeId, edge: Edge) -> None:
    """Let *node*, put into what was *edge*, cover neither of its ends.

    It comes into their column and below the upper one; the lower one makes room. Where they
    stand in other columns, or the wire leads upwards, it stays.
    """
    graph = document.graph
    upper, lower = _ends(graph, edge)
    here = graph.nodes[node]
    if lower.position[1] <= upper.position[1]:
        return
    x, y = here.position
    if upper.position[0] == lower.position[0] and abs(x - upper.position[0]) < _COLUMN:
        x = upper.position[0]
    if abs(x - upper.position[0]) < _COLUMN:
        y = max(y, upper.position[1] + ROW)
    with document.edit("Make room") as edit:
        if (x, y) != here.position:
            edit.put(replace(here, position=(x, y)))
        if abs(x - lower.position[0]) < _COLUMN:
            clear_below(document, lower.id, y + ROW)


def beside(graph: Graph, nodes: Collection[Node], width: float = WIDEST) -> Point:
    """Return how far to the right copies of *nodes* go to cover nothing.

    Args:
        width: how wide the widest node is drawn.
    """
    xs, ys = zip(*(node.position for node in nodes), strict=True)
    left, right, top, bottom = min(xs), max(xs), min(ys) - _HEIGHT, max(ys) + _HEIGHT
    step = width + _GAP
    start = right + step
    row = [n.position[0] for n in graph.nodes.values() if top < n.position[1] < bottom]
    for _ in range(_TRIES):
        end = start + right - left
        blocking = [x for x in row if start - step < x < end + step]
        if not blocking:
            break
        start = max(blocking) + step
    return (start - left, 0.0)


def _ends(graph: Graph, edge: Edge) -> tuple[Node, Node]:
    return graph.nodes[edge.source.node], graph.nodes[edge.target.node]
