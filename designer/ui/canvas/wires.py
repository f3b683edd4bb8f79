"""The way of a wire as it is painted and hit: from port to port, with round corners."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TypeAlias

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath, QTransform

from designer.graph.records import Point

_WIDE = 120.0
_ROUND = 14.0
_WIDE_ROUND = 22.0
_SAME = 0.5
_PEN = 6.0
"""Half the widest pen, and a little."""
Leg: TypeAlias = tuple[Point, Point, Sequence[Point]]
"""From where to where, and the corners between; none of them is one curve.

In places across and along the model, as `designer.ui.canvas.routing` has them.
"""
_UNTURNED = QTransform()


class Way:
    """A wire's path with what hit-testing needs.

    The path is made when it is first asked for: most wires of a large drawing are far away.

    Attributes:
        start: where the output port is.
        end: where the input port is.
        box: everything that is painted, with room for the widest pen.
        led: where it is led through.
        corners: where it turns, ends included; both ends alone where it is one curve.
    """

    __slots__ = ("_legs", "_path", "_points", "_right", "box", "corners", "end", "led", "start")

    def __init__(self, legs: Sequence[Leg], right: bool, led: tuple[Point, ...] = ()) -> None:
        self._legs = legs
        self._right = right
        self._path: QPainterPath | None = None
        self._points: tuple[Point, ...] = ()
        self.led = led
        turns = [legs[0][0]]
        for _, stop, corners in legs:
            turns += corners
            turns.append(stop)
        self.corners = tuple((y, x) for x, y in turns) if right else tuple(turns)
        self.start, self.end = self.corners[0], self.corners[-1]
        self.box = self._hull()

    def _hull(self) -> QRectF:
        if len(self._legs) > 1:
            return self.path.controlPointRect().adjusted(-_PEN, -_PEN, _PEN, _PEN)
        start, end, corners = self._legs[0]
        places = self.corners
        if not (corners or _is_straight(start, end)):
            places += tuple(turned(place, self._right) for place in controls(start, end))
        xs, ys = [place[0] for place in places], [place[1] for place in places]
        left, top = min(xs) - _PEN, min(ys) - _PEN
        return QRectF(left, top, max(xs) + _PEN - left, max(ys) + _PEN - top)

    @property
    def path(self) -> QPainterPath:
        """The path from port to port."""
        if self._path is None:
            self._path = _path_along(self._legs, self._right)
        return self._path

    def nearest(self, x: float, y: float) -> Point:
        """Return the place on the path that is nearest to a point."""
        return nearest(self.points, x, y)

    @property
    def points(self) -> tuple[Point, ...]:
        """Points along the path, made when they are asked for first."""
        if not self._points:
            polygon = self.path.toSubpathPolygons(_UNTURNED)[0]
            places = (polygon.at(index) for index in range(polygon.size()))
            self._points = tuple((place.x(), place.y()) for place in places)
        return self._points


def nearest(points: tuple[Point, ...], x: float, y: float) -> Point:
    """Return the place nearest to a point on the line through *points*."""
    return min(
        (_nearest(a, b, x, y) for a, b in pairwise(points)),
        key=lambda place: (place[0] - x) ** 2 + (place[1] - y) ** 2,
    )


def turned(point: Point, right: bool) -> Point:
    """Return a place on the canvas as across and along the model, or the other way round."""
    return (point[1], point[0]) if right else point


def way(start: Point, end: Point, right: bool = False) -> Way:
    """Return the way of one curve from an output port to an input port, whatever is between."""
    return way_through([(turned(start, right), turned(end, right), ())], right)


def way_through(legs: Sequence[Leg], right: bool, led: tuple[Point, ...] = ()) -> Way:
    """Return the way along *legs*, each of which begins where the one before it ends."""
    return Way(legs, right, led)


def _path_along(legs: Sequence[Leg], right: bool) -> QPainterPath:
    path = QPainterPath(QPointF(*turned(legs[0][0], right)))
    last = len(legs) - 1
    for number, (begin, stop, corners) in enumerate(legs):
        if corners:
            _round_corners(path, begin, corners, stop, right)
        elif last and not _falls(legs, number):
            before = legs[number - 1][0] if number else None
            after = legs[number + 1][1] if number < last else None
            _swing(path, before, begin, stop, after, right)
        else:
            _curve(path, begin, stop, right)
    return path


def controls(start: Point, end: Point) -> tuple[Point, Point]:
    """Return the control points of the one curve between two places."""
    (x1, y1), (x2, y2) = start, end
    along = y2 - y1
    if along > 0:
        swing = 0.5 + 0.45 * min(1.0, abs(x2 - x1) / _WIDE)
        bend = max(along * 0.5, min(along * swing, 40.0))
    else:
        bend = 64.0 - along * 0.25
    return (x1, y1 + bend), (x2, y2 - bend)


def _is_straight(start: Point, end: Point) -> bool:
    return start[0] == end[0] and end[1] >= start[1]


def _curve(path: QPainterPath, start: Point, end: Point, right: bool) -> None:
    if _is_straight(start, end):
        path.lineTo(QPointF(*turned(end, right)))
        return
    one, other = controls(start, end)
    _cubic(path, one, other, end, right)


def _swing(
    path: QPainterPath,
    before: Point | None,
    start: Point,
    end: Point,
    after: Point | None,
    right: bool,
) -> None:
    """Go in a curve that goes on as the legs before and after it do."""
    far = max(abs(end[0] - start[0]), abs(end[1] - start[1]))
    bend = min(0.42 * far, 160.0)
    out = (0.0, 1.0) if before is None else _towards(before, end)
    into = (0.0, 1.0) if after is None else _towards(start, after)
    one = (start[0] + out[0] * bend, start[1] + out[1] * bend)
    other = (end[0] - into[0] * bend, end[1] - into[1] * bend)
    _cubic(path, one, other, end, right)


def _towards(a: Point, b: Point) -> Point:
    dx, dy = b[0] - a[0], b[1] - a[1]
    far = (dx * dx + dy * dy) ** 0.5 or 1.0
    return (dx / far, dy / far)


def _falls(legs: Sequence[Leg], number: int) -> bool:
    near = legs[max(0, number - 1) : number + 2]
    return all(stop[1] >= begin[1] for begin, stop, _ in near)


def _round_corners(
    path: QPainterPath, start: Point, corners: Sequence[Point], end: Point, right: bool
) -> None:
    """Go from corner to corner, the ends of each piece rounded."""
    places = _without_jogs((start, *corners, end))
    inner = len(places) - 2
    for number in range(1, inner + 1):
        before, corner, after = places[number - 1 : number + 2]
        into = _cut(before, corner, whole=number == 1)
        out = _cut(after, corner, whole=number == inner)
        path.lineTo(QPointF(*turned(into, right)))
        one, other = _between(into, corner, 0.6), _between(out, corner, 0.6)
        _cubic(path, one, other, out, right)
    path.lineTo(QPointF(*turned(end, right)))


def _without_jogs(places: Iterable[Point]) -> list[Point]:
    kept: list[Point] = []
    for place in places:
        if kept and abs(place[0] - kept[-1][0]) + abs(place[1] - kept[-1][1]) < _SAME:
            continue
        kept.append(place)
    return kept


def _cut(place: Point, corner: Point, *, whole: bool) -> Point:
    """Return where the round of a corner begins on the piece from *place*."""
    dx, dy = place[0] - corner[0], place[1] - corner[1]
    length = abs(dx) + abs(dy)
    most = _WIDE_ROUND if abs(dx) > abs(dy) else _ROUND
    share = min(most, length if whole else length / 2) / length if length else 0.0
    return (corner[0] + dx * share, corner[1] + dy * share)


def _between(a: Point, b: Point, share: float) -> Point:
    return (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share)


def _cubic(path: QPainterPath, one: Point, other: Point, end: Point, right: bool) -> None:
    if right:
        path.cubicTo(one[1], one[0], other[1], other[0], end[1], end[0])
    else:
        path.cubicTo(*one, *other, *end)


def distance(points: tuple[Point, ...], x: float, y: float) -> float:
    """Return how far a point is from the line through *points*."""
    return min(_segment_distance(a, b, x, y) for a, b in pairwise(points))


def _segment_distance(a: Point, b: Point, x: float, y: float) -> float:
    near = _nearest(a, b, x, y)
    return float(((near[0] - x) ** 2 + (near[1] - y) ** 2) ** 0.5)


def _nearest(a: Point, b: Point, x: float, y: float) -> Point:
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = dx * dx + dy * dy
    t = 0.0 if length == 0 else max(0.0, min(1.0, ((x - a[0]) * dx + (y - a[1]) * dy) / length))
    return (a[0] + t * dx, a[1] + t * dy)
