"""Finds parts of a graph that are built alike, where the layers' names show which belong together.

The layers of ResNet's third block are called `conv2_block3_1_conv`, `conv2_block3_1_bn` ...: what
has the name of a part and a number in front belongs to that part.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from designer.graph.graph import Graph
from designer.graph.records import INPUT, OUTPUT, Edge, Endpoint, Node, NodeId

_FEWEST_NODES = 3
_ENDS_NUMBERED = re.compile(r"\d+[a-z]?$")

Shape: TypeAlias = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """Layers whose names begin alike.

    Attributes:
        prefix: what their names begin with, without the underscore behind it.
        nodes: rest of the name -> node.
        inside: edges from one of them to another.
        given: for each tensor from outside its source and the edges that bring it in.
        taken: the ports that something outside is wired to, by rest of the name and port.
    """

    prefix: str
    nodes: Mapping[str, Node]
    inside: tuple[Edge, ...] = ()
    given: tuple[tuple[Endpoint, tuple[Edge, ...]], ...] = ()
    taken: tuple[tuple[str, str], ...] = ()
    rests: Mapping[NodeId, str] = field(default_factory=dict)

    def shape(self) -> Shape:
        """Return what must be equal in parts that are built alike: all but values."""
        layers = tuple(
            (rest, node.kind, node.trainable, node.weights, repr(sorted(node.extra.items())))
            for rest, node in sorted(self.nodes.items())
        )
        wires = tuple(sorted(self._wire(edge) for edge in self.inside))
        given = tuple(self.places(edges) for _, edges in self.given)
        return (layers, wires, given, self.taken)

    def places(self, edges: Iterable[Edge]) -> tuple[tuple[str, str, int], ...]:
        """Return where edges end in the part, in an order that depends on names alone."""
        ends = ((self.rests[e.target.node], e.target.port, e.order) for e in edges)
        return tuple(sorted(ends))

    def _wire(self, edge: Edge) -> tuple[str, str, str, str, int]:
        source, target = edge.source, edge.target
        rests = self.rests
        return (rests[source.node], source.port, rests[target.node], target.port, edge.order)


def alike_parts(graph: Graph) -> list[list[Part]]:
    """Return groups of parts that are built alike, those that save the most nodes first.

    Parts of different groups can overlap.
    """
    groups: defaultdict[Shape, list[Part]] = defaultdict(list)
    for part in _parts(graph):
        groups[part.shape()].append(part)
    alike = [parts for parts in groups.values() if len(parts) > 1]
    return sorted(alike, key=lambda parts: (-saved(parts), parts[0].prefix))


def saved(parts: list[Part]) -> int:
    """Return how many nodes fewer there are once these parts are one block."""
    return (len(parts) - 1) * (len(parts[0].nodes) - 1)


def _parts(graph: Graph) -> Iterator[Part]:
    by_prefix: defaultdict[str, dict[str, Node]] = defaultdict(dict)
    for node in graph.nodes.values():
        if node.kind in (INPUT, OUTPUT) or node.layer or node.id in graph.twins:
            continue
        for prefix in _prefixes(node.name):
            by_prefix[prefix][node.name[len(prefix) + 1 :]] = node
    for prefix, nodes in by_prefix.items():
        if len(nodes) >= _FEWEST_NODES and is_convex(graph, {n.id for n in nodes.values()}):
            yield _part(graph, prefix, nodes)


def _prefixes(name: str) -> Iterator[str]:
    """Return what of *name* ends in a number before an underscore: `conv2`, `conv2_block1` ..."""
    for place, letter in enumerate(name[:-1]):
        if letter == "_" and place and _ENDS_NUMBERED.search(name[:place]):
            yield name[:place]


def _part(graph: Graph, prefix: str, nodes: Mapping[str, Node]) -> Part:
    rests = {node.id: rest for rest, node in nodes.items()}
    inside: list[Edge] = []
    given: defaultdict[Endpoint, list[Edge]] = defaultdict(list)
    taken: set[tuple[str, str]] = set()
    for rest, node in nodes.items():
        for edge in graph.incoming(node.id):
            (inside if edge.source.node in rests else given[edge.source]).append(edge)
        taken |= {
            (rest, edge.source.port)
            for edge in graph.outgoing(node.id)
            if edge.target.node not in rests
        }
    part = Part(prefix, nodes, tuple(inside), (), tuple(sorted(taken)), rests)
    ordered = sorted(given.items(), key=lambda item: part.places(item[1]))
    ends = tuple((source, tuple(edges)) for source, edges in ordered)
    return Part(prefix, nodes, tuple(inside), ends, part.taken, rests)


def is_convex(graph: Graph, ids: set[NodeId]) -> bool:
    """Tell whether no way leads out of *ids* and back: only then they can be one node."""
    waiting = [e.target.node for id in ids for e in graph.outgoing(id) if e.target.node not in ids]
    seen = set(waiting)
    while waiting:
        for edge in graph.outgoing(waiting.pop()):
            target = edge.target.node
            if target in ids:
                return False
            if target not in seen:
                seen.add(target)
                waiting.append(target)
    return True
