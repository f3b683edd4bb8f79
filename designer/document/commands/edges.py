"""Verbs for edges: connect, disconnect, insert, order, and add what comes next."""

from collections.abc import Iterable
from dataclasses import replace

from designer.catalog.catalog import Catalog
from designer.catalog.specs import Params
from designer.document.commands.ids import new_id
from designer.document.commands.nodes import add_node
from designer.document.commands.refused import CommandRefused
from designer.document.commands.reroute import free_points, lead, split_at
from designer.document.document import Document, Edit
from designer.graph.connecting import (
    first_free_input,
    input_ports,
    output_ports,
    port_of,
    refusal,
)
from designer.graph.records import Edge, EdgeId, Endpoint, NodeId, Point


def connect(
    document: Document,
    catalog: Catalog,
    source: Endpoint,
    target: Endpoint,
    order: int | None = None,
) -> EdgeId:
    """Wire an output port to an input port; a port for one edge gives up the one it has.

    Raises:
        CommandRefused: with the reason, where they cannot be wired.
    """
    if why := refusal(document.graph, catalog, source, target):
        raise CommandRefused(why)
    graph = document.graph
    port = port_of(input_ports(graph, catalog, graph.nodes[target.node]), target.port)
    present = graph.edges_into(target)
    with document.edit("Connect layers") as edit:
        if port is not None and not port.many:
            edit.remove(edge.id for edge in present)
            present = ()
        id = new_id("e", edit.graph.edges)
        _put_in_order(edit, present, Edge(id, source, target), order)
    return id


def disconnect(document: Document, edges: Iterable[EdgeId]) -> None:
    """Take edges away."""
    with document.edit("Disconnect") as edit:
        edit.remove(edges)


def reorder(document: Document, edge: EdgeId, order: int) -> None:
    """Give an edge another place among those of its port; the others move up."""
    with document.edit("Order inputs") as edit:
        moved = edit.graph.edges[edge]
        others = tuple(e for e in edit.graph.edges_into(moved.target) if e.id != edge)
        _put_in_order(edit, others, moved, order)


def insert_on_edge(document: Document, catalog: Catalog, node: NodeId, edge: EdgeId) -> None:
    """Put a node into an edge: what went along it goes through the node.

    Raises:
        CommandRefused: if the node has no input and output for it, or a circle would close.
    """
    old = document.graph.edges[edge]
    with document.edit("Insert layer") as edit:
        edit.remove([edge])
        graph = edit.graph
        entry = first_free_input(graph, catalog, node)
        exits = output_ports(graph, catalog, graph.nodes[node])
        if entry is None or not exits:
            raise CommandRefused(f"{graph.nodes[node].name} has no input and output for this edge.")
        before, after = split_at(document, old, graph.nodes[node])
        first = connect(document, catalog, old.source, entry)
        exit = Endpoint(node, exits[0].name)
        second = connect(document, catalog, exit, old.target, old.order)
        for id, points in ((first, before), (second, after)):
            lead(document, id, free_points(points, graph.nodes[node]))


def add_connected(
    document: Document,
    catalog: Catalog,
    kind: str,
    end: Endpoint,
    is_output: bool,
    position: Point,
    params: Params | None = None,
) -> NodeId:
    """Add a node wired to the loose end of a wire.

    Args:
        end: where the wire in hand begins.
        is_output: `end` is an output port, so the new node comes after it.
        params: what is set in it.

    Raises:
        CommandRefused: if nothing of the new node fits the wire.
    """
    spec = catalog.layer(kind)
    called = spec.called if spec else kind
    with document.edit(f"Add {called}") as edit:
        node = add_node(document, catalog, kind, position, params)
        if is_output:
            entry = first_free_input(edit.graph, catalog, node)
            if entry is None:
                raise CommandRefused(f"{called} has no input.")
            connect(document, catalog, end, entry)
        else:
            exits = output_ports(edit.graph, catalog, edit.graph.nodes[node])
            if not exits:
                raise CommandRefused(f"{called} has no output.")
            connect(document, catalog, Endpoint(node, exits[0].name), end)
    return node


def add_merging(
    document: Document,
    catalog: Catalog,
    kind: str,
    ends: Iterable[Endpoint],
    position: Point,
    params: Params | None = None,
) -> NodeId:
    """Add a node that takes the tensors of several outputs, in their order.

    Raises:
        CommandRefused: if it has no input left for one of them.
    """
    spec = catalog.layer(kind)
    called = spec.called if spec else kind
    with document.edit(f"Add {called}") as edit:
        node = add_node(document, catalog, kind, position, params)
        for number, end in enumerate(ends):
            entry = first_free_input(edit.graph, catalog, node)
            if entry is None:
                taken = "1 input" if number == 1 else f"{number} inputs"
                raise CommandRefused(f"{called} takes {taken}, but more layers are selected.")
            connect(document, catalog, end, entry)
    return node


def _put_in_order(edit: Edit, others: tuple[Edge, ...], edge: Edge, order: int | None) -> None:
    place = len(others) if order is None else max(0, min(order, len(others)))
    edges = (*others[:place], edge, *others[place:])
    edit.put_all(replace(each, order=number) for number, each in enumerate(edges))
