"""The verbs behind the buttons that mend a problem, one for each remedy."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeAlias

from designer.catalog.catalog import Catalog
from designer.document.commands.edges import connect, insert_on_edge
from designer.document.commands.nodes import (
    UNSET,
    add_node,
    delete,
    rename,
    set_param,
)
from designer.document.commands.placing import settle_new
from designer.document.commands.refused import CommandRefused
from designer.document.commands.settings import set_setting
from designer.document.document import Document
from designer.graph.connecting import output_ports
from designer.graph.naming import unique_name
from designer.graph.problems import Remedy
from designer.graph.records import INPUT, OUTPUT, Edge, Endpoint, NodeId

Verb: TypeAlias = Callable[[Document, Catalog, Mapping[str, Any]], None]


def take(document: Document, catalog: Catalog, remedy: Remedy) -> None:
    """Do what a remedy offers, as one step of the history named after its button.

    Raises:
        CommandRefused: if it is not possible any more.
    """
    verb = VERBS.get(remedy.action)
    if verb is None:
        raise CommandRefused(f"This version cannot do “{remedy.label}”.")
    if any(document.node(id) is None for id in _nodes_in(remedy.arguments)):
        raise CommandRefused("The layer is not there any more.")
    with document.edit(remedy.label):
        verb(document, catalog, remedy.arguments)


def _nodes_in(given: Mapping[str, Any]) -> Iterator[NodeId]:
    """Yield the nodes that a remedy writes to or wires."""
    for change in (given, *given.get("changes", ())):
        for key in ("source", "node"):
            if key in change:
                yield change[key]


def _insert_layer(document: Document, catalog: Catalog, given: Mapping[str, Any]) -> None:
    edge = _edge_of(document, given)
    before = document.graph.nodes[edge.source.node].position
    node = add_node(document, catalog, given["kind"], before, given.get("params"))
    insert_on_edge(document, catalog, node, edge.id)
    settle_new(document, [node])


def _edge_of(document: Document, given: Mapping[str, Any]) -> Edge:
    graph = document.graph
    if "edge" in given:
        edges = [graph.edges[given["edge"]]] if given["edge"] in graph.edges else []
    else:
        edges = list(graph.edges_into(Endpoint(given["node"], given["port"])))
    if not edges:
        raise CommandRefused("The wire is not there any more.")
    order: int = given.get("order", 0)
    return edges[min(order, len(edges) - 1)]


def _set_param(document: Document, catalog: Catalog, given: Mapping[str, Any]) -> None:
    set_param(document, [given["node"]], given["name"], given["value"])


def _unset_param(document: Document, catalog: Catalog, given: Mapping[str, Any]) -> None:
    set_param(document, [given["node"]], given["name"], UNSET)


def _set_params(document: Document, catalog: Catalog, given: Mapping[str, Any]) -> None:
    for change in given["changes"]:
        _set_param(document, catalog, change)


def _set_setting(document: Document, catalog: Catalog, given: Mapping[str, Any]) -> None:
    set_setting(document, given["path"], given["value"])


def _set_data_option(document: Document, catalog: Catalog, given: Mapping[str, Any]) -> None:
    options = {**document.project.data.options, given["name"]: given["value"]}
    set_setting(document, "data.options", options)


def _connect(document: Document, catalog: Catalog, given: Mapping[str, Any]) -> None:
    source = Endpoint(given["source"], given["source_port"])
    connect(document, catalog, source, Endpoint(given["node"], given["port"]))


def _add_input(document: Document, catalog: Catalog, given: Mapping[str, Any]) -> None:
    graph = document.graph
    if "node" not in given:
        settle_new(document, [add_node(document, catalog, INPUT, (0.0, 0.0), given.get("params"))])
        return
    target = graph.nodes[given["node"]]
    node = add_node(document, catalog, INPUT, target.position, given.get("params"))
    connect(document, catalog, Endpoint(node, "output"), Endpoint(target.id, given["port"]))
    settle_new(document, [node])


def _add_output(document: Document, catalog: Catalog, given: Mapping[str, Any]) -> None:
    source = document.graph.nodes[given["node"]]
    node = add_node(document, catalog, OUTPUT, source.position, given.get("params"))
    port = given.get("port") or output_ports(document.graph, catalog, source)[0].name
    connect(document, catalog, Endpoint(source.id, port), Endpoint(node, "inputs"))
    settle_new(document, [node])


def _rename(document: Document, catalog: Catalog, given: Mapping[str, Any]) -> None:
    taken = {n.name for n in document.graph.nodes.values() if n.id != given["node"]}
    rename(
        document,
        given["node"],
        given.get("name") or unique_name(document.graph.nodes[given["node"]].name, taken),
    )


def _delete(document: Document, catalog: Catalog, given: Mapping[str, Any]) -> None:
    delete(document, given["ids"])


VERBS: Mapping[str, Verb] = {
    "insert_layer": _insert_layer,
    "set_param": _set_param,
    "unset_param": _unset_param,
    "set_params": _set_params,
    "set_setting": _set_setting,
    "set_data_option": _set_data_option,
    "connect": _connect,
    "add_input": _add_input,
    "add_output": _add_output,
    "rename": _rename,
    "delete": _delete,
}
