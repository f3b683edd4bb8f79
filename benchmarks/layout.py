"""How long the layered layout takes, how many wires cross, and how long other threads wait.

Models of 100, 1,000 and 5,000 nodes of five kinds. Where fast-sugiyama is installed it lays out
the same graphs, and its crossings are counted in the same way: between layers, with one point in
each layer that a wire passes. Run `python benchmarks/layout.py`.
"""

import json
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from itertools import pairwise

from designer.graph.graph import Graph
from designer.graph.layered import layered_layout
from designer.graph.layout.crossings import crossings
from designer.graph.layout.flow import flows_of
from designer.graph.layout.layers import make_layers
from designer.graph.layout.ordering import order_layers
from designer.graph.records import Edge, Endpoint, Node
from designer.ui.canvas.tidying import in_thin_slices

SIZES = (100, 1000, 5000)
ROUNDS = 3
OTHER = "fast_sugiyama"
Pairs = list[tuple[int, int]]


def chain(count: int) -> Pairs:
    """Return one layer after the other."""
    return list(pairwise(range(count)))


def resnet(count: int) -> Pairs:
    """Return blocks of four layers with a skip round three of them; every fourth has a layer."""
    pairs: Pairs = []
    last, made = 0, 1
    while made + 5 < count:
        block = [last, made, made + 1, made + 2, made + 3]
        pairs += pairwise(block)
        made += 4
        if made // 4 % 4 == 0:
            pairs += [(last, made), (made, block[-1])]
            made += 1
        else:
            pairs.append((last, block[-1]))
        last = block[-1]
    return pairs


def inception(count: int) -> Pairs:
    """Return modules of four branches of one to three layers that meet again."""
    pairs: Pairs = []
    last, made = 0, 1
    while made + 9 < count:
        join = made + 8
        for branch in ((made,), (made + 1, made + 2), (made + 3, made + 4, made + 5)):
            pairs += pairwise((last, *branch, join))
        pairs += pairwise((last, made + 6, made + 7, join))
        last, made = join, join + 1
    return pairs


def unet(count: int) -> Pairs:
    """Return U-Nets of four levels, one after the other, with skips between the levels."""
    pairs: Pairs = []
    at = 0
    while at + 42 < count:
        nodes = list(range(at, at + 42))
        pairs += pairwise(nodes)
        pairs += [(at + 2 + 4 * level, at + 38 - 4 * level) for level in range(4)]
        at += 41
    return pairs


def densenet(count: int) -> Pairs:
    """Return blocks of six layers, each fed by all before it in its block."""
    pairs: Pairs = []
    last, made = 0, 1
    while made + 7 < count:
        block = [last, *range(made, made + 6)]
        pairs += [(a, b) for at, b in enumerate(block) for a in block[:at]]
        pairs.append((block[-1], made + 6))
        last, made = made + 6, made + 7
    return pairs


MODELS: dict[str, Callable[[int], Pairs]] = {
    "chain": chain,
    "resnet": resnet,
    "inception": inception,
    "unet": unet,
    "densenet": densenet,
}


def graph_of(pairs: Pairs) -> Graph:
    """Return the graph of these wires; nobody has drawn it yet."""
    numbers = sorted({number for pair in pairs for number in pair})
    nodes = [Node(f"n{number:05}", "Dense", f"dense_{number}") for number in numbers]
    wires = [
        Edge(f"e{at:06}", Endpoint(f"n{a:05}", "output"), Endpoint(f"n{b:05}", "inputs"))
        for at, (a, b) in enumerate(pairs)
    ]
    return Graph.of(nodes, wires)


def measure(pairs: Pairs) -> dict[str, object]:
    """Return the figures of one graph."""
    graph = graph_of(pairs)
    seconds, places = timed(lambda: layered_layout(Graph(graph.nodes, graph.edges), None, {}))
    xs, ys = zip(*places.values(), strict=True)
    figures: dict[str, object] = {
        "nodes": len(graph.nodes),
        "wires": len(graph.edges),
        "cpu_s": seconds,
        "crossings": crossings_of(graph),
        "sheet_px": [int(max(xs) - min(xs) + 220), int(max(ys) - min(ys) + 66)],
        "longest_wait_ms": longest_wait(graph),
    }
    if find_spec(OTHER):
        from_edges = import_module(OTHER).from_edges
        figures["fast_sugiyama_cpu_s"], _ = timed(lambda: from_edges(pairs))
        layouts = from_edges(pairs, dummy_vertices=True)
        figures["fast_sugiyama_crossings"] = sum(map(crossings_in, layouts))
    return figures


def timed(work: Callable[[], object]) -> tuple[float, object]:
    """Return the fewest CPU seconds that *work* takes, and its answer."""
    times = []
    for _ in range(ROUNDS):
        begin = time.process_time()
        answer = work()
        times.append(time.process_time() - begin)
    return round(min(times), 4), answer


def crossings_of(graph: Graph) -> int:
    """Return how many wires cross in the order that is found."""
    total = 0
    for flow in flows_of(graph, {id: node.position for id, node in graph.nodes.items()}):
        layers = make_layers(flow)
        order_layers(layers)
        total += crossings(layers.rows, layers.down, [0] * len(layers.ranks))
    return total


def crossings_in(layout: tuple[list, float, float, Pairs]) -> int:
    """Return how many wires cross in a layout of the other, dummies included."""
    points, _, _, pairs = layout
    places = dict(points)
    rows: defaultdict[float, list[int]] = defaultdict(list)
    for vertex, (_, y) in points:
        rows[y].append(vertex)
    levels = sorted(rows, reverse=True)
    down: list[list[int]] = [[] for _ in range(max(places) + 1)]
    for a, b in pairs:
        upper, lower = (a, b) if places[a][1] > places[b][1] else (b, a)
        down[upper].append(lower)
    ordered = [sorted(rows[y], key=lambda vertex: places[vertex][0]) for y in levels]
    return crossings(ordered, down, [0] * len(down))


def longest_wait(graph: Graph) -> float:
    """Return for how many milliseconds another thread waits at most while one is laid out."""

    def work() -> None:
        with in_thin_slices():
            layered_layout(Graph(graph.nodes, graph.edges), None, {})

    worker = threading.Thread(target=work)
    worker.start()
    longest, last = 0.0, time.perf_counter()
    while worker.is_alive():
        time.sleep(0)
        now = time.perf_counter()
        longest, last = max(longest, now - last), now
    return round(longest * 1000, 1)


def main() -> None:
    """Print the figures."""
    figures = {
        name: {str(count): measure(make(count)) for count in SIZES} for name, make in MODELS.items()
    }
    json.dump({"unit": "CPU s, best of three", "models": figures}, sys.stdout, indent=2)
    print()


if __name__ == "__main__":
    main()
