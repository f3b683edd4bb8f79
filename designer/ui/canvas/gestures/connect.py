"""Wire two ports by dragging from one to the other, in either direction; re-wire an end."""

from designer.document.commands.edges import connect as connect_ports
from designer.document.commands.edges import disconnect, reorder
from designer.document.commands.refused import CommandRefused
from designer.document.commands.reroute import lead
from designer.graph.connecting import sources_for, targets_for
from designer.graph.graph import Graph
from designer.graph.records import Edge, EdgeId, Endpoint, Point
from designer.ui.canvas.gestures.pointer import PointerEvent
from designer.ui.canvas.gestures.runner import Gesture
from designer.ui.canvas.gestures.stage import Stage, Wire


def connect(stage: Stage, press: PointerEvent, start: Endpoint, output: bool) -> Gesture:
    """Draw a wire from a port; where it is let go on empty paper, offer what fits."""
    yield from _wire(stage, press, start, output, None)


def reconnect(stage: Stage, press: PointerEvent, edge: Edge, end: str) -> Gesture:
    """Take one end (`"source"` or `"target"`) of a wire to another port, or off."""
    start = edge.source if end == "target" else edge.target
    yield from _wire(stage, press, start, end == "target", edge)


def _wire(
    stage: Stage, press: PointerEvent, start: Endpoint, output: bool, moved: Edge | None
) -> Gesture:
    while True:
        event = yield
        if event.released:
            _select_edge(stage, moved)
            return
        if event.far_from(press):
            break
    fitting = _fitting(stage, start, output, moved)
    try:
        stage.hide_edge(moved.id if moved else None)
        stage.light_ports(fitting, not output)
        while True:
            _show(stage, start, output, fitting, (event.x, event.y))
            event = yield
            if event.released:
                break
    finally:
        stage.show_wire(None)
        stage.light_ports(None, not output)
        stage.hide_edge(None)
    _let_go(stage, start, output, moved, fitting, event)


def _show(
    stage: Stage, start: Endpoint, output: bool, fitting: set[Endpoint], point: Point
) -> None:
    snapped = stage.snap_port(point, fitting, not output)
    end = snapped.point if snapped else point
    stage.show_wire(Wire(stage.port_point(start, output), end, not output, snapped is not None))


def _fitting(stage: Stage, start: Endpoint, output: bool, moved: Edge | None) -> set[Endpoint]:
    graph = stage.document.graph
    if moved is not None:
        edges = {id: edge for id, edge in graph.edges.items() if id != moved.id}
        graph = Graph(graph.nodes, edges)
    ask = targets_for if output else sources_for
    return ask(graph, stage.catalog, start)


def _let_go(
    stage: Stage,
    start: Endpoint,
    output: bool,
    moved: Edge | None,
    fitting: set[Endpoint],
    event: PointerEvent,
) -> None:
    point = (event.x, event.y)
    port = stage.snap_port(point, fitting, not output)
    if port is not None:
        ends = (start, port.end) if output else (port.end, start)
        if moved is not None and (moved.source, moved.target) == ends:
            _put_in_place_of(stage, moved, port.edge)
        else:
            _attach(stage, ends, moved)
    elif stage.hit(point).node is not None:
        stage.say("This layer has no port that the wire fits.")
    elif moved is not None:
        disconnect(stage.document, [moved.id])
    else:
        stage.offer(start, output, point)


def _attach(stage: Stage, ends: tuple[Endpoint, Endpoint], moved: Edge | None) -> None:
    try:
        if moved is None:
            connect_ports(stage.document, stage.catalog, *ends)
            return
        with stage.document.edit("Reconnect"):
            disconnect(stage.document, [moved.id])
            same_port = moved.target == ends[1]
            order = moved.order if same_port else None
            made = connect_ports(stage.document, stage.catalog, *ends, order=order)
            lead(stage.document, made, moved.points)
    except CommandRefused as refused:
        stage.say(str(refused))


def _put_in_place_of(stage: Stage, moved: Edge, other: EdgeId | None) -> None:
    """Give a wire of a port that takes many the place of another one."""
    edge = stage.document.edge(other) if other else None
    if edge is not None and edge.id != moved.id:
        reorder(stage.document, moved.id, edge.order)


def _select_edge(stage: Stage, edge: Edge | None) -> None:
    if edge is not None:
        stage.selection.set({edge.id})
