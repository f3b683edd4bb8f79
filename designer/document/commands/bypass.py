"""The verb that leaves layers out of the model without taking them off the drawing."""

from collections.abc import Iterable
from dataclasses import replace

from designer.catalog.catalog import Catalog
from designer.document.commands.refused import CommandRefused
from designer.document.document import Document
from designer.graph.connecting import output_ports
from designer.graph.graph import Graph
from designer.graph.records import INPUT, OUTPUT, Node, NodeId


def set_bypassed(
    document: Document, catalog: Catalog, nodes: Iterable[NodeId], bypassed: bool
) -> None:
    """Bypass layers, so that what comes to their first input goes on, or use them again.

    Of several, those that cannot be bypassed stay in use.

    Raises:
        CommandRefused: if none of them can be bypassed.
    """
    graph = document.graph
    chosen = [graph.nodes[id] for id in nodes if id in graph.nodes]
    reasons = {node.id: refusal(graph, catalog, node) for node in chosen} if bypassed else {}
    if chosen and all(reasons.get(node.id) for node in chosen):
        raise CommandRefused(str(reasons[chosen[0].id]))
    with document.edit("Bypass" if bypassed else "Use again") as edit:
        edit.put_all(
            replace(node, bypassed=bypassed) for node in chosen if not reasons.get(node.id)
        )


def toggle_bypassed(document: Document, catalog: Catalog, nodes: Iterable[NodeId]) -> None:
    """Bypass layers; use them again where all of them are bypassed.

    Raises:
        CommandRefused: if none of them can be bypassed.
    """
    graph = document.graph
    chosen = [id for id in nodes if id in graph.nodes]
    is_on = any(
        not graph.nodes[id].bypassed and refusal(graph, catalog, graph.nodes[id]) is None
        for id in chosen
    )
    used = not any(graph.nodes[id].bypassed for id in chosen)
    set_bypassed(document, catalog, chosen, is_on or used)


def refusal(graph: Graph, catalog: Catalog, node: Node) -> str | None:
    """Tell why *node* cannot be bypassed; None where it can."""
    if node.kind in (INPUT, OUTPUT):
        return f"{node.name} is an end of the model, which cannot be bypassed."
    if not graph.incoming(node.id):
        return f"Nothing comes to {node.name} that could pass it. Wire its input first."
    if len(output_ports(graph, catalog, node)) != 1:
        return f"{node.name} gives several tensors on, so no one of its inputs can stand for them."
    return None
