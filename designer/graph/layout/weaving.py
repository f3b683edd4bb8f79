"""Where dummies go among the nodes of a layer, whose order stays."""

from collections.abc import Sequence

from designer.graph.layout.flow import Numbers
from designer.graph.layout.stretch import Stretch

_PAIRS = 20_000


def woven(stretch: Stretch, nodes: Numbers, place: list[int]) -> Numbers:
    """Return the rows with their dummies, from the top, each where it crosses least.

    The answer follows from the order of the nodes alone.

    Args:
        stretch: whose rows they are.
        nodes: the nodes of each row in their order.
        place: a number for each vertex, which is overwritten.
    """
    rank = [0] * len(place)
    for at, row in enumerate(nodes):
        number(row, place)
        for vertex in row:
            rank[vertex] = at

    def far(dummy: int) -> tuple[int, int]:
        end = stretch.ends[dummy]
        return (rank[end], place[end])

    keys = {
        dummy: far(dummy)
        for row, count in zip(stretch.rows, stretch.nodes, strict=True)
        for dummy in row[count:]
    }
    made: Numbers = []
    for row, own, count in zip(stretch.rows, nodes, stretch.nodes, strict=True):
        dummies = sorted(row[count:], key=keys.__getitem__)
        if made:
            number(made[-1], place)
            made.append(_merged(own, dummies, stretch.up, place))
        else:
            made.append(own + dummies)
    return made


def number(row: Sequence[int], place: list[int]) -> None:
    """Write down the place of each vertex in its row."""
    for at, vertex in enumerate(row):
        place[vertex] = at


def _merged(nodes: list[int], dummies: list[int], near: Numbers, place: list[int]) -> list[int]:
    """Put dummies, in the order of their neighbours, where each crosses least among the nodes.

    Where two places are as good, they go to the right.
    """
    if not dummies:
        return nodes
    dummies = sorted(dummies, key=lambda dummy: place[near[dummy][0]])
    if len(nodes) * len(dummies) > _PAIRS:
        return _by_middle(nodes, dummies, near, place)
    ends = [[place[other] for other in near[node]] for node in nodes]
    row: list[int] = []
    taken = 0
    for dummy in dummies:
        slot = _slot(ends, place[near[dummy][0]], taken)
        row += nodes[taken:slot]
        row.append(dummy)
        taken = slot
    return row + nodes[taken:]


def _slot(ends: Sequence[Sequence[int]], at: int, first: int) -> int:
    """Return before which node a dummy at *at* crosses least; not before *first*."""
    best = slot = first
    cost = fewest = 0
    for end in ends[first:]:
        slot += 1
        for other in end:
            cost += (other > at) - (other < at)
        if cost <= fewest:
            best, fewest = slot, cost
    return best


def _by_middle(nodes: list[int], dummies: list[int], near: Numbers, place: list[int]) -> list[int]:
    row: list[int] = []
    waiting = dummies[::-1]
    last = -1.0
    for node in nodes:
        if near[node]:
            last = max(last, sum(place[other] for other in near[node]) / len(near[node]))
        while waiting and place[near[waiting[-1]][0]] < last:
            row.append(waiting.pop())
        row.append(node)
    return row + waiting[::-1]
