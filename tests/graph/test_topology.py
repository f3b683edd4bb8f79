from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.graph.graph import Graph
from designer.graph.records import Edge, Endpoint, Node
from designer.graph.topology import (
    Circle,
    above,
    below,
    build_order,
    find_cycle,
    linked,
    would_cycle,
)


def graph_of(*wires: str) -> Graph:
    """Return the graph of wires such as `"a>b"`."""
    names = dict.fromkeys(name for wire in wires for name in wire.split(">"))
    edges = []
    for wire in wires:
        source, target = wire.split(">")
        edges.append(Edge(wire, Endpoint(source, "output"), Endpoint(target, "inputs")))
    return Graph.of([Node(name, "Dense", name) for name in names], edges)


def names(nodes) -> list[str]:
    return [node.name for node in nodes]


def test_layers_are_built_after_those_they_depend_on():
    assert names(build_order(graph_of("c>a", "a>b"))) == ["c", "a", "b"]


def test_branches_are_built_one_after_the_other_in_the_order_of_the_wires():
    nodes = [Node(id, "Dense", id) for id in ("in", "a1", "a2", "b1", "b2", "sum")]
    nodes.append(Node("out", "Output", "out"))
    wires = [("in", "a1", 0), ("a1", "a2", 0), ("in", "b1", 0), ("b1", "b2", 0), ("b2", "sum", 0),
             ("a2", "sum", 1), ("sum", "out", 0)]  # fmt: skip
    edges = [
        Edge(f"e{number}", Endpoint(source, "output"), Endpoint(target, "inputs"), order)
        for number, (source, target, order) in enumerate(wires)
    ]
    order = names(build_order(Graph.of(nodes, edges)))
    assert order == ["in", "b1", "b2", "a1", "a2", "sum", "out"]


@given(st.sets(st.tuples(st.integers(0, 7), st.integers(1, 7)), min_size=1), st.randoms())
def test_a_node_put_into_a_wire_leaves_the_others_in_their_places(pairs, random):
    wires = [f"{a}>{a + b}" for a, b in sorted(pairs)]
    graph = graph_of(*wires)
    edge = graph.edges[random.choice(wires)]
    first = Edge("y", edge.source, Endpoint("x", "inputs"))
    second = Edge(f"{edge.id}", Endpoint("x", "output"), edge.target)
    edges = {**graph.edges, first.id: first, second.id: second}
    longer = Graph({**graph.nodes, "x": Node("x", "Dense", "x")}, edges)
    after = names(build_order(longer))
    assert [name for name in after if name != "x"] == names(build_order(graph))


def test_the_order_does_not_depend_on_where_the_nodes_stand():
    graph = graph_of("a>c", "b>c", "c>d", "b>d")
    moved = {id: replace(node, position=(-ord(id), ord(id))) for id, node in graph.nodes.items()}
    assert names(build_order(Graph(moved, graph.edges))) == names(build_order(graph))


def test_a_node_that_shares_comes_after_the_owner_of_the_layer():
    twin = Node("a", "Dense", "twin", layer="z", position=(0, 0))
    owner = Node("z", "Dense", "owner", position=(9, 0))
    assert names(build_order(Graph.of([twin, owner]))) == ["owner", "twin"]


def test_a_circle_is_found():
    graph = graph_of("a>b", "b>c", "c>a")
    assert sorted(find_cycle(graph)) == ["a", "b", "c"]
    with pytest.raises(Circle):
        build_order(graph)


def test_no_circle_is_found_where_there_is_none():
    assert find_cycle(graph_of("a>b", "a>c", "b>d", "c>d")) == ()


def test_an_edge_back_would_close_a_circle():
    graph = graph_of("a>b", "b>c")
    assert would_cycle(graph, "c", "a")
    assert not would_cycle(graph, "a", "c")


def test_what_lies_above_and_below_a_node():
    graph = graph_of("a>b", "b>c", "x>c")
    assert above(graph, ["b"]) == {"a", "b"}
    assert below(graph, ["b"]) == {"b", "c"}


def test_a_residual_net_is_walked_in_linear_time():
    wires = [f"n{i}>n{i + 1}" for i in range(600)] + [f"n{i}>n{i + 2}" for i in range(0, 598, 2)]
    assert not would_cycle(graph_of(*wires), "n0", "n1")


def test_linked_is_what_hangs_together_either_way():
    assert linked(graph_of("a>b", "c>b", "x>y"), ["a"]) == {"a", "b", "c"}
