"""Which port may be wired to which, and why not."""

from collections.abc import Mapping
from typing import Final, Protocol

from designer.catalog.specs import Json, LayerSpec, Port
from designer.graph.graph import Graph
from designer.graph.records import Endpoint, Node, NodeId
from designer.graph.topology import above, below, would_cycle


class Layers(Protocol):
    """The part of the catalogue that is asked here."""

    def layer(self, kind: str) -> LayerSpec | None:
        """Return the description of *kind*, or None where it is not known."""


UNKNOWN_INPUTS: Final = (Port("inputs", many=True, maximum=None),)
UNKNOWN_OUTPUTS: Final = (Port("output"),)
"""The ports of a layer whose kind is not known and that is not wired yet."""


def params_of(graph: Graph, node: Node) -> Mapping[str, Json]:
    """Return the parameters in force: the owner's, and the node's own (those of its call)."""
    owner = graph.owner(node)
    return node.params if owner is node else {**owner.params, **node.params}


def input_ports(graph: Graph, catalog: Layers, node: Node) -> tuple[Port, ...]:
    """Return the input ports of *node*; of an unknown kind, those that its edges use."""
    spec = catalog.layer(graph.owner(node).kind)
    if spec is not None:
        return spec.input_ports(params_of(graph, node))
    names = dict.fromkeys(edge.target.port for edge in graph.incoming(node.id))
    ports = tuple(Port(name, many=True, optional=True, maximum=None) for name in names)
    return ports or UNKNOWN_INPUTS


def output_ports(graph: Graph, catalog: Layers, node: Node) -> tuple[Port, ...]:
    """Return the output ports of *node*; of an unknown kind, those that its edges use."""
    spec = catalog.layer(graph.owner(node).kind)
    if spec is not None:
        return spec.output_ports(params_of(graph, node))
    names = dict.fromkeys(edge.source.port for edge in graph.outgoing(node.id))
    return tuple(Port(name) for name in names) or UNKNOWN_OUTPUTS


def port_of(ports: tuple[Port, ...], name: str) -> Port | None:
    """Return the port called *name*, or None."""
    return next((port for port in ports if port.name == name), None)


def refusal(graph: Graph, catalog: Layers, source: Endpoint, target: Endpoint) -> str | None:
    """Tell why *source* cannot be wired to *target*; None where it can.

    A port that takes one edge and has one is no reason: the new edge takes its place.
    """
    giver, taker = graph.nodes.get(source.node), graph.nodes.get(target.node)
    if giver is None or taker is None:
        return "One of the two layers is not there any more."
    if giver.id == taker.id:
        return f"{taker.name} cannot be its own input."
    if port_of(output_ports(graph, catalog, giver), source.port) is None:
        return f"{giver.name} has no output called {source.port}."
    port = port_of(input_ports(graph, catalog, taker), target.port)
    if port is None:
        return f"{taker.name} has no input called {target.port}."
    if _is_full(graph, port, target):
        return f"{taker.name} takes {port.maximum} inputs at the most."
    if not port.many and any(edge.source == source for edge in graph.edges_into(target)):
        return f"{giver.name} is wired to {taker.name} already."
    if would_cycle(graph, source.node, target.node):
        return f"This would close a circle: {giver.name} depends on {taker.name}."
    return None


def targets_for(graph: Graph, catalog: Layers, source: Endpoint) -> set[Endpoint]:
    """Return every input port that *source* may be wired to; each node is walked once."""
    closed = above(graph, [source.node])
    return {
        Endpoint(node.id, port.name)
        for node in graph.nodes.values()
        if node.id not in closed
        for port in input_ports(graph, catalog, node)
        if not _is_full(graph, port, Endpoint(node.id, port.name))
    }


def sources_for(graph: Graph, catalog: Layers, target: Endpoint) -> set[Endpoint]:
    """Return every output port that may be wired to *target*; each node is walked once."""
    closed = below(graph, [target.node])
    return {
        Endpoint(node.id, port.name)
        for node in graph.nodes.values()
        if node.id not in closed
        for port in output_ports(graph, catalog, node)
    }


def first_free_input(graph: Graph, catalog: Layers, node: NodeId) -> Endpoint | None:
    """Return the input port that an edge dropped on the whole node goes to, or None.

    Ports that must be wired come first, then `many` ports with room, then optional ones.
    """
    ports = input_ports(graph, catalog, graph.nodes[node])
    empty = [port for port in ports if not graph.edges_into(Endpoint(node, port.name))]
    for port in (
        *(port for port in empty if not port.optional),
        *(
            port
            for port in ports
            if port.many and not _is_full(graph, port, Endpoint(node, port.name))
        ),
        *(port for port in empty if port.optional),
    ):
        return Endpoint(node, port.name)
    return None


def _is_full(graph: Graph, port: Port, end: Endpoint) -> bool:
    return port.many and port.maximum is not None and len(graph.edges_into(end)) >= port.maximum
