"""Smart guides: edges and centres of a moved box that come to lie in line with others."""

from collections.abc import Iterable

from designer.ui.canvas.gestures.stage import Box

_REACH = 6.0


def aligned(box: Box, others: Iterable[Box]) -> tuple[float, float, list[Box]]:
    """Return how far *box* has to go to lie in line with one of *others*, and the guides.

    Returns:
        dx, dy (0.0 where nothing is near) and lines as (x1, y1, x2, y2).
    """
    others = list(others)
    across = _nearest(_marks(box[0], box[2]), [(_marks(o[0], o[2]), o) for o in others])
    along = _nearest(_marks(box[1], box[3]), [(_marks(o[1], o[3]), o) for o in others])
    lines: list[Box] = []
    if across:
        _, x, other = across
        lines.append((x, min(box[1], other[1]), x, max(box[3], other[3])))
    if along:
        _, y, other = along
        lines.append((min(box[0], other[0]), y, max(box[2], other[2]), y))
    return (across[0] if across else 0.0, along[0] if along else 0.0, lines)


def _marks(low: float, high: float) -> tuple[float, float, float]:
    return ((low + high) / 2, low, high)


def _nearest(
    marks: tuple[float, float, float],
    others: list[tuple[tuple[float, float, float], Box]],
) -> tuple[float, float, Box] | None:
    best: tuple[float, float, Box] | None = None
    reach = _REACH
    for theirs, box in others:
        for mine, other in zip(marks, theirs, strict=True):
            distance = other - mine
            # Asked dozens of times at each move of a drag, and mostly no.
            if -reach <= distance <= reach and (best is None or abs(distance) < reach):
                best, reach = (distance, other, box), abs(distance)
    return best
