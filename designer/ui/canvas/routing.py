"""Which way a wire takes: straight where nothing is between, else round the nodes in lanes.

Everything here is in places along the model and across it: `(across, along)`, which is `(x, y)`
where models are drawn from the top down, and `(y, x)` where they are drawn to the right.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from designer.graph.records import Direction, EdgeId, Endpoint, NodeId, Point
from designer.ui.canvas.bands import CLEAR, PAD, moves
from designer.ui.canvas.lanes import Boxes
from designer.ui.canvas.tracks import STEP, Tracks
from designer.ui.canvas.wires import Leg, Way, controls, turned, way_through

_SHORT = 46.0
_ASIDE = 420.0
_NEAR = 6.0
_STUB = 15.0
_LONG = 130.0
_ASKEW = 44.0
_DETOUR = 200.0
_NARROW = 160.0
_TRIES = 7
_MOST = 40
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Wish:
    """A wire to be laid.

    Attributes:
        port: from which output it comes.
        target: the node to which it goes.
        points: where it is led through.
    """

    edge: EdgeId
    port: Endpoint
    target: NodeId
    start: Point
    end: Point
    points: tuple[Point, ...] = ()


class Router:
    """Lays wires round boxes and beside each other."""

    def __init__(self, boxes: Boxes, direction: Direction = Direction.DOWN) -> None:
        self._boxes = boxes
        self._tracks = Tracks()
        self.direction = direction

    @property
    def right(self) -> bool:
        """Whether the model is drawn to the right."""
        return self.direction is Direction.RIGHT

    def clear(self) -> None:
        """Forget all wires."""
        self._tracks.clear()

    def release(self, edge: EdgeId) -> None:
        """Forget a wire."""
        self._tracks.release(edge)

    def goes_round(self, edge: EdgeId) -> bool:
        """Tell whether a wire goes round something."""
        return edge in self._tracks

    def way(self, wish: Wish) -> Way:
        """Lay one wire."""
        return self.simple(wish) or self.round(wish)

    def ways(self, wishes: Iterable[Wish]) -> Iterator[tuple[EdgeId, Way]]:
        """Lay many: short ones inside of longer ones, so that they do not cross."""
        later: list[tuple[float, Wish]] = []
        for wish in wishes:
            self._tracks.release(wish.edge)
        for wish in wishes:
            way = self.simple(wish)
            if way is not None:
                yield wish.edge, way
            else:
                (x1, y1), (x2, y2) = wish.start, wish.end
                later.append((abs(x2 - x1) + abs(y2 - y1), wish))
        for _, wish in sorted(later, key=lambda each: (each[0], each[1].edge)):
            yield wish.edge, self.round(wish)

    def simple(self, wish: Wish) -> Way | None:
        """Return the straight way or the one curve to the target; None where something is near."""
        if wish.points:
            return None
        start, end = turned(wish.start, self.right), turned(wish.end, self.right)
        along = end[1] - start[1]
        if self._in_heap(wish.start, wish.end):
            return way_through(((start, end, ()),), self.right)
        if along < 0:
            return None
        if along > _SHORT or abs(end[0] - start[0]) > _SHORT:
            boxes = self._between(start, end, 0.0, (wish.port.node, wish.target))
            if _is_long(start, end) or (boxes and not _free_curve(start, end, boxes)):
                return None
        return way_through(((start, end, ()),), self.right)

    def round(self, wish: Wish) -> Way:
        """Return the way round what is near, and take its lanes."""
        self._tracks.release(wish.edge)
        places = [turned(p, self.right) for p in (wish.start, *wish.points, wish.end)]
        legs: list[Leg] = []
        for index, (start, end) in enumerate(pairwise(places)):
            corners: Sequence[Point] = ()
            loose = bool(wish.points) and not _falls(places, index)
            if not (loose or self._in_heap(wish.start, wish.end)):
                corners = self._corners(wish, start, end)
                if corners:
                    self._tracks.take(wish.edge, wish.port, (start, *corners, end))
            legs.append((start, end, corners))
        return way_through(legs, self.right, wish.points)

    def _corners(self, wish: Wish, start: Point, end: Point) -> Sequence[Point]:
        if end[1] < start[1]:
            return self._back(wish, start, end)
        if not wish.points:
            return self._round(wish, start, end)
        boxes = self._between(start, end, 0.0, (wish.port.node, wish.target))
        if not _is_long(start, end) and (not boxes or _free_curve(start, end, boxes)):
            return ()
        return self._round(wish, start, end)

    def _round(self, wish: Wish, start: Point, end: Point) -> Sequence[Point]:
        """Return the corners of the way by one lane that is near, or of the cheapest one."""
        corners = self._by_lane(wish, start, end, self._between(start, end, _DETOUR + 60.0, ()))
        if corners:
            return corners
        return self._by_bands(wish, start, end, self._between(start, end, _ASIDE, ()))

    # Along the model ---------------------------------------------------------------------

    def _by_lane(
        self, wish: Wish, start: Point, end: Point, boxes: Sequence[Box]
    ) -> Sequence[Point]:
        """Return the corners of a way by one lane that is near; none where there is none."""
        for lane in (start[0], end[0]):
            if _is_free(lane, boxes):
                return self._by_own(wish, start, end, lane, boxes)
        merged = _merged(boxes)
        sides = [(low, -1) for low, _ in merged] + [(high, 1) for _, high in merged]
        lane, side = min(sides, key=lambda s: (abs(s[0] - start[0]) + abs(s[0] - end[0]), s[0]))
        detour = abs(lane - start[0]) + abs(lane - end[0]) - abs(end[0] - start[0])
        if detour > 2 * _DETOUR:
            return ()
        top = _room_after(start, lane, boxes)
        bottom = _room_before(end, lane, boxes)
        if top - start[1] < 2 * PAD or end[1] - bottom < 2 * PAD or bottom < top:
            return ()
        lane = self._beside(wish, lane, side, start[1] + _STUB, end[1] - _STUB, boxes)
        first = self._channel(wish, start[1], top, start[0], lane, up=True)
        last = self._channel(wish, bottom, end[1], lane, end[0], up=False)
        return ((start[0], first), (lane, first), (lane, last), (end[0], last))

    def _by_own(
        self, wish: Wish, start: Point, end: Point, lane: float, boxes: Sequence[Box]
    ) -> Sequence[Point]:
        """Return the corners of a way straight on from a port, or straight to one."""
        late = lane == start[0]
        top = start[1] if not late else _room_before(end, lane, boxes)
        bottom = end[1] if late else _room_after(start, lane, boxes)
        top, bottom = max(top, start[1]), min(bottom, end[1])
        if bottom - top < 2 * PAD:
            return ()
        across = self._channel(wish, top, bottom, start[0], end[0], up=not late)
        return ((start[0], across), (end[0], across))

    def _by_bands(
        self, wish: Wish, start: Point, end: Point, boxes: Sequence[Box]
    ) -> Sequence[Point]:
        """Return the corners of the cheapest way through the gaps."""
        if len(boxes) > _MOST:
            left, right = sorted((start[0], end[0]))
            boxes = sorted(boxes, key=lambda b: max(left - b[2], b[0] - right, 0.0))[:_MOST]
        found = moves(start, end, boxes)
        lanes = [start[0]]
        for number, (_, lane, _, bottom) in enumerate(found[:-1]):
            side = 1 if any(abs(lane - CLEAR - box[2]) < 0.1 for box in boxes) else -1
            lanes.append(self._beside(wish, lane, side, bottom, found[number + 1][2], boxes))
        lanes.append(end[0])
        corners: list[Point] = []
        for number, (_, _, top, bottom) in enumerate(found):
            up = number < len(found) / 2
            across = self._channel(wish, top, bottom, lanes[number], lanes[number + 1], up=up)
            corners += [(lanes[number], across), (lanes[number + 1], across)]
        return corners

    # Against the model -------------------------------------------------------------------

    def _back(self, wish: Wish, start: Point, end: Point) -> Sequence[Point]:
        """Return the corners of a way to something that lies before: out, beside it, and in."""
        low, high = end[1] - _STUB, start[1] + _STUB
        left, right = sorted((start[0], end[0]))
        for aside in (_NEAR, _ASIDE):
            boxes = self._within((left - aside, low - PAD, right + aside, high + PAD))
            choices = _beside_all(boxes)
            lane, side = min(
                choices, key=lambda s: (abs(s[0] - start[0]) + abs(s[0] - end[0]), abs(s[1]), s[0])
            )
            if left <= lane <= right:
                break
        lane = self._beside(wish, lane, side, low, high, boxes)
        first = self._turn(wish, start, lane, boxes, 1)
        last = self._turn(wish, end, lane, boxes, -1)
        return ((start[0], first), (lane, first), (lane, last), (end[0], last))

    def _turn(self, wish: Wish, port: Point, lane: float, boxes: Sequence[Box], way: int) -> float:
        """Return where a wire turns to its lane: near its port, but through nothing."""
        left, right = sorted((port[0], lane))
        places = [port[1] + way * (_STUB + shift) for shift in (0, 5, -5, 10)]
        near = [(b[1] - 2, b[3] + 2) for b in boxes if b[0] - 2 < right and b[2] + 2 > left]
        free = [v for v in places if not any(top < v < bottom for top, bottom in near)]
        for v in free:
            if self._tracks.free(False, v, left, right, wish.port):
                return v
        return free[0] if free else places[0]

    # Beside others -----------------------------------------------------------------------

    def _beside(
        self, wish: Wish, lane: float, side: int, low: float, high: float, boxes: Sequence[Box]
    ) -> float:
        """Return the lane, or the next one further out on which no other wire lies."""
        reach = _TRIES * STEP + 4
        near = [box for box in boxes if box[0] - reach < lane < box[2] + reach]
        near = [box for box in near if box[1] < high and box[3] > low]
        for number in range(_TRIES):
            shift = number * STEP * side if side else (number + 1) // 2 * STEP * (-1) ** number
            place = lane + shift
            if any(box[0] - 4 < place < box[2] + 4 for box in near):
                if side:
                    break
                continue
            if self._tracks.free(True, place, low, high, wish.port):
                return place
        return lane

    def _channel(
        self, wish: Wish, top: float, bottom: float, one: float, other: float, *, up: bool
    ) -> float:
        """Return where to go across between *top* and *bottom*: in the middle, if it is free."""
        left, right = sorted((one, other))
        room = (bottom - top) / 2
        middle = top + min(room, _STUB) if up else bottom - min(room, _STUB)
        step = -5.0 if up else 5.0
        for shift in (0.0, step, 2 * step, -step, -2 * step):
            place = middle + shift
            inside = top + 3 <= place <= bottom - 3
            if inside and self._tracks.free(False, place, left, right, wish.port):
                return place
        return middle

    def _in_heap(self, start: Point, end: Point) -> bool:
        """Tell whether layers lie on each other between two places, so that no way is free."""
        left, right = sorted((start[0], end[0]))
        top, bottom = sorted((start[1], end[1]))
        return self._boxes.piled((left, top, right, bottom))

    # What is between ---------------------------------------------------------------------

    def _between(
        self, start: Point, end: Point, aside: float, without: Iterable[NodeId]
    ) -> list[Box]:
        left, right = (start[0], end[0]) if start[0] < end[0] else (end[0], start[0])
        area = (left - aside - _NEAR, start[1] + 1, right + aside + _NEAR, end[1] - 1)
        return self._within(area, without)

    def _within(self, area: Box, without: Iterable[NodeId] = ()) -> list[Box]:
        if self.right:
            found = self._boxes.within((area[1], area[0], area[3], area[2]))
        else:
            found = self._boxes.within(area)
        for id in without:
            found.pop(id, None)
        if self.right:
            return [(box[1], box[0], box[3], box[2]) for box in found.values()]
        return list(found.values())


def _falls(places: Sequence[Point], index: int) -> bool:
    """Whether the wire goes along the model at a leg, and before and after it."""
    near = places[max(0, index - 1) : index + 3]
    return all(b[1] - a[1] >= 0 for a, b in pairwise(near))


def _free_curve(start: Point, end: Point, boxes: Sequence[Box]) -> bool:
    """Whether the one curve between two places comes near none of *boxes*."""
    (x1, y1), (x2, y2) = start, end
    (ax, ay), (bx, by) = controls(start, end)
    steps = max(6, min(48, int((abs(x2 - x1) + y2 - y1) / 20)))
    for step in range(1, steps):
        t = step / steps
        s = 1 - t
        a, b, c, d = s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t
        x, y = a * x1 + b * ax + c * bx + d * x2, a * y1 + b * ay + c * by + d * y2
        for box in boxes:
            if box[0] - _NEAR < x < box[2] + _NEAR and box[1] - 2 < y < box[3] + 2:
                return False
    return True


def _is_long(start: Point, end: Point) -> bool:
    """Whether one curve would be so long that it no longer guides the eye."""
    return end[1] - start[1] > _LONG and abs(end[0] - start[0]) > _ASKEW


def _is_free(lane: float, boxes: Sequence[Box]) -> bool:
    return all(not box[0] - _NEAR < lane < box[2] + _NEAR for box in boxes)


def _merged(boxes: Sequence[Box]) -> list[tuple[float, float]]:
    spans = sorted((box[0] - CLEAR, box[2] + CLEAR) for box in boxes)
    merged = [spans[0]]
    for low, high in spans[1:]:
        if low < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(high, merged[-1][1]))
        else:
            merged.append((low, high))
    return merged


def _beside_all(boxes: Sequence[Box]) -> list[tuple[float, int]]:
    """Lanes that pass all boxes, and to which side there is room.

    They are along the rims of what is free, and in the middle of narrow gaps.
    """
    merged = _merged(boxes)
    found = [(low, -1) for low, _ in merged] + [(high, 1) for _, high in merged]
    for one, other in pairwise(merged):
        if other[0] - one[1] < _NARROW:
            found.append(((one[1] + other[0]) / 2, 0))
    return found


def _room_after(start: Point, lane: float, boxes: Sequence[Box]) -> float:
    """Return how far along the model it is free between *start* and a lane."""
    left, right = sorted((start[0], lane))
    return min((box[1] for box in boxes if box[0] - 4 < right and box[2] + 4 > left), default=1e9)


def _room_before(end: Point, lane: float, boxes: Sequence[Box]) -> float:
    """Return from where on it is free between a lane and *end*."""
    left, right = sorted((end[0], lane))
    return max((box[3] for box in boxes if box[0] - 4 < right and box[2] + 4 > left), default=-1e9)
