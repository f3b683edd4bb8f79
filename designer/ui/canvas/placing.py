"""Where a new node goes: under the pointer, after the node it continues, where there is room."""

from collections.abc import Iterable

from designer.document.commands.room import COLUMN
from designer.graph.records import Direction, Point
from designer.ui.canvas.gestures.stage import Box
from designer.ui.canvas.sizes import COLUMN_GAP, GRID, NODE_HEIGHT, ROW_STEP, snapped

_TRIES = 12


def centred_at(point: Point, width: float) -> Point:
    """Return the corner of a node whose top middle is at *point*."""
    return (snapped(point[0] - width / 2, GRID / 2), snapped(point[1], GRID / 2))


def after(box: Box, width: float, direction: Direction = Direction.DOWN) -> Point:
    """Return the corner of a node in the row below *box*, centred; or in the column after it."""
    if direction is Direction.RIGHT:
        return (snapped(box[0] + COLUMN, GRID / 2), box[1])
    middle = (box[0] + box[2]) / 2
    return (snapped(middle - width / 2, GRID / 2), box[1] + ROW_STEP)


def before(box: Box, width: float, direction: Direction = Direction.DOWN) -> Point:
    """Return the corner of a node in the row above *box*, centred; or in the column before it."""
    if direction is Direction.RIGHT:
        return (snapped(box[0] - COLUMN, GRID / 2), box[1])
    middle = (box[0] + box[2]) / 2
    return (snapped(middle - width / 2, GRID / 2), box[1] - ROW_STEP)


def with_room(
    corner: Point, width: float, taken: Iterable[Box], direction: Direction = Direction.DOWN
) -> Point:
    """Return *corner*, or the nearest place beside it (across the model) that no box takes."""
    taken = list(taken)
    x, y = corner
    for _ in range(_TRIES):
        blocking = [box for box in taken if _overlaps(box, (x, y, x + width, y + NODE_HEIGHT))]
        if not blocking:
            break
        if direction is Direction.RIGHT:
            y = max(box[3] for box in blocking) + ROW_STEP - NODE_HEIGHT
        else:
            x = max(box[2] for box in blocking) + COLUMN_GAP
    return (x, y)


def _overlaps(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
