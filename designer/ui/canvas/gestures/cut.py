"""Cut wires by a stroke across them."""

from designer.document.commands.edges import disconnect
from designer.graph.records import EdgeId, Point
from designer.ui.canvas.gestures.pointer import PointerEvent
from designer.ui.canvas.gestures.runner import Gesture
from designer.ui.canvas.gestures.stage import Stage


def cut(stage: Stage, press: PointerEvent) -> Gesture:
    """Draw a stroke; the wires that it crosses are taken away when it is let go."""
    stroke: list[Point] = [(press.x, press.y)]
    crossed: frozenset[EdgeId] = frozenset()
    try:
        while True:
            event = yield
            if len(stroke) > 1 or event.far_from(press):
                here = (event.x, event.y)
                crossed |= stage.edges_crossing(stroke[-1], here)
                stroke.append(here)
                stage.show_stroke(stroke)
                stage.light_cut(crossed)
            if event.released:
                break
    finally:
        stage.show_stroke(())
        stage.light_cut(frozenset())
    if crossed:
        with stage.document.edit("Cut wires" if len(crossed) > 1 else "Cut wire"):
            disconnect(stage.document, sorted(crossed))
