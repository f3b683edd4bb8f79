"""The graph as a tree of rows: layers in the order in which they are built, frames round them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import TypeAlias

from designer.graph.blocks import BlockId, block_of
from designer.graph.framing import boxes_of, held
from designer.graph.graph import Graph
from designer.graph.records import Edge, Node, NodeId
from designer.graph.remarks import RemarkKind
from designer.graph.topology import Circle, build_order
from designer.project.project import Project

Way: TypeAlias = tuple[NodeId, ...]
"""The instances through which one gets to a place, outermost first."""
Key: TypeAlias = tuple[Way, str]


class RowKind(Enum):
    """What a row stands for."""

    NODE = auto()
    WIRE = auto()
    FRAME = auto()
    NOTE = auto()


@dataclass(slots=True, eq=False)
class Row:
    """One row of the tree.

    Attributes:
        id: of the node, wire, frame or note.
        scope: the block in which it stands; None is the root.
        way: the instances through which one gets there.
        block: the block that the node is an instance of; what is in it is asked for later.
        rows: those below; None where a block was not opened yet.
        place: which one it is among those of its parent.
    """

    id: str
    kind: RowKind
    scope: BlockId | None
    way: Way
    parent: "Row | None" = None
    place: int = 0
    block: BlockId | None = None
    rows: "list[Row] | None" = field(default_factory=list)

    @property
    def key(self) -> Key:
        """What stays the same when the tree is made anew."""
        return (self.way, self.id)


def rows_of(project: Project, scope: BlockId | None, way: Way, parent: Row | None) -> list[Row]:
    """Return the rows of one place; those inside its blocks are not made yet."""
    graph = project.graph_of(scope)
    frames = _frames(graph)
    made: dict[str, Row] = {}
    top: list[Row] = []
    for node in order(graph):
        row = _node_row(project, graph, node, scope, way)
        _put(row, frames, made, top, scope, way)
    for remark in sorted(graph.remarks.values(), key=lambda r: (r.position[1], r.id)):
        if remark.id not in made:
            kind = RowKind.FRAME if remark.kind is RemarkKind.FRAME else RowKind.NOTE
            row = made[remark.id] = Row(remark.id, kind, scope, way)
            _put(row, frames, made, top, scope, way)
    _number(top, parent)
    return top


def order(graph: Graph) -> tuple[Node, ...]:
    """Return the nodes as they are built; from the top down where wires form a circle."""
    try:
        return build_order(graph)
    except Circle:
        return tuple(sorted(graph.nodes.values(), key=lambda n: (n.position[::-1], n.id)))


def _node_row(project: Project, graph: Graph, node: Node, scope: BlockId | None, way: Way) -> Row:
    block = block_of(graph.owner(node).kind)
    if block is not None and block in project.blocks:
        return Row(node.id, RowKind.NODE, scope, way, block=block, rows=None)
    row = Row(node.id, RowKind.NODE, scope, way)
    row.rows = [Row(edge.id, RowKind.WIRE, scope, way) for edge in _ordered_wires(graph, node)]
    return row


def _ordered_wires(graph: Graph, node: Node) -> Iterable[Edge]:
    """Return the wires of a port that takes several: their order is the user's to choose."""
    incoming = graph.incoming(node.id)
    if len(incoming) < 2:
        return ()
    ports = [edge.target.port for edge in incoming]
    return [edge for edge in incoming if ports.count(edge.target.port) > 1]


def _frames(graph: Graph) -> dict[str, str]:
    """Return for what stands in frames the innermost of them."""
    if not any(remark.kind is RemarkKind.FRAME for remark in graph.remarks.values()):
        return {}
    inside = held(graph, boxes_of(graph, {}))
    found: dict[str, str] = {}
    for frame, ids in sorted(inside.items(), key=lambda pair: -len(pair[1])):
        found |= dict.fromkeys(ids, frame)
    return found


def _put(
    row: Row,
    frames: dict[str, str],
    made: dict[str, Row],
    top: list[Row],
    scope: BlockId | None,
    way: Way,
) -> None:
    """Put a row into its frame, which is made with the first row that stands in it."""
    frame = frames.get(row.id)
    if frame is None:
        top.append(row)
        return
    if frame not in made:
        made[frame] = Row(frame, RowKind.FRAME, scope, way)
        _put(made[frame], frames, made, top, scope, way)
    inside = made[frame].rows
    if inside is not None:
        inside.append(row)


def _number(rows: list[Row], parent: Row | None) -> None:
    for place, row in enumerate(rows):
        row.parent, row.place = parent, place
        _number(row.rows or [], row)
