"""The canvas as a widget: hands events to gestures, keys to verbs, and paints what lies around."""

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from designer.catalog.offering import Offer
from designer.graph.records import NodeId, Point
from designer.session.session import Session
from designer.ui.canvas.canvas_stage import CanvasStage
from designer.ui.canvas.drops import DRAGS, Drops
from designer.ui.canvas.finding import Finding
from designer.ui.canvas.gestures.runner import GestureRunner
from designer.ui.canvas.keyboard_wiring import KeyboardWiring
from designer.ui.canvas.keys import Keys
from designer.ui.canvas.menus import Menus
from designer.ui.canvas.overlays.overlays import Overlays
from designer.ui.canvas.pointing import Pointing
from designer.ui.canvas.quick_adding import QuickAdding
from designer.ui.canvas.remarks.remark_editing import RemarkEditing
from designer.ui.canvas.remarks.remark_verbs import RemarkVerbs
from designer.ui.canvas.scene import GraphScene
from designer.ui.canvas.sheet import Sheet
from designer.ui.canvas.sizes import OVERVIEW_BELOW
from designer.ui.canvas.speaking import Speaking
from designer.ui.canvas.verbs import Verbs
from designer.ui.following import follow
from designer.ui.motion import stands_still


class GraphView(Sheet):
    """The drawing, which people edit with pointer and keys.

    What can be done is in `verbs`; what needs the widget itself is here.
    """

    inspect_requested = Signal(str)
    example_requested = Signal()
    open_requested = Signal()
    data_requested = Signal()
    told = Signal(str)
    """One sentence for the status bar."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(GraphScene(session), parent)
        self.session = session
        self.camera.still = lambda: self.reduced_motion
        self.runner = GestureRunner()
        self.stage = CanvasStage(
            session,
            self.graph_scene,
            self.camera,
            self.foreground,
            repaint=self._repaint,
            offer=lambda *wire: self.adder.offer(*wire),
            say=self.say,
        )
        self.verbs = Verbs(
            session, self.graph_scene, self.camera, pointer=self.pointer_on_canvas, say=self.say
        )
        self.overlays = Overlays(self, session, self.graph_scene, self.camera, self.foreground)
        self.writing = RemarkEditing(self, session, self.graph_scene, self.camera)
        self.remarks = RemarkVerbs(session, self.graph_scene, self.writing, self.pointer_on_canvas)
        self.adder = QuickAdding(self, session, self.stage, self.verbs)
        self.finding = self._finding()
        self._wiring = KeyboardWiring(self.stage, self.verbs.show)
        self.keys = Keys(self, self._wiring)
        self.drops = Drops(
            self.stage, self.verbs, self.foreground, self._map, self.viewport().update
        )
        self.menus = Menus(
            self,
            session,
            self.verbs,
            self.remarks,
            quick_add=self.quick_add,
            replace=self.replace_selected,
            rename=self.rename_selected,
            inspect=self.inspect_selected,
        )
        self.pointing = Pointing(self)
        self._speaking = Speaking(self, session)
        self._connect_overlays()
        self._fitted = False
        follow(self, self.camera.moved, self._on_camera)
        follow(self, session.document.replaced, self.show_beginning)
        follow(self, session.document.entered, self.keys.drop_gestures)
        follow(self, self.graph_scene.rebuilt, self.viewport().update)
        follow(self, session.history.changed, self.graph_scene.settle_lanes)
        follow(self, session.selection.changed, self.viewport().update)

    def _finding(self) -> Finding:
        return Finding(
            self,
            self.session,
            self.graph_scene,
            self.camera,
            self.foreground,
            visit=self.verbs.blocks.visit_place,
            reveal=self.reveal,
            repaint=self.viewport().update,
        )

    def _connect_overlays(self) -> None:
        chip, empty, bar = self.overlays.zoom_chip, self.overlays.empty, self.overlays.block_bar
        bar.chosen.connect(self.verbs.blocks.go)
        bar.detach_requested.connect(self.verbs.blocks.detach_here)
        chip.out_requested.connect(self.zoom_out)
        chip.in_requested.connect(self.zoom_in)
        chip.reset_requested.connect(self.zoom_reset)
        chip.fit_requested.connect(self.verbs.fit)
        empty.example_requested.connect(self.example_requested)
        empty.open_requested.connect(self.open_requested)
        empty.data_requested.connect(self.data_requested)

    # What others may ask -------------------------------------------------------------------

    def say(self, text: str) -> None:
        """Tell the user one sentence, on the canvas and in the status bar."""
        self.overlays.say(text)
        self.told.emit(text)

    def reveal(self, node: NodeId) -> None:
        """Bring a node or a remark into sight, select it and let it pulse."""
        scene = self.graph_scene
        item = scene.nodes.get(node) or scene.remarks.items.get(node)
        if item is None:
            return
        self.session.selection.set({node})
        if self.camera.scale < OVERVIEW_BELOW * 2:
            self.camera.fit(item.rect().adjusted(-400, -300, 400, 300))
        if self.reduced_motion:
            self.camera.centre(item.rect().center())
        else:
            self.camera.centre_smoothly(item.rect().center())
            self.overlays.pulse(item.rect())

    def show_beginning(self) -> None:
        """Show the whole model, or its upper part where its words could not be read."""
        self._fitted = self.isVisible() and self.viewport().width() > 1
        scene = self.graph_scene
        self.camera.fit_readable(scene.drawn_rect(), scene.rect_of(scene.inputs()))
        self.viewport().update()

    def shows_something(self) -> bool:
        """Return whether a part of the drawing can be seen, or there is none."""
        drawn = self.graph_scene.drawn_rect()
        return drawn.isEmpty() or self.camera.visible().intersects(drawn)

    @property
    def reduced_motion(self) -> bool:
        """Whether the user wants things to move at once."""
        return stands_still(self.session.preferences)

    def pointer_on_canvas(self) -> Point:
        """Return where the pointer is on the canvas; the middle where it is elsewhere."""
        return self.pointing.place_on_canvas()

    # Verbs, by the names that the table of actions uses ------------------------------------

    def quick_add(self, text: str = "") -> None:
        """Open the quick-add list at the pointer, with *text* typed already."""
        self.adder.open(text, self.pointer_on_canvas())

    def replace_selected(self) -> None:
        """Open the list of what can take the place of the selected layers."""
        self.adder.replace()

    def rename_selected(self) -> None:
        """Rename the one selected node in place, or write in the one selected remark."""
        nodes = self.session.selection.nodes
        if len(nodes) == 1:
            self.overlays.rename(nodes[0])
        else:
            self.remarks.edit_selected()

    def inspect_selected(self) -> None:
        """Ask for the inspector on the selected node; write in the selected remark."""
        nodes = self.session.selection.nodes
        if nodes:
            self.inspect_requested.emit(nodes[0])
        else:
            self.remarks.edit_selected()

    def wire_from_selected(self) -> None:
        """Begin a wire at the selected node, to be led by keys."""
        self._wiring.start()

    def add_kind(self, kind: str) -> None:
        """Add a layer, wired below the selected one where that is free."""
        self.verbs.add(kind, None)

    def add_offer(self, offer: Offer) -> None:
        """Add a layer with what was typed for it, wired as `add_kind` does."""
        self.verbs.offers.add((offer,))

    def zoom_in(self) -> None:
        """Come nearer."""
        self.camera.zoom_in()

    def zoom_out(self) -> None:
        """Go further away."""
        self.camera.zoom_out()

    def zoom_reset(self) -> None:
        """Show one to one."""
        self.camera.zoom_reset()

    # Pointer -------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin what a press begins."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.pointing.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer."""
        self.pointing.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End what the press began."""
        self.pointing.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Go into a block, open the inspector on a node, the quick-add list on empty paper."""
        self.pointing.double_click(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom to the pointer, or pan by a touch pad."""
        self.pointing.wheel(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Show what can be done here."""
        self.pointing.context_menu(event)

    def leaveEvent(self, event: object) -> None:
        """Forget the pointer."""
        self.pointing.leave()

    # Keys ----------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the keys that mean something here."""
        if not self.keys.press(event):
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Let a key go."""
        if not self.keys.release(event):
            super().keyReleaseEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:
        """Leave by Shift+Tab only: Tab opens the quick-add list. What lies on it is walked."""
        return False if next and self.hasFocus() else super().focusNextPrevChild(next)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Let go of what is held."""
        self.keys.let_go()
        super().focusOutEvent(event)

    # Drops ---------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Take what is dragged over an overlay too: Qt hands that to the view itself."""
        return self.viewportEvent(event) if event.type() in DRAGS else super().event(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Take two fingers that zoom."""
        if isinstance(event, QNativeGestureEvent) and self.pointing.pinch(event):
            return True
        return super().viewportEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take layers from the palette."""
        self.overlays.hide_card()
        self.drops.move(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show where the layer would be put."""
        self.drops.move(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Show nothing any more."""
        self.drops.leave()

    def dropEvent(self, event: QDropEvent) -> None:
        """Put the layer."""
        self.drops.drop(event)

    # Upkeep --------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep in the middle what was there, and put the overlays in their corners."""
        super().resizeEvent(event)
        if not self._fitted:
            self.show_beginning()
        elif event.oldSize().isValid():
            more = event.size() - event.oldSize()
            self.camera.pan(more.width() / 2, more.height() / 2)
        self.overlays.arrange()
        self.finding.arrange()

    def _map(self, place: QPoint) -> QPointF:
        return self.mapToScene(place)

    def _repaint(self, area: QRectF) -> None:
        margin = 12
        place = self.mapFromScene(area).boundingRect()
        self.viewport().update(place.adjusted(-margin, -margin, margin, margin))

    def _on_camera(self) -> None:
        self.graph_scene.zoom = self.camera.scale
        self.overlays.follow_camera()
