"""Give a frame or a note another size by one of its sides or corners."""

from designer.document.commands.remarks import LEAST
from designer.document.commands.remarks import resize as resize_remark
from designer.graph.framing import box_of
from designer.graph.remarks import RemarkKind
from designer.ui.canvas.gestures.guides import aligned
from designer.ui.canvas.gestures.pointer import PointerEvent
from designer.ui.canvas.gestures.runner import Gesture
from designer.ui.canvas.gestures.stage import Box, RemarkHit, Stage
from designer.ui.canvas.sizes import snapped


def resize(stage: Stage, press: PointerEvent, hit: RemarkHit) -> Gesture:
    """Let the sides that were taken follow the pointer; Control lets them off the grid.

    A note of which only the width is changed stays as high as its text.
    """
    stage.selection.set({hit.remark})
    remark = stage.document.remark(hit.remark)
    while not (event := (yield)).far_from(press):
        if event.released:
            return
    if remark is None:
        return
    start = stage.box(hit.remark)
    if not set(hit.sides) & set("tb"):
        start = (start[0], start[1], start[2], box_of(remark)[3])
    least = LEAST[remark.kind]
    others = list(stage.boxes_near(start, ()))
    try:
        with stage.document.edit(f"Resize {remark.kind}"):
            while True:
                box, lines = _box(start, press, event, hit.sides, others, snaps=stage.snaps)
                resize_remark(stage.document, hit.remark, _at_least(box, hit.sides, least))
                stage.show_guides(lines if remark.kind is RemarkKind.FRAME else ())
                if event.released:
                    return
                event = yield
    finally:
        stage.show_guides(())


def _box(
    start: Box,
    press: PointerEvent,
    event: PointerEvent,
    sides: str,
    others: list[Box],
    *,
    snaps: bool,
) -> tuple[Box, list[Box]]:
    """Return the box with its sides at the pointer, on the grid or in line with another box."""
    dx, dy = event.x - press.x, event.y - press.y
    moved = dict(zip("ltrb", start, strict=True))
    lines: list[Box] = []
    for side in sides:
        place = moved[side] + (dx if side in "lr" else dy)
        if event.control == snaps:
            moved[side] = place
            continue
        place = snapped(place)
        if side in "lr":
            near = aligned((place, start[1], place, start[3]), others)
            moved[side] = place + near[0]
            lines += [line for line in near[2] if line[0] == line[2]]
        else:
            near = aligned((start[0], place, start[2], place), others)
            moved[side] = place + near[1]
            lines += [line for line in near[2] if line[1] == line[3]]
    return (moved["l"], moved["t"], moved["r"], moved["b"]), lines


def _at_least(box: Box, sides: str, least: tuple[float, float]) -> Box:
    """Return *box* no smaller than *least*: the side that was taken stops, not the other one."""
    left, top, right, bottom = box
    if "l" in sides:
        left = min(left, right - least[0])
    if "t" in sides:
        top = min(top, bottom - least[1])
    return (left, top, max(right, left + least[0]), max(bottom, top + least[1]))
