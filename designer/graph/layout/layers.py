"""First step: which layer each node is in, with dummies where an edge passes layers."""

from dataclasses import dataclass, field

from designer.graph.layout.flow import Flow, Numbers


@dataclass(slots=True)
class Layers:
    """A layered graph whose edges join neighbouring layers only.

    Vertices are numbers: those of the nodes come first, all others are dummies.

    Attributes:
        nodes: how many vertices are nodes.
        rows: the vertices of each layer; the order within is what the next step improves.
        up: the neighbours in the layer above, of each vertex.
        down: the neighbours in the layer below.
        ranks: the layer of each vertex.
        begins: the node whose wires each vertex is of: itself, or for a dummy another one.
        ends: where each vertex leads in the end: a node to itself, a dummy to a node.
    """

    nodes: int
    rows: Numbers
    up: Numbers = field(default_factory=list)
    down: Numbers = field(default_factory=list)
    ranks: list[int] = field(default_factory=list)
    begins: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)


def make_layers(flow: Flow) -> Layers:
    """Return the layers: nodes of one layer in the order in which they stand now, then dummies."""
    ranks = ranks_of(flow)
    count = len(ranks)
    rows: Numbers = [[] for _ in range(max(ranks, default=-1) + 1)]
    for number in sorted(range(count), key=flow.keys.__getitem__):
        rows[ranks[number]].append(number)
    layers = Layers(count, rows, [[] for _ in ranks], [[] for _ in ranks], ranks)
    layers.begins, layers.ends = list(range(count)), list(range(count))
    for number, others in enumerate(flow.after):
        for other in others:
            _join(layers, number, other)
    return layers


def ranks_of(flow: Flow) -> list[int]:
    """Return the layer of each node: the longest way from a source.

    Sources that feed something far down (a second input) move down to it.
    """
    ranks = [0] * len(flow.after)
    fed = [False] * len(flow.after)
    for number, others in enumerate(flow.after):
        below = ranks[number] + 1
        for other in others:
            fed[other] = True
            if ranks[other] < below:
                ranks[other] = below
    for number in range(len(ranks) - 1, -1, -1):
        if flow.after[number] and not fed[number]:
            ranks[number] = min(ranks[other] for other in flow.after[number]) - 1
    return ranks


def _join(layers: Layers, upper: int, lower: int) -> None:
    previous = upper
    for rank in range(layers.ranks[upper] + 1, layers.ranks[lower]):
        dummy = len(layers.ranks)
        layers.ranks.append(rank)
        layers.begins.append(upper)
        layers.ends.append(lower)
        layers.up.append([previous])
        layers.down.append([])
        layers.down[previous].append(dummy)
        layers.rows[rank].append(dummy)
        previous = dummy
    layers.down[previous].append(lower)
    layers.up[lower].append(previous)
