"""A stage without Qt: nodes of 220 x 66, ports in their middles, wires as straight lines."""

import pytest

from designer.catalog.catalog import load_catalog
from designer.document.document import Document
from designer.document.history import History
from designer.graph.connecting import input_ports, output_ports
from designer.graph.framing import box_of, carried
from designer.graph.graph import Graph
from designer.graph.records import Edge, Endpoint, Node
from designer.project.project import Project
from designer.session.selection import Selection
from designer.ui.canvas.gestures.choose import gesture_for
from designer.ui.canvas.gestures.pointer import Button, Pointer, PointerEvent
from designer.ui.canvas.gestures.runner import GestureRunner
from designer.ui.canvas.gestures.stage import EdgeHit, Hit, PortHit, RemarkHit

WIDTH, HEIGHT = 220.0, 66.0
REACH = 10.0


class FakeStage:
    """Answers by geometry, and remembers what was shown."""

    snaps = True

    def __init__(self, graph):
        self.document = Document(Project(graph=graph))
        self.history = History(self.document)
        self.catalog = load_catalog()
        self.selection = Selection(self.document)
        self.shown = {}
        self.panned = []
        self.offered = []
        self.said = []

    def hit(self, point):
        port = self.snap_port(point, self._ends(), None)
        if port is not None:
            return Hit(port=port)
        for node in self.document.graph.nodes:
            if _inside(self.box(node), point):
                return Hit(node=node)
        for remark in self.document.graph.remarks:
            if _inside(self.box(remark), point):
                return Hit(remark=RemarkHit(remark, self._sides(remark, point)))
        return Hit(edge=self._edge_at(point))

    def box(self, id):
        if self.document.remark(id) is not None:
            return box_of(self.document.remark(id))
        x, y = self.document.node(id).position
        return (x, y, x + WIDTH, y + HEIGHT)

    def port_point(self, end, output):
        left, top, right, bottom = self.box(end.node)
        return ((left + right) / 2, bottom if output else top)

    def snap_port(self, point, among, output):
        for end in among:
            for is_output in (True, False) if output is None else (output,):
                at = self.port_point(end, is_output)
                if end in self._ends(is_output) and _near(at, point):
                    edges = () if is_output else self.document.graph.edges_into(end)
                    return PortHit(end, is_output, at, edges[0].id if edges else None)
        return None

    def ids_in(self, box):
        return frozenset(id for id in self.document.graph.nodes if _overlap(self.box(id), box))

    def boxes_near(self, box, without):
        return [self.box(id) for id in self.document.graph.nodes if id not in set(without)]

    def edge_below(self, node):
        left, top, right, bottom = self.box(node)
        hit = self._edge_at(((left + right) / 2, (top + bottom) / 2))
        return hit.edge if hit else None

    def positions(self, ids):
        found = {id: self.document.node(id) or self.document.remark(id) for id in ids}
        return {id: record.position for id, record in found.items() if record is not None}

    def carried(self, ids):
        return carried(self.document.graph, {}, ids)

    def show_band(self, box):
        self.shown["band"] = box

    def show_outline(self, offset):
        self.shown["outline"] = offset

    def show_wire(self, wire):
        self.shown["wire"] = wire

    def show_wires(self, wires):
        self.shown["wires"] = list(wires)

    def show_stroke(self, points):
        self.shown["stroke"] = list(points)

    def light_cut(self, edges):
        self.shown["cut"] = edges

    def hide_edges(self, edges):
        self.shown["hidden"] = sorted(edges)

    def slot_point(self, edge):
        return self.port_point(edge.target, False)

    def edges_crossing(self, one, other):
        left, right = sorted((one[0], other[0]))
        found = set()
        for edge in self.document.graph.edges.values():
            start = self.port_point(edge.source, True)
            end = self.port_point(edge.target, False)
            if left <= start[0] <= right and start[1] <= one[1] <= end[1]:
                found.add(edge.id)
        return frozenset(found)

    def show_guides(self, lines):
        self.shown["guides"] = list(lines)

    def light_ports(self, ends, output):
        self.shown["ports"] = ends

    def light_edge(self, edge):
        self.shown["edge"] = edge

    def hide_edge(self, edge):
        self.shown["hidden"] = edge

    def pan(self, dx, dy):
        self.panned.append((dx, dy))

    def offer(self, end, output, event_point):
        self.offered.append((end, output, event_point))

    def say(self, text):
        self.said.append(text)

    def _ends(self, output=None):
        graph = self.document.graph
        asks = {True: [output_ports], False: [input_ports], None: [output_ports, input_ports]}
        return [
            Endpoint(node.id, port.name)
            for ask in asks[output]
            for node in graph.nodes.values()
            for port in ask(graph, self.catalog, node)
        ]

    def _sides(self, remark, point):
        left, top, right, bottom = self.box(remark)
        far = zip(
            "ltrb",
            (point[0] - left, point[1] - top, point[0] - right, point[1] - bottom),
            strict=True,
        )
        return "".join(side for side, distance in far if abs(distance) < 6)

    def _edge_at(self, point):
        for edge in self.document.graph.edges.values():
            start = self.port_point(edge.source, True)
            end = self.port_point(edge.target, False)
            if abs(point[0] - start[0]) < REACH and start[1] <= point[1] <= end[1]:
                led = [i for i, at in enumerate(edge.points) if _near(at, point)]
                if led:
                    return EdgeHit(edge.id, point=led[0])
                near = "source" if _near(start, point, 24) else None
                return EdgeHit(edge.id, "target" if _near(end, point, 24) else near)
        return None


class Hand:
    """A pointer: `press`, `to`, `release`, `escape`; keys are held from press to release."""

    def __init__(self, stage):
        self.stage = stage
        self.runner = GestureRunner()
        self._at, self._keys = (0.0, 0.0), {}

    def press(self, place, button=Button.LEFT, hand=False, **keys):
        self._at, self._keys = self._point(place), keys
        press = self._event(Pointer.PRESSED, button)
        gesture = gesture_for(self.stage, press, hand)
        if gesture is not None:
            self.runner.start(gesture)
        return self

    def to(self, place):
        self._at = self._point(place)
        self.runner.feed(self._event(Pointer.MOVED))
        return self

    def release(self):
        self.runner.feed(self._event(Pointer.RELEASED))
        return self

    def escape(self):
        self.runner.cancel()
        return self

    def _event(self, pointer, button=Button.NONE):
        return PointerEvent(pointer, *self._at, *self._at, button, **self._keys)

    def _point(self, place):
        if not isinstance(place, str):
            return place
        name, _, port = place.partition(".")
        node = self.stage.document.graph.by_name[name]
        if port:
            return self.stage.port_point(Endpoint(node.id, port), port == "output")
        left, top, right, bottom = self.stage.box(node.id)
        return ((left + right) / 2, (top + bottom) / 2)


def _inside(box, point):
    return box[0] <= point[0] <= box[2] and box[1] <= point[1] <= box[3]


def _overlap(a, b):
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _near(a, b, reach=REACH):
    return abs(a[0] - b[0]) <= reach and abs(a[1] - b[1]) <= reach


@pytest.fixture
def stage():
    """An input above a flatten above a dense; the first two are wired; a dropout lies aside."""
    nodes = [
        Node("n1", "Input", "image", {"shape": [8, 8]}, (0.0, 0.0)),
        Node("n2", "Flatten", "flatten", {}, (0.0, 240.0)),
        Node("n3", "Dense", "dense", {"units": 4}, (0.0, 480.0)),
        Node("n4", "Dropout", "dropout", {}, (500.0, 120.0)),
    ]
    wire = Edge("e1", Endpoint("n1", "output"), Endpoint("n2", "inputs"))
    return FakeStage(Graph.of(nodes, [wire]))


@pytest.fixture
def hand(stage):
    return Hand(stage)


@pytest.fixture
def wires(stage):
    """What is wired, as `"source > target"`."""

    def read():
        graph = stage.document.graph
        return sorted(
            f"{graph.nodes[edge.source.node].name} > {graph.nodes[edge.target.node].name}"
            for edge in graph.edges.values()
        )

    return read
