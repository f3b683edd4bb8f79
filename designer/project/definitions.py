"""A block with all that stands in it, as a library keeps it and as projects hand it on."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Any

from designer.catalog.specs import Json
from designer.graph.blocks import (
    DEEPEST,
    Block,
    BlockId,
    Blocks,
    block_kind,
    block_of,
    used_blocks,
)
from designer.graph.graph import Graph
from designer.graph.records import Endpoint, Node
from designer.project.expected import BadProject, entries
from designer.project.plain_data import complaint
from designer.project.records_plain import block_from_dict, block_to_dict

FORMAT = "keras-designer-block"
_VERSION = 1


@dataclass(frozen=True, slots=True)
class Definition:
    """A block, and the blocks of which it holds instances, at any depth."""

    block: Block
    inside: Blocks = field(default_factory=dict)

    @property
    def blocks(self) -> Blocks:
        """All of them by id."""
        return {**self.inside, self.block.id: self.block}


def definition_of(blocks: Blocks, id: BlockId) -> Definition:
    """Return the definition of one of *blocks*.

    Raises:
        KeyError: if there is no such block.
    """
    block = blocks[id]
    inside = used_blocks(block.graph, blocks) - {id}
    return Definition(block, {other: blocks[other] for other in sorted(inside) if other in blocks})


def definition_to_dict(definition: Definition) -> dict[str, Any]:
    """Return a definition as plain data: the content of a file of the library."""
    return {
        "format": FORMAT,
        "version": _VERSION,
        "block": definition.block.id,
        "blocks": blocks_to_list(definition.blocks),
    }


def definition_from_dict(data: Any) -> Definition:
    """Return the definition of plain data.

    Raises:
        BadProject: in one clear sentence.
    """
    if not isinstance(data, dict) or data.get("format") != FORMAT or complaint(data):
        raise BadProject("Expected a file with a block of Keras Designer, found something else.")
    blocks = blocks_from_list(data)
    if data.get("block") not in blocks:
        raise BadProject("Expected the file to hold the block that it names, found none.")
    return definition_of(blocks, data["block"])


def blocks_to_list(blocks: Blocks) -> list[dict[str, Any]]:
    """Return blocks as plain data, by their ids."""
    return [block_to_dict(blocks[id]) for id in sorted(blocks)]


def blocks_from_list(data: dict[str, Any]) -> Blocks:
    """Return the blocks under `blocks` in *data*, by their ids.

    Raises:
        BadProject: if something has not the form that was expected.
    """
    found = [block_from_dict(entry, place) for place, entry in entries(data, "blocks")]
    return {block.id: block for block in found}


def essence(block: Block, blocks: Blocks) -> str:
    """Return a text that is equal for blocks that differ in nothing but ids.

    Args:
        blocks: where the blocks stand of which it holds instances.
    """
    return _essence(block, blocks, (), {})


def _essence(
    block: Block, blocks: Blocks, around: tuple[BlockId, ...], known: dict[BlockId, str]
) -> str:
    """Return the essence of a block; of blocks in it only the marks, which are kept in *known*."""
    names = {id: node.name for id, node in block.graph.nodes.items()}
    around = (*around, block.id)
    edges: list[Json] = [*sorted(map(str, _edges_essence(block.graph, names)))]
    nodes: dict[str, Json] = {
        names[id]: _node_essence(node, names, blocks, around, known)
        for id, node in block.graph.nodes.items()
    }
    params: list[Json] = [
        [p.name, p.default, p.help, [[names.get(id, ""), name] for id, name in p.targets]]
        for p in block.params
    ]
    whole = [block.name, str(block.style), block.notes, params, nodes, edges]
    return json.dumps(whole, sort_keys=True)


def _edges_essence(
    graph: Graph, names: Mapping[str, str]
) -> Iterator[tuple[str, str, str, str, int]]:
    for edge in graph.edges.values():
        source, target = names.get(edge.source.node, ""), names.get(edge.target.node, "")
        yield source, edge.source.port, target, edge.target.port, edge.order


def _node_essence(
    node: Node,
    names: Mapping[str, str],
    blocks: Blocks,
    around: tuple[BlockId, ...],
    known: dict[BlockId, str],
) -> Json:
    kind, inner = node.kind, block_of(node.kind)
    if inner is not None and inner in blocks and inner not in around and len(around) < DEEPEST:
        if inner not in known:
            text = _essence(blocks[inner], blocks, around, known)
            known[inner] = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        kind = known[inner]
    layer = names.get(node.layer) if node.layer else None
    position: list[Json] = [*node.position]
    return [kind, dict(node.params), position, layer, node.trainable, node.weights]


def with_ids(block: Block, new_node: Callable[[str], str], new_edge: Callable[[str], str]) -> Block:
    """Return *block* with other ids of its nodes and edges, everything else as it was."""
    ids = {id: new_node(id) for id in block.graph.nodes}
    nodes = [
        replace(n, id=ids[n.id], layer=ids.get(n.layer) if n.layer else None)
        for n in block.graph.nodes.values()
    ]
    edges = [
        replace(
            edge,
            id=new_edge(edge.id),
            source=Endpoint(ids[edge.source.node], edge.source.port),
            target=Endpoint(ids[edge.target.node], edge.target.port),
        )
        for edge in block.graph.edges.values()
        if edge.source.node in ids and edge.target.node in ids
    ]
    params = tuple(
        replace(p, targets=tuple((ids[id], name) for id, name in p.targets if id in ids))
        for p in block.params
    )
    graph = Graph.of(nodes, edges, block.graph.remarks.values())
    return replace(block, graph=graph, params=params)


def with_kinds(graph: Graph, ids: Mapping[BlockId, BlockId]) -> Graph:
    """Return *graph* with instances of other blocks, by what *ids* says."""
    nodes = {}
    for id, node in graph.nodes.items():
        inner = block_of(node.kind)
        changed = inner is not None and ids.get(inner, inner) != inner
        nodes[id] = replace(node, kind=block_kind(ids[inner])) if changed and inner else node
    return replace(graph, nodes=nodes)
