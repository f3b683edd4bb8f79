"""Verbs for order on the canvas: tidy, align, distribute."""

from collections.abc import Callable, Iterable, Mapping
from typing import TypeAlias

from designer.document.commands.nodes import move
from designer.document.commands.remarks import keeping_frames
from designer.document.document import Document
from designer.graph.layered import DEFAULT_SIZE, layered_layout
from designer.graph.records import NodeId, Point

Size: TypeAlias = tuple[float, float]
Sizes: TypeAlias = Mapping[NodeId, Size]


def tidy(
    document: Document, ids: Iterable[NodeId] | None = None, sizes: Sizes | None = None
) -> None:
    """Lay the chosen nodes (or all) out in layers, from the top down, as one step."""
    graph = document.graph
    chosen = set(ids or ()) & graph.nodes.keys()
    positions = layered_layout(graph, chosen if len(chosen) > 1 else None, sizes or {})
    if positions:
        with document.edit("Tidy"), keeping_frames(document, sizes or {}):
            move(document, _positions(positions, sizes or {}))


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
            boxes[id] = ((x - _overhang(size), y), size)
    return boxes


def _positions(corners: Mapping[NodeId, Point], sizes: Sizes) -> dict[NodeId, Point]:
    return {id: (x + _overhang(sizes.get(id, DEFAULT_SIZE)), y) for id, (x, y) in corners.items()}


def _overhang(size: Size) -> float:
    """How far a box begins to the left of its node's position: wide ones grow to both sides."""
    return (size[0] - DEFAULT_SIZE[0]) / 2
