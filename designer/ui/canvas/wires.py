"""The way of a wire: from the bottom of one node to the top of another, round what is between."""

from itertools import pairwise

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainterPath

_BEND = 48.0
_STEPS = 14
_WIDE = 120.0
Point = tuple[float, float]


class Way:
    """A wire's path with what hit-testing needs.

    Attributes:
        start: where the output port is.
        end: where the input port is.
        box: everything that is painted, with room for the widest pen.
    """

    __slots__ = ("_points", "box", "end", "path", "start")

    def __init__(self, path: QPainterPath, start: Point, end: Point) -> None:
        self.path = path
        self.start = start
        self.end = end
        self.box = path.controlPointRect().adjusted(-4, -4, 4, 4)
        self._points: tuple[Point, ...] = ()

    @property
    def points(self) -> tuple[Point, ...]:
        """Points along the path, made when they are asked for first."""
        if not self._points:
            along = (self.path.pointAtPercent(i / _STEPS) for i in range(_STEPS + 1))
            self._points = tuple((point.x(), point.y()) for point in along)
        return self._points


def way(start: Point, end: Point, lane: float | None = None) -> Way:
    """Return the way from an output port to an input port.

    Args:
        lane: x of the vertical lane on which the wire passes what lies between.
    """
    path = QPainterPath(QPointF(*start))
    if lane is None:
        _curve(path, start, end)
    else:
        _by_lane(path, start, end, lane)
    return Way(path, start, end)


def _curve(path: QPainterPath, start: Point, end: Point) -> None:
    (x1, y1), (x2, y2) = start, end
    down = y2 - y1
    if x1 == x2 and down >= 0:
        path.lineTo(x2, y2)
        return
    if down > 0:
        swing = 0.5 + 0.45 * min(1.0, abs(x2 - x1) / _WIDE)
        bend = max(down * 0.5, min(down * swing, 40.0))
    else:
        bend = 64.0 - down * 0.25
    path.cubicTo(x1, y1 + bend, x2, y2 - bend, x2, y2)


def _by_lane(path: QPainterPath, start: Point, end: Point, lane: float) -> None:
    (x1, y1), (x2, y2) = start, end
    bend = min(_BEND, (y2 - y1) / 2)
    path.cubicTo(x1, y1 + bend * 0.6, lane, y1 + bend * 0.25, lane, y1 + bend)
    path.lineTo(lane, y2 - bend)
    path.cubicTo(lane, y2 - bend * 0.25, x2, y2 - bend * 0.6, x2, y2)


def distance(points: tuple[Point, ...], x: float, y: float) -> float:
    """Return how far a point is from the line through *points*."""
    return min(_segment_distance(a, b, x, y) for a, b in pairwise(points))


def _segment_distance(a: Point, b: Point, x: float, y: float) -> float:
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = dx * dx + dy * dy
    t = 0.0 if length == 0 else max(0.0, min(1.0, ((x - a[0]) * dx + (y - a[1]) * dy) / length))
    return float(((a[0] + t * dx - x) ** 2 + (a[1] + t * dy - y) ** 2) ** 0.5)
