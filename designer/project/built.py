"""The project as it is built: without the layers that are bypassed, in blocks too."""

from collections.abc import Sequence
from dataclasses import replace

from designer.graph import bypass_back
from designer.graph.blocks import Block, Blocks, block_of
from designer.graph.bypass import PortOrder, is_bypassed, without_bypassed
from designer.graph.graph import Graph
from designer.graph.records import Node
from designer.project.exposed_again import exposed_again
from designer.project.project import Project
from designer.project.set_apart import set_apart


def built(project: Project) -> Project:
    """Return *project* as engine and code see it; the same object where nothing is bypassed."""
    graphs = (project.graph, *(block.graph for block in project.blocks.values()))
    if not any(is_bypassed(node) for graph in graphs for node in graph.nodes.values()):
        return project
    blocks = {
        id: replace(block, graph=as_built(block.graph, project.blocks))
        for id, block in project.blocks.items()
    }
    return replace(project, graph=as_built(project.graph, project.blocks), blocks=blocks)


def with_bypassed(project: Project, drawn: Project) -> Project:
    """Return *project*, `built(drawn)` after an edit, with the bypassed layers where they were."""
    before = built(drawn)
    if before is drawn:
        return project
    project = set_apart(project, before, drawn)
    blocks = {
        id: _block_back(block, drawn.blocks[id], drawn.blocks) if id in drawn.blocks else block
        for id, block in project.blocks.items()
    }
    return replace(project, graph=_back(project.graph, drawn.graph, drawn.blocks), blocks=blocks)


def _block_back(block: Block, drawn: Block, blocks: Blocks) -> Block:
    graph = _back(block.graph, drawn.graph, blocks)
    return replace(block, graph=graph, params=exposed_again(block.params, drawn))


def _back(graph: Graph, drawn: Graph, blocks: Blocks) -> Graph:
    return bypass_back.with_bypassed(graph, drawn, port_order(drawn, blocks))


def as_built(graph: Graph, blocks: Blocks) -> Graph:
    """Return a graph of the project as it is built."""
    return without_bypassed(graph, port_order(graph, blocks))


def port_order(graph: Graph, blocks: Blocks) -> PortOrder:
    """Return what tells the order of the input ports of instances."""

    def order(node: Node) -> Sequence[str]:
        block = blocks.get(block_of(graph.owner(node).kind) or "")
        return [port.name for port in block.graph.inputs] if block is not None else ()

    return order
