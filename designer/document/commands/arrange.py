"""Verbs for order on the canvas: tidy, align, distribute."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

from designer.document.commands.nodes import move
from designer.document.commands.remarks import keeping_frames
from designer.document.commands.reroute import shifted
from designer.document.document import Document
from designer.graph.blocks import BlockId
from designer.graph.framing import boxes_of, refitted
from designer.graph.graph import Graph
from designer.graph.layered import DEFAULT_SIZE, layered_layout, overhang, places_unseen
from designer.graph.records import Direction, Edge, NodeId, Point
from designer.project.project import Project

Size: TypeAlias = tuple[float, float]
Sizes: TypeAlias = Mapping[NodeId, Size]


@dataclass(frozen=True, slots=True)
class Tidying:
    """What is to be laid out, as values: the answer may be sought in any thread.

    Attributes:
        project: as it is now.
        scope: the block of which it is drawn; None for the model itself.
        chosen: the nodes that may move; None for all.
        sizes: of the boxes as they are drawn.
        turn: whether the whole project is laid out in the other direction.
    """

    project: Project
    scope: BlockId | None
    chosen: frozenset[NodeId] | None
    sizes: Sizes
    turn: bool = False

    @property
    def graph(self) -> Graph:
        """The graph that is looked at."""
        return self.project.graph_of(self.scope)

    @property
    def direction(self) -> Direction:
        """Whither wires are to lead."""
        now = self.project.direction
        return _OTHER[now] if self.turn else now

    def count(self) -> int:
        """Return how many nodes may move."""
        if not self.turn:
            return len(self.graph.nodes if self.chosen is None else self.chosen)
        blocks = self.project.blocks.values()
        return len(self.project.graph.nodes) + sum(len(block.graph.nodes) for block in blocks)

    def places(self) -> dict[BlockId | None, dict[NodeId, Point]]:
        """Return new places of nodes, by the block in which they are."""
        now, then = self.project.direction, self.direction
        corners = layered_layout(self.graph, self.chosen, self.sizes, then, was=now)
        found = {self.scope: _positions(corners, self.sizes)}
        if self.turn:
            for scope in (None, *self.project.blocks):
                if scope != self.scope:
                    graph = self.project.graph_of(scope)
                    found[scope] = places_unseen(graph, then, now)
        return found


_OTHER = {Direction.DOWN: Direction.RIGHT, Direction.RIGHT: Direction.DOWN}


def tidying(
    document: Document, ids: Iterable[NodeId] | None, sizes: Sizes, *, turn: bool = False
) -> Tidying:
    """Return what it is to lay out several chosen nodes, or else all."""
    chosen = frozenset(ids or ()) & document.graph.nodes.keys()
    several = frozenset(chosen) if len(chosen) > 1 and not turn else None
    return Tidying(document.project, document.scope, several, sizes, turn)


def take_places(
    document: Document, asked: Tidying, places: Mapping[BlockId | None, Mapping[NodeId, Point]]
) -> None:
    """Put nodes where they belong, as one step; frames go with what is in them.

    Wires keep the points through which they were led only where both ends moved alike.
    """
    label = "Left to right" if asked.direction is Direction.RIGHT else "Top to bottom"
    with document.edit(label if asked.turn else "Tidy") as edit:
        with keeping_frames(document, asked.sizes):
            here = places[asked.scope]
            edit.put_all(_ways(document.graph, here))
            move(document, here)
        if asked.turn:
            edit.become(_elsewhere(edit.project, asked, places))


def tidy(
    document: Document, ids: Iterable[NodeId] | None = None, sizes: Sizes | None = None
) -> None:
    """Lay the chosen nodes (or all) out in layers as one step."""
    asked = tidying(document, ids, sizes or {})
    take_places(document, asked, asked.places())


def turn(document: Document, sizes: Sizes | None = None) -> None:
    """Lead the whole project the other way, down or to the right, as one step."""
    asked = tidying(document, None, sizes or {}, turn=True)
    take_places(document, asked, asked.places())


def led(project: Project, direction: Direction) -> Project:
    """Return a project that nobody looks at with all its graphs led in *direction*."""
    now = project.direction
    if now is direction:
        return project
    blocks = {
        id: replace(block, graph=_placed(block.graph, places_unseen(block.graph, direction, now)))
        for id, block in project.blocks.items()
    }
    root = _placed(project.graph, places_unseen(project.graph, direction, now))
    return replace(project, graph=root, blocks=blocks, direction=direction)


def _elsewhere(
    project: Project,
    asked: Tidying,
    places: Mapping[BlockId | None, Mapping[NodeId, Point]],
) -> Project:
    """Return *project* led the other way, with what is not looked at laid out too."""
    graphs = {
        scope: _placed(project.graph_of(scope), found)
        for scope, found in places.items()
        if scope != asked.scope
    }
    blocks = {
        id: replace(block, graph=graphs.get(id, block.graph))
        for id, block in project.blocks.items()
    }
    root = graphs.get(None, project.graph)
    return replace(project, graph=root, blocks=blocks, direction=asked.direction)


def _placed(graph: Graph, places: Mapping[NodeId, Point]) -> Graph:
    ways = {edge.id: edge for edge in _ways(graph, places)}
    nodes = {
        id: replace(node, position=places.get(id, node.position))
        for id, node in graph.nodes.items()
    }
    placed = replace(graph, nodes=nodes, edges={**graph.edges, **ways})
    if not graph.remarks:
        return placed
    fitted = refitted(graph, boxes_of(graph, {}), boxes_of(placed, {}))
    return replace(placed, remarks={**graph.remarks, **{remark.id: remark for remark in fitted}})


def _ways(graph: Graph, places: Mapping[NodeId, Point]) -> list[Edge]:
    """Return the wires whose points no longer fit, as they are to be."""
    found: list[Edge] = []
    for edge in graph.edges.values():
        if not edge.points:
            continue
        first, last = (_shift(graph, places, end.node) for end in (edge.source, edge.target))
        if first != last:
            found.append(replace(edge, points=()))
        elif first != (0.0, 0.0):
            found.append(replace(edge, points=shifted(edge.points, *first)))
    return found


def _shift(graph: Graph, places: Mapping[NodeId, Point], id: NodeId) -> Point:
    """Return how far a node goes; one that is gone goes nowhere."""
    node = graph.nodes.get(id)
    if node is None:
        return (0.0, 0.0)
    (x, y), (to_x, to_y) = node.position, places.get(id, node.position)
    return (to_x - x, to_y - y)


ALIGNMENTS: Mapping[str, Callable[[Point, Size, Point, Size], Point]] = {
    "left": lambda at, size, box, room: (box[0], at[1]),
    "centre": lambda at, size, box, room: (box[0] + (room[0] - size[0]) / 2, at[1]),
    "right": lambda at, size, box, room: (box[0] + room[0] - size[0], at[1]),
    "top": lambda at, size, box, room: (at[0], box[1]),
    "middle": lambda at, size, box, room: (at[0], box[1] + (room[1] - size[1]) / 2),
    "bottom": lambda at, size, box, room: (at[0], box[1] + room[1] - size[1]),
}
"""How to align: (position, size, corner of the whole, size of the whole) to position."""


def align(document: Document, ids: Iterable[NodeId], how: str, sizes: Sizes | None = None) -> None:
    """Bring nodes to one line: `left`, `centre`, `right`, `top`, `middle` or `bottom`."""
    boxes = _boxes(document, ids, sizes or {})
    if len(boxes) < 2:
        return
    left, top = min(at[0] for at, _ in boxes.values()), min(at[1] for at, _ in boxes.values())
    right = max(at[0] + size[0] for at, size in boxes.values())
    bottom = max(at[1] + size[1] for at, size in boxes.values())
    place = ALIGNMENTS[how]
    with document.edit(f"Align {how}"):
        corners = {
            id: place(at, size, (left, top), (right - left, bottom - top))
            for id, (at, size) in boxes.items()
        }
        move(document, _positions(corners, sizes or {}))


def distribute(
    document: Document, ids: Iterable[NodeId], how: str, sizes: Sizes | None = None
) -> None:
    """Leave equal gaps between nodes, `horizontally` or `vertically`."""
    axis = 0 if how == "horizontally" else 1
    boxes = _boxes(document, ids, sizes or {})
    order = sorted(boxes, key=lambda id: (boxes[id][0][axis], id))
    if len(order) < 3:
        return
    first, last = boxes[order[0]], boxes[order[-1]]
    room = last[0][axis] + last[1][axis] - first[0][axis]
    gap = (room - sum(boxes[id][1][axis] for id in order)) / (len(order) - 1)
    positions: dict[NodeId, Point] = {}
    place = first[0][axis]
    for id in order:
        at, size = boxes[id]
        positions[id] = (place, at[1]) if axis == 0 else (at[0], place)
        place += size[axis] + gap
    with document.edit(f"Distribute {how}"):
        move(document, _positions(positions, sizes or {}))


def _boxes(
    document: Document, ids: Iterable[NodeId], sizes: Sizes
) -> dict[NodeId, tuple[Point, Size]]:
    """The corner and the size of each box as it is drawn."""
    boxes: dict[NodeId, tuple[Point, Size]] = {}
    for id in sorted(ids):
        node = document.node(id)
        if node is not None:
            x, y = node.position
            size = sizes.get(id, DEFAULT_SIZE)
            boxes[id] = ((x - overhang(size), y), size)
    return boxes


def _positions(corners: Mapping[NodeId, Point], sizes: Sizes) -> dict[NodeId, Point]:
    return {id: (x + overhang(sizes.get(id, DEFAULT_SIZE)), y) for id, (x, y) in corners.items()}
