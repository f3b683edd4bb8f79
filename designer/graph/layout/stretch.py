"""A stretch of layers whose order no other layer can change, numbered by itself.

Stretches that look alike (the repeated blocks of a network) are equal by their `shape`.
"""

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass

from designer.graph.layout.flow import Numbers
from designer.graph.layout.layers import Layers


@dataclass(slots=True)
class Stretch:
    """Neighbouring layers, from the top.

    Attributes:
        rows: the vertices of each layer, nodes first, then dummies.
        nodes: how many of each row are nodes.
        up: the neighbours in the layer above, of each vertex.
        down: the neighbours in the layer below.
        ends: where each vertex leads in the end: a dummy to a node, others to themselves.
        names: the vertex in the whole that each one stands for.
        numbers: the other way round.
        is_node: whether each vertex is a node.
    """

    rows: Numbers
    nodes: list[int]
    up: Numbers
    down: Numbers
    ends: list[int]
    names: list[int]
    numbers: dict[int, int]
    is_node: list[bool]

    @property
    def shape(self) -> Hashable:
        """Everything but the names."""
        return (tuple(map(len, self.rows)), tuple(self.nodes), tuple(map(tuple, self.down)))

    def named(self, rows: Numbers) -> Numbers:
        """Return *rows* with the numbers of the whole."""
        return [[self.names[vertex] for vertex in row] for row in rows]


def stretches(layers: Layers) -> Iterator[tuple[int, int]]:
    """Yield the first layer of each stretch and the one after its last.

    A stretch lies between two layers of one vertex each, or begins or ends with the whole.
    """
    rows = layers.rows
    first = 0
    for number in range(1, len(rows)):
        if len(rows[number]) == 1:
            if number - first > 1 or len(rows[first]) > 1:
                yield first, number + 1
            first = number
    if len(rows) - first > 1 or len(rows[first]) > 1:
        yield first, len(rows)


def stretch_of(layers: Layers, first: int, end: int) -> Stretch:
    """Return one stretch of *layers*, its nodes in the order in which they are given."""
    names: list[int] = []
    rows: Numbers = []
    nodes: list[int] = []
    for row in layers.rows[first:end]:
        own = [vertex for vertex in row if vertex < layers.nodes]
        nodes.append(len(own))
        ordered = own + [vertex for vertex in row if vertex >= layers.nodes]
        rows.append(list(range(len(names), len(names) + len(ordered))))
        names += ordered
    numbers = {vertex: number for number, vertex in enumerate(names)}
    up = _inside(names[len(rows[0]) :], layers.up, numbers)
    down = _inside(names[: len(names) - len(rows[-1])], layers.down, numbers)
    ends = [numbers.get(layers.ends[vertex], number) for number, vertex in enumerate(names)]
    return Stretch(
        rows,
        nodes,
        [*([] for _ in rows[0]), *up],
        [*down, *([] for _ in rows[-1])],
        ends,
        names,
        numbers,
        [name < layers.nodes for name in names],
    )


def _inside(vertices: Sequence[int], near: Numbers, numbers: dict[int, int]) -> Numbers:
    return [[numbers[other] for other in near[vertex]] for vertex in vertices]
