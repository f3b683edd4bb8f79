"""The wires of a scene: made, laid from port to port, and lit."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from collections.abc import Set as AbstractSet
from typing import Protocol

from PySide6.QtWidgets import QGraphicsItem

from designer.graph.problems import Severity
from designer.graph.records import Edge, EdgeId, Endpoint, NodeId
from designer.session.session import Session
from designer.ui.canvas.items import Board, EdgeItem, NodeItem
from designer.ui.canvas.lanes import Boxes, lane
from designer.ui.canvas.slots import slot_of_edge
from designer.ui.canvas.wires import Way, way

_LONG = 160.0
_NONE: frozenset[EdgeId] = frozenset()


class Ground(Board, Protocol):
    """What wires ask of the scene."""

    session: Session
    nodes: dict[NodeId, NodeItem]
    boxes: Boxes
    chosen: frozenset[str]

    def port_point(self, end: Endpoint, output: bool) -> tuple[float, float]:
        """Return where a port is."""

    def addItem(self, item: QGraphicsItem, /) -> None:
        """Take an item."""

    def removeItem(self, item: QGraphicsItem, /) -> None:
        """Give an item away."""


class Wires:
    """The wires by id, and which of them end at which node."""

    def __init__(self, ground: Ground) -> None:
        self.items: dict[EdgeId, EdgeItem] = {}
        self._ground = ground
        self._adjacent: defaultdict[NodeId, set[EdgeId]] = defaultdict(set)

    def clear(self) -> None:
        """Forget all: the scene has dropped its items."""
        self.items.clear()
        self._adjacent.clear()

    def at(self, node: NodeId) -> AbstractSet[EdgeId]:
        """Return the wires that begin or end at a node."""
        return self._adjacent.get(node, _NONE)

    def put(self, edge: Edge) -> None:
        """Make the item of an edge, where both of its nodes are drawn."""
        nodes = self._ground.nodes
        if edge.source.node not in nodes or edge.target.node not in nodes:
            return
        item = self.items[edge.id] = EdgeItem(self._ground, edge, self._way(edge))
        self._adjacent[edge.source.node].add(edge.id)
        self._adjacent[edge.target.node].add(edge.id)
        self.select(item, self._ground.chosen)
        self._ground.addItem(item)

    def drop(self, id: EdgeId) -> None:
        """Take a wire away."""
        item = self.items.pop(id, None)
        if item is not None:
            self._adjacent[item.edge.source.node].discard(id)
            self._adjacent[item.edge.target.node].discard(id)
            self._ground.removeItem(item)

    def drop_all_at(self, node: NodeId) -> None:
        """Take the wires of a node away."""
        for edge in tuple(self._adjacent.pop(node, ())):
            self.drop(edge)

    def select(self, item: EdgeItem, chosen: Collection[str]) -> None:
        """Show whether a wire, or a node at its ends, is selected."""
        item.state.selected = item.id in chosen
        item.state.near = item.edge.source.node in chosen or item.edge.target.node in chosen
        item.setZValue(0.5 if item.state.selected or item.state.near else 0.0)
        item.update()

    def lay(self, edges: Iterable[EdgeId]) -> None:
        """Lay wires anew after their ends have moved."""
        for id in edges:
            if id in self.items:
                self.items[id].lay(self._way(self.items[id].edge))

    def settle_lanes(self) -> None:
        """Lay long wires anew after nodes have moved under or away from them."""
        for item in self.items.values():
            if item.way.end[1] - item.way.start[1] >= _LONG:
                item.lay(self._way(item.edge))

    def mark_broken(self, items: Iterable[EdgeItem]) -> None:
        """Show which wires bring something that their target cannot take."""
        report = self._ground.session.analysis.report
        nodes: Mapping[NodeId, NodeItem] = self._ground.nodes
        for item in items:
            target = nodes[item.edge.target.node].face
            wrong = target.severity is Severity.ERROR
            broken = wrong and bool(report(item.edge.source.node)) and not report(target.id)
            if broken != item.state.broken:
                item.state.broken = broken
                item.update()

    def _way(self, edge: Edge) -> Way:
        ground = self._ground
        start = ground.port_point(edge.source, output=True)
        target = ground.nodes[edge.target.node]
        slot = slot_of_edge(target.face.inputs, edge.id, edge.target.port)
        end = target.slot_point(slot) if slot else ground.port_point(edge.target, output=False)
        if end[1] - start[1] < _LONG:
            return way(start, end)
        return way(start, end, lane(ground.boxes, start, end, (edge.source.node, edge.target.node)))
