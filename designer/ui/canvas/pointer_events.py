"""Qt's mouse events as our own."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QMouseEvent

from designer.ui.canvas.gestures.pointer import Button, Pointer, PointerEvent

_BUTTONS = {
    Qt.MouseButton.LeftButton: Button.LEFT,
    Qt.MouseButton.MiddleButton: Button.MIDDLE,
    Qt.MouseButton.RightButton: Button.RIGHT,
}


def pointer_event(event: QMouseEvent, pointer: Pointer, place: QPointF) -> PointerEvent:
    """Return *event* as gestures see it; *place* is on the canvas."""
    keys = event.modifiers()
    screen = event.position()
    return PointerEvent(
        pointer,
        place.x(),
        place.y(),
        screen.x(),
        screen.y(),
        _BUTTONS.get(event.button(), Button.NONE),
        bool(keys & Qt.KeyboardModifier.ShiftModifier),
        bool(keys & Qt.KeyboardModifier.ControlModifier),
        bool(keys & Qt.KeyboardModifier.AltModifier),
    )
