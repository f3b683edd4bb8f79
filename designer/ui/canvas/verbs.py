"""What can be done on the canvas: each verb asks for a command and shows its answer."""

from collections.abc import Callable, Iterable
from contextlib import nullcontext
from functools import partial

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from designer.document.commands import arrange, clipboard, nodes
from designer.document.commands.bypass import toggle_bypassed
from designer.document.commands.code_text import layers_text
from designer.document.commands.edges import disconnect
from designer.document.commands.join import join
from designer.graph.records import EdgeId, NodeId, Point
from designer.session.session import Session
from designer.ui.asking import asking
from designer.ui.canvas.adding import Adding
from designer.ui.canvas.block_verbs import BlockVerbs
from designer.ui.canvas.camera import Camera
from designer.ui.canvas.glide import Glide
from designer.ui.canvas.offer_verbs import OfferVerbs
from designer.ui.canvas.reading import Reading
from designer.ui.canvas.remarks.carrying import carried_on
from designer.ui.canvas.remarks.remark_item import box_of_rect
from designer.ui.canvas.scene import GraphScene
from designer.ui.canvas.sizes import GRID, SNAP
from designer.ui.canvas.tidying import Tidier
from designer.ui.canvas.wire_verbs import WireVerbs
from designer.ui.layers.layer_verbs import LayerVerbs

_NUDGE = 1
_SHIFT_NUDGE = 4


class Verbs:
    """The verbs, on the selection of one canvas."""

    def __init__(
        self,
        session: Session,
        scene: GraphScene,
        camera: Camera,
        *,
        pointer: Callable[[], Point],
        say: Callable[[str], None],
    ) -> None:
        self._session = session
        self._scene = scene
        self._camera = camera
        self._pointer = pointer
        self.asking = partial(asking, say)
        self._pasted = ("", 0)
        self._glide = Glide(scene, scene.views()[0])
        self.tidier = Tidier(session, scene, camera, self._glide, say=say)
        self.adding = Adding(session, scene)
        self.offers = OfferVerbs(
            session, self.adding, show=self.show, pointer=pointer, asking=self.asking, say=say
        )
        self.blocks = BlockVerbs(session, show=self._bring_into_sight, say=say)
        self.reading = Reading(session)
        self.wires = WireVerbs(session, scene, pointer)
        self.layers = LayerVerbs(session, show=self._bring_into_sight, say=say)

    # Adding --------------------------------------------------------------------------------

    def add(self, kind: str, point: Point | None = None) -> None:
        """Add a layer: wired after the selected one if there is one, else at *point*."""
        end = self.adding.chain_end()
        with self.asking():
            if end is not None:
                self.show(self.adding.continue_from(kind, end))
            else:
                self.show(self.adding.add_at(kind, point or self._pointer()))

    def drop(self, kind: str, point: Point) -> None:
        """Add a layer from the palette at *point*, into the wire there if there is one."""
        edge = self.adding.edge_for(kind, point)
        with self.asking():
            if edge is not None:
                self.show(self.adding.insert(kind, edge, point))
            else:
                self.show(self.adding.add_at(kind, point))

    # Removing ------------------------------------------------------------------------------

    def delete_selection(self) -> None:
        """Delete the selected nodes, wires and reroute points."""
        document, selection = self._session.document, self._session.selection
        more = selection.nodes or selection.edges or selection.remarks
        with document.edit("Delete") if more and self.wires.points() else nullcontext():
            self.wires.remove_points()
            nodes.delete(document, selection.ids)

    def dissolve_selection(self) -> None:
        """Delete the selected nodes and bridge the gaps; selected wires are deleted."""
        session = self._session
        chosen, wires = session.selection.nodes, session.selection.edges
        with self.asking(), session.document.edit("Delete and bridge"):
            nodes.dissolve(session.document, session.catalog, chosen)
            disconnect(session.document, wires)

    # Changing ------------------------------------------------------------------------------

    def toggle_bypass(self) -> None:
        """Leave the selected layers out of the model, or use them again."""
        session = self._session
        with self.asking():
            toggle_bypassed(session.document, session.catalog, session.selection.nodes)

    # Copies --------------------------------------------------------------------------------

    def copy(self) -> None:
        """Copy what is selected to the clipboard, as our own type and as text.

        A frame takes along what stands in it.
        """
        chosen = self._copied()
        if not chosen:
            return
        text = clipboard.copy_text(self._session.document, chosen)
        data = QMimeData()
        data.setData(clipboard.MIME, text.encode())
        data.setText(text)
        QGuiApplication.clipboard().setMimeData(data)

    def cut(self) -> None:
        """Copy the selection and delete it."""
        chosen = self._copied()
        if chosen:
            self.copy()
            with self._session.document.edit("Cut"):
                nodes.delete(self._session.document, {*chosen, *self._session.selection.ids})

    def paste(self) -> None:
        """Paste at the pointer; the same thing pasted again at the same place is put beside."""
        data = QGuiApplication.clipboard().mimeData() or QMimeData()  # Qt may give None
        if data.hasFormat(clipboard.MIME):
            text = bytes(data.data(clipboard.MIME).data()).decode(errors="replace")
        else:
            plain = data.text()
            text = layers_text(plain, self._session.catalog) or plain
        x, y = self._pointer()
        place = f"{x:.0f} {y:.0f} {len(text)}"
        times = self._pasted[1] + 1 if self._pasted[0] == place else 0
        self._pasted = (place, times)
        corner = (_grid(x) + 32.0 * times, _grid(y) + 32.0 * times)
        session = self._session
        with self.asking():
            made = clipboard.paste_text(session.document, text, corner)
            session.selection.set(made)

    def duplicate(self) -> None:
        """Copy what is selected beside itself; a frame takes along what stands in it."""
        session, scene = self._session, self._scene
        chosen = self._copied()
        if not chosen:
            return
        boxes = [scene.remarks.box(id) or box_of_rect(scene.nodes[id].rect()) for id in chosen]
        widest = max(right - left for left, _, right, _ in boxes)
        made = clipboard.duplicate(session.document, chosen, width=widest)
        session.selection.set(made)
        self._bring_into_sight(made)

    def _copied(self) -> tuple[str, ...]:
        """Return the selected nodes and remarks with all that stands in the frames."""
        chosen = self._session.selection
        return tuple(sorted(carried_on(self._scene, (*chosen.nodes, *chosen.remarks))))

    # Selecting -----------------------------------------------------------------------------

    def join(self) -> None:
        """Wire the selected layers together."""
        with self.asking():
            join(self._session.document, self._session.catalog, self._session.selection.nodes)

    def select_all(self) -> None:
        """Select every node, wire and remark."""
        scene = self._scene
        self._session.selection.set({*scene.nodes, *scene.edges, *scene.remarks.items})

    # Placing -------------------------------------------------------------------------------

    def align(self, how: str) -> None:
        """Align the selected nodes: left, centre, right, top, middle or bottom."""
        with self._glide.moving():
            arrange.align(self._session.document, self._session.selection.nodes, how, self.sizes())

    def distribute(self, how: str) -> None:
        """Leave equal gaps between the selected nodes, horizontally or vertically."""
        with self._glide.moving():
            arrange.distribute(
                self._session.document, self._session.selection.nodes, how, self.sizes()
            )

    def tidy(self) -> None:
        """Lay out the selected nodes in layers, or all where fewer than two are selected."""
        self.tidier.tidy(self._session.selection.nodes)

    def tidy_all(self) -> None:
        """Lay out all nodes in layers."""
        self.tidier.tidy()

    def turn(self) -> None:
        """Lead the model the other way, down or to the right."""
        self.tidier.turn()

    def nudge(self, dx: int, dy: int, far: bool = False) -> None:
        """Move the selected nodes by one step of the grid, or by four."""
        step = SNAP * (_SHIFT_NUDGE if far else _NUDGE)
        document = self._session.document
        places = {}
        for id in self._copied():
            record = document.node(id) or document.remark(id)
            if record is not None:
                places[id] = (record.position[0] + dx * step, record.position[1] + dy * step)
        if places:
            nodes.move(document, places)

    def sizes(self) -> dict[NodeId, tuple[float, float]]:
        """Return the sizes of all nodes as they are drawn."""
        return self.tidier.sizes()

    # Looking -------------------------------------------------------------------------------

    def fit(self) -> None:
        """Show the whole drawing."""
        self._camera.go_to(self._scene.drawn_rect())

    def fit_selection(self) -> None:
        """Show the selection as large as it fits; everything where nothing is selected."""
        chosen = self._session.selection
        rect = self._scene.rect_of(chosen.nodes)
        rect = rect.united(self._scene.remarks.rect_of(chosen.remarks))
        self._camera.go_to(self._scene.drawn_rect() if rect.isEmpty() else rect, 1.5)

    def show(self, node: NodeId) -> None:
        """Move the paper just so far that *node* is seen."""
        self._bring_into_sight([node])

    def _bring_into_sight(self, made: Iterable[NodeId]) -> None:
        made = tuple(made)
        rect = self._scene.rect_of(made).united(self._scene.remarks.rect_of(made))
        self._camera.ensure_visible(rect.adjusted(-24, -24, 24, 24))

    # Wires ---------------------------------------------------------------------------------

    def disconnect(self, edges: frozenset[EdgeId]) -> None:
        """Take wires away."""
        disconnect(self._session.document, edges)


def _grid(value: float) -> float:
    return round(value / GRID) * float(GRID)
