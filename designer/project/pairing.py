"""Which record of one drawing is which of another: the first step of every comparison.

Drawings of one origin share ids, which never change. Drawings made apart share names at best, and
their ids may be equal by chance, so ids decide only where most of the shared ones mean the same.
"""

from collections.abc import Callable, Mapping
from typing import TypeAlias

from designer.graph.blocks import BlockId, Blocks, block_of
from designer.graph.graph import Graph
from designer.graph.records import Node, NodeId

Pairs: TypeAlias = Mapping[NodeId, NodeId]
_Key: TypeAlias = Callable[[Node], object]


def pair_nodes(before: Graph, after: Graph, blocks: Mapping[BlockId, BlockId]) -> Pairs:
    """Return the nodes of *after* by those of *before* that they are.

    By id; else by name and kind; else by name alone.

    Args:
        blocks: the blocks of the project after by those before, so that instances compare.
    """
    pairs: dict[NodeId, NodeId] = {}
    if of_one_origin(before, after):
        pairs.update({id: id for id in before.nodes if id in after.nodes})

    def kind(node: Node) -> str:
        block = block_of(node.kind)
        return node.kind if block is None else f"block:{blocks.get(block, block)}"

    _pair(pairs, before, after, lambda n: (n.name, kind(n)), lambda n: (n.name, n.kind))
    _pair(pairs, before, after, lambda n: n.name, lambda n: n.name)
    return pairs


def pair_blocks(before: Blocks, after: Blocks) -> Mapping[BlockId, BlockId]:
    """Return the blocks of *after* by those of *before*: by id, else by name."""
    pairs = {id: id for id in before if id in after}
    names = {block.name: id for id, block in after.items() if id not in pairs}
    for id, block in before.items():
        if id not in pairs and block.name in names:
            pairs[id] = names.pop(block.name)
    return pairs


def of_one_origin(before: Graph, after: Graph) -> bool:
    """Tell whether equal ids mean equal nodes: most have the same kind or name."""
    shared = [id for id in before.nodes if id in after.nodes]
    alike = [id for id in shared if _alike(before.nodes[id], after.nodes[id])]
    return 2 * len(alike) > len(shared)


def _alike(before: Node, after: Node) -> bool:
    return before.kind == after.kind or before.name == after.name


def _pair(
    pairs: dict[NodeId, NodeId], before: Graph, after: Graph, of_before: _Key, of_after: _Key
) -> None:
    """Pair what is left by a key that only one node on either side has."""
    taken = set(pairs.values())
    first = _by_key([n for n in before.nodes.values() if n.id not in pairs], of_before)
    second = _by_key([n for n in after.nodes.values() if n.id not in taken], of_after)
    for key, nodes in first.items():
        if len(nodes) == 1 and len(second.get(key, ())) == 1:
            pairs[nodes[0].id] = second[key][0].id


def _by_key(nodes: list[Node], key: _Key) -> dict[object, list[Node]]:
    found: dict[object, list[Node]] = {}
    for node in nodes:
        found.setdefault(key(node), []).append(node)
    return found
