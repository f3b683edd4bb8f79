"""Select by a box drawn on empty paper."""

from designer.ui.canvas.gestures.pointer import PointerEvent
from designer.ui.canvas.gestures.runner import Gesture
from designer.ui.canvas.gestures.stage import Box, Stage


def box_select(stage: Stage, press: PointerEvent) -> Gesture:
    """Select what the box takes; Shift adds to the selection, Control turns it round."""
    before = stage.selection.ids
    kept = before if press.shift or press.control else frozenset()
    stage.selection.set(kept)
    complete = False
    try:
        while True:
            event = yield
            if event.released:
                complete = True
                return
            if not event.far_from(press):
                continue
            box = _box(press, event)
            stage.show_band(box)
            inside = stage.ids_in(box)
            stage.selection.set(kept ^ inside if press.control else kept | inside)
    finally:
        stage.show_band(None)
        if not complete:
            stage.selection.set(before)


def _box(press: PointerEvent, event: PointerEvent) -> Box:
    left, right = sorted((press.x, event.x))
    top, bottom = sorted((press.y, event.y))
    return (left, top, right, bottom)
