"""The canvas as gestures see it: answers their questions and shows their marks."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager

from PySide6.QtCore import QLineF, QRectF

from designer.catalog.catalog import Catalog
from designer.graph.records import Edge, EdgeId, Endpoint, NodeId, Point
from designer.session.session import Session
from designer.ui.canvas.camera import Camera
from designer.ui.canvas.foreground import Foreground, moved_by, rect_of
from designer.ui.canvas.gestures.stage import Box, Hit, PortHit, Wire
from designer.ui.canvas.pick import Picker
from designer.ui.canvas.remarks.carrying import carried_on
from designer.ui.canvas.scene import GraphScene

Offer = Callable[[Endpoint, bool, Point], None]
_GUIDE_REACH = 400.0
_GUIDE_LIMIT = 60


class CanvasStage:
    """Implements `gestures.stage.Stage` on scene, camera and picker."""

    def __init__(
        self,
        session: Session,
        scene: GraphScene,
        camera: Camera,
        foreground: Foreground,
        *,
        repaint: Callable[[QRectF], None],
        offer: Offer,
        say: Callable[[str], None],
    ) -> None:
        self.document = session.document
        self.catalog: Catalog = session.catalog
        self.selection = session.selection
        self._preferences = session.preferences
        self.picker = Picker(scene)
        self._scene = scene
        self._camera = camera
        self._foreground = foreground
        self._repaint = repaint
        self._offer = offer
        self._say = say
        self._taking: EdgeId | None = None
        self._hidden: frozenset[EdgeId] = frozenset()
        self._cut: frozenset[EdgeId] = frozenset()
        self._outlined = QRectF()

    @property
    def snaps(self) -> bool:
        """Whether what is dragged goes to the grid and into line; Ctrl turns that round."""
        return bool(self._preferences.get("snap_to_grid", True))

    def hit(self, point: Point) -> Hit:
        """Return what lies at *point*."""
        return self.picker.hit(point)

    def box(self, id: str) -> Box:
        """Return where the box of a node or a remark is."""
        remark = self._scene.remarks.box(id)
        if remark is not None:
            return remark
        rect = self._scene.nodes[id].rect()
        return (rect.left(), rect.top(), rect.right(), rect.bottom())

    def port_point(self, end: Endpoint, output: bool) -> Point:
        """Return where a port sits."""
        return self._scene.port_point(end, output)

    def snap_port(self, point: Point, among: Collection[Endpoint], output: bool) -> PortHit | None:
        """Return the port of *among* that a wire let go at *point* would be attached to."""
        return self.picker.snap_port(point, among, output)

    def ids_in(self, box: Box) -> frozenset[str]:
        """Return nodes and edges that a selection box takes."""
        return self.picker.ids_in(box)

    def boxes_near(self, box: Box, without: Collection[NodeId]) -> Iterable[Box]:
        """Return the boxes of nodes to align with, the nearest first."""
        reach = _GUIDE_REACH
        near = self._scene.boxes.within(
            (box[0] - reach, box[1] - reach, box[2] + reach, box[3] + reach)
        )
        middle = ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
        others = [other for id, other in near.items() if id not in set(without)]
        others.sort(key=lambda b: abs(b[0] - middle[0]) + abs(b[1] - middle[1]))
        return others[:_GUIDE_LIMIT]

    def edge_below(self, node: NodeId) -> EdgeId | None:
        """Return the wire into which *node* could be inserted."""
        return self.picker.edge_below(node)

    def positions(self, ids: Iterable[str]) -> Mapping[str, Point]:
        """Return where nodes and remarks lie."""
        found = ((id, self.document.node(id) or self.document.remark(id)) for id in ids)
        return {id: record.position for id, record in found if record is not None}

    def carried(self, ids: Iterable[str]) -> Collection[str]:
        """Return these with all that stands in the frames among them."""
        return carried_on(self._scene, ids)

    def show_band(self, box: Box | None) -> None:
        """Show the selection box, or hide it."""
        with self._marks():
            self._foreground.band = rect_of(box)

    def show_outline(self, offset: Point | None) -> None:
        """Show the selection's outline moved by *offset*, or hide it."""
        if offset is None and self._foreground.outline is None:
            return
        if offset is None or self._foreground.outline is None:
            rect = self._scene.rect_of(self.selection.nodes)
            self._outlined = rect.united(self._scene.remarks.rect_of(self.selection.remarks))
        with self._marks():
            self._foreground.outline = moved_by(self._outlined, offset)

    def show_wire(self, wire: Wire | None) -> None:
        """Show the wire in hand, or hide it."""
        self.show_wires(() if wire is None else (wire,))

    def show_wires(self, wires: Iterable[Wire]) -> None:
        """Show several wires in hand, or none."""
        with self._marks():
            self._foreground.wires = tuple(wires)

    def show_stroke(self, points: Iterable[Point]) -> None:
        """Show the stroke that cuts wires, or hide it."""
        with self._marks():
            self._foreground.stroke = tuple(points)

    def show_guides(self, lines: Iterable[Box]) -> None:
        """Show alignment guides as lines."""
        guides = [QLineF(*line) for line in lines]
        if guides != self._foreground.guides:
            with self._marks():
                self._foreground.guides = guides

    def light_ports(self, ends: Collection[Endpoint] | None, output: bool) -> None:
        """Light the ports that fit and dim the rest; None shows all as usual."""
        by_node: dict[NodeId, set[str]] = {}
        for end in ends or ():
            by_node.setdefault(end.node, set()).add(end.port)
        for id, item in self._scene.nodes.items():
            item.state.lit = None if ends is None else frozenset(by_node.get(id, ()))
            item.state.lit_output = output
        self._scene.update()

    def light_edge(self, edge: EdgeId | None) -> None:
        """Light the wire that a node would be inserted into."""
        if edge == self._taking:
            return
        for id in (self._taking, edge):
            if id in self._scene.edges:
                self._scene.edges[id].state.taking = id == edge
                self._scene.edges[id].update()
        self._taking = edge

    def hide_edge(self, edge: EdgeId | None) -> None:
        """Hide the wire whose end is in hand."""
        self.hide_edges(() if edge is None else (edge,))

    def hide_edges(self, edges: Iterable[EdgeId]) -> None:
        """Hide the wires whose ends are in hand, and show all others."""
        hidden = frozenset(edges)
        for id in (self._hidden | hidden) & self._scene.edges.keys():
            self._scene.edges[id].setVisible(id not in hidden)
        self._hidden = hidden

    def edges_crossing(self, one: Point, other: Point) -> frozenset[EdgeId]:
        """Return the wires that the straight line between two points crosses."""
        return self.picker.edges_crossing(one, other)

    def light_cut(self, edges: frozenset[EdgeId]) -> None:
        """Show which wires a stroke has cut, and no others."""
        for id in (self._cut ^ edges) & self._scene.edges.keys():
            self._scene.edges[id].state.cut = id in edges
            self._scene.edges[id].update()
        self._cut = edges

    def slot_point(self, edge: Edge) -> Point:
        """Return where a wire ends."""
        return self._scene.edges[edge.id].way.end

    def pan(self, dx: float, dy: float) -> None:
        """Move the paper by pixels of the screen."""
        self._camera.pan(dx, dy)

    def offer(self, end: Endpoint, output: bool, event_point: Point) -> None:
        """Open the quick-add list with what fits to *end*."""
        self._offer(end, output, event_point)

    @contextmanager
    def _marks(self) -> Iterator[None]:
        """Paint anew where marks were and where they are then."""
        before = self._foreground.areas()
        yield
        for area in (*before, *self._foreground.areas()):
            self._repaint(area)

    def say(self, text: str) -> None:
        """Tell the user one sentence."""
        self._say(text)
