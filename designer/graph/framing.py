"""What stands in which frame: by geometry alone, never stored; and frames fitted round it."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final, TypeAlias

from designer.graph.graph import Graph
from designer.graph.records import Node
from designer.graph.remarks import Remark, RemarkId, RemarkKind

Box: TypeAlias = tuple[float, float, float, float]
"""Left, top, right and bottom, in pixels at 100 %."""
Boxes: TypeAlias = Mapping[str, Box]

NODE_SIZE: Final = (220.0, 66.0)
TITLE: Final = 26.0
"""How high the strip of a frame is in which its title stands."""
PADDING: Final = 12.0
"""Between what stands in a frame and its sides: with the title as much as between two layers."""


def boxes_of(graph: Graph, sizes: Mapping[str, tuple[float, float]]) -> dict[str, Box]:
    """Return the boxes of all nodes; wider ones than usual grow to both sides of their place."""
    return {id: _node_box(node, sizes.get(id, NODE_SIZE)) for id, node in graph.nodes.items()}


def box_of(remark: Remark) -> Box:
    """Return the box that a remark is said to have; a note may be drawn higher."""
    (x, y), (width, height) = remark.position, remark.size
    return (x, y, x + width, y + height)


def held(
    graph: Graph, boxes: Boxes, frames: Iterable[RemarkId] | None = None
) -> dict[RemarkId, frozenset[str]]:
    """Return what stands in each frame (of *frames*, or of all).

    A node or a note stands in a frame that holds its middle; a frame stands in another one that
    holds it wholly.

    Args:
        graph: whose frames they are.
        boxes: of nodes, and of notes where they are drawn larger than they are said to be.
        frames: those that are asked for.
    """
    asked = graph.remarks.keys() if frames is None else frames
    found = [graph.remarks[id] for id in asked if id in graph.remarks]
    found = [remark for remark in found if remark.kind is RemarkKind.FRAME]
    if not found:
        return {}
    middles = _middles(graph, boxes)
    inner = [remark for remark in graph.remarks.values() if remark.kind is RemarkKind.FRAME]
    return {frame.id: _held_by(frame, middles, inner) for frame in found}


def carried(graph: Graph, boxes: Boxes, ids: Iterable[str]) -> frozenset[str]:
    """Return *ids* with all that stands in the frames among them."""
    chosen = frozenset(ids)
    inside = held(graph, boxes, sorted(chosen & graph.remarks.keys()))
    return chosen.union(*inside.values())


def fitted(boxes: Iterable[Box]) -> Box | None:
    """Return the box of a frame round *boxes*, with room for its title; None without any."""
    hull = hull_of(boxes)
    if hull is None:
        return None
    left, top, right, bottom = hull
    return (left - PADDING, top - TITLE, right + PADDING, bottom + PADDING)


def hull_of(boxes: Iterable[Box]) -> Box | None:
    """Return the box round *boxes*; None without any."""
    sides = list(zip(*boxes, strict=True))
    if not sides:
        return None
    return (min(sides[0]), min(sides[1]), max(sides[2]), max(sides[3]))


def contains(outer: Box, inner: Box) -> bool:
    """Whether a box lies wholly in another one."""
    return (
        outer[0] <= inner[0]
        and outer[1] <= inner[1]
        and inner[2] <= outer[2]
        and inner[3] <= outer[3]
    )


def placed(remark: Remark, box: Box) -> Remark:
    """Return *remark* with another box."""
    left, top, right, bottom = box
    return replace(remark, position=(left, top), size=(right - left, bottom - top))


def refitted(graph: Graph, before: Boxes, after: Boxes) -> tuple[Remark, ...]:
    """Return the remarks that change when nodes have gone from *before* to *after*.

    A frame is fitted round the nodes that it held; its notes keep their place beside them.
    """
    inside = held(graph, before)
    frames = sorted((graph.remarks[id] for id in inside), key=_area)
    new: dict[RemarkId, Remark] = {}
    for frame in frames:
        ids = inside[frame.id]
        nodes = [id for id in sorted(ids) if id in before and id in graph.nodes]
        if all(before[id] == after.get(id, before[id]) for id in nodes):
            continue
        was = hull_of(before[id] for id in nodes)
        now = hull_of(after.get(id, before[id]) for id in nodes)
        if was is None or now is None:
            continue
        others = sorted(ids & graph.remarks.keys())
        for id in others:
            if id not in new:
                new[id] = _moved(graph.remarks[id], now[0] - was[0], now[1] - was[1])
        boxes = [now, *(box_of(new[id]) for id in others)]
        new[frame.id] = placed(frame, fitted(boxes) or box_of(frame))
    return tuple(remark for id, remark in new.items() if remark != graph.remarks[id])


def _held_by(
    frame: Remark, middles: Mapping[str, tuple[float, float]], frames: Iterable[Remark]
) -> frozenset[str]:
    left, top, right, bottom = box_of(frame)
    points = {id for id, (x, y) in middles.items() if left <= x <= right and top <= y <= bottom}
    return frozenset(points | {other.id for other in frames if _stands_in(other, frame)})


def _stands_in(inner: Remark, frame: Remark) -> bool:
    """Whether a frame stands in another one; of two alike that with the larger id does."""
    a, b = box_of(inner), box_of(frame)
    return contains(b, a) and (a != b or inner.id > frame.id)


def _middles(graph: Graph, boxes: Boxes) -> dict[str, tuple[float, float]]:
    found: dict[str, tuple[float, float]] = {}
    for id, node in graph.nodes.items():
        found[id] = _middle(boxes.get(id) or _node_box(node, NODE_SIZE))
    for id, remark in graph.remarks.items():
        if remark.kind is RemarkKind.NOTE:
            found[id] = _middle(boxes.get(id) or box_of(remark))
    return found


def _middle(box: Box) -> tuple[float, float]:
    return ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)


def _node_box(node: Node, size: tuple[float, float]) -> Box:
    x, y = node.position
    left = x - (size[0] - NODE_SIZE[0]) / 2
    return (left, y, left + size[0], y + size[1])


def _moved(remark: Remark, dx: float, dy: float) -> Remark:
    return replace(remark, position=(remark.position[0] + dx, remark.position[1] + dy))


def _area(remark: Remark) -> tuple[float, RemarkId]:
    return (remark.size[0] * remark.size[1], remark.id)
