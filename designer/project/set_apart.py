"""New records of an edited project that got ids of bypassed ones, under ids of their own."""

from collections.abc import Mapping
from dataclasses import replace

from designer.graph.blocks import Block, Exposed
from designer.graph.graph import Graph
from designer.graph.naming import unique_name
from designer.graph.records import Edge, Endpoint, Node
from designer.project.places import graphs
from designer.project.project import Project


def set_apart(project: Project, before: Project, drawn: Project) -> Project:
    """Return *project* without ids that only records of *drawn* have which *before* lacks.

    Args:
        project: *before*, edited by somebody who could not know of the rest of *drawn*.
        before: *drawn* without its bypassed layers.
        drawn: with them.
    """
    hidden = _ids(drawn) - _ids(before)
    clashing = sorted(_ids(project) & hidden)
    if not clashing:
        return project
    taken = _ids(project) | _ids(drawn)
    ids: dict[str, str] = {}
    for id in clashing:
        ids[id] = unique_name(id, taken)
        taken.add(ids[id])
    blocks = {id: _renamed_block(block, ids) for id, block in project.blocks.items()}
    return replace(project, graph=_renamed(project.graph, ids), blocks=blocks)


def _ids(project: Project) -> set[str]:
    return {id for _, graph in graphs(project) for id in (*graph.nodes, *graph.edges)}


def _renamed_block(block: Block, ids: Mapping[str, str]) -> Block:
    params = tuple(_renamed_param(param, ids) for param in block.params)
    return replace(block, graph=_renamed(block.graph, ids), params=params)


def _renamed_param(param: Exposed, ids: Mapping[str, str]) -> Exposed:
    return replace(param, targets=tuple((ids.get(id, id), name) for id, name in param.targets))


def _renamed(graph: Graph, ids: Mapping[str, str]) -> Graph:
    nodes = (_renamed_node(node, ids) for node in graph.nodes.values())
    edges = (_renamed_edge(edge, ids) for edge in graph.edges.values())
    return Graph.of(nodes, edges, graph.remarks.values())


def _renamed_node(node: Node, ids: Mapping[str, str]) -> Node:
    layer = ids.get(node.layer, node.layer) if node.layer else None
    return replace(node, id=ids.get(node.id, node.id), layer=layer)


def _renamed_edge(edge: Edge, ids: Mapping[str, str]) -> Edge:
    source = Endpoint(ids.get(edge.source.node, edge.source.node), edge.source.port)
    target = Endpoint(ids.get(edge.target.node, edge.target.node), edge.target.port)
    return replace(edge, id=ids.get(edge.id, edge.id), source=source, target=target)
