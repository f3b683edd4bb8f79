"""Where things stand in a project: the graphs in it, instances of blocks, ways into blocks."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from designer.graph.blocks import BlockId, block_kind, block_of, used_blocks
from designer.graph.graph import Graph
from designer.graph.records import Node, NodeId
from designer.project.project import Project


def graphs(project: Project) -> Iterator[tuple[BlockId | None, Graph]]:
    """Yield every graph with the block it belongs to; the root (None) first, then by name."""
    yield None, project.graph
    for block in sorted(project.blocks.values(), key=lambda b: (b.name, b.id)):
        yield block.id, block.graph


def instances(project: Project, block: BlockId) -> tuple[tuple[BlockId | None, Node], ...]:
    """Return the nodes that are instances of *block*, each with the block in which it stands."""
    kind = block_kind(block)
    return tuple(
        (scope, node)
        for scope, graph in graphs(project)
        for node in sorted((n for n in graph.nodes.values() if n.kind == kind), key=_id)
    )


def holds(project: Project, outer: BlockId, inner: BlockId) -> bool:
    """Whether *inner* is *outer*, or stands in it at any depth."""
    if outer == inner:
        return True
    block = project.blocks.get(outer)
    return block is not None and inner in used_blocks(block.graph, project.blocks)


def unused(project: Project) -> frozenset[BlockId]:
    """Return the blocks of which the model holds no instance, directly or inside others."""
    return frozenset(project.blocks) - used_blocks(project.graph, project.blocks)


def way_into(project: Project, block: BlockId | None) -> tuple[NodeId, ...]:
    """Return instances through which one comes from the root into *block*, the fewest.

    Returns:
        Nothing for the root, and where no instance leads there.
    """
    reached: dict[BlockId | None, tuple[NodeId, ...]] = {None: ()}
    waiting: list[BlockId | None] = [None]
    while waiting and block not in reached:
        scope = waiting.pop(0)
        if scope is not None and scope not in project.blocks:
            continue
        for node in sorted(project.graph_of(scope).nodes.values(), key=_id):
            inner = block_of(node.kind)
            if inner is not None and inner not in reached:
                reached[inner] = (*reached[scope], node.id)
                waiting.append(inner)
    return reached.get(block, ())


def _id(node: Node) -> NodeId:
    return node.id


def mapped(project: Project, change: Callable[[Graph], Graph]) -> Project:
    """Return *project* with *change* made to every graph; the same where nothing differs."""
    root = change(project.graph)
    blocks = {}
    for id, block in project.blocks.items():
        graph = change(block.graph)
        blocks[id] = block if graph is block.graph else replace(block, graph=graph)
    if any(blocks[id] is not block for id, block in project.blocks.items()):
        project = replace(project, blocks=blocks)
    return project if root is project.graph else replace(project, graph=root)
