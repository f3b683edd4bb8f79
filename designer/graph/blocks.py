"""Blocks: graphs with a name that stand in other graphs as single nodes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from designer.catalog.specs import Json
from designer.graph.graph import Graph
from designer.graph.records import INPUT, OUTPUT, Node, NodeId

BlockId: TypeAlias = str
Blocks: TypeAlias = Mapping[BlockId, "Block"]

REPEAT = "repeat"
"""The parameter of an instance that says how often it is chained."""

MOST_REPEATS = 1_000
"""An instance is chained at most so often, whatever a file says."""

DEEPEST = 50
"""Blocks stand in each other at most so deep."""

_PREFIX = "block:"


class BlockStyle(StrEnum):
    """What a block becomes in Keras and in code."""

    FUNCTION = "function"  # a helper function; its layers are layers of the model
    MODEL = "model"  # a model inside the model


@dataclass(frozen=True, slots=True)
class Exposed:
    """A parameter of a block: one value for parameters of nodes inside it.

    Attributes:
        default: what an instance has that does not say otherwise.
        targets: the nodes inside, and which of their parameters takes the value.
    """

    name: str
    default: Json = None
    targets: tuple[tuple[NodeId, str], ...] = ()
    help: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A nested graph; each node of the kind `block:<id>` is an instance of it.

    Its `Input` nodes are its input ports and its `Output` nodes its output ports, under their
    names and in their order.

    Attributes:
        id: never changes and is never used again.
        name: what people and the exported code call it.
        params: what differs from instance to instance.
        extra: fields of a newer or foreign file, kept as they are.
    """

    id: BlockId
    name: str
    graph: Graph = field(default_factory=Graph)
    params: tuple[Exposed, ...] = ()
    style: BlockStyle = BlockStyle.FUNCTION
    notes: str = ""
    extra: Mapping[str, Json] = field(default_factory=dict)


def block_kind(id: BlockId) -> str:
    """Return the kind of the nodes that are instances of a block."""
    return _PREFIX + id


def block_of(kind: str) -> BlockId | None:
    """Return the block of which a node of *kind* is an instance, or None."""
    return kind.removeprefix(_PREFIX) if kind.startswith(_PREFIX) else None


def repeats(node: Node) -> int:
    """Return how often an instance is chained; a senseless value counts as once."""
    value = node.params.get(REPEAT, 1)
    if not isinstance(value, int) or isinstance(value, bool):
        return 1
    return min(max(value, 1), MOST_REPEATS)


def takers(id: BlockId, name: str, blocks: Blocks) -> frozenset[tuple[str, str]]:
    """Return what takes the value of the exposed parameter *name*: kinds with their parameters.

    A parameter of a block inside is followed to the layers there.
    """
    found: set[tuple[str, str]] = set()
    seen: set[tuple[BlockId, str]] = set()
    waiting = [(id, name)]
    while waiting:
        here = waiting.pop()
        block = blocks.get(here[0])
        if here in seen or block is None:
            continue
        seen.add(here)
        targets = [
            t for exposed in block.params if exposed.name == here[1] for t in exposed.targets
        ]
        for node, param in targets:
            kind = block.graph.nodes[node].kind if node in block.graph.nodes else ""
            inner = block_of(kind)
            if inner is None:
                found.add((kind, param))
            else:
                waiting.append((inner, param))
    return frozenset(found)


def used_blocks(graph: Graph, blocks: Blocks) -> frozenset[BlockId]:
    """Return the blocks of which *graph* holds instances, directly or inside other blocks."""
    found: set[BlockId] = set()
    waiting = list(_instances(graph))
    while waiting:
        id = waiting.pop()
        if id not in found:
            found.add(id)
            waiting += _instances(blocks[id].graph) if id in blocks else ()
    return frozenset(found)


def layer_count(graph: Graph, blocks: Blocks) -> int:
    """Return how many layers *graph* has, as Keras counts them.

    Those in its blocks count with every repetition, a shared one counts once.
    """
    return _count(graph, blocks, frozenset())


def _count(graph: Graph, blocks: Blocks, around: frozenset[BlockId]) -> int:
    known: dict[BlockId, int] = {}
    total = 0
    layers = (n for n in graph.nodes.values() if n.kind != OUTPUT and graph.owner(n) is n)
    for node in layers:
        id = block_of(node.kind)
        if id is None or id not in blocks or id in around:
            total += 1
            continue
        if id not in known:
            inside = blocks[id].graph
            ends = sum(inner.kind == INPUT for inner in inside.nodes.values())
            known[id] = _count(inside, blocks, around | {id}) - ends
        total += known[id] * repeats(node)
    return total


def _instances(graph: Graph) -> Iterable[BlockId]:
    return [id for node in graph.nodes.values() if (id := block_of(node.kind)) is not None]
