"""Layered layout, from the top down or from the left to the right: graph in, positions out.

Pure Python, without Qt. The cost grows linearly with nodes and the layers that wires pass.
"""

from collections.abc import Collection, Iterable, Mapping
from itertools import pairwise
from typing import TypeAlias

from designer.graph.blocks import block_of
from designer.graph.graph import Graph
from designer.graph.layout.columns import Ranks, Sheet, cuts
from designer.graph.layout.flow import Flow, flows_of
from designer.graph.layout.layers import make_layers
from designer.graph.layout.ordering import order_layers
from designer.graph.layout.places import centres
from designer.graph.layout.shelves import Box, reading_rows, shelved
from designer.graph.records import Direction, Node, NodeId, Point

Size: TypeAlias = tuple[float, float]

DEFAULT_SIZE: Size = (220.0, 66.0)
COLLAPSED_HEIGHT = 30.0
LAYER_GAP = 38.0
NODE_GAP = 32.0
COMPONENT_GAP = 96.0
LAYER_GAP_RIGHT = 68.0
_DUMMY_WIDTH = 16.0
_GRID = 4
_WIDEST = 300.0
_STEP = 16.0
_WORDS_ASIDE = 72.0
_LETTER = 7.0
_SHEETS = {
    Direction.DOWN: Sheet(),
    Direction.RIGHT: Sheet(aspect=1 / 1.6, longest=9200.0, shortest=2400.0, gap=96.0),
}


def layered_layout(
    graph: Graph,
    chosen: Collection[NodeId] | None,
    sizes: Mapping[NodeId, Size],
    direction: Direction = Direction.DOWN,
    *,
    was: Direction | None = None,
    wrapped: bool | None = None,
) -> dict[NodeId, Point]:
    """Return where the boxes of the *chosen* nodes (all where it is None) are to begin.

    The top left corner of what is laid out stays where it was. Nodes of one layer keep the order
    in which they stand now, unless another one crosses less; what is laid out already stays.
    Parts that hang together are laid out by themselves, beside each other.

    Args:
        graph: what is laid out.
        chosen: the nodes that may move.
        sizes: width and height of boxes in pixels; `DEFAULT_SIZE` where one is missing.
        direction: whither the wires lead.
        was: whither the wires lead now; None is where that stays.
        wrapped: whether long models are cut into columns (rows, where they lead to the right);
            None is where all nodes are laid out.
    """
    ids = set(graph.nodes if chosen is None else chosen) & graph.nodes.keys()
    if not ids:
        return {}
    wrapped = chosen is None if wrapped is None else wrapped
    frame = _Frame(graph, ids, sizes, direction, was or direction)
    sheet = _SHEETS[direction] if wrapped else None
    parts = [(flow, _Part(flow, frame, sheet)) for flow in flows_of(graph, frame.places)]
    now = [frame.extent(flow.ids) for flow, _ in parts]
    rows = reading_rows(now)
    order = [at for row in rows for at in row]
    extents = [part.size for _, part in parts]
    corners = shelved(extents, order, COMPONENT_GAP, _SHEETS[direction].aspect)
    placed = {
        id: (x + corner[0], y + corner[1])
        for (_, part), corner in zip(parts, corners, strict=True)
        for id, (x, y) in part.places.items()
    }
    return frame.corners(placed)


def places_unseen(
    graph: Graph, direction: Direction = Direction.DOWN, was: Direction | None = None
) -> dict[NodeId, Point]:
    """Return places for all nodes before anybody has drawn them; their widths are guessed.

    A place is where a box of `DEFAULT_SIZE` begins: wider ones grow to both sides.
    """
    sizes = {id: guessed_size(graph, node) for id, node in graph.nodes.items()}
    corners = layered_layout(graph, None, sizes, direction, was=was)
    return {id: (x + overhang(sizes[id]), y) for id, (x, y) in corners.items()}


def guessed_size(graph: Graph, node: Node) -> Size:
    """Return how large a node will about be drawn, by the length of its words."""
    if node.collapsed:
        return (DEFAULT_SIZE[0], COLLAPSED_HEIGHT)
    kind = graph.owner(node).kind
    if block_of(kind) is not None:
        return (_WIDEST, DEFAULT_SIZE[1])
    words = _WORDS_ASIDE + _LETTER * (len(node.name) + len(kind.rpartition(":")[2]))
    steps = max(0, -int(-(words - DEFAULT_SIZE[0]) // _STEP))
    return (min(_WIDEST, DEFAULT_SIZE[0] + _STEP * steps), DEFAULT_SIZE[1])


class _Frame:
    """The nodes that are laid out, turned so that wires always lead along.

    Attributes:
        places: where the middle of each node is across, and where it begins along.
        sizes: how broad each is across and how long along.
        gaps: free room across between nodes, and along between layers.
    """

    def __init__(
        self,
        graph: Graph,
        ids: Iterable[NodeId],
        sizes: Mapping[NodeId, Size],
        direction: Direction,
        was: Direction,
    ) -> None:
        self._right = direction is Direction.RIGHT
        self._sizes = {id: sizes.get(id, DEFAULT_SIZE) for id in ids}
        self._now = {id: _box_corner(graph.nodes[id], size) for id, size in self._sizes.items()}
        self.sizes = {id: self._turned(size) for id, size in self._sizes.items()}
        self.gaps = (NODE_GAP, LAYER_GAP_RIGHT if self._right else LAYER_GAP)
        self._usual = self._turned(DEFAULT_SIZE)
        self.places: dict[NodeId, Point] = {}
        for id, at in self._now.items():
            (x, y), (width, height) = at, self._sizes[id]
            led_right = was is Direction.RIGHT
            self.places[id] = (y + height / 2, x) if led_right else (x + width / 2, y)

    def _turned(self, pair: tuple[float, float]) -> tuple[float, float]:
        return (pair[1], pair[0]) if self._right else pair

    def extent(self, ids: Iterable[NodeId]) -> Box:
        """Return the box round some nodes as they stand now."""
        boxes = [(*self.places[id], *self.sizes[id]) for id in ids]
        left = min(x - breadth / 2 for x, _, breadth, _ in boxes)
        right = max(x + breadth / 2 for x, _, breadth, _ in boxes)
        top = min(y for _, y, _, _ in boxes)
        return (left, top, right - left, max(y + length for _, y, _, length in boxes) - top)

    def corners(self, placed: Mapping[NodeId, Point]) -> dict[NodeId, Point]:
        """Return where boxes begin on the canvas, moved to the corner where they were.

        Args:
            placed: where the middle of each is across, and where it begins along.
        """
        half = self._usual[0] / 2
        begins = {id: (_snap(x - half), _snap(y)) for id, (x, y) in placed.items()}
        aside = {id: half - self.sizes[id][0] / 2 for id in begins}
        found = {id: self._turned((x + aside[id], y)) for id, (x, y) in begins.items()}
        left, top = _corner(found.values())
        old_left, old_top = _corner(self._now.values())
        dx, dy = _snap(old_left - left), _snap(old_top - top)
        return {id: (x + dx, y + dy) for id, (x, y) in found.items()}


class _Part:
    """Nodes that hang together, laid out with their corner at the origin.

    Attributes:
        places: where the middle of each is across, and where it begins along.
        size: how broad and how long the whole is.
    """

    def __init__(self, flow: Flow, frame: _Frame, sheet: Sheet | None) -> None:
        layers = make_layers(flow)
        order_layers(layers)
        self._flow = flow
        self._layers = layers
        self._frame = frame
        self._widths = [frame.sizes[id][0] for id in flow.ids]
        self._widths += [_DUMMY_WIDTH] * (len(layers.ranks) - layers.nodes)
        self._across = centres(layers, self._widths, frame.gaps[0])
        self.places: dict[NodeId, Point] = {}
        self.size = self._put(sheet)

    def _put(self, sheet: Sheet | None) -> Size:
        ranks = self._ranks()
        starts = [0, *(cuts(ranks, sheet) if sheet else ())]
        left = along = 0.0
        for begin, end in pairwise([*starts, len(ranks.lengths)]):
            low = min(ranks.lows[begin:end])
            y = 0.0
            for rank in range(begin, end):
                for vertex in self._layers.rows[rank]:
                    if vertex < self._layers.nodes:
                        self.places[self._flow.ids[vertex]] = (self._across[vertex] - low + left, y)
                y += ranks.lengths[rank]
            along = max(along, y - self._frame.gaps[1])
            left += max(ranks.highs[begin:end]) - low
            if sheet and end < len(ranks.lengths):
                left += sheet.gap_for(ranks.passing[end - 1])
        return (left, along)

    def _ranks(self) -> Ranks:
        layers, across, widths = self._layers, self._across, self._widths
        ids, frame = self._flow.ids, self._frame
        rows = layers.rows
        nodes = [[ids[vertex] for vertex in row if vertex < layers.nodes] for row in rows]
        return Ranks(
            [max(frame.sizes[id][1] for id in row) + frame.gaps[1] for row in nodes],
            [min(across[v] - widths[v] / 2 for v in row) for row in rows],
            [max(across[v] + widths[v] / 2 for v in row) for row in rows],
            [sum(len(layers.down[vertex]) for vertex in row) for row in rows],
            [len({layers.begins[vertex] for vertex in row if layers.down[vertex]}) for row in rows],
            [min(frame.places[id][1] for id in row) for row in nodes],
        )


def _corner(points: Iterable[Point]) -> Point:
    points = list(points)
    return (min(x for x, _ in points), min(y for _, y in points))


def overhang(size: Size) -> float:
    """Return how far a box begins to the left of its node: wide ones grow to both sides."""
    return (size[0] - DEFAULT_SIZE[0]) / 2


def _box_corner(node: Node, size: Size) -> Point:
    return (node.position[0] - overhang(size), node.position[1])


def _snap(value: float) -> float:
    return float(round(value / _GRID) * _GRID)
