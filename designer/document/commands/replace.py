"""The verb that puts layers of another kind in the place of those that are there."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from designer.catalog.catalog import Catalog
from designer.catalog.specs import Json, LayerSpec, Params, Port
from designer.catalog.starting import initial_params
from designer.catalog.values import check_value
from designer.document.commands.definitions import settled_kind
from designer.document.commands.refused import CommandRefused
from designer.document.consequences import retargeted
from designer.document.document import Document, Edit
from designer.graph.connecting import output_ports, params_of, port_of
from designer.graph.naming import legal_name, name_for, snake_case
from designer.graph.records import INPUT, OUTPUT, Edge, Endpoint, Node, NodeId

_MOST_NAMES = 4


@dataclass(slots=True)
class _Lost:
    params: dict[str, None] = field(default_factory=dict)
    wires: int = 0
    weights: bool = False

    def words(self, called: str) -> str:
        parts = []
        if self.params:
            names = list(self.params)
            more = f" and {len(names) - _MOST_NAMES} more" if len(names) > _MOST_NAMES else ""
            parts.append(", ".join(names[:_MOST_NAMES]) + more)
        if self.wires:
            parts.append("1 wire" if self.wires == 1 else f"{self.wires} wires")
        if self.weights:
            parts.append("the first weights")
        return f"{called} has no place for {' and '.join(parts)}." if parts else ""


def replace_kind(
    document: Document,
    catalog: Catalog,
    nodes: Iterable[NodeId],
    kind: str,
    params: Mapping[str, Json] | None = None,
) -> str:
    """Make *nodes* layers of another kind; wires and parameters that both have are kept.

    Wires go to ports of the same name, else to the free ones in their order. A name that a person
    gave stays. All that call one layer stay together.

    Args:
        params: what is set in the new ones on top.

    Returns:
        What found no place, in one sentence; empty where all of it did.

    Raises:
        CommandRefused: if *kind* cannot stand here, or a port of a block would go.
    """
    spec = catalog.layer(kind)
    if spec is None or not spec.placeable:
        raise CommandRefused(f"{kind} is not a layer that can be placed.")
    lost = _Lost()
    with document.edit(f"Replace by {spec.called}") as edit:
        kind = settled_kind(document, catalog, kind)
        for owner in _owners(edit, nodes):
            _refuse_port(document, edit.graph.nodes[owner])
            if edit.graph.nodes[owner].kind != kind:
                _replace_layer(edit, catalog, owner, kind, params or {}, lost)
            elif params:
                node = edit.graph.nodes[owner]
                edit.put(replace(node, params={**node.params, **params}))
    return lost.words(spec.called)


def _owners(edit: Edit, nodes: Iterable[NodeId]) -> tuple[NodeId, ...]:
    graph = edit.graph
    found = (graph.owner(graph.nodes[id]).id for id in nodes if id in graph.nodes)
    return tuple(dict.fromkeys(found))


def _refuse_port(document: Document, node: Node) -> None:
    if document.scope is not None and node.kind in (INPUT, OUTPUT):
        raise CommandRefused(f"{node.name} is a port of this block. Delete it instead.")


def _replace_layer(
    edit: Edit, catalog: Catalog, owner: NodeId, kind: str, params: Params, lost: _Lost
) -> None:
    """Replace a layer where it is owned, and wherever else it is called."""
    for id in (owner, *edit.graph.twins.get(owner, ())):
        ports = _ports(edit, catalog, id)
        _replace_node(edit, catalog, edit.graph.nodes[id], kind, params, lost)
        _rewire(edit, catalog, id, ports, lost)


def _replace_node(
    edit: Edit, catalog: Catalog, node: Node, kind: str, params: Params, lost: _Lost
) -> None:
    old, spec = catalog.layer(node.kind), catalog.layer(kind)
    assert spec is not None
    kept = _kept(node, old, spec, catalog)
    for name in node.params.keys() - kept.keys():
        if not _is_initial(old, name, node.params[name]):
            lost.params[name] = None
        _unexpose(edit, node.id, name)
    own = {**initial_params(spec), **kept, **params} if node.layer is None else kept
    lost.weights = lost.weights or bool(node.weights)
    auto = old is not None and _is_auto(node.name, old)
    edit.put(replace(node, kind=kind, params=own, weights=""))
    if auto:
        called = spec.called
        edit.put(replace(edit.graph.nodes[node.id], name=name_for(edit.graph, called)))


def _kept(node: Node, old: LayerSpec | None, spec: LayerSpec, catalog: Catalog) -> dict[str, Json]:
    """Return the parameters that the new kind has too, and whose values are fine there."""
    found: dict[str, Json] = {}
    for name, value in node.params.items():
        param, before = spec.param(name), old.param(name) if old else None
        if param is None or check_value(param, value, catalog) is not None:
            continue
        if before is None or before.registry == param.registry:
            found[name] = value
    return found


def _is_initial(old: LayerSpec | None, name: str, value: Json) -> bool:
    """Tell whether a value is what every new node of the old kind starts with."""
    return old is not None and initial_params(old).get(name) == value


def _unexpose(edit: Edit, node: NodeId, name: str) -> None:
    edit.become(retargeted(edit.project, edit.change.scope, (node, name), ()))


def _is_auto(name: str, spec: LayerSpec) -> bool:
    """Tell whether *name* is one that the program gives to new nodes of a kind."""
    stem = legal_name(snake_case(spec.called.rpartition(".")[2] or spec.called))
    return re.fullmatch(rf"{re.escape(stem)}(_\d+)?", name) is not None


def _ports(edit: Edit, catalog: Catalog, id: NodeId) -> tuple[str, ...]:
    """Return the names of the outputs in their order."""
    graph = edit.graph
    return tuple(port.name for port in output_ports(graph, catalog, graph.nodes[id]))


def _rewire(
    edit: Edit, catalog: Catalog, id: NodeId, outputs: tuple[str, ...], lost: _Lost
) -> None:
    graph = edit.graph
    node = graph.nodes[id]
    spec = catalog.layer(node.kind)
    entries = spec.input_ports(params_of(graph, node)) if spec else ()
    exits = spec.output_ports(params_of(graph, node)) if spec else ()
    incoming, outgoing = graph.incoming(id), graph.outgoing(id)
    moved: list[Edge | None] = [*_into(incoming, entries), *_out_of(outgoing, outputs, exits)]
    gone = [e.id for e, to in zip((*incoming, *outgoing), moved, strict=True) if to is None]
    lost.wires += len(gone)
    edit.remove(gone)
    edit.put_all(edge for edge in moved if edge is not None)


def _into(edges: tuple[Edge, ...], ports: tuple[Port, ...]) -> list[Edge | None]:
    """Return the edges led to the ports of the same names, else to free ones in their order."""
    used: dict[str, int] = {}

    def take(port: Port | None) -> bool:
        if port is None or _is_full(port, used.get(port.name, 0)):
            return False
        used[port.name] = used.get(port.name, 0) + 1
        return True

    named = {edge.id: edge.target.port for edge in edges if take(port_of(ports, edge.target.port))}
    for edge in edges:
        if edge.id not in named:
            free = next((port for port in ports if take(port)), None)
            if free is not None:
                named[edge.id] = free.name
    places: dict[str, int] = {}
    found: list[Edge | None] = []
    for edge in edges:
        name = named.get(edge.id)
        if name is None:
            found.append(None)
            continue
        place = places[name] = places.get(name, -1) + 1
        found.append(replace(edge, target=Endpoint(edge.target.node, name), order=place))
    return found


def _out_of(
    edges: tuple[Edge, ...], before: tuple[str, ...], ports: tuple[Port, ...]
) -> list[Edge | None]:
    """Return the edges led from the ports of the same names, else of the same places."""
    names = [port.name for port in ports]
    found: list[Edge | None] = []
    for edge in edges:
        old = edge.source.port
        place = before.index(old) if old in before else len(names)
        name = old if old in names else names[place] if place < len(names) else None
        found.append(
            replace(edge, source=Endpoint(edge.source.node, name)) if name is not None else None
        )
    return found


def _is_full(port: Port, taken: int) -> bool:
    most = port.maximum if port.many else 1
    return most is not None and taken >= most
