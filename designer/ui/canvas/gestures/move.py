"""Move what is selected; onto a wire, a node is inserted; with Alt, a copy is moved.

A frame takes along what stands in it; with Alt it is moved alone.
"""

from collections.abc import Iterable, Mapping

from designer.document.commands.clipboard import duplicate
from designer.document.commands.edges import insert_on_edge
from designer.document.commands.nodes import move as move_nodes
from designer.document.commands.nodes import move_label
from designer.document.commands.room import settle_in_wire
from designer.graph.records import EdgeId, NodeId, Point
from designer.graph.remarks import RemarkKind
from designer.ui.canvas.gestures.guides import aligned
from designer.ui.canvas.gestures.pointer import PointerEvent
from designer.ui.canvas.gestures.runner import Gesture
from designer.ui.canvas.gestures.stage import Box, Stage
from designer.ui.canvas.sizes import snapped

OUTLINE_ABOVE = 300


def move(stage: Stage, press: PointerEvent, node: NodeId) -> Gesture:
    """Select *node* as the keys say, then let the selection follow the pointer."""
    toggled = press.shift or press.control
    was_selected = node in stage.selection.ids
    if not was_selected:
        stage.selection.set(stage.selection.ids | {node} if toggled else {node})
    while True:
        event = yield
        if event.released:
            _click(stage, node, toggled, was_selected)
            return
        if event.far_from(press):
            break
    yield from _drag(stage, press, node, event)


def _click(stage: Stage, node: NodeId, toggled: bool, was_selected: bool) -> None:
    if toggled and was_selected:
        stage.selection.set(stage.selection.ids - {node})
    elif was_selected:
        stage.selection.set({node})


def _drag(stage: Stage, press: PointerEvent, node: NodeId, event: PointerEvent) -> Gesture:
    nodes = sorted(stage.positions(sorted(stage.selection.ids)))
    copied = press.alt and not _is_frame(stage, node)
    label = "Duplicate" if copied else move_label(stage.document, nodes)
    if not press.alt:
        nodes = sorted(stage.positions(stage.carried(nodes)))
    try:
        with stage.document.edit(label):
            if copied:
                made = duplicate(stage.document, nodes, (0.0, 0.0))
                stage.selection.set(made)
                nodes, node = sorted(made), made[0]
            if len(nodes) > OUTLINE_ABOVE:
                yield from _drag_outline(stage, press, event, nodes)
            else:
                yield from _drag_nodes(stage, press, event, nodes, node)
    finally:
        stage.show_guides(())
        stage.light_edge(None)
        stage.show_outline(None)


def _drag_nodes(
    stage: Stage, press: PointerEvent, event: PointerEvent, nodes: list[NodeId], lead: NodeId
) -> Gesture:
    starts = stage.positions(nodes)
    box = _hull(stage.box(id) for id in nodes)
    others = list(stage.boxes_near(box, nodes))
    free = _is_free(stage, nodes)
    edge: EdgeId | None = None
    while True:
        dx, dy, lines = _offset(stage, event, press, starts[lead], box, others)
        move_nodes(stage.document, _moved(starts, dx, dy))
        stage.show_guides(lines)
        if free:
            edge = None if event.alt and not press.alt else stage.edge_below(lead)
            stage.light_edge(edge)
        if event.released:
            break
        event = yield
    if edge is not None:
        taken = stage.document.graph.edges[edge]
        insert_on_edge(stage.document, stage.catalog, lead, edge)
        settle_in_wire(stage.document, lead, taken)


def _drag_outline(
    stage: Stage, press: PointerEvent, event: PointerEvent, nodes: list[NodeId]
) -> Gesture:
    starts = stage.positions(nodes)
    while not event.released:
        dx, dy = snapped(event.x - press.x), snapped(event.y - press.y)
        stage.show_outline((dx, dy))
        event = yield
    move_nodes(
        stage.document,
        _moved(starts, snapped(event.x - press.x), snapped(event.y - press.y)),
    )


def _offset(
    stage: Stage,
    event: PointerEvent,
    press: PointerEvent,
    start: Point,
    box: Box,
    others: list[Box],
) -> tuple[float, float, list[Box]]:
    dx, dy = event.x - press.x, event.y - press.y
    if event.control == stage.snaps or (event.alt and not press.alt):
        return dx, dy, []
    dx = snapped(start[0] + dx) - start[0]
    dy = snapped(start[1] + dy) - start[1]
    moved = (box[0] + dx, box[1] + dy, box[2] + dx, box[3] + dy)
    more_x, more_y, lines = aligned(moved, others)
    return dx + more_x, dy + more_y, lines


def _moved(starts: Mapping[NodeId, Point], dx: float, dy: float) -> dict[NodeId, Point]:
    return {id: (x + dx, y + dy) for id, (x, y) in starts.items()}


def _hull(boxes: Iterable[Box]) -> Box:
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return (min(lefts), min(tops), max(rights), max(bottoms))


def _is_frame(stage: Stage, id: str) -> bool:
    remark = stage.document.remark(id)
    return remark is not None and remark.kind is RemarkKind.FRAME


def _is_free(stage: Stage, nodes: Iterable[NodeId]) -> bool:
    """Whether it is one node without edges, which a wire can take in."""
    graph = stage.document.graph
    first, *others = nodes
    if others or stage.document.node(first) is None:
        return False
    return not graph.incoming(first) and not graph.outgoing(first)
