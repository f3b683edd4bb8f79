"""Layered layout, from the top down: graph in, positions out. Pure Python."""

from collections import defaultdict
from collections.abc import Collection, Mapping

import networkx as nx

from designer.graph.graph import Graph
from designer.graph.records import NodeId, Point
from designer.graph.topology import digraph

DEFAULT_SIZE = (220.0, 66.0)
LAYER_GAP = 36.0
NODE_GAP = 32.0


def layered_layout(
    graph: Graph, chosen: Collection[NodeId] | None, sizes: Mapping[NodeId, tuple[float, float]]
) -> dict[NodeId, Point]:
    """Return new positions for the *chosen* nodes (all where it is None)."""
    ids = set(graph.nodes if chosen is None else chosen)
    if not ids:
        return {}
    part = digraph(graph).subgraph(ids)
    ranks: dict[NodeId, int] = {}
    for id in nx.topological_sort(part):
        ranks[id] = max((ranks[p] + 1 for p in part.predecessors(id)), default=0)
    rows: defaultdict[int, list[NodeId]] = defaultdict(list)
    for id, rank in ranks.items():
        rows[rank].append(id)
    positions: dict[NodeId, Point] = {}
    y = 0.0
    for rank in sorted(rows):
        row = sorted(rows[rank], key=lambda id: (graph.nodes[id].position, id))
        widths = [sizes.get(id, DEFAULT_SIZE)[0] for id in row]
        x = -(sum(widths) + NODE_GAP * (len(row) - 1)) / 2
        for id, width in zip(row, widths, strict=True):
            positions[id] = (round(x), y)
            x += width + NODE_GAP
        y += max(sizes.get(id, DEFAULT_SIZE)[1] for id in row) + LAYER_GAP
    return positions
