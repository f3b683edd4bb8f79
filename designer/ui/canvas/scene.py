"""The scene: follows document, analysis and selection, and touches only what differs."""

from collections.abc import Iterable, Mapping
from functools import reduce
from itertools import chain
from typing import TypeAlias

from PySide6.QtCore import QRectF
from PySide6.QtWidgets import QGraphicsScene

from designer.document.change import Change
from designer.document.commands.reroute import point_of
from designer.graph.graph import Graph
from designer.graph.problems import Problem, Severity
from designer.graph.records import Direction, EdgeId, Endpoint, NodeId, Point
from designer.session.analysis import NodeReport
from designer.session.first_weights import WeightMark
from designer.session.session import Session
from designer.signal import Signal
from designer.ui import theme
from designer.ui.canvas.chrome import ChromeCache
from designer.ui.canvas.edges import Wires
from designer.ui.canvas.faces import FaceMaker
from designer.ui.canvas.flow import LIGHT_FLOW, Flow, flow_of
from designer.ui.canvas.items import EdgeItem, NodeItem, making_many
from designer.ui.canvas.lanes import Boxes
from designer.ui.canvas.overview import Overview
from designer.ui.canvas.remarks.remark_item import RemarkItem
from designer.ui.canvas.remarks.remark_items import RemarkItems
from designer.ui.canvas.sizes import OVERVIEW_BELOW
from designer.ui.canvas.style import Style
from designer.ui.canvas.touched import faces_touched
from designer.ui.following import follow

_MANY = 400
_ROOM = 4000.0
Knowledge: TypeAlias = tuple[NodeReport | None, tuple[Problem, ...], WeightMark | None]


class GraphScene(QGraphicsScene):
    """Items by id, and the state that all of them share.

    Attributes:
        zoom: the scale of the view, set by the view.
        thin: wires are one pixel of the screen.
        flow: what is above and below the one selected node, while that is lit.
        rebuilt: told after all items were made anew.
        touched: told after something of the drawing changed.
    """

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.nodes: dict[NodeId, NodeItem] = {}
        self.overview = Overview()
        self.boxes = Boxes()
        self.zoom = 1.0
        self.thin = False
        self.flow: Flow | None = None
        self.rebuilt: Signal[()] = Signal()
        self.touched: Signal[()] = Signal()
        self.wires = Wires(self, self)
        self.wires.settling.done.connect(self._on_settled)
        self.hovered: NodeId | None = None
        self._hovered_edge: EdgeId | None = None
        self._wrong: set[NodeId] = set()
        self._marked: list[NodeItem] | None = None
        self._paper = QRectF()
        self.chosen: frozenset[str] = frozenset()
        self._known: dict[NodeId, Knowledge] = {}
        self._dress()
        self.remarks = RemarkItems(self)
        self.overview.captions.frames = self.remarks.frame_rects
        self.setItemIndexMethod(QGraphicsScene.ItemIndexMethod.BspTreeIndex)
        follow(self, session.document.changed, self._on_changed)
        follow(self, session.document.replaced, self.rebuild)
        follow(self, session.document.entered, self.rebuild)
        follow(self, session.catalog.changed, self._on_catalog)
        follow(self, session.analysis.changed, self._on_analysis)
        follow(self, session.weights.changed, self._on_analysis)
        follow(self, session.selection.changed, self._on_selection)
        follow(self, session.preferences.changed, self._on_preference)
        follow(self, theme.changed, self._on_theme)
        self.rebuild()

    @property
    def direction(self) -> Direction:
        """Whither the wires lead."""
        return self.session.document.project.direction

    @property
    def edges(self) -> dict[EdgeId, EdgeItem]:
        """The wires by id."""
        return self.wires.items

    # What is where -----------------------------------------------------------------------

    def drawn_rect(self) -> QRectF:
        """Return the box of all nodes and remarks; empty where there is none."""
        hull = self.boxes.hull()
        remarks = self.remarks.hull()
        if hull is None:
            return remarks
        return remarks.united(QRectF(hull[0], hull[1], hull[2] - hull[0], hull[3] - hull[1]))

    def rect_of(self, nodes: Iterable[NodeId]) -> QRectF:
        """Return the box of some nodes."""
        rects = (self.nodes[id].rect() for id in nodes if id in self.nodes)
        return reduce(QRectF.united, rects, QRectF())

    def inputs(self) -> list[NodeId]:
        """Return the nodes that nothing is wired to."""
        return sorted(self.nodes.keys() - self.wires.fed())

    def nodes_in(self, rect: QRectF) -> list[NodeItem]:
        """Return the nodes that reach into *rect*."""
        area = (rect.left(), rect.top(), rect.right(), rect.bottom())
        return [self.nodes[id] for id in self.boxes.within(area)]

    def items_in(self, area: QRectF) -> Iterable[object]:
        """Return all items that reach into an area."""
        return list(self.items(area))

    def port_point(self, end: Endpoint, output: bool) -> tuple[float, float]:
        """Return where a port is; the middle of the node where the port is not known."""
        item = self.nodes[end.node]
        slots = item.face.outputs if output else item.face.inputs
        for slot in slots:
            if slot.port == end.port:
                return item.slot_point(slot)
        return item.side_point(self.direction, output)

    def marked(self) -> list[NodeItem]:
        """Return the nodes that are selected or have an error: the same list while they are."""
        if self._marked is None:
            chosen = self.chosen & self.nodes.keys()
            self._marked = [self.nodes[id] for id in sorted(self._wrong | chosen)]
        return self._marked

    def lit_edges(self) -> frozenset[EdgeId]:
        """Return the wires that are selected or pointed at."""
        hovered = {self._hovered_edge} if self._hovered_edge else set()
        return (self.chosen | hovered) & self.edges.keys()

    def hover(self, node: NodeId | None, edge: EdgeId | None) -> None:
        """Show which node or wire the pointer is on."""
        if node != self.hovered:
            for id in (self.hovered, node):
                if id in self.nodes:
                    self.nodes[id].state.hovered = id == node
                    self.nodes[id].update()
            self.hovered = node
        if edge != self._hovered_edge:
            for id in (self._hovered_edge, edge):
                if id in self.edges:
                    self.edges[id].state.hovered = id == edge
                    self.wires.repaint(self.edges[id])
            self._hovered_edge = edge

    # Following ---------------------------------------------------------------------------

    def settle_lanes(self) -> None:
        """Lay long wires and number shared layers anew after nodes have moved, come or gone."""
        self.wires.settle()
        self.overview.captions.forget_places()
        graph = self.session.document.graph
        for id in graph.nodes.keys() & {i for i, item in self.nodes.items() if item.face.twins}:
            self._put_node(graph, id)

    @making_many
    def rebuild(self) -> None:
        """Make all items anew."""
        self.clear()
        self.nodes.clear()
        self.boxes.clear()
        self.wires.clear(self.direction)
        self._wrong.clear()
        self._marked = None
        self.hovered = self._hovered_edge = None
        self.chosen = frozenset()
        graph = self.session.document.graph
        for id in graph.nodes:
            self._put_node(graph, id)
        self.remarks.rebuild(graph.remarks)
        self._fit_scene_rect()
        self.wires.put(graph.edges.values())
        self._settle()
        self.wires.mark_broken(self.edges.values())
        self._on_selection()
        self.rebuilt.emit()

    def _on_changed(self, change: Change) -> None:
        if change.remarks:
            self._fit_scene_rect(self.remarks.follow(change))
        if "direction" in change.settings:
            self.rebuild()
            return
        if not (change.nodes or change.edges):
            if change.remarks:
                self.touched.emit()
            return
        if change.only_places:
            self._move(change)
        else:
            self._rewrite(change)
        self.touched.emit()

    def _on_settled(self) -> None:
        self.overview.forget()
        self.update()

    @making_many
    def _move(self, change: Change) -> None:
        items: list[NodeItem] = []
        edges: set[EdgeId] = set()
        for id, step in change.nodes.items():
            if step.after is None:
                continue
            item = self.nodes[id]
            self._place(item, step.after.position)
            items.append(item)
            edges |= self.wires.at(id)
        led = [step.after for step in change.edges.values() if step.after is not None]
        self.wires.lead(led)
        edges |= {edge.id for edge in led} & self.edges.keys()
        # All wires are laid when the step is complete, so very many need not be laid well twice.
        # So it is with what is dragged far out, over many others.
        held = self.session.document.editing
        far = held and self.zoom < OVERVIEW_BELOW
        many = len(items) > _MANY
        self.wires.lay(edges, briefly=far or many)
        if many:
            self.overview.forget()
        else:
            self.overview.move(items, [self.edges[id] for id in edges], held=held)
        self._fit_scene_rect(items)

    @making_many
    def _rewrite(self, change: Change) -> None:
        graph = self.session.document.graph
        for id, edge_step in change.edges.items():
            if edge_step.after is None or id in self.edges:
                self._hovered_edge = None if id == self._hovered_edge else self._hovered_edge
                self.wires.drop(id)
        for id, node_step in change.nodes.items():
            if node_step.after is None:
                self._drop_node(id)
        faces = faces_touched(graph, change)
        new = faces - self.nodes.keys()
        for id in faces:
            self._put_node(graph, id)
        for id in new:
            self.wires.disturb(self.boxes[id])
        edges = (step.after for step in change.edges.values() if step.after is not None)
        self.wires.put(edges, by_and_by=True)
        self.wires.lay_ends(faces)
        self._settle()
        self.wires.mark_broken(self.edges[id] for node in faces for id in self.wires.at(node))
        self._fit_scene_rect(self.nodes[id] for id in faces)
        self._light_flow()

    def _on_analysis(self) -> None:
        graph = self.session.document.graph
        news = [
            id
            for id in self.nodes
            if id in graph.nodes and self._known.get(id) != self._knowledge(id)
        ]
        for id in news:
            self._put_node(graph, id)
        self.wires.mark_broken(self.edges[edge] for id in news for edge in self.wires.at(id))
        self.touched.emit()

    def _on_catalog(self) -> None:
        """Show anew what tells of blocks: they may have other names, ports and contents."""
        graph = self.session.document.graph
        for id in self._maker.follows_blocks(graph) & self.nodes.keys():
            self._put_node(graph, id)

    def _on_selection(self) -> None:
        chosen = self.session.selection.ids
        touched = chosen ^ self.chosen
        near = {edge for id in touched for edge in self.wires.at(id)}
        points = (point_of(self.session.document, id) for id in touched)
        near |= {point[0] for point in points if point is not None}
        self.chosen = chosen
        self._marked = None
        for id in touched:
            if id in self.nodes:
                self.nodes[id].state.selected = id in chosen
                self.nodes[id].update()
        for id in (touched | near) & self.edges.keys():
            self.wires.select(self.edges[id], chosen)
        self.remarks.select(touched, chosen)
        self._light_flow()
        self.touched.emit()

    def _on_preference(self, name: str) -> None:
        if name == LIGHT_FLOW:
            self._light_flow()
            self.update()

    def _light_flow(self) -> None:
        """Light what is above and below the selected node, where that is one."""
        was, self.flow = self.flow, None
        nodes = self.session.selection.nodes
        if len(nodes) == 1 and self.session.preferences.get(LIGHT_FLOW, True):
            self.flow = flow_of(self.session.document.graph, nodes[0])
        if was is not None or self.flow is not None:
            self.update()

    def _on_theme(self) -> None:
        self._dress()
        self.rebuild()

    def _dress(self) -> None:
        self.look = Style(theme.current())
        self.chrome = ChromeCache(self.look)
        self._maker = FaceMaker(self.session.catalog, self.look, self.session.document)
        self.setBackgroundBrush(self.look.background)

    def show_between(self, before: Mapping[NodeId, Point], progress: float) -> None:
        """Show nodes on their way from *before* to where the document has them."""
        edges: set[EdgeId] = set()
        for id, (x, y) in before.items():
            node = self.session.document.node(id)
            if node is None or id not in self.nodes:
                continue
            to_x, to_y = node.position
            between = (x + (to_x - x) * progress, y + (to_y - y) * progress)
            self.nodes[id].put_at(between)
            edges |= self.wires.at(id)
        self.wires.lay(edges, briefly=progress < 1.0)
        self.overview.move(
            [self.nodes[id] for id in before if id in self.nodes],
            [self.edges[id] for id in edges],
        )

    # Items -------------------------------------------------------------------------------

    def _put_node(self, graph: Graph, id: NodeId) -> None:
        node = graph.nodes[id]
        report, problems, mark = self._known[id] = self._knowledge(id)
        face = self._maker.face(graph, node, report, problems, mark)
        self._marked = None
        if face.severity is Severity.ERROR:
            self._wrong.add(id)
        else:
            self._wrong.discard(id)
        item = self.nodes.get(id)
        if item is None:
            item = self.nodes[id] = NodeItem(self, face)
            self._place(item, node.position)
            self.addItem(item)
            return
        if face == item.face and item.lies_at(node.position):
            return
        moved_slots = (face.inputs, face.outputs) != (item.face.inputs, item.face.outputs)
        item.show_face(face)
        self._place(item, node.position)
        self.overview.forget()
        if moved_slots:
            self.wires.lay(self.wires.at(id))

    def _place(self, item: NodeItem, position: Point) -> None:
        item.put_at(position)
        face = item.face
        was = self.boxes.put(item.id, item.x(), item.y(), face.width, face.height)
        if was is not None and was != self.boxes[item.id]:
            self.wires.disturb(was)
            self.wires.disturb(self.boxes[item.id])

    def _knowledge(self, id: NodeId) -> Knowledge:
        analysis, weights = self.session.analysis, self.session.weights
        return (analysis.report(id), analysis.problems_of(id), weights.mark(id))

    def _drop_node(self, id: NodeId) -> None:
        item = self.nodes.pop(id, None)
        if item is not None:
            self.wires.disturb(self.boxes[id])
            self.removeItem(item)
        self.hovered = None if id == self.hovered else self.hovered
        self.boxes.remove(id)
        self._known.pop(id, None)
        self._wrong.discard(id)
        self._marked = None
        self.wires.drop_all_at(id)

    # Upkeep ------------------------------------------------------------------------------

    def _settle(self) -> None:
        self.thin = len(self.edges) > _MANY
        self.overview.forget()

    def _fit_scene_rect(self, items: Iterable[NodeItem | RemarkItem] | None = None) -> None:
        moved: Iterable[NodeItem | RemarkItem]
        moved = chain(self.nodes.values(), self.remarks.items.values()) if items is None else items
        if any(not self._paper.contains(item.rect()) for item in moved):
            self._paper = self.drawn_rect().adjusted(-_ROOM, -_ROOM, _ROOM, _ROOM)
            self.setSceneRect(self._paper)
