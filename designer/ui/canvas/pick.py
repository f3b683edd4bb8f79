"""What lies under a point: a port, else a node, a note, a wire, the rim of a frame."""

from collections.abc import Collection
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF

from designer.document.commands.reroute import point_id
from designer.graph.records import EdgeId, Endpoint, NodeId, Point
from designer.ui.canvas.gestures.stage import Box, EdgeHit, Hit, PortHit, RemarkHit
from designer.ui.canvas.items import EdgeItem, NodeItem
from designer.ui.canvas.scene import GraphScene
from designer.ui.canvas.sizes import BOXES_BELOW, EDGE_REACH, NODE_HEIGHT, REACH
from designer.ui.canvas.slots import Slot
from designer.ui.canvas.wires import distance

_PORT_REACH = 9.0
_END_REACH = 22.0


class Picker:
    """Finds items by place; distances are in pixels of the screen."""

    def __init__(self, scene: GraphScene) -> None:
        self._scene = scene

    def hit(self, point: Point) -> Hit:
        """Return what lies at *point*."""
        if self._scene.zoom >= BOXES_BELOW:
            port = self.port_at(point)
            if port is not None:
                return Hit(port=port)
        node = self.node_at(point)
        if node is not None:
            return Hit(node=node)
        note = self._scene.remarks.note_at(point)
        if note is not None:
            return Hit(remark=RemarkHit(*note))
        edge = self.edge_at(point)
        if edge is not None:
            return Hit(edge=edge)
        frame = self._scene.remarks.frame_at(point)
        return Hit(remark=RemarkHit(*frame)) if frame else Hit()

    def node_at(self, point: Point) -> NodeId | None:
        """Return the topmost node whose box or badge holds *point*."""
        where = QPointF(*point)
        for item in self._near(point, 1.0):
            if not isinstance(item, NodeItem):
                continue
            if item.rect().contains(where) or item.on_badge(where):
                return item.id
        return None

    def port_at(self, point: Point) -> PortHit | None:
        """Return the port right under *point*."""
        reach = min(_PORT_REACH / self._scene.zoom, 14.0)
        found: list[tuple[float, PortHit]] = []
        for item in self._near(point, reach):
            if not isinstance(item, NodeItem):
                continue
            for output, slots in ((False, item.face.inputs), (True, item.face.outputs)):
                for slot in slots:
                    if slot.spare and not item.state.hovered:
                        continue
                    hit = _hit(item, slot, output)
                    far = _far(hit.point, point)
                    if far <= reach:
                        found.append((far, hit))
        return min(found, key=lambda each: each[0])[1] if found else None

    def edge_at(self, point: Point) -> EdgeHit | None:
        """Return the wire nearest to *point* within reach, and which end is near."""
        reach = EDGE_REACH / self._scene.zoom
        found = [
            (far, item)
            for item in self._near(point, reach)
            if isinstance(item, EdgeItem) and item.isVisible()
            if (far := distance(item.way.points, *point)) <= reach
        ]
        if not found:
            return None
        item = min(found, key=lambda each: (each[0], each[1].id))[1]
        led = [(_far(place, point), index) for index, place in enumerate(item.way.led)]
        far, index = min(led, default=(reach, 0))
        if far < reach + 2:
            return EdgeHit(item.id, point=index if led else None)
        return EdgeHit(item.id, self._end(item, point))

    def edges_crossing(self, one: Point, other: Point) -> frozenset[EdgeId]:
        """Return the wires that the straight line between two points crosses."""
        area = QRectF(QPointF(*one), QPointF(*other)).normalized().adjusted(-1, -1, 1, 1)
        return frozenset(
            item.id
            for item in self._scene.items(area)
            if isinstance(item, EdgeItem)
            and any(_crosses(one, other, a, b) for a, b in pairwise(item.way.points))
        )

    def snap_port(self, point: Point, among: Collection[Endpoint], output: bool) -> PortHit | None:
        """Return the port of *among* nearest to *point*, or that of the node under it."""
        reach = REACH / min(self._scene.zoom, 1.0)
        found: list[tuple[float, PortHit]] = []
        body: list[PortHit] = []
        for item in self._near(point, reach):
            if not isinstance(item, NodeItem):
                continue
            slots = item.face.outputs if output else item.face.inputs
            inside = item.rect().contains(QPointF(*point))
            for slot in slots:
                if Endpoint(item.id, slot.port) not in among:
                    continue
                hit = _hit(item, slot, output)
                far = _far(hit.point, point)
                if far <= reach:
                    found.append((far, hit))
                elif inside:
                    body.append(hit)
        if found:
            return min(found, key=lambda each: each[0])[1]
        return next((hit for hit in body if hit.edge is None), body[0] if body else None)

    def ids_in(self, box: Box) -> frozenset[str]:
        """Return nodes and notes that a box touches, and wires and frames wholly inside."""
        area = QRectF(box[0], box[1], box[2] - box[0], box[3] - box[1])
        chosen: set[str] = set()
        for item in self._scene.items(area):
            if isinstance(item, NodeItem):
                if item.rect().intersects(area):
                    chosen.add(item.id)
            elif isinstance(item, EdgeItem) and area.contains(item.way.path.boundingRect()):
                chosen.add(item.id)
                continue
            if isinstance(item, EdgeItem):
                led = enumerate(item.way.led)
                chosen |= {point_id(item.id, i) for i, at in led if area.contains(*at)}
        return frozenset(chosen | self._scene.remarks.ids_in(area))

    def edge_below(self, node: NodeId) -> EdgeId | None:
        """Return the wire that runs through the middle of *node* and is none of its own."""
        item = self._scene.nodes[node]
        if not item.face.inputs or not item.face.outputs:
            return None
        return self.edge_through(item.rect(), self._scene.wires.at(node))

    def edge_through(self, rect: QRectF, without: Collection[EdgeId] = ()) -> EdgeId | None:
        """Return the wire nearest to the middle of *rect* that passes through it."""
        centre = rect.center()
        found = [
            (distance(item.way.points, centre.x(), centre.y()), item.id)
            for item in self._scene.items(rect)
            if isinstance(item, EdgeItem) and item.id not in without
        ]
        far, id = min(found, default=(NODE_HEIGHT, ""))
        return id if far < NODE_HEIGHT * 0.6 else None

    def _near(self, point: Point, reach: float) -> list[object]:
        area = QRectF(point[0] - reach, point[1] - reach, 2 * reach, 2 * reach)
        return list(self._scene.items(area))

    def _end(self, item: EdgeItem, point: Point) -> str | None:
        reach = _END_REACH / self._scene.zoom
        source, target = item.way.start, item.way.end
        to_source, to_target = _far(source, point), _far(target, point)
        if min(to_source, to_target) > min(reach, _far(source, target) / 3):
            return None
        return "source" if to_source < to_target else "target"


def _hit(item: NodeItem, slot: Slot, output: bool) -> PortHit:
    return PortHit(Endpoint(item.id, slot.port), output, item.slot_point(slot), slot.edge)


def _crosses(a: Point, b: Point, c: Point, d: Point) -> bool:
    """Whether the lines from *a* to *b* and from *c* to *d* cross."""
    one, other = _turn(c, d, a), _turn(c, d, b)
    third, fourth = _turn(a, b, c), _turn(a, b, d)
    return one * other <= 0 and third * fourth <= 0 and (one != other or third != fourth)


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _far(a: Point, b: Point) -> float:
    return float(((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2) ** 0.5)
