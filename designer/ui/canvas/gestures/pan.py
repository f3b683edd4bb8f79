"""Move the paper by dragging it."""

from designer.ui.canvas.gestures.pointer import PointerEvent
from designer.ui.canvas.gestures.runner import Gesture
from designer.ui.canvas.gestures.stage import Stage


def pan(stage: Stage, press: PointerEvent) -> Gesture:
    """Let the paper follow the pointer until the button is let go."""
    last = press
    while True:
        event = yield
        if event.released:
            return
        stage.pan(event.screen_x - last.screen_x, event.screen_y - last.screen_y)
        last = event
