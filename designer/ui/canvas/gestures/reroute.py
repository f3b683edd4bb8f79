"""Lead a wire through a point: make one, and drag it with those that are selected."""

from designer.document.commands.reroute import (
    add_point,
    move_points,
    place_for,
    point_id,
    point_of,
)
from designer.graph.records import Edge, Point
from designer.ui.canvas.gestures.pointer import PointerEvent
from designer.ui.canvas.gestures.runner import Gesture
from designer.ui.canvas.gestures.stage import Stage
from designer.ui.canvas.sizes import snapped


def add_and_drag(stage: Stage, press: PointerEvent, edge: Edge) -> Gesture:
    """Add a point to a wire under the pointer, which it follows until it is let go."""
    with stage.document.edit("Add reroute point"):
        point = new_point(stage, edge, (press.x, press.y))
        while True:
            event = yield
            if event.far_from(press):
                _move(stage, {point: (press.x, press.y)}, press, event)
            if event.released:
                return


def drag_point(stage: Stage, press: PointerEvent, edge: Edge, index: int) -> Gesture:
    """Select a point as the keys say, then let the selected points follow the pointer."""
    id = point_id(edge.id, index)
    chosen = stage.selection.ids
    if press.control:
        stage.selection.set(chosen ^ {id})
    elif id not in chosen:
        stage.selection.set(chosen | {id} if press.shift else {id})
    starts = _starts(stage, id)
    while True:
        event = yield
        if event.released:
            return
        if event.far_from(press):
            break
    yield from _drag(stage, press, event, starts, id)


def _drag(
    stage: Stage, press: PointerEvent, event: PointerEvent, starts: dict[str, Point], lead: str
) -> Gesture:
    with stage.document.edit("Move reroute points" if len(starts) > 1 else "Move reroute point"):
        _move(stage, starts, press, event, lead)
        while not event.released:
            event = yield
            _move(stage, starts, press, event, lead)


def new_point(stage: Stage, edge: Edge, at: Point) -> str:
    """Lead *edge* through one more point, select it and return its id."""
    start = stage.port_point(edge.source, output=True)
    end = stage.port_point(edge.target, output=False)
    index = place_for(edge.points, start, end, at)
    point = add_point(stage.document, edge.id, index, (snapped(at[0]), snapped(at[1])))
    stage.selection.set({point})
    return point


def _starts(stage: Stage, lead: str) -> dict[str, Point]:
    """Return where the points lie that are dragged: all that are selected, if *lead* is."""
    ids = stage.selection.ids if lead in stage.selection.ids else {lead}
    starts: dict[str, Point] = {}
    for id in sorted(ids):
        point = point_of(stage.document, id)
        edge = stage.document.edge(point[0]) if point else None
        if point is not None and edge is not None:
            starts[id] = edge.points[point[1]]
    return starts


def _move(
    stage: Stage,
    starts: dict[str, Point],
    press: PointerEvent,
    event: PointerEvent,
    lead: str | None = None,
) -> None:
    dx, dy = event.x - press.x, event.y - press.y
    x, y = starts[lead] if lead else next(iter(starts.values()))
    if not event.control:
        dx, dy = snapped(x + dx) - x, snapped(y + dy) - y
    move_points(stage.document, {id: (at[0] + dx, at[1] + dy) for id, at in starts.items()})
