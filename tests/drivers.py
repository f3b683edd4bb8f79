"""Drivers that use the window as a person does, so that tests read like sentences."""

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from designer.graph.records import Edge, Endpoint, Node
from designer.ui.canvas.view import GraphView
from designer.ui.kind_mime import kind_mime

LEFT, MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton
NO_KEY = Qt.KeyboardModifier.NoModifier


class CanvasDriver:
    """A hand and an eye on a canvas: ports are said as `"dense.output"`, nodes as `"dense"`."""

    def __init__(self, view: GraphView) -> None:
        self.view = view
        self._held = LEFT
        self._keys = NO_KEY
        self._at = QPoint()

    # What the hand does

    def press(self, place, button=LEFT, keys=NO_KEY):
        self._held, self._keys = button, keys
        self._at = self.point(place)
        self._mouse(QEvent.Type.MouseMove, Qt.MouseButton.NoButton, Qt.MouseButton.NoButton)
        self._mouse(QEvent.Type.MouseButtonPress, button, button)
        return self

    def drag_to(self, place, steps=4):
        start, end = self._at, self.point(place)
        for step in range(1, steps + 1):
            self._at = start + (end - start) * step / steps
            self._mouse(QEvent.Type.MouseMove, Qt.MouseButton.NoButton, self._held)
        return self

    def drag_by(self, dx, dy):
        return self.drag_to(self._at + QPoint(dx, dy))

    def release(self):
        self._mouse(QEvent.Type.MouseButtonRelease, self._held, Qt.MouseButton.NoButton)
        return self

    def click(self, place, keys=NO_KEY):
        return self.press(place, keys=keys).release()

    def hover(self, place):
        self._at = self.point(place)
        self._mouse(QEvent.Type.MouseMove, Qt.MouseButton.NoButton, Qt.MouseButton.NoButton)
        return self

    def key(self, key, keys=NO_KEY):
        QTest.keyClick(self.focused(), key, keys)
        return self

    def type(self, text):
        QTest.keyClicks(self.focused(), text)
        return self

    def wheel(self, place, angle):
        at = QPointF(self.point(place))
        event = QWheelEvent(
            at,
            self.view.viewport().mapToGlobal(at),
            QPoint(),
            QPoint(0, angle),
            Qt.MouseButton.NoButton,
            NO_KEY,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(self.view.viewport(), event)
        return self

    def drop_kind(self, kind, place, on=None):
        """Drop a layer; *on* is the widget that Qt finds there, if not the viewport."""
        target = on or self.view.viewport()
        at, data = self.point(place), kind_mime(kind)
        enter = QDragEnterEvent(at, Qt.DropAction.CopyAction, data, LEFT, NO_KEY)
        QApplication.sendEvent(target, enter)
        drop = QDropEvent(QPointF(at), Qt.DropAction.CopyAction, data, LEFT, NO_KEY)
        QApplication.sendEvent(target, drop)
        return self

    # What the eye sees

    def node(self, name) -> Node:
        return self.view.session.document.graph.by_name[name]

    @property
    def names(self):
        return sorted(self.view.session.document.graph.by_name)

    @property
    def kinds(self):
        return sorted(node.kind for node in self.view.session.document.graph.nodes.values())

    @property
    def wires(self):
        """Every wire as `"source > target"`."""
        graph = self.view.session.document.graph
        name = {id: node.name for id, node in graph.nodes.items()}
        return sorted(
            f"{name[e.source.node]} > {name[e.target.node]}" for e in graph.edges.values()
        )

    def edge(self, source, target) -> Edge:
        ids = (self.node(source).id, self.node(target).id)
        edges = self.view.session.document.graph.edges.values()
        return next(e for e in edges if (e.source.node, e.target.node) == ids)

    @property
    def selected(self):
        graph = self.view.session.document.graph
        return sorted(graph.nodes[id].name for id in self.view.session.selection.nodes)

    def expect_edge(self, source, target):
        assert f"{source.split('.')[0]} > {target.split('.')[0]}" in self.wires
        return self

    def expect_no_edge(self, source, target):
        assert f"{source.split('.')[0]} > {target.split('.')[0]}" not in self.wires
        return self

    def point(self, place) -> QPoint:
        """Return where a port, a node, a wire or a spot of the paper is in the view."""
        if isinstance(place, QPoint):
            return place
        if isinstance(place, tuple):
            return self.view.mapFromScene(QPointF(*place))
        scene = self.view.graph_scene
        if " > " in place:
            way = scene.edges[self.edge(*place.split(" > ")).id].way
            return self.view.mapFromScene(way.path.pointAtPercent(0.5))
        name, _, port = place.partition(".")
        item = scene.nodes[self.node(name).id]
        if not port:
            return self.view.mapFromScene(item.rect().center())
        output = any(slot.port == port for slot in item.face.outputs)
        at = scene.port_point(Endpoint(item.id, port), output)
        return self.view.mapFromScene(QPointF(*at))

    def focused(self):
        return QApplication.focusWidget() or self.view

    def _mouse(self, kind, button, buttons):
        at = QPointF(self._at)
        where = self.view.viewport().mapToGlobal(at)
        event = QMouseEvent(kind, at, where, button, buttons, self._keys)
        QApplication.sendEvent(self.view.viewport(), event)
