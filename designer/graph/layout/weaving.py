"""Where dummies go among the nodes of a layer, whose order stays.

The answer follows from the order of the nodes alone, so that the same order of nodes always gives
the same drawing.
"""

from collections.abc import Sequence

from designer.graph.layout.crossings import crossings
from designer.graph.layout.flow import Numbers
from designer.graph.layout.layers import Layers

_PAIRS = 20_000


def woven(layers: Layers, rows: Sequence[Sequence[int]], place: list[int]) -> Numbers:
    """Return *rows* with their dummies where edges cross little, the nodes in their order.

    Args:
        layers: what the rows are of.
        rows: neighbouring layers; of the dummies in them the order does not matter.
        place: a number for each vertex, which is overwritten.
    """
    nodes = [[v for v in row if v < layers.nodes] for row in rows]
    for row in nodes:
        _number(row, place)

    def far(dummy: int) -> tuple[int, int]:
        end = layers.ends[dummy]
        return (layers.ranks[end], place[end])

    dummies = [sorted(_dummies(layers, row), key=far) for row in rows]
    best = _downwards(layers, nodes, dummies, place)
    fewest = crossings(best, layers.down, place)
    if not fewest:
        return best
    upwards = _upwards(layers, nodes, best, place)
    again = _downwards(layers, nodes, [_dummies(layers, row) for row in upwards], place)
    for rows in (upwards, again):
        count = crossings(rows, layers.down, place)
        if count < fewest:
            best, fewest = rows, count
    return best


def _dummies(layers: Layers, row: Sequence[int]) -> list[int]:
    return [vertex for vertex in row if vertex >= layers.nodes]


def _downwards(layers: Layers, nodes: Numbers, dummies: Numbers, place: list[int]) -> Numbers:
    made: Numbers = []
    for row, passing in zip(nodes, dummies, strict=True):
        if made:
            _number(made[-1], place)
            row = _merged(row, passing, layers.up, place)
        else:
            row = row + passing
        made.append(row)
    return made


def _upwards(layers: Layers, nodes: Numbers, rows: Numbers, place: list[int]) -> Numbers:
    made: Numbers = []
    for row, old in zip(reversed(nodes), reversed(rows), strict=True):
        if made:
            _number(made[-1], place)
            row = _merged(row, _dummies(layers, old), layers.down, place)
        else:
            row = old
        made.append(row)
    return made[::-1]


def _number(row: Sequence[int], place: list[int]) -> None:
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
