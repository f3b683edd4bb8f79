"""Verbs for copies: a selection as text, and text as new nodes."""

import json
from collections.abc import Iterable
from dataclasses import replace

from designer.document.commands.definitions import bring_in, refuse_recursion
from designer.document.commands.ids import new_id
from designer.document.commands.refused import CommandRefused
from designer.document.commands.reroute import shifted
from designer.document.commands.room import WIDEST, beside
from designer.document.document import Document
from designer.graph.blocks import used_blocks
from designer.graph.graph import Graph
from designer.graph.naming import unique_name
from designer.graph.records import Edge, Endpoint, Node, NodeId, Point
from designer.graph.remarks import Remark, RemarkId
from designer.project.definitions import with_kinds
from designer.project.files import BadProject, project_from_dict, project_to_dict
from designer.project.plain_data import complaint
from designer.project.project import Project

MIME = "application/x-keras-designer"
_KIND = "keras-designer-selection"
_PARTS = ("nodes", "edges", "remarks", "blocks")
_ASIDE: Point = (32.0, 32.0)


def copy_text(document: Document, ids: Iterable[str]) -> str:
    """Return the chosen nodes and remarks, with the edges between the nodes, as JSON text."""
    part = _part(document.graph, ids)
    return selection_text(Project(graph=part, blocks=document.project.blocks))


def selection_text(part: Project) -> str:
    """Return the graph of *part*, with the blocks that stand in it, as text to be pasted."""
    used = used_blocks(part.graph, part.blocks)
    blocks = {id: part.blocks[id] for id in sorted(used) if id in part.blocks}
    data = project_to_dict(Project(graph=part.graph, blocks=blocks))
    kept = {name: data.get(name, []) for name in _PARTS}
    return json.dumps({"format": _KIND, **kept})


def paste_text(document: Document, text: str, position: Point | None = None) -> tuple[NodeId, ...]:
    """Add what *text* holds, its top left corner at *position*, and return what is new.

    Blocks that the text brings along come into the project, unless it has them already.

    Raises:
        CommandRefused: if the text is no copy of layers, or a block would stand in itself.
    """
    try:
        data = json.loads(text)
        if not isinstance(data, dict) or data.get("format") != _KIND or complaint(data):
            raise CommandRefused("The clipboard holds no layers.")
        part = project_from_dict({name: data.get(name, []) for name in _PARTS})
    except (ValueError, BadProject, RecursionError) as error:
        raise CommandRefused("The clipboard holds no layers.") from error
    with document.edit("Paste"):
        graph = with_kinds(part.graph, bring_in(document, part.blocks))
        for node in graph.nodes.values():
            refuse_recursion(document, node.kind)
        return _add_part(document, graph, position, "Paste")


def duplicate(
    document: Document,
    ids: Iterable[str],
    offset: Point | None = None,
    width: float = WIDEST,
) -> tuple[NodeId, ...]:
    """Copy nodes and remarks and return the copies.

    Args:
        offset: how far away; None is to the right, where there is room.
        width: how wide the widest of them is drawn.
    """
    part = _part(document.graph, ids)
    if not part.nodes and not part.remarks:
        return ()
    if offset is None:
        nodes = tuple(part.nodes.values())
        offset = beside(document.graph, nodes, width) if nodes else _ASIDE
    left, top = _corner(part)
    return _add_part(document, part, (left + offset[0], top + offset[1]), "Duplicate")


def _part(graph: Graph, chosen: Iterable[str]) -> Graph:
    ids = tuple(chosen)
    nodes = {id: graph.nodes[id] for id in ids if id in graph.nodes}
    own = {
        id: replace(node, layer=None, params=dict(graph.owner(node).params))
        if node.layer and node.layer not in nodes
        else node
        for id, node in nodes.items()
    }
    edges = {
        edge.id: edge
        for edge in graph.edges.values()
        if edge.source.node in nodes and edge.target.node in nodes
    }
    remarks = {id: graph.remarks[id] for id in ids if id in graph.remarks}
    return Graph(own, edges, remarks)


def _corner(graph: Graph) -> Point:
    positions = [node.position for node in graph.nodes.values()]
    positions += [remark.position for remark in graph.remarks.values()]
    return (min(x for x, _ in positions), min(y for _, y in positions))


def _add_part(
    document: Document, part: Graph, position: Point | None, label: str
) -> tuple[NodeId, ...]:
    if not part.nodes and not part.remarks:
        return ()
    left, top = _corner(part)
    dx, dy = (0.0, 0.0) if position is None else (position[0] - left, position[1] - top)
    with document.edit(label) as edit:
        taken = set(edit.graph.by_name)
        ids: dict[NodeId, NodeId] = {}
        taken_ids = {*edit.graph.nodes, *edit.graph.edges}
        for old in part.nodes:
            ids[old] = new_id("n", taken_ids)
            taken_ids.add(ids[old])
        nodes = [_copy(node, ids, taken, dx, dy) for node in part.nodes.values()]
        edges = [
            _copy_edge(edge, ids, taken_ids, dx, dy)
            for edge in part.edges.values()
            if edge.source.node in ids and edge.target.node in ids
        ]
        remarks = _copied_remarks(part, edit.graph.remarks, dx, dy)
        edit.put_all([*nodes, *edges, *remarks])
    return (*ids.values(), *(remark.id for remark in remarks))


def _copied_remarks(part: Graph, known: Iterable[RemarkId], dx: float, dy: float) -> list[Remark]:
    taken = set(known)
    copies: list[Remark] = []
    for remark in part.remarks.values():
        id = new_id("r", taken)
        taken.add(id)
        x, y = remark.position
        copies.append(replace(remark, id=id, position=(x + dx, y + dy)))
    return copies


def _copy(node: Node, ids: dict[NodeId, NodeId], taken: set[str], dx: float, dy: float) -> Node:
    name = unique_name(node.name, taken)
    taken.add(name)
    return replace(
        node,
        id=ids[node.id],
        name=name,
        position=(node.position[0] + dx, node.position[1] + dy),
        layer=ids.get(node.layer) if node.layer else None,
    )


def _copy_edge(
    edge: Edge, ids: dict[NodeId, NodeId], taken: set[str], dx: float, dy: float
) -> Edge:
    source = Endpoint(ids[edge.source.node], edge.source.port)
    target = Endpoint(ids[edge.target.node], edge.target.port)
    id = new_id("e", taken)
    taken.add(id)
    points = shifted(edge.points, dx, dy)
    return replace(edge, id=id, source=source, target=target, points=points)
