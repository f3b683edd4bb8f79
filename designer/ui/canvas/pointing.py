"""What the pointer does on the canvas: presses begin gestures, moves follow, the wheel zooms."""

from dataclasses import replace
from typing import Protocol

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from designer.document.commands.reroute import point_id
from designer.graph.records import Point
from designer.session.session import Session
from designer.ui.canvas.camera import Camera
from designer.ui.canvas.canvas_stage import CanvasStage
from designer.ui.canvas.edge_pan import EdgePan
from designer.ui.canvas.gestures.choose import gesture_for
from designer.ui.canvas.gestures.pointer import Button, Pointer, PointerEvent
from designer.ui.canvas.gestures.runner import GestureRunner
from designer.ui.canvas.gestures.stage import EdgeHit
from designer.ui.canvas.keys import Keys
from designer.ui.canvas.menus import Menus
from designer.ui.canvas.overlays.overlays import Overlays
from designer.ui.canvas.pointer_events import pointer_event
from designer.ui.canvas.quick_adding import QuickAdding
from designer.ui.canvas.remarks.remark_cursor import remark_cursor
from designer.ui.canvas.remarks.remark_editing import RemarkEditing
from designer.ui.canvas.remarks.remark_verbs import RemarkVerbs
from designer.ui.canvas.scene import GraphScene
from designer.ui.canvas.tips import tip_at
from designer.ui.canvas.verbs import Verbs

_WHEEL = 1.0015
_WHEEL_STEP = 0.6
_NOWHERE = QPoint(-1, -1)


class Told(Protocol):
    """A signal that carries a node."""

    def emit(self, node: str) -> None:
        """Tell."""


class Canvas(Protocol):
    """What the pointer needs of the view."""

    session: Session
    graph_scene: GraphScene
    camera: Camera
    runner: GestureRunner
    stage: CanvasStage
    verbs: Verbs
    overlays: Overlays
    adder: QuickAdding
    keys: Keys
    menus: Menus
    remarks: RemarkVerbs
    writing: RemarkEditing

    @property
    def inspect_requested(self) -> Told:
        """Told with the node to inspect."""

    def viewport(self) -> QWidget:
        """Return what is painted on."""

    def viewportTransform(self) -> QTransform:
        """Return how the canvas lies on the viewport."""

    def mapToScene(self, point: QPoint, /) -> QPointF:
        """Return where a point of the viewport is on the canvas."""

    def setToolTip(self, text: str, /) -> None:
        """Set the tip at the pointer."""

    def quick_add(self, text: str = "") -> None:
        """Open the quick-add list."""


class Pointing:
    """Turns what the pointer does into gestures.

    Attributes:
        pointer: where it is on the viewport; outside of it where it is elsewhere.
    """

    def __init__(self, canvas: Canvas) -> None:
        self.pointer = _NOWHERE
        self._canvas = canvas
        self._press: PointerEvent | None = None
        self._last: PointerEvent | None = None
        self._stroked = False
        self._edge_pan = EdgePan(canvas.viewport(), canvas.camera.pan, self._again)

    def place_on_canvas(self) -> Point:
        """Return where the pointer is on the canvas; the middle where it is elsewhere."""
        canvas = self._canvas
        inside = canvas.viewport().rect().contains(self.pointer)
        place = canvas.mapToScene(self.pointer) if inside else canvas.camera.middle()
        return (place.x(), place.y())

    def press(self, event: QMouseEvent) -> None:
        """Begin what a press begins."""
        canvas = self._canvas
        press = pointer_event(event, Pointer.PRESSED, self._place(event))
        if press.control and not canvas.keys.hand and self._opens_link(press):
            return
        moves_paper = canvas.keys.hand
        self._stroked = False
        gesture = gesture_for(canvas.stage, press, moves_paper)
        if moves_paper:
            canvas.keys.used_hand()
        if gesture is not None:
            canvas.overlays.hide_card()
            self._stroked = press.button is Button.RIGHT
            self._press = press if press.button is Button.LEFT and not moves_paper else None
            canvas.runner.start(gesture)

    def move(self, event: QMouseEvent) -> None:
        """Follow the pointer."""
        canvas = self._canvas
        self.pointer = event.position().toPoint()
        if canvas.runner.active:
            self._last = pointer_event(event, Pointer.MOVED, self._place(event))
            canvas.runner.feed(self._last)
            if self._press is not None and self._last.far_from(self._press):
                self._edge_pan.follow(self.pointer)
        else:
            self._hover(self._place(event))

    def release(self, event: QMouseEvent) -> None:
        """End what the press began."""
        canvas = self._canvas
        self._edge_pan.stop()
        canvas.runner.feed(pointer_event(event, Pointer.RELEASED, self._place(event)))
        if not canvas.adder.popup.isVisible():
            self._hover(self._place(event))

    def double_click(self, event: QMouseEvent) -> None:
        """Go into a block, open the inspector on a node, the quick-add list on empty paper."""
        canvas = self._canvas
        place = self._place(event)
        hit = canvas.stage.hit((place.x(), place.y()))
        if hit.remark is not None:
            canvas.writing.edit(hit.remark.remark)
        elif hit.node is not None:
            if not canvas.verbs.blocks.enter(hit.node):
                canvas.inspect_requested.emit(hit.node)
        elif hit.port is None and hit.edge is None:
            canvas.quick_add()
        elif hit.edge is not None and event.button() == Qt.MouseButton.LeftButton:
            self._reroute(hit.edge, place)
        else:
            self.press(event)

    def _reroute(self, hit: EdgeHit, place: QPointF) -> None:
        """Take the point of a wire away, or lead the wire through a new one."""
        wires = self._canvas.verbs.wires
        if hit.point is not None:
            wires.remove_point(point_id(hit.edge, hit.point))
        else:
            wires.add_point_at(hit.edge, (place.x(), place.y()))

    def wheel(self, event: QWheelEvent) -> None:
        """Zoom to the pointer, or pan by a touch pad."""
        camera, keys = self._canvas.camera, event.modifiers()
        angle, pixels = event.angleDelta(), event.pixelDelta()
        zooms = bool(keys & Qt.KeyboardModifier.ControlModifier)
        if not pixels.isNull() and not zooms:
            camera.pan(pixels.x(), pixels.y())
        elif not zooms and (keys & Qt.KeyboardModifier.ShiftModifier or self._wheel_pans):
            across = bool(keys & Qt.KeyboardModifier.ShiftModifier) and not angle.x()
            dx, dy = (angle.y(), 0) if across else (angle.x(), angle.y())
            camera.pan(dx * _WHEEL_STEP, dy * _WHEEL_STEP)
        else:
            camera.zoom_at(event.position().toPoint(), _WHEEL ** (angle.y() or angle.x()))
        event.accept()

    def pinch(self, event: QNativeGestureEvent) -> bool:
        """Zoom by two fingers that part or meet; tell whether it was that."""
        if event.gestureType() is not Qt.NativeGestureType.ZoomNativeGesture:
            return False
        self._canvas.camera.zoom_at(event.position().toPoint(), 1.0 + event.value())
        return True

    def context_menu(self, event: QContextMenuEvent) -> None:
        """Show what can be done here."""
        canvas = self._canvas
        if canvas.runner.active:
            return
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            canvas.menus.menu_of_selection().popup(event.globalPos())
            return
        if self._stroked:
            return
        self.pointer = event.pos()
        place = canvas.mapToScene(event.pos())
        menu = canvas.menus.menu(canvas.stage.hit((place.x(), place.y())))
        menu.popup(event.globalPos())

    def leave(self) -> None:
        """Forget the pointer."""
        self.pointer = _NOWHERE
        if not self._canvas.overlays.card_has_pointer():
            self._canvas.graph_scene.hover(None, None)
            self._canvas.graph_scene.remarks.hover(None)

    @property
    def _wheel_pans(self) -> bool:
        return bool(self._canvas.session.preferences.get("wheel", "zooms") == "pans")

    def _again(self) -> None:
        """Let the gesture see that the paper has moved under the pointer."""
        canvas, last = self._canvas, self._last
        if last is None or not canvas.runner.active:
            self._edge_pan.stop()
            return
        place = canvas.mapToScene(self.pointer)
        canvas.runner.feed(replace(last, x=place.x(), y=place.y()))

    def _opens_link(self, press: PointerEvent) -> bool:
        """Open the link that Ctrl was clicked on; tell whether there is one."""
        if press.button is not Button.LEFT:
            return False
        link = self._canvas.remarks.link_at((press.x, press.y))
        return bool(link) and self._canvas.remarks.open_link(link)

    def _place(self, event: QMouseEvent) -> QPointF:
        return self._canvas.viewportTransform().inverted()[0].map(event.position())

    def _hover(self, place: QPointF) -> None:
        canvas = self._canvas
        hit = canvas.stage.hit((place.x(), place.y()))
        node = hit.node or (hit.port.end.node if hit.port else None)
        canvas.graph_scene.hover(node, hit.edge.edge if hit.edge else None)
        canvas.graph_scene.remarks.hover(hit.remark.remark if hit.remark else None)
        canvas.viewport().setCursor(
            Qt.CursorShape.CrossCursor if hit.port else remark_cursor(hit.remark)
        )
        canvas.setToolTip(tip_at(canvas.session, hit))
        canvas.overlays.follow_hover(node, place)
