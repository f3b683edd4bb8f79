"""Where a new node goes: under the pointer, below the node it continues, where there is room."""

from collections.abc import Iterable

from designer.graph.records import Point
from designer.ui.canvas.gestures.stage import Box
from designer.ui.canvas.sizes import COLUMN_GAP, GRID, NODE_HEIGHT, ROW_STEP, snapped

_TRIES = 12


def centred_at(point: Point, width: float) -> Point:
    """Return the corner of a node whose top middle is at *point*."""
    return (snapped(point[0] - width / 2, GRID / 2), snapped(point[1], GRID / 2))


def below(box: Box, width: float) -> Point:
    """Return the corner of a node centred in the row below *box*."""
    middle = (box[0] + box[2]) / 2
    return (snapped(middle - width / 2, GRID / 2), box[1] + ROW_STEP)


def above(box: Box, width: float) -> Point:
    """Return the corner of a node centred in the row above *box*."""
    middle = (box[0] + box[2]) / 2
    return (snapped(middle - width / 2, GRID / 2), box[1] - ROW_STEP)


def with_room(corner: Point, width: float, taken: Iterable[Box]) -> Point:
    """Return *corner*, or the nearest place to its right that no box takes."""
    taken = list(taken)
    x, y = corner
    for _ in range(_TRIES):
        blocking = [box for box in taken if _overlaps(box, (x, y, x + width, y + NODE_HEIGHT))]
        if not blocking:
            break
        x = max(box[2] for box in blocking) + COLUMN_GAP
    return (x, y)


def _overlaps(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
