"""The wires of a scene: made, laid from port to port, and lit."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import Protocol

from PySide6.QtCore import QObject, QPointF, QRectF
from PySide6.QtWidgets import QGraphicsItem

from designer.document.commands.reroute import point_id
from designer.graph.problems import Severity
from designer.graph.records import Direction, Edge, EdgeId, Endpoint, NodeId
from designer.session.session import Session
from designer.ui.canvas.items import Board, EdgeItem, NodeItem
from designer.ui.canvas.lanes import Box, Boxes
from designer.ui.canvas.routing import Router, Wish
from designer.ui.canvas.settling import AT_ONCE, Settling
from designer.ui.canvas.slots import slot_of_edge
from designer.ui.canvas.wires import Way, way

_MANY = 200
_REACH = 24.0
LABEL_REACH = 170.0
"""How far from its wire a label can reach to either side."""
_LABEL_HEIGHT = 24.0
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

    def update(self, area: QRectF, /) -> None:
        """Paint an area anew."""

    def items_in(self, area: QRectF) -> Iterable[object]:
        """Return all items that reach into an area."""


class Wires:
    """The wires by id, and which of them end at which node.

    Attributes:
        labelled: every wire in sight bears a label, not only those that are lit.
    """

    def __init__(self, ground: Ground, parent: QObject) -> None:
        self.items: dict[EdgeId, EdgeItem] = {}
        self.router = Router(ground.boxes)
        self.labelled = False
        self._ground = ground
        self._adjacent: defaultdict[NodeId, set[EdgeId]] = defaultdict(set)
        self._laid: set[EdgeId] = set()
        self._disturbed: list[Box] = []
        self._fresh: set[EdgeId] = set()
        self.settling = Settling(parent, self._ways_of, self._take)

    def clear(self, direction: Direction) -> None:
        """Forget all: the scene has dropped its items, and its wires lead in *direction*."""
        self.items.clear()
        self.router.clear()
        self.router.direction = direction
        self._adjacent.clear()
        self._laid.clear()
        self._disturbed.clear()
        self._fresh.clear()
        self.settling.stop()

    def at(self, node: NodeId) -> AbstractSet[EdgeId]:
        """Return the wires that begin or end at a node."""
        return self._adjacent.get(node, _NONE)

    def put(self, edges: Iterable[Edge], *, by_and_by: bool = False) -> None:
        """Make the items of edges, where both of their nodes are drawn.

        Args:
            by_and_by: very many go straight at first; `settle` then lets them find their ways.
        """
        nodes, ground = self._ground.nodes, self._ground
        drawn = {e.id: e for e in edges if e.source.node in nodes and e.target.node in nodes}
        briefly = by_and_by and len(drawn) > AT_ONCE
        wishes = [self._wish(edge) for edge in drawn.values()]
        for id, found in self._brief(wishes) if briefly else self.router.ways(wishes):
            edge = drawn[id]
            item = self.items[id] = EdgeItem(ground, edge, found)
            self._adjacent[edge.source.node].add(id)
            self._adjacent[edge.target.node].add(id)
            if ground.chosen:
                self.select(item, ground.chosen)
            ground.addItem(item)
        self._fresh.update(drawn)
        self._laid.update(drawn if briefly else ())

    def fed(self) -> set[NodeId]:
        """Return the nodes to which wires lead."""
        return {item.edge.target.node for item in self.items.values()}

    def drop(self, id: EdgeId) -> None:
        """Take a wire away."""
        item = self.items.pop(id, None)
        if item is not None:
            self.router.release(id)
            self._adjacent[item.edge.source.node].discard(id)
            self._adjacent[item.edge.target.node].discard(id)
            self._ground.removeItem(item)
            self.settling.leave_out((id,))

    def drop_all_at(self, node: NodeId) -> None:
        """Take the wires of a node away."""
        for edge in tuple(self._adjacent.pop(node, ())):
            self.drop(edge)

    def select(self, item: EdgeItem, chosen: Collection[str]) -> None:
        """Show whether a wire, or a node at its ends, is selected."""
        was, item.state.selected = item.state.selected, item.id in chosen
        item.state.near = item.edge.source.node in chosen or item.edge.target.node in chosen
        if item.edge.points:
            ids = ((i, point_id(item.id, i)) for i in range(len(item.edge.points)))
            item.state.led = frozenset(i for i, id in ids if id in chosen)
        item.setZValue(0.5 if item.state.selected or item.state.near else 0.0)
        if was != item.state.selected:
            self.repaint(item)
        else:
            item.update()

    def lead(self, edges: Iterable[Edge]) -> None:
        """Take over other points of wires; they are laid by `lay`."""
        for edge in edges:
            if edge.id in self.items:
                self.items[edge.id].edge = edge
                self.items[edge.id].state.led &= frozenset(range(len(edge.points)))

    def lay_ends(self, nodes: Iterable[NodeId]) -> None:
        """Lay the wires of nodes whose slots may be elsewhere, but for those just made."""
        self.lay({edge for id in nodes for edge in self.at(id)} - self._fresh)

    def lay(self, edges: Iterable[EdgeId], *, briefly: bool = False) -> None:
        """Lay wires anew after their ends have moved; *briefly*: for a moment, round nothing."""
        wishes = [self._wish(self.items[id].edge) for id in edges if id in self.items]
        self._laid.update(wish.edge for wish in wishes)
        self.settling.leave_out([wish.edge for wish in wishes])
        if briefly:
            for id, found in self._brief(wishes):
                self.items[id].lay(found)
            return
        for id, found in self.router.ways(wishes):
            self._take(id, found)

    def _brief(self, wishes: Iterable[Wish]) -> Iterator[tuple[EdgeId, Way]]:
        return ((w.edge, way(w.start, w.end, self.router.right)) for w in wishes)

    def _ways_of(self, edges: Iterable[EdgeId]) -> Iterator[tuple[EdgeId, Way]]:
        items = (self.items[id] for id in sorted(edges) if id in self.items)
        return self.router.ways([self._wish(item.edge) for item in items])

    def _take(self, id: EdgeId, found: Way) -> None:
        item = self.items[id]
        if self.labelled or item.state.selected or item.state.hovered:
            self.repaint(item)
            item.lay(found)
            self.repaint(item)
        else:
            item.lay(found)

    def repaint(self, item: EdgeItem) -> None:
        """Paint a wire anew with its label."""
        reach, height = LABEL_REACH, _LABEL_HEIGHT
        self._ground.update(item.way.box.adjusted(-reach, -height, reach, height))

    def disturb(self, area: Box) -> None:
        """Remember that a node has come to *area*, or gone from it."""
        self._disturbed.append(area)
        self._fresh.clear()

    def settle(self) -> None:
        """Lay the wires anew that are near to what has moved, so that they go round it."""
        areas, self._disturbed = self._disturbed, []
        laid, self._laid = self._laid & self.items.keys(), set()
        fresh, self._fresh = self._fresh, set()
        if len(areas) > _MANY:
            ids = set(self.items.keys() - (fresh - laid))
        else:
            rects = (QRectF(QPointF(*area[:2]), QPointF(*area[2:])) for area in areas)
            ids = {id for rect in rects for id in self._near(rect)}
            around = (self.items[id].way.box for id in laid if self.router.goes_round(id))
            ids |= laid | {id for box in around for id in self._near(box) if self._round(id)}
        if len(ids) > AT_ONCE:
            self.settling.begin(ids)
        else:
            self.lay(ids)
        self._laid.clear()

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

    def _near(self, area: QRectF) -> list[EdgeId]:
        room = area.adjusted(-_REACH, -_REACH, _REACH, _REACH)
        return [item.id for item in self._ground.items_in(room) if isinstance(item, EdgeItem)]

    def _round(self, id: EdgeId) -> bool:
        return self.router.goes_round(id)

    def _wish(self, edge: Edge) -> Wish:
        ground = self._ground
        start = ground.port_point(edge.source, output=True)
        target = ground.nodes[edge.target.node]
        slot = slot_of_edge(target.face.inputs, edge.id, edge.target.port)
        end = target.slot_point(slot) if slot else ground.port_point(edge.target, output=False)
        return Wish(edge.id, edge.source, edge.target.node, start, end, edge.points)
