"""Places for what was just added to a drawing: near what it is wired to, the rest as it was.

What comes after it moves on as far as needed, all alike, so that it keeps its shape.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from designer.graph.graph import Graph
from designer.graph.layered import (
    COMPONENT_GAP,
    LAYER_GAP,
    LAYER_GAP_RIGHT,
    NODE_GAP,
    Size,
    guessed_size,
    layered_layout,
    overhang,
)
from designer.graph.layout.flow import Flow, flows_of
from designer.graph.records import Direction, NodeId, Point

_GRID = 4


@dataclass(frozen=True, slots=True)
class _Box:
    """Where a node is: across and along begin, and its breadth and length."""

    across: float
    along: float
    breadth: float
    length: float

    @property
    def middle(self) -> float:
        return self.across + self.breadth / 2

    @property
    def end(self) -> float:
        return self.along + self.length

    def moved(self, across: float, along: float) -> "_Box":
        return _Box(self.across + across, self.along + along, self.breadth, self.length)


def place_new(
    graph: Graph,
    new: Collection[NodeId],
    sizes: Mapping[NodeId, Size] | None = None,
    direction: Direction = Direction.DOWN,
) -> dict[NodeId, Point]:
    """Return places for the *new* nodes, and for those that have to make room for them.

    Args:
        graph: with the new nodes, wherever they stand.
        new: what was added.
        sizes: of boxes, in pixels; guessed where one is missing.
        direction: whither the wires lead.
    """
    sizes = {id: guessed_size(graph, node) for id, node in graph.nodes.items()} | dict(sizes or {})
    paper = _Paper(graph, frozenset(new), sizes, direction)
    for flow in paper.flows():
        paper.put(flow)
    return paper.places()


class _Paper:
    """The drawing while new parts come onto it, turned so that wires lead along."""

    def __init__(
        self,
        graph: Graph,
        new: frozenset[NodeId],
        sizes: Mapping[NodeId, Size],
        direction: Direction,
    ) -> None:
        self._graph, self._sizes, self._direction = graph, sizes, direction
        self._new = new & graph.nodes.keys()
        self._right = direction is Direction.RIGHT
        self._gap = LAYER_GAP_RIGHT if self._right else LAYER_GAP
        self._corners = {
            id: (node.position[0] - overhang(sizes[id]), node.position[1])
            for id, node in graph.nodes.items()
        }
        self._boxes = self._boxed(graph.nodes.keys() - self._new, self._corners)
        self._moved: set[NodeId] = set(self._new)

    def flows(self) -> list[Flow]:
        """Return the parts of what is new, what is fed from further up first."""
        flows = flows_of(self._graph, {id: self._graph.nodes[id].position for id in self._new})
        return sorted(flows, key=lambda flow: (self._feeders_end(flow.ids), flow.keys[0]))

    def put(self, flow: Flow) -> None:
        """Place one part, and let what comes after it make room."""
        corners = layered_layout(self._graph, flow.ids, self._sizes, self._direction, wrapped=False)
        part = self._boxed(flow.ids, corners)
        along = self._along(part)
        part = {id: box.moved(0.0, along) for id, box in part.items()}
        self._push_on(part)
        across = self._across(part)
        self._boxes |= {id: box.moved(across, 0.0) for id, box in part.items()}

    def places(self) -> dict[NodeId, Point]:
        """Return the places of all that is new or has moved."""
        found: dict[NodeId, Point] = {}
        for id in sorted(self._moved):
            box = self._boxes[id]
            x, y = (box.along, box.across) if self._right else (box.across, box.along)
            found[id] = (x + overhang(self._sizes[id]), y)
        return found

    def _boxed(self, ids: Iterable[NodeId], corners: Mapping[NodeId, Point]) -> dict[NodeId, _Box]:
        found: dict[NodeId, _Box] = {}
        for id in ids:
            (x, y), (width, height) = corners[id], self._sizes[id]
            box = _Box(y, x, height, width) if self._right else _Box(x, y, width, height)
            found[id] = box
        return found

    def _wires(self, part: Iterable[NodeId], *, incoming: bool) -> list[tuple[NodeId, NodeId]]:
        """Return the wires between what is placed and a part: the placed node, the new one."""
        found = []
        for id in part:
            edges = self._graph.incoming(id) if incoming else self._graph.outgoing(id)
            for edge in edges:
                other = edge.source.node if incoming else edge.target.node
                if other in self._boxes:
                    found.append((other, id))
        return found

    def _feeders_end(self, ids: Iterable[NodeId]) -> float:
        feeders = self._wires(ids, incoming=True)
        return max((self._boxes[old].end for old, _ in feeders), default=float("-inf"))

    def _along(self, part: Mapping[NodeId, _Box]) -> float:
        """Return how far a part moves along: after what feeds it, else before what it feeds."""
        before = self._wires(part, incoming=True)
        if before:
            return max(self._boxes[old].end + self._gap - part[id].along for old, id in before)
        after = self._wires(part, incoming=False)
        if after:
            return min(self._boxes[old].along - self._gap - part[id].end for old, id in after)
        top = min((box.along for box in self._boxes.values()), default=0.0)
        return top - min(box.along for box in part.values()) if self._boxes else 0.0

    def _push_on(self, part: Mapping[NodeId, _Box]) -> None:
        """Move what a part feeds on, with all that comes after it, where it begins too early.

        Wires that lead back already, to the top of the next column, push nothing.
        """
        begins = min(box.along for box in part.values())
        fed = [
            (old, part[id].end + self._gap - self._boxes[old].along)
            for old, id in self._wires(part, incoming=False)
            if self._boxes[old].end > begins - self._gap
        ]
        far = max((needed for _, needed in fed), default=0.0)
        if far <= 0:
            return
        for id in self._after([old for old, needed in fed if needed > 0]):
            self._boxes[id] = self._boxes[id].moved(0.0, far)
            self._moved.add(id)

    def _after(self, starts: Iterable[NodeId]) -> set[NodeId]:
        """Return the placed nodes to which wires lead on from *starts*, and these."""
        found = set(starts)
        waiting = list(found)
        while waiting:
            id = waiting.pop()
            for edge in self._graph.outgoing(id):
                other = edge.target.node
                known = other in self._boxes and other not in found
                if known and self._boxes[other].along > self._boxes[id].along:
                    found.add(other)
                    waiting.append(other)
        return found

    def _across(self, part: Mapping[NodeId, _Box]) -> float:
        """Return how far a part moves across: towards its neighbours, where nothing stands."""
        wires = self._wires(part, incoming=True) or self._wires(part, incoming=False)
        if not self._boxes:
            return 0.0
        if not wires:
            right = max(box.across + box.breadth for box in self._boxes.values())
            return _snap(right + COMPONENT_GAP - min(box.across for box in part.values()))
        offsets = [self._boxes[old].middle - part[id].middle for old, id in wires]
        return self._free(part, _even(sum(offsets) / len(offsets)))

    def _free(self, part: Mapping[NodeId, _Box], wanted: float) -> float:
        """Return the way across nearest to *wanted* on which a part covers nothing."""
        left = min(box.across for box in part.values())
        right = max(box.across + box.breadth for box in part.values())
        top = min(box.along for box in part.values()) - self._gap / 2
        bottom = max(box.end for box in part.values()) + self._gap / 2
        taken = [
            (box.across - NODE_GAP - right, box.across + box.breadth + NODE_GAP - left)
            for box in self._boxes.values()
            if box.along < bottom and box.end > top
        ]
        ways = sorted((way for both in taken for way in both), key=lambda x: (abs(x - wanted), -x))
        free = (x for x in (wanted, *ways) if not any(low < x < high for low, high in taken))
        return next(free, wanted)


def _snap(value: float) -> float:
    return float(round(value / _GRID) * _GRID)


def _even(value: float) -> float:
    """Return *value* to the half pixel of the grid, so that straight wires stay straight."""
    return float(round(value * 2) / 2)
