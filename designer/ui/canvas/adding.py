"""Adding layers where the pointer, the wire in hand or the selection says."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from PySide6.QtCore import QPointF, QRectF

from designer.catalog.specs import Params
from designer.document.commands.edges import add_connected, add_merging, connect, insert_on_edge
from designer.document.commands.nodes import add_node, move
from designer.document.commands.refused import CommandRefused
from designer.document.commands.room import COLUMN, clear_after, settle_in_wire
from designer.graph.connecting import first_free_input, output_ports
from designer.graph.records import OUTPUT, Direction, EdgeId, Endpoint, NodeId, Point
from designer.session.session import Session
from designer.ui.canvas.gestures.stage import Box
from designer.ui.canvas.pick import Picker
from designer.ui.canvas.placing import after, before, centred_at, with_room
from designer.ui.canvas.scene import GraphScene
from designer.ui.canvas.sizes import NODE_HEIGHT, NODE_MIN_WIDTH, ROW_STEP

_NOTHING: Mapping[str, None] = {}


class Adding:
    """Adds nodes and puts them where there is room."""

    def __init__(self, session: Session, scene: GraphScene) -> None:
        self._session = session
        self._scene = scene
        self._picker = Picker(scene)

    def chain_end(self) -> Endpoint | None:
        """Return the output of the one selected node, which the next one continues."""
        nodes = self._session.selection.nodes
        return self.output_of(nodes[0]) if len(nodes) == 1 else None

    def loose_ends(self) -> tuple[Endpoint, ...]:
        """Return the outputs of several selected nodes, in reading order, which one may join."""
        graph = self._session.document.graph
        nodes = sorted(self._session.selection.nodes, key=lambda id: graph.nodes[id].position)
        ends = (self.output_of(id) for id in nodes)
        found = tuple(end for end in ends if end is not None)
        return found if len(found) > 1 else ()

    def output_of(self, node: NodeId) -> Endpoint | None:
        """Return the first output of a node; None where it has none."""
        graph = self._session.document.graph
        ports = output_ports(graph, self._session.catalog, graph.nodes[node])
        return Endpoint(node, ports[0].name) if ports else None

    def input_of(self, node: NodeId) -> Endpoint | None:
        """Return the input of a node that a wire would go to; None where it has none free."""
        return first_free_input(self._session.document.graph, self._session.catalog, node)

    def wire_after(self, end: Endpoint) -> EdgeId | None:
        """Return the one wire that begins at *end*; None where there is none, or several."""
        edges = self._session.document.graph.edges_from(end)
        return edges[0].id if len(edges) == 1 else None

    def add_at(self, kind: str, point: Point, params: Params = _NOTHING) -> NodeId:
        """Add a node with its top middle at *point*.

        Raises:
            CommandRefused: if *kind* cannot stand as a node.
        """
        session = self._session
        with session.document.edit(f"Add {self._called(kind)}"):
            corner = centred_at(point, NODE_MIN_WIDTH)
            node = add_node(session.document, session.catalog, kind, corner, params)
            self._put(node, lambda width: self._free(centred_at(point, width), width, node))
        session.selection.set({node})
        return node

    def add_next(
        self,
        kind: str,
        end: Endpoint,
        output: bool,
        point: Point | None = None,
        params: Params = _NOTHING,
    ) -> NodeId:
        """Add a node wired to *end*, at *point*, or in the next row where none is given.

        Raises:
            CommandRefused: if nothing of *kind* fits the wire.
        """
        session = self._session
        if not self._fits(kind, output):
            return self.add_at(kind, point or self._beside(end, output), params)
        with session.document.edit(f"Add {self._called(kind)}"):
            place = point or self._scene.port_point(end, output)
            node = add_connected(
                session.document, session.catalog, kind, end, output, place, params
            )
            self._put(node, lambda width: self._corner(node, end, output, point, width))
        session.selection.set({node})
        return node

    def insert(self, kind: str, edge: EdgeId, point: Point, params: Params = _NOTHING) -> NodeId:
        """Add a node in the middle of a wire; what follows makes room for it.

        Raises:
            CommandRefused: if *kind* has no input or no output.
        """
        session = self._session
        taken = session.document.graph.edges[edge]
        with session.document.edit(f"Insert {self._called(kind)}"):
            node = add_node(session.document, session.catalog, kind, point, params)
            self._put(node, lambda width: centred_at(point, width))
            insert_on_edge(session.document, session.catalog, node, edge)
            settle_in_wire(session.document, node, taken)
        session.selection.set({node})
        return node

    def continue_from(self, kind: str, end: Endpoint, params: Params = _NOTHING) -> NodeId:
        """Add a node after *end*: into the one wire that begins there, else as a branch.

        Where an Output is wanted and one waits without a wire, that one is taken.

        Raises:
            CommandRefused: if *kind* cannot stand as a node.
        """
        waiting = self._waiting_output() if kind == OUTPUT and not params else None
        if waiting is not None:
            return self._end_in(waiting, end)
        edge = self.wire_after(end)
        if edge is None or not self._passes(kind):
            return self.add_next(kind, end, output=True, params=params)
        rect = self._scene.nodes[end.node].rect()
        if self._direction is Direction.RIGHT:
            place = (rect.left() + COLUMN + rect.width() / 2, rect.top())
        else:
            place = (rect.center().x(), rect.top() + ROW_STEP)
        return self.insert(kind, edge, place, params)

    def join(self, kind: str, ends: Sequence[Endpoint], params: Params = _NOTHING) -> NodeId:
        """Add a node that takes the tensors of several others, after the last of them.

        Raises:
            CommandRefused: if *kind* does not take so many.
        """
        session = self._session
        boxes = [self._box(end.node) for end in ends]
        around = (
            min(box[0] for box in boxes),
            max(box[1] for box in boxes),
            max(box[2] for box in boxes),
            max(box[3] for box in boxes),
        )
        if self._direction is Direction.RIGHT:
            tops = [box[1] for box in boxes]
            around = (max(b[0] for b in boxes), (min(tops) + max(tops)) / 2, around[2], around[3])
        with session.document.edit(f"Add {self._called(kind)}"):
            node = add_merging(session.document, session.catalog, kind, ends, (0.0, 0.0), params)
            self._put(
                node,
                lambda width: self._free(after(around, width, self._direction), width, node),
            )
        session.selection.set({node})
        return node

    def add_below(self, kind: str, node: NodeId, params: Params = _NOTHING) -> NodeId:
        """Add a node beside another that gives nothing on, wired to nothing.

        Raises:
            CommandRefused: if *kind* cannot stand as a node.
        """
        rect = self._scene.nodes[node].rect()
        return self.add_at(kind, (rect.center().x(), rect.top() + ROW_STEP), params)

    def edge_for(self, kind: str, point: Point) -> EdgeId | None:
        """Return the wire that a node of *kind* let go at *point* would be inserted into."""
        if not self._passes(kind):
            return None
        middle = QPointF(point[0], point[1] + NODE_HEIGHT / 2)
        half = QPointF(NODE_MIN_WIDTH / 2, NODE_HEIGHT / 2)
        return self._picker.edge_through(QRectF(middle - half, middle + half))

    @property
    def _direction(self) -> Direction:
        return self._session.document.project.direction

    def _called(self, kind: str) -> str:
        spec = self._session.catalog.layer(kind)
        return spec.called if spec else kind

    def _passes(self, kind: str) -> bool:
        return self._fits(kind, True) and self._fits(kind, False)

    def _waiting_output(self) -> NodeId | None:
        """Return the one Output to which nothing is wired; None where there is none, or several."""
        graph = self._session.document.graph
        free = [node.id for node in graph.outputs if not graph.incoming(node.id)]
        return free[0] if len(free) == 1 else None

    def _end_in(self, output: NodeId, end: Endpoint) -> NodeId:
        """Wire *end* to an Output that was there, which makes room where it stands too near."""
        session = self._session
        taker = self.input_of(output)
        if taker is None:
            raise CommandRefused("The Output takes no further tensor.")
        with session.document.edit("Connect layers"):
            connect(session.document, session.catalog, end, taker)
            near = after(self._box(end.node), NODE_MIN_WIDTH, self._direction)
            clear_after(session.document, output, near[self._direction is not Direction.RIGHT])
        session.selection.set({output})
        return output

    def _fits(self, kind: str, output: bool) -> bool:
        spec = self._session.catalog.layer(kind)
        return spec is not None and bool(spec.inputs if output else spec.outputs)

    def _beside(self, end: Endpoint, output: bool) -> Point:
        box = self._box(end.node)
        go = after if output else before
        x, y = go(box, NODE_MIN_WIDTH, self._direction)
        return (x + NODE_MIN_WIDTH / 2, y)

    def _corner(
        self, node: NodeId, end: Endpoint, output: bool, point: Point | None, width: float
    ) -> Point:
        if point is not None:
            return self._free(self._dropped(point, output, width), width, node)
        go = after if output else before
        return self._free(go(self._box(end.node), width, self._direction), width, node)

    def _dropped(self, point: Point, output: bool, width: float) -> Point:
        """Return the corner of a node whose port is where a wire was let go."""
        if self._direction is Direction.RIGHT:
            left = point[0] if output else point[0] - width
            return centred_at((left + width / 2, point[1] - NODE_HEIGHT / 2), width)
        return centred_at((point[0], point[1] if output else point[1] - NODE_HEIGHT), width)

    def _box(self, node: NodeId) -> Box:
        rect = self._scene.nodes[node].rect()
        return (rect.left(), rect.top(), rect.right(), rect.bottom())

    def _put(self, node: NodeId, corner: Callable[[float], Point]) -> None:
        face = self._scene.nodes[node].face
        x, y = corner(face.width)
        move(self._session.document, {node: (x - face.left, y)})

    def _free(self, corner: Point, width: float, node: NodeId) -> Point:
        return with_room(corner, width, self._taken(node), self._direction)

    def _taken(self, without: NodeId) -> Iterable[Box]:
        return (self._box(id) for id in self._scene.nodes if id != without)
