"""What hangs together in a graph, as numbers: the flows that are laid out one by one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from typing import TypeAlias

from designer.graph.graph import Graph
from designer.graph.records import NodeId, Point

Numbers: TypeAlias = list[list[int]]


@dataclass(slots=True)
class Flow:
    """Nodes that hang together, numbered in topological order.

    Attributes:
        ids: the node of each number.
        after: the numbers to which each one leads, all greater than itself.
        keys: how far across and along each one stands now, then its id: the order in which
            siblings stand beside each other.
    """

    ids: list[NodeId]
    after: Numbers
    keys: list[tuple[float, float, NodeId]]


def flows_of(graph: Graph, places: Mapping[NodeId, Point]) -> list[Flow]:
    """Return the flows of the nodes in *places*, in no order that means something.

    Wires from a node to itself, and one of each circle, are left out.

    Args:
        places: where each node stands now, across and along.
    """
    ids = sorted(places, key=lambda id: (*places[id], id))
    after = _followers(graph, ids)
    order = _topological(after, sorted(range(len(ids)), key=lambda at: places[ids[at]][::-1]))
    rank = {number: at for at, number in enumerate(order)}
    parts: list[Flow] = []
    for members in _connected(after, order):
        local = {number: at for at, number in enumerate(members)}
        parts.append(
            Flow(
                [ids[number] for number in members],
                [
                    [local[other] for other in after[number] if rank[other] > rank[number]]
                    for number in members
                ],
                [(*places[ids[number]], ids[number]) for number in members],
            )
        )
    return parts


def _followers(graph: Graph, ids: Sequence[NodeId]) -> Numbers:
    number = {id: at for at, id in enumerate(ids)}
    after: Numbers = []
    for at, id in enumerate(ids):
        found = {number.get(edge.target.node, at) for edge in graph.outgoing(id)}
        found.discard(at)
        after.append(sorted(found))
    return after


def _topological(after: Numbers, downwards: Sequence[int]) -> list[int]:
    """Return all numbers, each after those that lead to it; of several the smallest first.

    Where a circle leaves none, the first of *downwards* goes first all the same.
    """
    missing = [0] * len(after)
    for others in after:
        for other in others:
            missing[other] += 1
    ready = [number for number, count in enumerate(missing) if not count]
    heapify(ready)
    order: list[int] = []
    done = [False] * len(after)
    highest = iter(downwards)
    while len(order) < len(after):
        if not ready:
            ready.append(next(number for number in highest if not done[number]))
        number = heappop(ready)
        if done[number]:
            continue
        done[number] = True
        order.append(number)
        for other in after[number]:
            missing[other] -= 1
            if not missing[other]:
                heappush(ready, other)
    return order


def _connected(after: Numbers, order: Iterable[int]) -> list[list[int]]:
    """Return the members of each part, each in the given order."""
    leader = list(range(len(after)))

    def find(number: int) -> int:
        while leader[number] != number:
            leader[number] = number = leader[leader[number]]
        return number

    for number, others in enumerate(after):
        for other in others:
            a, b = find(number), find(other)
            leader[max(a, b)] = min(a, b)
    parts: dict[int, list[int]] = {}
    for number in order:
        parts.setdefault(find(number), []).append(number)
    return list(parts.values())
