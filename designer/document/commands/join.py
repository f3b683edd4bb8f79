"""The verb that wires layers which are there already, without aiming at their ports."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from designer.catalog.catalog import Catalog
from designer.document.commands.edges import connect
from designer.document.commands.refused import CommandRefused
from designer.document.document import Document
from designer.graph.connecting import first_free_input, input_ports, output_ports
from designer.graph.graph import Graph
from designer.graph.records import Direction, Endpoint, Node, NodeId


def join(document: Document, catalog: Catalog, nodes: Iterable[NodeId]) -> None:
    """Wire layers together: all to the last one if that merges, else each to the next.

    The first and the last are told by where they stand, along the model's direction.

    Raises:
        CommandRefused: with the reason, where that cannot be; nothing is wired then.
    """
    graph = document.graph
    chosen = [graph.nodes[id] for id in nodes if id in graph.nodes]
    along = 0 if document.project.direction is Direction.RIGHT else 1
    chosen.sort(key=lambda node: (node.position[along], node.position[1 - along]))
    if len(chosen) < 2:
        raise CommandRefused("Select the layers to be wired: two or more.")
    with document.edit("Wire together"):
        for source, target in _pairs(graph, catalog, chosen):
            _wire(document, catalog, source, target)


def _pairs(graph: Graph, catalog: Catalog, chosen: Sequence[Node]) -> list[tuple[Node, Node]]:
    last = chosen[-1]
    if any(port.many for port in input_ports(graph, catalog, last)):
        return [(node, last) for node in chosen[:-1]]
    return list(pairwise(chosen))


def _wire(document: Document, catalog: Catalog, source: Node, target: Node) -> None:
    graph = document.graph
    joined = any(edge.target.node == target.id for edge in graph.outgoing(source.id))
    entry = first_free_input(graph, catalog, target.id)
    if joined and (entry is None or len(input_ports(graph, catalog, target)) == 1):
        return
    exits = output_ports(graph, catalog, source)
    if not exits:
        raise CommandRefused(f"{source.name} has no output.")
    if entry is None:
        raise CommandRefused(f"{target.name} has no input left.")
    connect(document, catalog, Endpoint(source.id, exits[0].name), entry)
