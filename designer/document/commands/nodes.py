"""Verbs for nodes: add, name, set, move, delete, dissolve, share."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import Final

from designer.catalog.catalog import Catalog
from designer.catalog.specs import Json
from designer.catalog.starting import initial_params
from designer.document.commands.definitions import settled_kind
from designer.document.commands.ids import new_id
from designer.document.commands.refused import CommandRefused
from designer.document.commands.reroute import moved_along
from designer.document.document import Document, Edit
from designer.graph.bypass import first_wire
from designer.graph.connecting import input_ports, refusal
from designer.graph.graph import Graph
from designer.graph.naming import name_for, name_refusal
from designer.graph.records import Edge, EdgeId, Node, NodeId, Point
from designer.graph.remarks import Remark, RemarkKind


class Unset:
    """The wish for Keras's default instead of a value."""


UNSET: Final = Unset()


def add_node(
    document: Document,
    catalog: Catalog,
    kind: str,
    position: Point,
    params: Mapping[str, Json] | None = None,
    name: str | None = None,
) -> NodeId:
    """Add a node of *kind* with what a new one starts with; *params* come on top.

    Where *kind* is a block of the library, its definition comes into the project first.

    Raises:
        CommandRefused: if *kind* cannot stand as a node here, or *name* is taken.
    """
    spec = catalog.layer(kind)
    if spec is None or not spec.placeable:
        raise CommandRefused(f"{kind} is not a layer that can be placed.")
    if name is not None and (why := name_refusal(document.graph, name, kind=kind)):
        raise CommandRefused(why)
    with document.edit(f"Add {spec.called}") as edit:
        kind = settled_kind(document, catalog, kind)
        id = new_id("n", edit.graph.nodes)
        called = name or name_for(edit.graph, spec.called)
        edit.put(Node(id, kind, called, {**initial_params(spec), **(params or {})}, position))
    return id


def rename(document: Document, node: NodeId, name: str) -> None:
    """Give *node* another name.

    Raises:
        CommandRefused: if the name is empty, taken or illegal in Keras.
    """
    name = name.strip()
    if why := name_refusal(document.graph, name, node):
        raise CommandRefused(why)
    with document.edit("Rename layer") as edit:
        edit.put(replace(edit.graph.nodes[node], name=name))


def set_param(
    document: Document, nodes: Iterable[NodeId], name: str, value: "Json | Unset"
) -> None:
    """Set one parameter of each node; of a node that shares, where its layer is."""
    with document.edit(f"Set {name}") as edit:
        for id in dict.fromkeys(nodes):
            owner = edit.graph.owner(edit.graph.nodes[id])
            changed = (
                owner.without_param(name)
                if isinstance(value, Unset)
                else owner.with_param(name, value)
            )
            edit.put(changed)


def set_trainable(document: Document, nodes: Iterable[NodeId], trainable: bool) -> None:
    """Freeze layers, or let them learn again."""
    with document.edit("Unfreeze" if trainable else "Freeze") as edit:
        for id in nodes:
            owner = edit.graph.owner(edit.graph.nodes[id])
            edit.put(replace(owner, trainable=trainable))


def move(document: Document, positions: Mapping[str, Point]) -> None:
    """Put nodes and remarks at new positions; points of wires go along with both their ends."""
    with document.edit(move_label(document, positions)) as edit:
        wires = moved_along(document, positions)
        moved = [
            replace(record, position=(float(x), float(y)))
            for id, (x, y) in positions.items()
            if (record := document.node(id) or document.remark(id)) is not None
        ]
        edit.put_all([*moved, *wires])


def move_label(document: Document, ids: Collection[str]) -> str:
    """Return what moving nodes and remarks is called."""
    remarks = [remark for id in ids if (remark := document.remark(id)) is not None]
    if len(remarks) == len(ids) == 1:
        return f"Move {remarks[0].kind}"
    frames = any(remark.kind is RemarkKind.FRAME for remark in remarks)
    if frames or len(remarks) == len(ids):
        return "Move frame" if frames else "Move notes"
    return "Move layers" if len(ids) > 1 else "Move layer"


def delete(document: Document, ids: Iterable[str]) -> None:
    """Delete nodes with their edges, and edges and remarks; what stands in a frame stays.

    Where the owner of a shared layer goes, the first of those that share becomes the owner.
    """
    gone = set(ids)
    graph = document.graph
    nodes = gone & graph.nodes.keys()
    edges = {edge.id for id in nodes for edge in (*graph.incoming(id), *graph.outgoing(id))} | (
        gone & graph.edges.keys()
    )
    remarks = [remark for id, remark in graph.remarks.items() if id in gone]
    if not nodes and not edges and not remarks:
        return
    with document.edit(_delete_label(len(nodes), len(edges), remarks)) as edit:
        _hand_on_layers(edit, nodes)
        edit.remove({*nodes, *edges, *(remark.id for remark in remarks)})


def dissolve(document: Document, catalog: Catalog, ids: Iterable[NodeId]) -> None:
    """Delete nodes and wire what came to their first input to what went out."""
    with document.edit("Delete and bridge") as edit:
        for id in ids:
            graph = edit.graph
            if id not in graph.nodes:
                continue
            node, outgoing = graph.nodes[id], graph.outgoing(id)
            ports = [port.name for port in input_ports(graph, catalog, node)]
            first = first_wire(graph, node, ports)
            delete(document, [id])
            if first is not None:
                _bridge(edit, catalog, first, outgoing)


def share(document: Document, nodes: Iterable[NodeId]) -> None:
    """Let nodes of one kind call one layer: that of the first in reading order.

    Raises:
        CommandRefused: if there are fewer than two, or they are of different kinds.
    """
    graph = document.graph
    chosen = sorted((graph.nodes[id] for id in nodes), key=_place)
    kinds = {node.kind for node in chosen}
    if len(chosen) < 2 or len(kinds) != 1 or kinds & {"Input", "Output"}:
        raise CommandRefused("Select two or more layers of one kind to let them share a layer.")
    owner = graph.owner(chosen[0])
    with document.edit("Share layer") as edit:
        for node in chosen:
            if node.id == owner.id:
                continue
            for twin in graph.twins.get(node.id, ()):
                if twin != owner.id:
                    edit.put(replace(edit.graph.nodes[twin], layer=owner.id))
            edit.put(replace(node, layer=owner.id, params={}))


def unshare(document: Document, node: NodeId) -> None:
    """Give *node* a layer of its own, set as the shared one is."""
    graph = document.graph
    record = graph.nodes[node]
    with document.edit("Stop sharing") as edit:
        if record.layer is not None:
            owner = graph.owner(record)
            edit.put(
                replace(record, layer=None, params=dict(owner.params), trainable=owner.trainable)
            )
        else:
            for twin in graph.twins.get(node, ()):
                unshare(document, twin)


def _hand_on_layers(edit: Edit, gone: set[NodeId]) -> None:
    graph = edit.graph
    for id in sorted(gone):
        left = sorted(set(graph.twins.get(id, ())) - gone, key=lambda t: _place(graph.nodes[t]))
        if not left:
            continue
        owner = graph.nodes[id]
        heir = graph.nodes[left[0]]
        edit.put(
            replace(
                heir,
                layer=None,
                params={**owner.params, **heir.params},
                trainable=owner.trainable,
            )
        )
        edit.put_all(replace(graph.nodes[twin], layer=heir.id) for twin in left[1:])


def _place(node: Node) -> tuple[float, float, NodeId]:
    return (node.position[1], node.position[0], node.id)


def _bridge(edit: Edit, catalog: Catalog, incoming: Edge, outgoing: Iterable[Edge]) -> None:
    source = incoming.source
    for edge in outgoing:
        graph: Graph = edit.graph
        if refusal(graph, catalog, source, edge.target) is None:
            id: EdgeId = new_id("e", graph.edges)
            points = (*incoming.points, *edge.points)
            edit.put(Edge(id, source, edge.target, edge.order, points))


def _delete_label(nodes: int, edges: int, remarks: Collection[Remark]) -> str:
    if remarks and not nodes and not edges:
        kinds = {remark.kind for remark in remarks}
        what = kinds.pop() if len(kinds) == 1 else "remark"
        return f"Delete {what}" if len(remarks) == 1 else f"Delete {len(remarks)} {what}s"
    if nodes:
        return "Delete layer" if nodes == 1 else f"Delete {nodes} layers"
    return "Disconnect" if edges == 1 else f"Delete {edges} edges"
