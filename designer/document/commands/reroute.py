"""Verbs for where wires are led through: add a reroute point, move it, take it away, straighten.

A point has an id of its own, so that it can be selected: its edge's and its place among the
points of that edge.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from designer.document.document import Document
from designer.graph.records import Edge, EdgeId, Node, Point

_BETWEEN = "\N{MIDDLE DOT}"
_HALF = (110.0, 33.0)


def point_id(edge: EdgeId, index: int) -> str:
    """Return the id of a reroute point."""
    return f"{edge}{_BETWEEN}{index}"


def point_of(document: Document, id: str) -> tuple[EdgeId, int] | None:
    """Return the edge and the place of the reroute point *id*; None where it is none."""
    name, between, index = id.rpartition(_BETWEEN)
    edge = document.edge(name) if between and index.isdecimal() else None
    if edge is None or int(index) >= len(edge.points):
        return None
    return (edge.id, int(index))


def points_among(document: Document, ids: Iterable[str]) -> dict[EdgeId, set[int]]:
    """Return the reroute points among *ids*, by edge."""
    found: defaultdict[EdgeId, set[int]] = defaultdict(set)
    for id in ids:
        point = point_of(document, id)
        if point is not None:
            found[point[0]].add(point[1])
    return dict(found)


def add_point(document: Document, edge: EdgeId, index: int, at: Point) -> str:
    """Lead a wire through one more point, before the one at *index*; return the point's id."""
    with document.edit("Add reroute point") as edit:
        old = edit.graph.edges[edge]
        points = (*old.points[:index], _real(at), *old.points[index:])
        edit.put(replace(old, points=points))
    return point_id(edge, index)


def move_points(document: Document, places: Mapping[str, Point]) -> None:
    """Put reroute points at new places, by their ids."""
    with document.edit("Move reroute points" if len(places) > 1 else "Move reroute point") as edit:
        changed: dict[EdgeId, list[Point]] = {}
        for id, place in places.items():
            point = point_of(document, id)
            if point is not None:
                edge = edit.graph.edges[point[0]]
                changed.setdefault(edge.id, list(edge.points))[point[1]] = _real(place)
        edit.put_all(
            replace(edit.graph.edges[id], points=tuple(points)) for id, points in changed.items()
        )


def remove_points(document: Document, ids: Iterable[str]) -> None:
    """Take reroute points away; their wires go on without them."""
    gone = points_among(document, ids)
    if not gone:
        return
    many = sum(map(len, gone.values())) > 1
    with document.edit(f"Remove reroute point{'s' if many else ''}") as edit:
        for id, indices in gone.items():
            edge = edit.graph.edges[id]
            kept = tuple(p for index, p in enumerate(edge.points) if index not in indices)
            edit.put(replace(edge, points=kept))


def straighten(document: Document, edges: Iterable[EdgeId]) -> None:
    """Take all reroute points of wires away."""
    found = [document.edge(id) for id in edges]
    led = [edge for edge in found if edge is not None and edge.points]
    if led:
        with document.edit("Straighten wires" if len(led) > 1 else "Straighten wire") as edit:
            edit.put_all(replace(edge, points=()) for edge in led)


def lead(document: Document, edge: EdgeId, points: Iterable[Point]) -> None:
    """Lead a wire through *points* and no others."""
    with document.edit("Lead wire") as edit:
        old, new = document.edge(edge), tuple(points)
        if old is not None and old.points != new:
            edit.put(replace(old, points=new))


def moved_along(document: Document, positions: Mapping[str, Point]) -> list[Edge]:
    """Return the wires whose both ends go to new *positions* by one step, with their points."""
    found: list[Edge] = []
    for id in sorted(document.led):
        edge = document.edge(id)
        if edge is None or edge.source.node not in positions or edge.target.node not in positions:
            continue
        steps = {
            _step(document.node(end), positions[end])
            for end in (edge.source.node, edge.target.node)
        }
        (dx, dy), *others = steps
        if not others and (dx, dy) != (0.0, 0.0):
            found.append(replace(edge, points=shifted(edge.points, dx, dy)))
    return found


def shifted(points: Iterable[Point], dx: float, dy: float) -> tuple[Point, ...]:
    """Return *points* moved."""
    return tuple((x + dx, y + dy) for x, y in points)


def split_at(
    document: Document, edge: Edge, node: Node
) -> tuple[tuple[Point, ...], tuple[Point, ...]]:
    """Return the points of *edge* before and after *node*, which is put into it."""
    if not edge.points:
        return ((), ())
    ends = (document.node(edge.source.node), document.node(edge.target.node))
    places = [_middle(end) for end in ends if end is not None]
    middle = _middle(node)
    turns = [places[0], *edge.points, places[-1]]
    far = [_distance(a, b, middle) for a, b in pairwise(turns)]
    index = far.index(min(far))
    return (edge.points[:index], edge.points[index:])


def place_for(points: Sequence[Point], start: Point, end: Point, at: Point) -> int:
    """Return before which of *points* a new one at *at* comes."""
    far = [_distance(a, b, at) for a, b in pairwise((start, *points, end))]
    return far.index(min(far))


def free_points(points: Iterable[Point], node: Node) -> tuple[Point, ...]:
    """Return the points that do not lie under *node*, which has come between them."""
    x, y = node.position
    wide, high = 2 * _HALF[0], 2 * _HALF[1]
    return tuple(p for p in points if not (x <= p[0] <= x + wide and y <= p[1] <= y + high))


def _step(node: Node | None, place: Point) -> Point:
    if node is None:
        return (0.0, 0.0)
    dx, dy = place[0] - node.position[0], place[1] - node.position[1]
    return (round(dx, 3), round(dy, 3))


def _middle(node: Node) -> Point:
    return (node.position[0] + _HALF[0], node.position[1] + _HALF[1])


def _distance(a: Point, b: Point, at: Point) -> float:
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = dx * dx + dy * dy
    t = 0.0 if length == 0 else ((at[0] - a[0]) * dx + (at[1] - a[1]) * dy) / length
    t = max(0.0, min(1.0, t))
    return float(((a[0] + t * dx - at[0]) ** 2 + (a[1] + t * dy - at[1]) ** 2) ** 0.5)


def _real(point: Point) -> Point:
    return (float(point[0]), float(point[1]))
