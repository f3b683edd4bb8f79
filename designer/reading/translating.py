"""Blocks that were read again, in the words of the blocks that they were written from.

A script has names for blocks, their ports and their parameters that are legal in Python; the
drawing has those that the user gave.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from designer.catalog.specs import Json
from designer.codegen.identifiers import identifier
from designer.graph.blocks import Block, BlockId, BlockStyle, Exposed, block_kind, block_of
from designer.graph.graph import Graph
from designer.graph.records import INPUT, OUTPUT, Edge, Endpoint, Node
from designer.reading.matching import fresh


@dataclass(slots=True)
class Words:
    """What one block is called in the drawing.

    Attributes:
        id: of the block.
        inputs: name of a port as it was read -> as it is drawn.
        params: name of a parameter as it was read -> as it is set.
    """

    id: BlockId
    inputs: dict[str, str] = field(default_factory=dict)
    outputs: dict[str, str] = field(default_factory=dict)
    params: dict[str, str] = field(default_factory=dict)


def words_of(new: Mapping[BlockId, Block], old: Mapping[BlockId, Block]) -> dict[BlockId, Words]:
    """Return what each of the *new* blocks is called, by its id."""
    by_name = {identifier(block.name): id for id, block in old.items()}
    give = fresh("b", old)
    found: dict[BlockId, Words] = {}
    for id, block in new.items():
        known = by_name.pop(identifier(block.name), "")
        found[id] = _words(block, old[known]) if known else Words(give())
    return found


def _words(new: Block, old: Block) -> Words:
    return Words(
        old.id,
        _pairs([n.name for n in new.graph.inputs], [n.name for n in old.graph.inputs],
               by_place=new.style is BlockStyle.FUNCTION),
        dict(zip((n.name for n in new.graph.outputs), (n.name for n in old.graph.outputs),
                 strict=False)),
        _pairs([p.name for p in new.params], [p.name for p in old.params], by_place=False),
    )  # fmt: skip


def _pairs(new: Sequence[str], old: Sequence[str], *, by_place: bool) -> dict[str, str]:
    """Return new name -> old name; *by_place* where the script has no names of its own."""
    if by_place and len(new) == len(old):
        alike = [_is_word_for(name, other) for name, other in zip(new, old, strict=True)]
        if all(alike) or not any(_is_word_for(name, other) for name in new for other in old):
            return dict(zip(new, old, strict=True))
    left = list(old)
    found: dict[str, str] = {}
    for name in new:
        other = next((other for other in left if _is_word_for(name, other)), None)
        if other is not None:
            left.remove(other)
            found[name] = other
    return found


def _is_word_for(name: str, other: str) -> bool:
    wanted = identifier(other)
    stem, _, number = name.rpartition("_")
    return name in (other, wanted) or (stem == wanted and number.isdecimal())


def translated(graph: Graph, words: Mapping[BlockId, Words]) -> Graph:
    """Return *graph* with the instances in it in the words of the drawing."""
    of_node: dict[str, Words] = {}
    nodes: dict[str, Node] = {}
    for id, node in graph.nodes.items():
        block = words.get(block_of(node.kind) or "")
        nodes[id] = node
        if block is not None:
            of_node[id] = block
            params = {block.params.get(name, name): v for name, v in node.params.items()}
            nodes[id] = replace(node, kind=block_kind(block.id), params=params)
    edges = [_edge(edge, of_node) for edge in graph.edges.values()]
    return Graph.of(nodes.values(), edges)


def _edge(edge: Edge, words: Mapping[str, Words]) -> Edge:
    source, target = edge.source, edge.target
    if source.node in words:
        port = words[source.node].outputs.get(source.port, source.port)
        source = Endpoint(source.node, port)
    if target.node in words:
        port = words[target.node].inputs.get(target.port, target.port)
        target = Endpoint(target.node, port)
    return replace(edge, source=source, target=target)


def with_names(graph: Graph, words: Words) -> Graph:
    """Return the graph of a block with its ends called as they are drawn."""
    nodes = {}
    for id, node in graph.nodes.items():
        known = {INPUT: words.inputs, OUTPUT: words.outputs}.get(node.kind, {})
        nodes[id] = replace(node, name=known[node.name]) if node.name in known else node
    return replace(graph, nodes=nodes)


def kept_exposed(new: tuple[Exposed, ...], old: tuple[Exposed, ...]) -> tuple[Exposed, ...]:
    """Return the parameters of a block as they were read, with what no script says as it was."""
    known = {entry.name: entry for entry in old}
    result = []
    for entry in new:
        before = known.pop(entry.name, None)
        if before is None:
            result.append(entry)
            continue
        same = before.default == entry.default or _close(before.default, entry.default)
        targets = before.targets if set(before.targets) == set(entry.targets) else entry.targets
        default = before.default if same else entry.default
        result.append(replace(before, default=default, targets=targets))
    result += [entry for entry in known.values() if not entry.targets]
    places = [entry.name for entry in old]
    if {entry.name for entry in result} == set(places):
        result.sort(key=lambda entry: places.index(entry.name))
    return tuple(result)


def _close(first: Json, second: Json) -> bool:
    numbers = isinstance(first, int | float) and isinstance(second, int | float)
    return numbers and first == second and isinstance(first, bool) == isinstance(second, bool)
