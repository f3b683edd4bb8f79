"""Which gesture a press begins."""

from designer.ui.canvas.gestures.connect import connect, reconnect
from designer.ui.canvas.gestures.cut import cut
from designer.ui.canvas.gestures.move import move
from designer.ui.canvas.gestures.pan import pan
from designer.ui.canvas.gestures.pointer import Button, PointerEvent
from designer.ui.canvas.gestures.reroute import add_and_drag, drag_point
from designer.ui.canvas.gestures.resize import resize
from designer.ui.canvas.gestures.runner import Gesture
from designer.ui.canvas.gestures.select import box_select
from designer.ui.canvas.gestures.stage import EdgeHit, PortHit, Stage
from designer.ui.canvas.gestures.take_all import take_all


def gesture_for(stage: Stage, press: PointerEvent, hand: bool) -> Gesture | None:
    """Return the gesture that *press* begins; *hand*: the paper is to be moved (Space is held)."""
    if press.button is Button.MIDDLE or (hand and press.button is Button.LEFT):
        return pan(stage, press)
    if press.button is Button.RIGHT and press.control:
        return cut(stage, press)
    if press.button is not Button.LEFT:
        return None
    hit = stage.hit((press.x, press.y))
    if hit.port is not None:
        return _at_port(stage, press, hit.port)
    if hit.node is not None:
        return move(stage, press, hit.node)
    if hit.edge is not None:
        return _at_edge(stage, press, hit.edge)
    if hit.remark is not None:
        if hit.remark.sides:
            return resize(stage, press, hit.remark)
        return move(stage, press, hit.remark.remark)
    return box_select(stage, press)


def _at_port(stage: Stage, press: PointerEvent, port: PortHit) -> Gesture:
    edge = stage.document.edge(port.edge) if port.edge else None
    if edge is not None:
        return reconnect(stage, press, edge, "target")
    if port.output and press.control and stage.document.graph.edges_from(port.end):
        return take_all(stage, press, port.end)
    return connect(stage, press, port.end, port.output)


def _at_edge(stage: Stage, press: PointerEvent, hit: EdgeHit) -> Gesture:
    edge = stage.document.edge(hit.edge)
    if edge is not None and hit.point is not None:
        return drag_point(stage, press, edge, hit.point)
    if edge is not None and press.alt:
        return add_and_drag(stage, press, edge)
    if edge is not None and hit.end is not None:
        return reconnect(stage, press, edge, hit.end)
    return _select(stage, press, hit.edge)


def _select(stage: Stage, press: PointerEvent, edge: str) -> Gesture:
    """Select a wire; Shift adds it, Control turns it round."""
    ids = stage.selection.ids
    if press.control:
        stage.selection.set(ids ^ {edge})
    else:
        stage.selection.set(ids | {edge} if press.shift else {edge})
    while not (yield).released:
        pass
