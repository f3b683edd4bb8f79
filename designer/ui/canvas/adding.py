"""Adding layers where the pointer, the wire in hand or the selection says."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QPointF, QRectF

from designer.document.commands.edges import add_connected, insert_on_edge
from designer.document.commands.nodes import add_node, move
from designer.document.commands.room import settle_in_wire
from designer.graph.connecting import output_ports
from designer.graph.records import EdgeId, Endpoint, NodeId, Point
from designer.session.session import Session
from designer.ui.canvas.gestures.stage import Box
from designer.ui.canvas.pick import Picker
from designer.ui.canvas.placing import above, below, centred_at, with_room
from designer.ui.canvas.scene import GraphScene
from designer.ui.canvas.sizes import NODE_HEIGHT, NODE_MIN_WIDTH, ROW_STEP


class Adding:
    """Adds nodes and puts them where there is room."""

    def __init__(self, session: Session, scene: GraphScene) -> None:
        self._session = session
        self._scene = scene
        self._picker = Picker(scene)

    def chain_end(self) -> Endpoint | None:
        """Return the output of the one selected node, which the next one continues."""
        nodes = self._session.selection.nodes
        if len(nodes) != 1:
            return None
        graph = self._session.document.graph
        ports = output_ports(graph, self._session.catalog, graph.nodes[nodes[0]])
        return Endpoint(nodes[0], ports[0].name) if ports else None

    def wire_after(self, end: Endpoint) -> EdgeId | None:
        """Return the one wire that begins at *end*; None where there is none, or several."""
        edges = self._session.document.graph.edges_from(end)
        return edges[0].id if len(edges) == 1 else None

    def add_at(self, kind: str, point: Point) -> NodeId:
        """Add a node with its top middle at *point*.

        Raises:
            CommandRefused: if *kind* cannot stand as a node.
        """
        session = self._session
        with session.document.edit(f"Add {self._called(kind)}"):
            corner = centred_at(point, NODE_MIN_WIDTH)
            node = add_node(session.document, session.catalog, kind, corner)
            self._put(
                node,
                lambda width: with_room(centred_at(point, width), width, self._taken(node)),
            )
        session.selection.set({node})
        return node

    def add_next(
        self, kind: str, end: Endpoint, output: bool, point: Point | None = None
    ) -> NodeId:
        """Add a node wired to *end*, at *point*, or in the next row where none is given.

        Raises:
            CommandRefused: if nothing of *kind* fits the wire.
        """
        session = self._session
        if not self._fits(kind, output):
            return self.add_at(kind, point or self._beside(end, output))
        with session.document.edit(f"Add {self._called(kind)}"):
            start = self._scene.port_point(end, output)
            node = add_connected(
                session.document, session.catalog, kind, end, output, point or start
            )
            self._put(node, lambda width: self._corner(node, end, output, point, width))
        session.selection.set({node})
        return node

    def insert(self, kind: str, edge: EdgeId, point: Point) -> NodeId:
        """Add a node in the middle of a wire; what follows makes room for it.

        Raises:
            CommandRefused: if *kind* has no input or no output.
        """
        session = self._session
        taken = session.document.graph.edges[edge]
        with session.document.edit(f"Insert {self._called(kind)}"):
            node = add_node(session.document, session.catalog, kind, point)
            self._put(node, lambda width: centred_at(point, width))
            insert_on_edge(session.document, session.catalog, node, edge)
            settle_in_wire(session.document, node, taken)
        session.selection.set({node})
        return node

    def continue_from(self, kind: str, end: Endpoint) -> NodeId:
        """Add a node after *end*: into the one wire that begins there, else as a branch.

        Raises:
            CommandRefused: if *kind* cannot stand as a node.
        """
        edge = self.wire_after(end)
        if edge is None or not self._passes(kind):
            return self.add_next(kind, end, output=True)
        rect = self._scene.nodes[end.node].rect()
        return self.insert(kind, edge, (rect.center().x(), rect.top() + ROW_STEP))

    def edge_for(self, kind: str, point: Point) -> EdgeId | None:
        """Return the wire that a node of *kind* let go at *point* would be inserted into."""
        if not self._passes(kind):
            return None
        middle = QPointF(point[0], point[1] + NODE_HEIGHT / 2)
        half = QPointF(NODE_MIN_WIDTH / 2, NODE_HEIGHT / 2)
        return self._picker.edge_through(QRectF(middle - half, middle + half))

    def _called(self, kind: str) -> str:
        spec = self._session.catalog.layer(kind)
        return spec.called if spec else kind

    def _passes(self, kind: str) -> bool:
        return self._fits(kind, True) and self._fits(kind, False)

    def _fits(self, kind: str, output: bool) -> bool:
        spec = self._session.catalog.layer(kind)
        return spec is not None and bool(spec.inputs if output else spec.outputs)

    def _beside(self, end: Endpoint, output: bool) -> Point:
        x, y = self._scene.port_point(end, output)
        return (x, y + (30.0 if output else -30.0 - NODE_HEIGHT))

    def _corner(
        self, node: NodeId, end: Endpoint, output: bool, point: Point | None, width: float
    ) -> Point:
        if point is not None:
            drop = (point[0], point[1] if output else point[1] - NODE_HEIGHT)
            return with_room(centred_at(drop, width), width, self._taken(node))
        rect = self._scene.nodes[end.node].rect()
        box = (rect.left(), rect.top(), rect.right(), rect.bottom())
        corner = below(box, width) if output else above(box, width)
        return with_room(corner, width, self._taken(node))

    def _put(self, node: NodeId, corner: Callable[[float], Point]) -> None:
        face = self._scene.nodes[node].face
        x, y = corner(face.width)
        move(self._session.document, {node: (x - face.left, y)})

    def _taken(self, without: NodeId) -> Iterable[Box]:
        for id, item in self._scene.nodes.items():
            if id != without:
                rect = item.rect()
                yield (rect.left(), rect.top(), rect.right(), rect.bottom())
