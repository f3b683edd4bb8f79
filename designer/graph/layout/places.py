"""Third step: where across each vertex stands, so that long ways are straight.

Source: Brandes and Köpf, "Fast and simple horizontal coordinate assignment" (2001), with the
compaction on a graph of blocks, which respects vertices of different widths.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import TypeAlias

from designer.graph.layout.layers import Layers, Vertex, is_dummy

Conflicts: TypeAlias = set[tuple[Vertex, Vertex]]
Rows: TypeAlias = Sequence[Sequence[Vertex]]


def centres(layers: Layers, width: Callable[[Vertex], float], gap: float) -> dict[Vertex, float]:
    """Return the centre of each vertex across, such that neighbours are `gap` apart or more."""
    conflicts = _inner_conflicts(layers)
    found = []
    for upwards in (True, False):
        for to_left in (True, False):
            rows: Rows = layers.rows if upwards else layers.rows[::-1]
            rows = rows if to_left else [row[::-1] for row in rows]
            near = layers.up if upwards else layers.down
            roots, align = _aligned(rows, near, conflicts)
            places = _compacted(rows, roots, align, width, gap)
            found.append(places if to_left else {v: -x for v, x in places.items()})
    return _balanced(found, width)


def _inner_conflicts(layers: Layers) -> Conflicts:
    """Return the edges that cross a long edge, which is to stay straight."""
    conflicts: Conflicts = set()
    for upper, lower in pairwise(layers.rows):
        place = {vertex: number for number, vertex in enumerate(upper)}
        left = scanned = 0
        for at, vertex in enumerate(lower):
            inner = _inner_above(vertex, layers)
            if inner is None and at < len(lower) - 1:
                continue
            right = place[inner] if inner is not None else len(upper) - 1
            for other in lower[scanned : at + 1]:
                for above in layers.up[other]:
                    outside = not left <= place[above] <= right
                    if outside and not (is_dummy(above) and is_dummy(other)):
                        conflicts.add((above, other))
            scanned, left = at + 1, right
    return conflicts


def _inner_above(vertex: Vertex, layers: Layers) -> Vertex | None:
    if is_dummy(vertex):
        above = layers.up[vertex][0]
        return above if is_dummy(above) else None
    return None


def _aligned(
    rows: Rows, near: Mapping[Vertex, Sequence[Vertex]], conflicts: Conflicts
) -> tuple[dict[Vertex, Vertex], dict[Vertex, Vertex]]:
    """Join each vertex with its median neighbour in the row before; return roots and links."""
    roots = {vertex: vertex for row in rows for vertex in row}
    align = dict(roots)
    for before, row in pairwise(rows):
        place = {vertex: number for number, vertex in enumerate(before)}
        last = -1
        for vertex in row:
            neighbours = sorted(near[vertex], key=place.__getitem__)
            middle = (len(neighbours) - 1) / 2
            for at in {int(middle), int(middle + 0.5)} if neighbours else ():
                other = neighbours[at]
                free = (other, vertex) not in conflicts and (vertex, other) not in conflicts
                if align[vertex] == vertex and free and last < place[other]:
                    align[other] = vertex
                    roots[vertex] = align[vertex] = roots[other]
                    last = place[other]
    return roots, align


def _compacted(
    rows: Rows,
    roots: Mapping[Vertex, Vertex],
    align: Mapping[Vertex, Vertex],
    width: Callable[[Vertex], float],
    gap: float,
) -> dict[Vertex, float]:
    """Push the blocks of joined vertices to the left, then back to the right where it is free."""
    after: defaultdict[Vertex, dict[Vertex, float]] = defaultdict(dict)
    before: defaultdict[Vertex, dict[Vertex, float]] = defaultdict(dict)
    for row in rows:
        for left, right in pairwise(row):
            a, b = roots[left], roots[right]
            need = (width(left) + width(right)) / 2 + gap
            after[a][b] = before[b][a] = max(need, after[a].get(b, 0.0))
    order = _block_order(dict.fromkeys(roots.values()), after, before)
    places: dict[Vertex, float] = {}
    for block in order:
        places[block] = max((places[o] + need for o, need in before[block].items()), default=0.0)
    for block in reversed(order):
        if after[block]:
            room = min(places[o] - need for o, need in after[block].items())
            places[block] = max(places[block], room)
    return {vertex: places[root] for vertex, root in roots.items()}


def _block_order(
    blocks: Mapping[Vertex, None],
    after: Mapping[Vertex, Mapping[Vertex, float]],
    before: Mapping[Vertex, Mapping[Vertex, float]],
) -> list[Vertex]:
    missing = {block: len(before.get(block, ())) for block in blocks}
    order = [block for block, count in missing.items() if not count]
    for block in order:
        for other in after.get(block, ()):
            missing[other] -= 1
            if not missing[other]:
                order.append(other)
    return order


def _balanced(
    found: Sequence[Mapping[Vertex, float]], width: Callable[[Vertex], float]
) -> dict[Vertex, float]:
    """Shift the four results onto the narrowest, and take the middle of the inner two."""
    extents = []
    for places in found:
        low = min(x - width(v) / 2 for v, x in places.items())
        high = max(x + width(v) / 2 for v, x in places.items())
        extents.append((low, high))
    low, high = min(extents, key=lambda extent: extent[1] - extent[0])
    shifts = [
        low - extent[0] if number % 2 == 0 else high - extent[1]
        for number, extent in enumerate(extents)
    ]
    result = {}
    for vertex in found[0]:
        values = sorted(p[vertex] + s for p, s in zip(found, shifts, strict=True))
        result[vertex] = (values[1] + values[2]) / 2
    return result
