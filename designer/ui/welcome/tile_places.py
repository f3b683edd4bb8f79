"""Where the tiles of a small picture of a model go: bands of columns, as large as there is room."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from designer.graph.graph import Graph
from designer.graph.records import NodeId

_LARGEST = 30.0
_BANDS = (1, 2, 3, 4)
_WIDE, _HIGH = 0.66, 0.62


@dataclass(frozen=True, slots=True)
class Tile:
    """One layer.

    Attributes:
        x: of the middle.
        band: which line of columns it stands in; odd ones go back from right to left.
    """

    x: float
    y: float
    band: int
    rank: int


@dataclass(frozen=True, slots=True)
class TilePlaces:
    """All tiles of one picture, and the length of their sides in pixels."""

    tiles: Mapping[NodeId, Tile]
    side: float


def place_tiles(graph: Graph, width: float, height: float) -> TilePlaces:
    """Return places for a picture of this size."""
    ranks = _ranks(graph)
    columns: dict[int, list[NodeId]] = defaultdict(list)
    for id in sorted(ranks, key=lambda id: (graph.nodes[id].position, id)):
        columns[ranks[id]].append(id)
    if not columns:
        return TilePlaces({}, 0.0)
    count, lanes = max(columns) + 1, max(map(len, columns.values()))
    sides = {k: _side(width, height, -(-count // k), k * lanes) for k in _BANDS}
    bands = max(_BANDS, key=lambda k: (round(sides[k], 1), -k))
    per_band = -(-count // bands)
    bands = -(-count // per_band)
    step_x = min(width / per_band, sides[bands] * 2.0 if bands in sides else width)
    step_y = min(height / (bands * lanes), sides[bands] * 1.9)
    left = (width - step_x * per_band) / 2
    top = (height - step_y * bands * lanes) / 2
    tiles: dict[NodeId, Tile] = {}
    for rank, ids in columns.items():
        band, place = divmod(rank, per_band)
        place = per_band - 1 - place if band % 2 else place
        middle = top + step_y * lanes * (band + 0.5)
        for lane, id in enumerate(ids):
            y = middle + (lane - (len(ids) - 1) / 2) * step_y
            tiles[id] = Tile(left + step_x * (place + 0.5), y, band, rank)
    return TilePlaces(tiles, sides[bands])


def _side(width: float, height: float, columns: int, rows: int) -> float:
    return min(width / columns * _WIDE, height / rows * _HIGH, _LARGEST)


def _ranks(graph: Graph) -> dict[NodeId, int]:
    """Return how many wires each node is away from where the model begins; loops end somewhere."""
    above: dict[NodeId, set[NodeId]] = {id: set() for id in graph.nodes}
    below: dict[NodeId, set[NodeId]] = {id: set() for id in graph.nodes}
    for edge in graph.edges.values():
        if edge.source.node in above and edge.target.node in above:
            above[edge.target.node].add(edge.source.node)
            below[edge.source.node].add(edge.target.node)
    ranks: dict[NodeId, int] = {}
    waiting = {id: len(sources) for id, sources in above.items()}
    ready = sorted(id for id, count in waiting.items() if not count)
    while ready:
        later: list[NodeId] = []
        for id in ready:
            ranks[id] = max((ranks[source] + 1 for source in above[id]), default=0)
            for target in below[id]:
                waiting[target] -= 1
                if not waiting[target]:
                    later.append(target)
        ready = sorted(later)
    return ranks or dict.fromkeys(graph.nodes, 0)
