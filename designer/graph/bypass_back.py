"""Bypassed nodes put back into a graph that was edited without them."""

from collections.abc import Mapping
from dataclasses import replace

from designer.catalog.specs import Params
from designer.graph.bypass import PortOrder, is_bypassed, no_order, passing
from designer.graph.graph import Graph
from designer.graph.records import Edge, EdgeId, Endpoint, Node, NodeId


def with_bypassed(graph: Graph, drawn: Graph, ports: PortOrder = no_order) -> Graph:
    """Return *graph* with the bypassed nodes of *drawn*, wired as they were where that is left.

    Wires that lead past them in *graph* lead through them again; one that was taken away or led
    elsewhere stays so.

    Args:
        graph: `without_bypassed(drawn)`, edited.
        drawn: before the edit, with its bypassed nodes.
        ports: as it was given to `without_bypassed`.
    """
    back = {id: node for id, node in drawn.nodes.items() if is_bypassed(node)}
    back = {id: node for id, node in back.items() if id not in graph.nodes}
    if not back:
        return graph
    nodes = {**graph.nodes, **back}
    nodes.update(_owned_again(graph, back, drawn))
    edges = dict(graph.edges)
    for old in drawn.edges.values():
        if old.target.node in back:
            if old.source.node in nodes and old.id not in edges:
                edges[old.id] = old
        elif old.source.node in back and old.target.node in nodes:
            _lead_through(edges, old, drawn, ports)
    return replace(graph, nodes=nodes, edges=edges)


def _lead_through(edges: dict[EdgeId, Edge], old: Edge, drawn: Graph, ports: PortOrder) -> None:
    source = passing(drawn, old.source, ports)
    if source is None:  # nothing passed there, so that nothing stood for this wire
        edges.setdefault(old.id, old)
        return
    id = _standing_for(edges, old, source, drawn)
    if id is not None:
        edges[id] = replace(edges[id], source=old.source)


def _standing_for(
    edges: Mapping[EdgeId, Edge], old: Edge, source: Endpoint, drawn: Graph
) -> EdgeId | None:
    """Return the wire that leads past for *old*: with its id, else a new one between the ends."""
    ends = (source, old.target)
    same = edges.get(old.id)
    if same is not None and (same.source, same.target) == ends:
        return old.id
    new = (e for e in edges.values() if e.id not in drawn.edges)
    return next((e.id for e in new if (e.source, e.target) == ends), None)


def _owned_again(graph: Graph, back: dict[NodeId, Node], drawn: Graph) -> dict[NodeId, Node]:
    """Return the owners of shared layers that come back, as their heirs were edited, and those."""
    changed: dict[NodeId, Node] = {}
    for owner in back:
        heirs = [id for id in drawn.twins.get(owner, ()) if id in graph.nodes]
        made = next((graph.nodes[id] for id in heirs if graph.nodes[id].layer is None), None)
        if made is None:
            continue
        heir = drawn.nodes[made.id]
        params = _of_owner(made.params, back[owner].params, heir.params)
        changed[owner] = replace(back[owner], params=params, trainable=made.trainable)
        for id in heirs:
            if graph.nodes[id].layer == made.id:
                changed[id] = replace(graph.nodes[id], layer=owner)
        own = {name: value for name, value in made.params.items() if name in heir.params}
        changed[made.id] = replace(
            made, layer=owner, params=own, trainable=heir.trainable, weights=heir.weights
        )
    return changed


def _of_owner(made: Params, before: Params, own: Params) -> Params:
    """Return what an owner's parameters are after an edit of its heir, which had some of its own.

    Args:
        made: those of the heir as it was edited, which were the owner's and on top its own.
        before: the owner's before.
        own: the heir's own before.
    """
    return {
        name: before[name] if name in own and value == own[name] else value
        for name, value in made.items()
        if name in before or name not in own
    }
