"""Third step: where across each vertex stands, so that long ways are straight.

Source: Brandes and Köpf, "Fast and simple horizontal coordinate assignment" (2001), with the
compaction on a graph of blocks, which respects vertices of different widths.
"""

from collections.abc import Hashable, Sequence
from itertools import pairwise
from typing import TypeAlias

from designer.graph.layout.flow import Numbers
from designer.graph.layout.layers import Layers
from designer.graph.layout.stretch import Stretch, stretch_of, stretches

Conflicts: TypeAlias = set[tuple[int, int]]


def centres(layers: Layers, widths: Sequence[float], gap: float) -> list[float]:
    """Return the centre of each vertex across, such that neighbours are `gap` apart or more.

    Layers of one vertex stand straight below each other, and what is between them round them.
    """
    found = [0.0] * len(layers.ranks)
    known: dict[Hashable, list[float]] = {}
    for first, end in stretches(layers):
        stretch = stretch_of(layers, first, end)
        own = [widths[name] for name in stretch.names]
        rows = [list(map(stretch.numbers.__getitem__, row)) for row in layers.rows[first:end]]
        key = (stretch.shape, tuple(map(tuple, rows)), tuple(own))
        if key not in known:
            known[key] = _round_ends(rows, _centres(stretch, rows, own, gap))
        for name, x in zip(stretch.names, known[key], strict=True):
            found[name] = x
    return found


def _round_ends(rows: Numbers, places: list[float]) -> list[float]:
    """Move all so that first and last layer, where they have one vertex, are at nought."""
    ends = [row[0] for row in (rows[0], rows[-1]) if len(row) == 1]
    if not ends:
        return places
    middle = sum(places[end] for end in ends) / len(ends)
    places = [x - middle for x in places]
    for end in ends:
        places[end] = 0.0
    return places


def _centres(stretch: Stretch, rows: Numbers, widths: Sequence[float], gap: float) -> list[float]:
    conflicts = _inner_conflicts(stretch, rows)
    place = [0] * len(widths)
    for row in rows:
        for at, vertex in enumerate(row):
            place[vertex] = at
    found: list[list[float]] = []
    for upwards in (True, False):
        near = _straight(stretch, stretch.up if upwards else stretch.down)
        near = [sorted(others, key=place.__getitem__) if others[1:] else others for others in near]
        turned = rows if upwards else rows[::-1]
        for to_left in (True, False):
            tried = [_medians(others, to_left=to_left) for others in near]
            roots = _aligned(turned, tried, place, conflicts, to_left=to_left)
            found.append(_compacted(rows, roots, widths, gap, to_left=to_left))
    return _balanced(found, widths)


def _straight(stretch: Stretch, near: Numbers) -> Numbers:
    """Return the neighbours that a vertex may stand straight below or above.

    A way through nodes is straight; wires that pass layers bend away from it.
    """
    is_node = stretch.is_node
    other_way = stretch.down if near is stretch.up else stretch.up
    joined = [any(is_node[other] for other in others) for others in near]
    joined_back = [any(is_node[other] for other in others) for others in other_way]
    found: Numbers = []
    for vertex, others in enumerate(near):
        if is_node[vertex]:
            found.append([o for o in others if is_node[o]] if joined[vertex] else others)
        else:
            found.append([o for o in others if not (is_node[o] and joined_back[o])])
    return found


def _inner_conflicts(stretch: Stretch, rows: Numbers) -> Conflicts:
    """Return the edges that cross a long edge, which is to stay straight."""
    conflicts: Conflicts = set()
    is_node, up = stretch.is_node, stretch.up
    place = [0] * len(is_node)
    for upper, lower in pairwise(rows):
        inner = {v for v in lower if not is_node[v] and not is_node[up[v][0]]}
        if not inner or len(upper) < 2 or len(lower) < 2:
            continue
        for at, vertex in enumerate(upper):
            place[vertex] = at
        left = scanned = 0
        for at, vertex in enumerate(lower):
            if vertex not in inner and at < len(lower) - 1:
                continue
            right = place[up[vertex][0]] if vertex in inner else len(upper) - 1
            for other in lower[scanned : at + 1]:
                for above in up[other]:
                    outside = not left <= place[above] <= right
                    if outside and other not in inner:
                        conflicts.add((above, other))
            scanned, left = at + 1, right
    return conflicts


def _aligned(
    rows: Numbers, tried: Numbers, place: Sequence[int], conflicts: Conflicts, *, to_left: bool
) -> list[int]:
    """Join each vertex with a neighbour in the row before; return the root of each."""
    roots = list(range(len(place)))
    for row in rows[1:]:
        last: float = -1 if to_left else float("inf")
        for vertex in row if to_left else reversed(row):
            for other in tried[vertex]:
                at = place[other]
                beyond = at > last if to_left else at < last
                blocked = (other, vertex) in conflicts or (vertex, other) in conflicts
                if beyond and not blocked:
                    roots[vertex] = roots[other]
                    last = at
                    break
    return roots


def _medians(others: list[int], *, to_left: bool) -> list[int]:
    """Return the middle one, or both middle ones in the order in which they are tried."""
    count = len(others)
    both = others[(count - 1) // 2 : count // 2 + 1] if count else others
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
