"""Where the ports of a node sit: a slot for every edge of a port, or one for an empty port."""

from collections.abc import Sequence
from dataclasses import dataclass

from designer.catalog.specs import Port
from designer.graph.records import Edge, EdgeId
from designer.ui.canvas.sizes import NODE_HEIGHT

_FIRST_SPARE = 16.0
_SPARE_STEP = 14.0
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
        label: whether the port's name is written beside it.
    """

    port: str
    x: float
    y: float
    edge: EdgeId | None = None
    spare: bool = False
    label: bool = False


def input_slots(ports: Sequence[Port], incoming: Sequence[Edge], width: float) -> tuple[Slot, ...]:
    """Return the slots along the top; the edges of a `many` port stand side by side in order."""
    by_port: dict[str, list[EdgeId]] = {port.name: [] for port in ports}
    for edge in incoming:
        by_port.setdefault(edge.target.port, []).append(edge.id)
    spare = [port.name for port in ports if port.optional and not by_port[port.name]]
    places: list[tuple[str, EdgeId | None]] = []
    for name, edges in by_port.items():
        if name not in spare:
            places.extend((name, edge) for edge in (edges or _EMPTY))
    named = len({name for name, _ in places}) > 1
    step = width / (len(places) + 1)
    return tuple(
        Slot(name, round(step * (index + 1), 1), 0.0, edge, label=named)
        for index, (name, edge) in enumerate(places)
    ) + tuple(
        Slot(name, width - _FIRST_SPARE - _SPARE_STEP * index, 0.0, spare=True)
        for index, name in enumerate(reversed(spare))
    )


def output_slots(
    ports: Sequence[Port], width: float, height: float = NODE_HEIGHT
) -> tuple[Slot, ...]:
    """Return the slots along the bottom, one for each output port."""
    step = width / (len(ports) + 1)
    return tuple(
        Slot(port.name, round(step * (index + 1), 1), height, label=len(ports) > 1)
        for index, port in enumerate(ports)
    )


def slot_of_edge(slots: Sequence[Slot], edge: EdgeId, port: str) -> Slot | None:
    """Return the slot where *edge* ends, or that of its port."""
    return next(
        (slot for slot in slots if slot.edge == edge),
        next((slot for slot in slots if slot.port == port), None),
    )
