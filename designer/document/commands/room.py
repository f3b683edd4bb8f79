"""Room for layers: what comes after moves on for a new one, and copies stand beside."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Final

from designer.document.document import Document
from designer.graph.graph import Graph
from designer.graph.records import Direction, Edge, Node, NodeId, Point
from designer.graph.topology import below

ROW = 96.0
"""From the top of a layer to the top of the next one."""
COLUMN = 348.0
"""From the left of a layer to the left of the next one, where models are drawn to the right."""
STEPS: Final = (COLUMN, ROW)
WIDEST = 300.0
_HEIGHT = 66.0
_WIDTHS: Final = (220.0, _HEIGHT)
"""How far apart the corners of layers are that stand in different columns, or rows."""
_GAP = 32.0
_TRIES = 50


def clear_after(document: Document, later: NodeId, start: float) -> None:
    """Move *later* and what depends on it along the model, so that it begins at *start* or after.

    Along is down, or to the right where the project is drawn so.
    """
    graph, axis = document.graph, _axis(document)
    begins = graph.nodes[later].position[axis]
    if begins >= start:
        return
    with document.edit("Make room") as edit:
        edit.put_all(
            replace(node, position=_shifted(node.position, axis, start - begins))
            for id in sorted(below(graph, [later]))
            if (node := graph.nodes[id]).position[axis] >= begins
        )


def settle_in_wire(document: Document, node: NodeId, edge: Edge) -> None:
    """Let *node*, put into what was *edge*, cover neither of its ends.

    It comes into their line and after the earlier one; the later one makes room. Where they stand
    in other lines, or the wire leads backwards, it stays.
    """
    graph, axis = document.graph, _axis(document)
    across = 1 - axis
    earlier, later = _ends(graph, edge)
    here = graph.nodes[node]
    if later.position[axis] <= earlier.position[axis]:
        return
    place = list(here.position)
    if earlier.position[across] == later.position[across] and _near(place, earlier, across):
        place[across] = earlier.position[across]
    if _near(place, earlier, across):
        place[axis] = max(place[axis], earlier.position[axis] + STEPS[axis])
    with document.edit("Make room") as edit:
        if (place[0], place[1]) != here.position:
            edit.put(replace(here, position=(place[0], place[1])))
        if _near(place, later, across):
            clear_after(document, later.id, place[axis] + STEPS[axis])


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


def _axis(document: Document) -> int:
    """Return along which axis the model is drawn: 1 is down, 0 is to the right."""
    return 0 if document.project.direction is Direction.RIGHT else 1


def _near(place: Sequence[float], node: Node, across: int) -> bool:
    """Tell whether something at *place* stands in the line of *node*, or partly so."""
    return abs(place[across] - node.position[across]) < _WIDTHS[across]


def _shifted(position: Point, axis: int, by: float) -> Point:
    x, y = position
    return (x, y + by) if axis else (x + by, y)


def _ends(graph: Graph, edge: Edge) -> tuple[Node, Node]:
    return graph.nodes[edge.source.node], graph.nodes[edge.target.node]
