"""Second step: the order within the layers, with few crossings.

Barycentre sweeps down and up, then exchange of neighbours while it helps. The best order met is
kept. Source: Sugiyama, Tagawa, Toda (1981); crossing count: Barth, Jünger, Mutzel (2002).
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from designer.graph.layout.layers import Layers, Vertex

_SWEEPS = 6
_EXCHANGES_UP_TO = 3000


def order_layers(layers: Layers) -> None:
    """Improve the order of `layers.rows` in place."""
    best, fewest = [list(row) for row in layers.rows], crossings(layers)
    for sweep in range(_SWEEPS):
        if fewest == 0:
            break
        _sweep(layers, downwards=sweep % 2 == 0)
        count = crossings(layers)
        if count < fewest:
            best, fewest = [list(row) for row in layers.rows], count
        elif sweep > 2:
            break
    layers.rows = best
    if fewest and sum(map(len, layers.rows)) <= _EXCHANGES_UP_TO:
        _exchange(layers)


def crossings(layers: Layers) -> int:
    """Return how many pairs of edges cross."""
    return sum(
        _crossings_between(upper, lower, layers.down) for upper, lower in pairwise(layers.rows)
    )


def _sweep(layers: Layers, *, downwards: bool) -> None:
    rows = layers.rows
    numbers = range(1, len(rows)) if downwards else range(len(rows) - 2, -1, -1)
    neighbours = layers.up if downwards else layers.down
    for number in numbers:
        fixed = rows[number - 1] if downwards else rows[number + 1]
        rows[number] = _by_barycentre(rows[number], fixed, neighbours)


def _by_barycentre(
    row: Sequence[Vertex], fixed: Sequence[Vertex], neighbours: Mapping[Vertex, Sequence[Vertex]]
) -> list[Vertex]:
    place = {vertex: number for number, vertex in enumerate(fixed)}
    centres: dict[Vertex, float] = {}
    last = 0.0
    for vertex in row:
        near = neighbours[vertex]
        # A vertex without neighbours keeps to the one on its left.
        last = sum(place[n] for n in near) / len(near) if near else last
        centres[vertex] = last
    return sorted(row, key=centres.__getitem__)


def _crossings_between(
    upper: Sequence[Vertex], lower: Sequence[Vertex], down: Mapping[Vertex, Sequence[Vertex]]
) -> int:
    if len(upper) < 2 or len(lower) < 2:
        return 0
    place = {vertex: number for number, vertex in enumerate(lower)}
    ends = [end for vertex in upper for end in sorted(place[n] for n in down[vertex])]
    return _inversions(ends, len(lower))


def _inversions(values: Sequence[int], count: int) -> int:
    """Return the number of pairs in the wrong order, with an accumulator tree."""
    first = 1
    while first < count:
        first *= 2
    tree = [0] * (2 * first)
    total = 0
    for value in values:
        at = value + first
        tree[at] += 1
        while at > 1:
            if at % 2 == 0:
                total += tree[at + 1]
            at //= 2
            tree[at] += 1
    return total


def _exchange(layers: Layers) -> None:
    for _ in range(4):
        if not sum(_exchange_in(layers, number) for number in range(len(layers.rows))):
            return


def _exchange_in(layers: Layers, number: int) -> bool:
    rows = layers.rows
    above = {v: i for i, v in enumerate(rows[number - 1])} if number else {}
    below = {v: i for i, v in enumerate(rows[number + 1])} if number + 1 < len(rows) else {}
    row, better = rows[number], False
    for at in range(len(row) - 1):
        left, right = row[at], row[at + 1]
        gain = _gain(layers.up[left], layers.up[right], above)
        gain += _gain(layers.down[left], layers.down[right], below)
        if gain > 0:
            row[at], row[at + 1] = right, left
            better = True
    return better


def _gain(left: Sequence[Vertex], right: Sequence[Vertex], place: Mapping[Vertex, int]) -> int:
    """Return how many crossings fewer there are when two neighbours change places."""
    gain = 0
    for a in left:
        for b in right:
            gain += (place[a] > place[b]) - (place[a] < place[b])
    return gain
