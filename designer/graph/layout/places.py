"""Third step: where across each vertex stands, so that long ways are straight.

Source: Brandes and Köpf, "Fast and simple horizontal coordinate assignment" (2001), with the
compaction on a graph of blocks, which respects vertices of different widths.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import TypeAlias

from designer.graph.layout.flow import Numbers
from designer.graph.layout.layers import Layers

Conflicts: TypeAlias = set[tuple[int, int]]


def centres(layers: Layers, widths: Sequence[float], gap: float) -> list[float]:
    """Return the centre of each vertex across, such that neighbours are `gap` apart or more."""
    conflicts = _inner_conflicts(layers)
    place = [0] * len(layers.ranks)
    for row in layers.rows:
        for at, vertex in enumerate(row):
            place[vertex] = at
    found: list[list[float]] = []
    for upwards in (True, False):
        near = layers.up if upwards else layers.down
        near = [sorted(others, key=place.__getitem__) if others[1:] else others for others in near]
        for to_left in (True, False):
            rows = layers.rows if upwards else layers.rows[::-1]
            roots = _aligned(rows, near, place, conflicts, to_left=to_left)
            found.append(_compacted(layers.rows, roots, widths, gap, to_left=to_left))
    return _balanced(found, widths)


def _inner_conflicts(layers: Layers) -> Conflicts:
    """Return the edges that cross a long edge, which is to stay straight."""
    conflicts: Conflicts = set()
    nodes, up = layers.nodes, layers.up
    place = [0] * len(layers.ranks)
    for upper, lower in pairwise(layers.rows):
        inner = [v for v in lower if v >= nodes and up[v][0] >= nodes]
        if not inner or len(upper) < 2 or len(lower) < 2:
            continue
        for at, vertex in enumerate(upper):
            place[vertex] = at
        left = scanned = 0
        for at, vertex in enumerate(lower):
            is_inner = vertex >= nodes and up[vertex][0] >= nodes
            if not is_inner and at < len(lower) - 1:
                continue
            right = place[up[vertex][0]] if is_inner else len(upper) - 1
            for other in lower[scanned : at + 1]:
                for above in up[other]:
                    outside = not left <= place[above] <= right
                    if outside and not (above >= nodes and other >= nodes):
                        conflicts.add((above, other))
            scanned, left = at + 1, right
    return conflicts


def _aligned(
    rows: Numbers, near: Numbers, place: Sequence[int], conflicts: Conflicts, *, to_left: bool
) -> list[int]:
    """Join each vertex with its median neighbour in the row before; return the root of each."""
    roots = list(range(len(place)))
    for row in rows[1:]:
        last: float = -1 if to_left else float("inf")
        for vertex in row if to_left else reversed(row):
            others = near[vertex]
            for other in _medians(others, to_left=to_left):
                at = place[other]
                beyond = at > last if to_left else at < last
                blocked = (other, vertex) in conflicts or (vertex, other) in conflicts
                if beyond and not blocked:
                    roots[vertex] = roots[other]
                    last = at
                    break
    return roots


def _medians(others: Sequence[int], *, to_left: bool) -> Sequence[int]:
    """Return the middle one, or both middle ones in the order in which they are tried."""
    count = len(others)
    if count < 2:
        return others
    if count % 2:
        return (others[count // 2],)
    both = others[count // 2 - 1 : count // 2 + 1]
    return both if to_left else both[::-1]


def _compacted(
    rows: Numbers, roots: Sequence[int], widths: Sequence[float], gap: float, *, to_left: bool
) -> list[float]:
    """Push the blocks of joined vertices to one side, then back to the other where it is free."""
    after: list[list[tuple[int, float]]] = [[] for _ in roots]
    missing = [0] * len(roots)
    for row in rows:
        for left, right in pairwise(row):
            need = (widths[left] + widths[right]) / 2 + gap
            first, second = (left, right) if to_left else (right, left)
            after[roots[first]].append((roots[second], need))
            missing[roots[second]] += 1
    order = [block for block, root in enumerate(roots) if block == root and not missing[block]]
    places = [0.0] * len(roots)
    for block in order:
        here = places[block]
        for other, need in after[block]:
            places[other] = max(places[other], here + need)
            missing[other] -= 1
            if not missing[other]:
                order.append(other)
    for block in reversed(order):
        if after[block]:
            places[block] = min([places[other] - need for other, need in after[block]])
    sign = 1.0 if to_left else -1.0
    return [sign * places[root] for root in roots]


def _balanced(found: Sequence[Sequence[float]], widths: Sequence[float]) -> list[float]:
    """Shift the four results onto the narrowest, and take the middle of the inner two."""
    extents = []
    for places in found:
        low = min([x - width / 2 for x, width in zip(places, widths, strict=True)])
        high = max([x + width / 2 for x, width in zip(places, widths, strict=True)])
        extents.append((low, high))
    low, high = min(extents, key=lambda extent: extent[1] - extent[0])
    shifted = []
    for number, (places, extent) in enumerate(zip(found, extents, strict=True)):
        shift = low - extent[0] if number % 2 == 0 else high - extent[1]
        shifted.append([x + shift for x in places])
    return [sum(sorted(four)[1:3]) / 2 for four in zip(*shifted, strict=True)]
