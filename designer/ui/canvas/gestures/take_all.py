"""Take all wires of an output port to another one."""

from designer.document.commands.edges import connect, disconnect
from designer.document.commands.refused import CommandRefused
from designer.document.commands.reroute import lead
from designer.graph.connecting import sources_for
from designer.graph.graph import Graph
from designer.graph.records import Edge, Endpoint
from designer.ui.canvas.gestures.pointer import PointerEvent
from designer.ui.canvas.gestures.runner import Gesture
from designer.ui.canvas.gestures.stage import Stage, Wire


def take_all(stage: Stage, press: PointerEvent, port: Endpoint) -> Gesture:
    """Let the beginnings of all wires of *port* follow the pointer, to another output."""
    edges = stage.document.graph.edges_from(port)
    while True:
        event = yield
        if event.released:
            stage.selection.set(edge.id for edge in edges)
            return
        if event.far_from(press):
            break
    fitting = _fitting(stage, edges) - {port}
    try:
        stage.hide_edges(edge.id for edge in edges)
        stage.light_ports(fitting, True)
        while True:
            _show(stage, edges, fitting, event)
            event = yield
            if event.released:
                break
    finally:
        stage.show_wires(())
        stage.light_ports(None, True)
        stage.hide_edges(())
    _let_go(stage, edges, fitting, event)


def _fitting(stage: Stage, edges: tuple[Edge, ...]) -> set[Endpoint]:
    """Return the outputs from which all of *edges* could come."""
    graph = stage.document.graph
    taken = {edge.id for edge in edges}
    left = Graph(graph.nodes, {id: edge for id, edge in graph.edges.items() if id not in taken})
    found = [set(sources_for(left, stage.catalog, edge.target)) for edge in edges]
    return set.intersection(*found)


def _show(
    stage: Stage, edges: tuple[Edge, ...], fitting: set[Endpoint], event: PointerEvent
) -> None:
    point = (event.x, event.y)
    snapped = stage.snap_port(point, fitting, True)
    end = snapped.point if snapped else point
    stage.show_wires(Wire(stage.slot_point(edge), end, True, snapped is not None) for edge in edges)


def _let_go(
    stage: Stage, edges: tuple[Edge, ...], fitting: set[Endpoint], event: PointerEvent
) -> None:
    point = (event.x, event.y)
    port = stage.snap_port(point, fitting, True)
    if port is None:
        if stage.hit(point).node is not None:
            stage.say("No output of this layer fits all of these wires.")
        return
    try:
        with stage.document.edit("Move wires" if len(edges) > 1 else "Move wire"):
            disconnect(stage.document, [edge.id for edge in edges])
            for edge in edges:
                made = connect(stage.document, stage.catalog, port.end, edge.target, edge.order)
                lead(stage.document, made, edge.points)
    except CommandRefused as refused:
        stage.say(str(refused))
