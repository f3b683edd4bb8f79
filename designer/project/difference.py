"""What changed between two projects: nodes, wires, blocks and settings.

Where things lie on the canvas is no difference; what Keras is given is.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from typing import TypeAlias

from designer.catalog.specs import Json
from designer.graph.blocks import Block, BlockId, block_kind, block_of
from designer.graph.graph import Graph
from designer.graph.records import Edge, Endpoint, Node, NodeId
from designer.graph.topology import Circle, build_order
from designer.project.field_changes import FieldChange, mapping_changes, value_changes
from designer.project.pairing import Pairs, pair_blocks, pair_nodes
from designer.project.project import Project
from designer.project.remark_difference import RemarkChange, compare_remarks

_Ends: TypeAlias = tuple[NodeId | None, str, NodeId | None, str]
SECTIONS = ("data", "compile", "fit")
_PROJECT_FIELDS = ("name", "notes", "module", "packages", "weights", "structure")
WIRE_ORDER = "order of the wires"
"""The field that says in which order wires reach a port that takes many."""


@dataclass(frozen=True, slots=True)
class NodeChange:
    """A node that both sides have, with what differs in it."""

    before: Node
    after: Node
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class GraphDifference:
    """What differs between two drawings.

    Attributes:
        before: the drawing on the left.
        after: the drawing on the right.
        pairs: nodes of *after* by those of *before* that they are.
        added: nodes that only *after* has, in building order, as everything here.
        removed: nodes that only *before* has.
        changed: nodes that both have and that differ.
        wired: edges of *after* that are new.
        unwired: edges of *before* that are gone.
        remarks: frames and notes that differ.
    """

    before: Graph = field(default_factory=Graph)
    after: Graph = field(default_factory=Graph)
    pairs: Pairs = field(default_factory=dict)
    added: tuple[Node, ...] = ()
    removed: tuple[Node, ...] = ()
    changed: tuple[NodeChange, ...] = ()
    wired: tuple[Edge, ...] = ()
    unwired: tuple[Edge, ...] = ()
    remarks: tuple[RemarkChange, ...] = ()

    @property
    def count(self) -> int:
        """How many nodes, wires and remarks differ."""
        parts = (self.added, self.removed, self.changed, self.wired, self.unwired, self.remarks)
        return sum(len(part) for part in parts)


@dataclass(frozen=True, slots=True)
class BlockDifference:
    """A block that differs; one of `before` and `after` is None where it is new or gone."""

    before: Block | None
    after: Block | None
    fields: tuple[FieldChange, ...] = ()
    graph: GraphDifference = field(default_factory=GraphDifference)

    @property
    def name(self) -> str:
        """What to call it."""
        block = self.after or self.before
        return block.name if block else ""


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs between two projects.

    Attributes:
        settings: changed fields, with the part of the project before them: `fit.epochs`.
    """

    graph: GraphDifference = field(default_factory=GraphDifference)
    blocks: tuple[BlockDifference, ...] = ()
    settings: tuple[FieldChange, ...] = ()

    @property
    def count(self) -> int:
        """How many nodes, wires, blocks and settings differ."""
        return self.graph.count + len(self.blocks) + len(self.settings)


def compare(before: Project, after: Project) -> Difference:
    """Return what changed from *before* to *after*."""
    blocks = pair_blocks(before.blocks, after.blocks)
    return Difference(
        compare_graphs(before.graph, after.graph, blocks),
        tuple(_block_differences(before, after, blocks)),
        tuple(_setting_changes(before, after)),
    )


def compare_graphs(
    before: Graph, after: Graph, blocks: Mapping[BlockId, BlockId] | None = None
) -> GraphDifference:
    """Return what changed from one drawing to the other.

    Args:
        blocks: the blocks of the project after by those before.
    """
    blocks = blocks or {}
    pairs = pair_nodes(before, after, blocks)
    kept = set(pairs.values())
    changed = {}
    for id, other in pairs.items():
        old, new = before.nodes[id], after.nodes[other]
        found = tuple(_node_changes(before, after, old, new, pairs, blocks))
        if found:
            changed[other] = NodeChange(old, new, found)
    wired, unwired = _edge_changes(before, after, pairs)
    added = [node for id, node in after.nodes.items() if id not in kept]
    removed = [node for id, node in before.nodes.items() if id not in pairs]
    return GraphDifference(
        before,
        after,
        pairs,
        _in_order(after, added),
        _in_order(before, removed),
        tuple(changed[node.id] for node in _in_order(after, [c.after for c in changed.values()])),
        _edges_in_order(after, wired),
        _edges_in_order(before, unwired),
        compare_remarks(before.remarks, after.remarks),
    )


def _in_order(graph: Graph, nodes: list[Node]) -> tuple[Node, ...]:
    """Return *nodes* in building order, which is only worked out where there are several."""
    if len(nodes) < 2:
        return tuple(nodes)
    wanted = {node.id for node in nodes}
    return tuple(node for node in _order(graph) if node.id in wanted)


def _edges_in_order(graph: Graph, edges: list[Edge]) -> tuple[Edge, ...]:
    """Return *edges* in the order of the nodes that they end at."""
    ends = {id: graph.nodes[id] for edge in edges if (id := edge.target.node) in graph.nodes}
    places = {node.id: place for place, node in enumerate(_in_order(graph, list(ends.values())))}
    return tuple(
        sorted(edges, key=lambda e: (places.get(e.target.node, -1), e.target.port, e.order, e.id))
    )


def _node_changes(
    before: Graph,
    after: Graph,
    old: Node,
    new: Node,
    pairs: Pairs,
    blocks: Mapping[BlockId, BlockId],
) -> Iterator[FieldChange]:
    if old is not new and not (old == new and not new.layer):
        yield from _own_changes(before, after, old, new, pairs, blocks)
    if len(after.incoming(new.id)) > 1:
        yield from _order_changes(before, after, old, new, pairs)


def _own_changes(
    before: Graph,
    after: Graph,
    old: Node,
    new: Node,
    pairs: Pairs,
    blocks: Mapping[BlockId, BlockId],
) -> Iterator[FieldChange]:
    block = block_of(old.kind)
    kind = old.kind if block is None else block_kind(blocks.get(block, block))
    if kind != new.kind:
        yield FieldChange("kind", old.kind, new.kind)
    yield from value_changes(old.name, new.name, "name")
    yield from mapping_changes(old.params, new.params)
    if (pairs.get(old.layer) if old.layer else None) != new.layer:
        yield FieldChange("layer", _name(before, old.layer), _name(after, new.layer))
    yield from value_changes(old.trainable, new.trainable, "trainable")
    yield from value_changes(old.bypassed, new.bypassed, "bypassed")
    yield from value_changes(old.weights, new.weights, "weights")
    yield from mapping_changes(old.extra, new.extra)


def _order_changes(
    before: Graph, after: Graph, old: Node, new: Node, pairs: Pairs
) -> Iterator[FieldChange]:
    """Tell where the same wires reach a port in another order."""
    for port in sorted({edge.target.port for edge in after.incoming(new.id)}):
        first = [_moved(e.source, pairs) for e in before.edges_into(Endpoint(old.id, port))]
        second = [edge.source for edge in after.edges_into(Endpoint(new.id, port))]
        known = [end for end in first if end is not None]
        if known != second and sorted(known) == sorted(second) and len(first) == len(known):
            names: list[Json] = [_name(after, end.node) for end in known]
            yield FieldChange(WIRE_ORDER, names, [_name(after, end.node) for end in second])


def _edge_changes(before: Graph, after: Graph, pairs: Pairs) -> tuple[list[Edge], list[Edge]]:
    """Return new and gone wires; two nodes may be tied by several equal ones."""
    old: Counter[_Ends] = Counter(_ends(edge, pairs) for edge in before.edges.values())
    new: Counter[_Ends] = Counter(_plain_ends(edge) for edge in after.edges.values())
    wired = []
    for edge in sorted(after.edges.values(), key=_by_order):
        ends = _plain_ends(edge)
        old[ends] -= 1
        if old[ends] < 0:
            wired.append(edge)
    unwired = []
    for edge in sorted(before.edges.values(), key=_by_order):
        ends = _ends(edge, pairs)
        new[ends] -= 1
        if None in ends or new[ends] < 0:
            unwired.append(edge)
    return wired, unwired


def _by_order(edge: Edge) -> tuple[int, str]:
    return (edge.order, edge.id)


def _plain_ends(edge: Edge) -> _Ends:
    return (edge.source.node, edge.source.port, edge.target.node, edge.target.port)


def _ends(edge: Edge, pairs: Pairs) -> _Ends:
    """Return the ends of an edge as ids of the drawing after; None where a node is gone."""
    source, target = edge.source, edge.target
    return (pairs.get(source.node), source.port, pairs.get(target.node), target.port)


def _moved(end: Endpoint, pairs: Pairs) -> Endpoint | None:
    """Return the same port in the drawing after, or None where its node is gone."""
    return Endpoint(pairs[end.node], end.port) if end.node in pairs else None


def _block_differences(
    before: Project, after: Project, pairs: Mapping[BlockId, BlockId]
) -> Iterator[BlockDifference]:
    back = {new: old for old, new in pairs.items()}
    for id, block in sorted(after.blocks.items(), key=lambda entry: (entry[1].name, entry[0])):
        old = before.blocks[back[id]] if id in back else None
        graph = compare_graphs(old.graph if old else Graph(), block.graph, pairs)
        found = tuple(_block_changes(old, block)) if old else ()
        if old is None or found or graph.count:
            yield BlockDifference(old, block, found, graph)
    for id, block in sorted(before.blocks.items(), key=lambda entry: (entry[1].name, entry[0])):
        if id not in pairs:
            yield BlockDifference(block, None, (), compare_graphs(block.graph, Graph(), pairs))


def _block_changes(before: Block, after: Block) -> Iterator[FieldChange]:
    for name in ("name", "style", "notes"):
        yield from value_changes(getattr(before, name), getattr(after, name), name)
    old = {param.name: param.default for param in before.params}
    yield from mapping_changes(old, {param.name: param.default for param in after.params}, "params")
    yield from mapping_changes(before.extra, after.extra)


def _setting_changes(before: Project, after: Project) -> Iterator[FieldChange]:
    for name in _PROJECT_FIELDS:
        yield from value_changes(getattr(before, name), getattr(after, name), name)
    for section in SECTIONS:
        old, new = getattr(before, section), getattr(after, section)
        for entry in fields(old):
            first, second = getattr(old, entry.name), getattr(new, entry.name)
            path = section if entry.name == "extra" else f"{section}.{entry.name}"
            yield from value_changes(first, second, path)
    yield from mapping_changes(before.extra, after.extra)


def _order(graph: Graph) -> tuple[Node, ...]:
    try:
        return build_order(graph)
    except Circle:
        return tuple(sorted(graph.nodes.values(), key=lambda n: (n.position[1], n.id)))


def _name(graph: Graph, id: NodeId | None) -> str | None:
    node = graph.nodes.get(id) if id else None
    return node.name if node else id
