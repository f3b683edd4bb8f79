"""How many edges cross between layers. Source: Barth, Jünger, Mutzel (2002)."""

from collections.abc import Sequence
from itertools import pairwise

from designer.graph.layout.flow import Numbers


def crossings(rows: Sequence[Sequence[int]], down: Numbers, place: list[int]) -> int:
    """Return how many pairs of edges cross.

    Args:
        rows: the vertices of neighbouring layers, from the top.
        down: the neighbours of each vertex in the layer below.
        place: a number for each vertex, which is overwritten with its place in its row.
    """
    return sum(crossings_between(upper, lower, down, place) for upper, lower in pairwise(rows))


def crossings_between(
    upper: Sequence[int], lower: Sequence[int], down: Numbers, place: list[int]
) -> int:
    """Return how many edges between two layers cross."""
    if len(upper) < 2 or len(lower) < 2:
        return 0
    for at, vertex in enumerate(lower):
        place[vertex] = at
    ends: list[int] = []
    for vertex in upper:
        near = down[vertex]
        if len(near) == 1:
            ends.append(place[near[0]])
        else:
            ends.extend(sorted([place[other] for other in near]))
    return _inversions(ends, len(lower))


def _inversions(values: Sequence[int], count: int) -> int:
    """Return the number of pairs in the wrong order, with an accumulator tree."""
    highest = -1
    for value in values:
        if value < highest:
            break
        highest = value
    else:
        return 0
    first = 1
    while first < count:
        first *= 2
    tree = [0] * (2 * first)
    total = 0
    for value in values:
        at = value + first
        tree[at] += 1
        while at > 1:
            if not at & 1:
                total += tree[at + 1]
            at >>= 1
            tree[at] += 1
    return total
