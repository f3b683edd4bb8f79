"""The verb that puts a block of layers in the place of a model of `keras.applications`."""

from dataclasses import replace

from designer.document.commands.arrange import led
from designer.document.commands.dissolve_block import dissolve_block
from designer.document.commands.refused import CommandRefused
from designer.document.document import Document
from designer.graph.blocks import Block, BlockStyle, block_kind
from designer.graph.graph import Graph
from designer.graph.naming import unique_name
from designer.graph.records import INPUT, OUTPUT, NodeId
from designer.project.project import Project


def free_prefix(project: Project, node: NodeId) -> str:
    """Return what ids of new nodes and blocks can begin with, so that none is taken."""
    ids = [*project.graph.nodes, *project.blocks]
    ids += [id for block in project.blocks.values() for id in block.graph.nodes]
    prefix = f"{node}_"
    while any(id.startswith(prefix) for id in ids):
        prefix += "_"
    return prefix


def take_apart(
    document: Document,
    node: NodeId,
    parts: Project,
    weights: str = "",
    *,
    inline: bool = False,
) -> tuple[NodeId, ...]:
    """Put the layers of an application in its place: as a block, or side by side.

    Args:
        document: what is edited.
        node: the application; those that share it come along.
        parts: its layers, with one Input and one Output that are called as its ports.
        weights: the file with what they begin with; empty is none.
        inline: whether they stand among the other layers, not in a block.

    Returns:
        The instance, or the layers.

    Raises:
        CommandRefused: if the node is not there any more.
    """
    graph = document.graph
    if node not in graph.nodes:
        raise CommandRefused("The layer is not there any more.")
    owner = graph.owner(graph.nodes[node])
    id = free_prefix(document.project, owner.id) + "block"
    parts = led(parts, document.project.direction)
    with document.edit("Take application apart") as edit:
        names = {block.name for block in edit.project.blocks.values()}
        inside = _saying(parts.graph, weights, owner.id) if inline and weights else parts.graph
        name = unique_name(owner.kind.rpartition(".")[2], names)
        made = Block(id, name, inside, style=BlockStyle.MODEL)
        edit.set("blocks", {**edit.project.blocks, **parts.blocks, id: made})
        own = "" if inline else weights
        for tied in (owner.id, *graph.twins.get(owner.id, ())):
            record = graph.nodes[tied]
            params = {} if tied == owner.id else record.params
            word = (own or record.weights) if tied == owner.id else record.weights
            edit.put(replace(record, kind=block_kind(id), params=params, weights=word))
        if not inline:
            return (owner.id,)
        layers = dissolve_block(document, owner.id)
        blocks = {key: block for key, block in document.project.blocks.items() if key != id}
        edit.set("blocks", blocks)
    return layers


def _saying(graph: Graph, weights: str, around: NodeId) -> Graph:
    """Return *graph* with layers that name their own weights in the file."""
    nodes = [
        node
        if node.kind in (INPUT, OUTPUT) or node.layer is not None
        else replace(node, weights=f"{weights}#{around}/{node.id}")
        for node in graph.nodes.values()
    ]
    return Graph.of(nodes, graph.edges.values(), graph.remarks.values())
