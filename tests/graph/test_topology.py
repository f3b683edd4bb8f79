import pytest

from designer.graph.graph import Graph
from designer.graph.records import Edge, Endpoint, Node
from designer.graph.topology import Circle, above, below, build_order, find_cycle, would_cycle


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


def test_ties_are_broken_from_left_to_right():
    left, right = (
        Node("z", "Dense", "left", position=(0, 0)),
        Node("a", "Dense", "right", position=(9, 0)),
    )
    assert names(build_order(Graph.of([right, left]))) == ["left", "right"]


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
