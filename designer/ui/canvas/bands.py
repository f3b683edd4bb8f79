"""The cheapest way along the model through the gaps between nodes, with several bends if it must.

What lies between is cut into bands in which the same boxes stand beside each other. A wire goes
along at one of the rims of boxes, and may go across where nothing stands in a band.
"""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

CLEAR = 14.0
"""How far a lane keeps from the sides of nodes."""
PAD = 5.0
"""How far a channel keeps from their fronts and backs."""
_BEND = 60.0
_BLOCKED = 10_000.0
_THINNEST = 7.0
Box = tuple[float, float, float, float]
Move = tuple[float, float, float, float]
"""From which lane to which one a wire goes, and between where and where along the model."""


def moves(start: tuple[float, float], end: tuple[float, float], boxes: Sequence[Box]) -> list[Move]:
    """Return how a wire changes lanes between *start* and *end*, which lies further along."""
    lanes = sorted(
        {start[0], end[0]} | {x for box in boxes for x in (box[0] - CLEAR, box[2] + CLEAR)}
    )
    cuts = sorted(
        {start[1], end[1]}
        | {y for box in boxes for y in (box[1] - PAD, box[3] + PAD) if start[1] < y < end[1]}
    )
    costs = [_BLOCKED * 100] * len(lanes)
    costs[lanes.index(start[0])] = 0.0
    back: list[list[int]] = []
    for top, bottom in pairwise(cuts):
        inside = [box for box in boxes if box[1] - PAD < bottom and box[3] + PAD > top]
        walls = _pass(costs, lanes, inside)
        back.append(_cross(costs, lanes, walls) if bottom - top >= _THINNEST else [])
    return _traced(back, lanes, cuts, lanes.index(end[0]))


def _pass(costs: list[float], lanes: list[float], boxes: Sequence[Box]) -> list[bool]:
    """Make lanes dear that boxes block, and return between which lanes there is a wall."""
    walls = [False] * len(lanes)
    blocked: set[int] = set()
    for box in boxes:
        first = bisect_left(lanes, box[0] - CLEAR)
        last = bisect_left(lanes, box[2] + CLEAR)
        for index in range(first, last):
            walls[index] = True
            if index > first:
                blocked.add(index)
    for index in blocked:
        costs[index] += _BLOCKED
    return walls


def _cross(costs: list[float], lanes: list[float], walls: list[bool]) -> list[int]:
    """Let every lane be reached from the others across the band; return from which it is."""
    come = list(range(len(lanes)))
    before = list(costs)
    for order in (range(len(lanes)), range(len(lanes) - 1, -1, -1)):
        best, step = -1, order.step
        for index in order:
            wall = index if step < 0 else index - 1
            if best >= 0 and walls[wall]:
                best = -1
            if best >= 0:
                cost = before[best] + abs(lanes[index] - lanes[best]) + _BEND
                if cost < costs[index]:
                    costs[index], come[index] = cost, best
            if best < 0 or before[index] < before[best] + abs(lanes[index] - lanes[best]):
                best = index
    return come


def _traced(back: list[list[int]], lanes: list[float], cuts: list[float], index: int) -> list[Move]:
    found: list[Move] = []
    for band in range(len(back) - 1, -1, -1):
        come = back[band]
        if come and come[index] != index:
            before = come[index]
            found.append((lanes[before], lanes[index], cuts[band], cuts[band + 1]))
            index = before
    return found[::-1]
