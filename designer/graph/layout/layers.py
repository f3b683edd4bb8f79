"""First step: which layer each node is in, with dummies where an edge passes layers."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

Vertex: TypeAlias = Hashable
"""A node's id, or `(source, target, rank)` for a dummy."""


@dataclass(slots=True)
class Layers:
    """A layered graph whose edges join neighbouring layers only.

    Attributes:
        rows: the vertices of each layer; the order within is what the next step improves.
        up: the neighbours in the layer above.
        down: the neighbours in the layer below.
    """

    rows: list[list[Vertex]]
    up: dict[Vertex, list[Vertex]] = field(default_factory=dict)
    down: dict[Vertex, list[Vertex]] = field(default_factory=dict)


def is_dummy(vertex: Vertex) -> bool:
    """Whether a vertex stands for an edge on its way."""
    return isinstance(vertex, tuple)


def ranks_of(order: Sequence[str], edges: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Return the layer of each node: the longest way from a source.

    Sources that feed something far down (a second input) move down to it.

    Args:
        order: the nodes in topological order.
        edges: successors of each node.
    """
    ranks = dict.fromkeys(order, 0)
    has_input = set()
    for node in order:
        for after in edges.get(node, ()):
            ranks[after] = max(ranks[after], ranks[node] + 1)
            has_input.add(after)
    for node in reversed(order):
        successors = edges.get(node, ())
        if node not in has_input and successors:
            ranks[node] = min(ranks[after] for after in successors) - 1
    return ranks


def make_layers(
    order: Iterable[str], edges: Mapping[str, Sequence[str]], ranks: Mapping[str, int]
) -> Layers:
    """Return the layers, depth first from the left, with a dummy in each layer an edge passes."""
    layers = Layers([[] for _ in range(max(ranks.values(), default=-1) + 1)])
    order = list(order)
    for node in order:
        layers.up[node], layers.down[node] = [], []
    for node in order:
        for after in edges.get(node, ()):
            _join(layers, node, after, ranks)
    _place_depth_first(layers, order, ranks)
    return layers


def _join(layers: Layers, node: str, after: str, ranks: Mapping[str, int]) -> None:
    previous: Vertex = node
    for rank in range(ranks[node] + 1, ranks[after]):
        dummy = (node, after, rank)
        layers.up[dummy], layers.down[dummy] = [previous], []
        layers.down[previous].append(dummy)
        previous = dummy
    layers.down[previous].append(after)
    layers.up[after].append(previous)


def _place_depth_first(layers: Layers, order: Sequence[str], ranks: Mapping[str, int]) -> None:
    seen: set[Vertex] = set()
    for start in order:
        waiting: list[Vertex] = [start]
        while waiting:
            vertex = waiting.pop()
            if vertex in seen:
                continue
            seen.add(vertex)
            rank = vertex[2] if isinstance(vertex, tuple) else ranks[str(vertex)]
            layers.rows[rank].append(vertex)
            waiting.extend(reversed(layers.down[vertex]))
