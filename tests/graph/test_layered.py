from hypothesis import given, settings
from hypothesis import strategies as st

from designer.graph.graph import Graph
from designer.graph.layered import DEFAULT_SIZE, layered_layout, places_unseen
from designer.graph.records import Edge, Endpoint, Node


def edge(source: str, target: str) -> Edge:
    return Edge(f"{source}-{target}", Endpoint(source, "output"), Endpoint(target, "inputs"))


def node(name: str, x: float = 0, y: float = 0) -> Node:
    return Node(name, "Dense", name, position=(x, y))


def test_a_chain_stands_in_one_straight_column():
    graph = Graph.of([node(n) for n in "abc"], [edge("a", "b"), edge("b", "c")])

    positions = layered_layout(graph, None, {})

    assert positions == {"a": (0, 0), "b": (0, 104), "c": (0, 208)}


def test_a_skip_connection_leaves_room_beside_the_layer_it_passes():
    graph = Graph.of([node(n) for n in "abc"], [edge("a", "b"), edge("b", "c"), edge("a", "c")])

    positions = layered_layout(graph, None, {})

    assert positions["a"][0] == positions["c"][0] != positions["b"][0]


def test_a_second_input_stands_right_above_what_it_feeds():
    wires = [edge("a", "b"), edge("b", "c"), edge("c", "d"), edge("late", "d")]
    graph = Graph.of([node(n) for n in ("a", "b", "c", "d", "late")], wires)

    positions = layered_layout(graph, None, {})

    assert positions["late"][1] == positions["c"][1]


def test_the_top_left_corner_stays_where_it_was():
    graph = Graph.of([node("a", 400, 80), node("b", 500, 900)], [edge("a", "b")])

    assert layered_layout(graph, None, {})["a"] == (400, 80)


def test_only_the_chosen_nodes_move():
    graph = Graph.of([node(n) for n in "abc"], [edge("a", "b"), edge("b", "c")])

    assert set(layered_layout(graph, {"a", "b"}, {})) == {"a", "b"}


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_nodes_never_overlap(data):
    count = data.draw(st.integers(1, 18))
    pairs = [(i, j) for i in range(count) for j in range(i + 1, count)]
    wires = data.draw(st.lists(st.sampled_from(pairs), unique=True)) if pairs else []
    sizes = {f"n{i}": (float(data.draw(st.integers(60, 320))), 66.0) for i in range(count)}
    graph = Graph.of(
        [node(f"n{i}") for i in range(count)], [edge(f"n{i}", f"n{j}") for i, j in wires]
    )

    positions = layered_layout(graph, None, sizes)

    boxes = [(*positions[id], *sizes.get(id, DEFAULT_SIZE)) for id in sorted(positions)]
    for number, (x, y, width, height) in enumerate(boxes):
        for other_x, other_y, other_width, other_height in boxes[number + 1 :]:
            beside = x + width <= other_x + 8 or other_x + other_width <= x + 8
            assert beside or y + height <= other_y or other_y + other_height <= y


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_wires_always_lead_down(data):
    count = data.draw(st.integers(2, 14))
    pairs = [(i, j) for i in range(count) for j in range(i + 1, count)]
    wires = data.draw(st.lists(st.sampled_from(pairs), unique=True))
    graph = Graph.of(
        [node(f"n{i}") for i in range(count)], [edge(f"n{i}", f"n{j}") for i, j in wires]
    )

    positions = layered_layout(graph, None, {})

    assert all(positions[f"n{i}"][1] < positions[f"n{j}"][1] for i, j in wires)


def test_boxes_that_will_be_wide_do_not_overlap_before_they_are_drawn():
    wide = [Node(id, "block:f1", f"functional_{id}") for id in "ab"]
    wires = [edge("a", "sum"), edge("b", "sum")]
    graph = Graph.of([*wide, Node("sum", "Add", "sum")], wires)

    places = places_unseen(graph)

    assert abs(places["a"][0] - places["b"][0]) >= 300
