from designer.graph.graph import Graph
from designer.graph.layout.crossings import crossings
from designer.graph.layout.flow import flows_of
from designer.graph.layout.layers import make_layers
from designer.graph.layout.ordering import order_layers
from designer.graph.records import Edge, Endpoint, Node


def count(pairs: list[tuple[int, int]]) -> int:
    """How many wires cross in the order that is found for nodes that nobody has placed."""
    ids = sorted({number for pair in pairs for number in pair})
    graph = Graph.of(
        [Node(f"n{id:02}", "Dense", f"n{id:02}") for id in ids],
        [
            Edge(f"{a}-{b}", Endpoint(f"n{a:02}", "output"), Endpoint(f"n{b:02}", "inputs"))
            for a, b in pairs
        ],
    )
    total = 0
    for flow in flows_of(graph, dict.fromkeys(graph.nodes, (0.0, 0.0))):
        layers = make_layers(flow)
        order_layers(layers)
        total += crossings(layers.rows, layers.down, [0] * len(layers.ranks))
    return total


def test_what_can_be_drawn_without_crossings_is():
    unet = [(at, at + 1) for at in range(9)] + [(1, 8), (2, 7), (3, 6)]
    branches = [(0, 1), (0, 2), (0, 3), (3, 4), (1, 5), (4, 5), (2, 5)]
    twisted = [(0, 1), (0, 2), (1, 4), (2, 3), (4, 6), (3, 5), (5, 7), (6, 7)]

    assert [count(unet), count(branches), count(twisted)] == [0, 0, 0]


def test_a_block_in_which_each_layer_is_fed_by_all_before_it_crosses_ten_times():
    assert count([(a, b) for b in range(7) for a in range(b)]) == 10
