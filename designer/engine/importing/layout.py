"""Lays out what was imported: every graph from the top down."""

from dataclasses import replace

from designer.graph.blocks import Block, BlockId
from designer.graph.graph import Graph
from designer.graph.layered import layered_layout


def laid_out(graph: Graph) -> Graph:
    """Return *graph* with a place for every node; ends keep the order that they have."""
    places = layered_layout(graph, None, {})
    if not places:
        return graph
    nodes = {id: replace(node, position=places[id]) for id, node in graph.nodes.items()}
    return Graph(nodes, graph.edges)


def blocks_laid_out(blocks: dict[BlockId, Block]) -> dict[BlockId, Block]:
    """Return *blocks* with every graph laid out."""
    return {id: replace(block, graph=laid_out(block.graph)) for id, block in blocks.items()}
