"""Where the ports of a node sit: a slot for every edge of a port, or one for an empty port.

Inputs stand at the side from which the tensors come, outputs at the one to which they go: at the
top and the bottom, or left and right where models are drawn to the right.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from designer.catalog.specs import Port
from designer.graph.records import Direction, Edge, EdgeId
from designer.ui.canvas.sizes import NODE_HEIGHT

_FIRST_SPARE = 16.0
_SPARE_STEP = 14.0
_LOWEST = 6.0
_APART = 9.0
_EMPTY: tuple[None] = (None,)


@dataclass(frozen=True, slots=True)
class Slot:
    """A place on the rim of a node.

    Attributes:
        port: the name of its port.
        x: from the node's left.
        y: from the node's top.
        edge: the edge that ends here; None for outputs and for an empty port.
        spare: an optional port without an edge, shown only while wiring or hovering.
        label: whether the port's name is written beside it; that of a spare port while hovering.
        aside: it sits at the left or the right side.
    """

    port: str
    x: float
    y: float
    edge: EdgeId | None = None
    spare: bool = False
    label: bool = False
    aside: bool = False


def input_slots(
    ports: Sequence[Port],
    incoming: Sequence[Edge],
    width: float,
    height: float = NODE_HEIGHT,
    direction: Direction = Direction.DOWN,
) -> tuple[Slot, ...]:
    """Return the slots along a side; the edges of a `many` port stand side by side in order."""
    down = direction is Direction.DOWN
    side = width if down else height
    if len(ports) == 1 and incoming and all(e.target.port == ports[0].name for e in incoming):
        ids = [edge.id for edge in incoming]
        return tuple(_row(ports[0].name, ids, side, down))
    by_port: dict[str, list[EdgeId]] = {port.name: [] for port in ports}
    for edge in incoming:
        by_port.setdefault(edge.target.port, []).append(edge.id)
    spare = [port.name for port in ports if port.optional and not by_port[port.name]]
    places: list[tuple[str, EdgeId | None]] = []
    for name, edges in by_port.items():
        if name not in spare:
            places.extend((name, edge) for edge in (edges or _EMPTY))
    named = len({name for name, _ in places}) > 1
    step = side / (len(places) + 1)
    found: list[Slot] = []
    for index, (name, edge_id) in enumerate(places, 1):
        at = round(step * index, 1)
        found.append(
            Slot(name, at if down else 0.0, 0.0 if down else at, edge_id, False, named, not down)
        )
    alone = len(spare) == 1
    if down:
        across: Iterator[float] = (
            side - _FIRST_SPARE - _SPARE_STEP * index for index in range(len(spare))
        )
    else:
        across = _between(side, [slot.y for slot in found])
    for name, at in zip(reversed(spare), across, strict=False):
        x, y = (at, 0.0) if down else (0.0, at)
        found.append(Slot(name, x, y, None, True, alone, not down))
    return tuple(found)


def _row(port: str, edges: Sequence[EdgeId], side: float, down: bool) -> Iterator[Slot]:
    """The slots of a node with one port, as most have it: the edges side by side."""
    step = side / (len(edges) + 1)
    for index, edge in enumerate(edges, 1):
        at = round(step * index, 1)
        yield Slot(port, at if down else 0.0, 0.0 if down else at, edge, aside=not down)


def _between(side: float, taken: Sequence[float]) -> Iterator[float]:
    """Places on a side that stand apart from those that are taken, from its end on; then any."""
    places = list(taken)
    for at in range(int(side - _LOWEST), 3, -1):
        if all(abs(at - other) >= _APART for other in places):
            places.append(at)
            yield float(at)
    while True:
        yield _LOWEST


def output_slots(
    ports: Sequence[Port],
    width: float,
    height: float = NODE_HEIGHT,
    direction: Direction = Direction.DOWN,
) -> tuple[Slot, ...]:
    """Return the slots along the other side, one for each output port."""
    return _output_row(tuple([port.name for port in ports]), width, height, direction)


@lru_cache(maxsize=512)
def _output_row(
    ports: tuple[str, ...], width: float, height: float, direction: Direction
) -> tuple[Slot, ...]:
    down = direction is Direction.DOWN
    step = (width if down else height) / (len(ports) + 1)
    found: list[Slot] = []
    for index, port in enumerate(ports, 1):
        at = round(step * index, 1)
        x, y = (at, height) if down else (width, at)
        found.append(Slot(port, x, y, label=len(ports) > 1, aside=not down))
    return tuple(found)


def slot_of_edge(slots: Sequence[Slot], edge: EdgeId, port: str) -> Slot | None:
    """Return the slot where *edge* ends, or that of its port."""
    of_port = None
    for slot in slots:
        if slot.edge == edge:
            return slot
        if of_port is None and slot.port == port:
            of_port = slot
    return of_port
