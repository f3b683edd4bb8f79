from dataclasses import replace
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designer.graph.graph import Graph
from designer.graph.layered import DEFAULT_SIZE, layered_layout, overhang, places_unseen
from designer.graph.records import Direction, Edge, Endpoint, Node

DIRECTIONS = list(Direction)


def edge(source: str, target: str) -> Edge:
    return Edge(f"{source}-{target}", Endpoint(source, "output"), Endpoint(target, "inputs"))


def node(name: str, x: float = 0, y: float = 0) -> Node:
    return Node(name, "Dense", name, position=(x, y))


def chain(count: int) -> Graph:
    ids = [f"n{number:04}" for number in range(count)]
    return Graph.of([node(id) for id in ids], [edge(a, b) for a, b in pairwise(ids)])


def moved(graph: Graph, corners, sizes) -> Graph:
    """The graph with its boxes at these corners."""
    return Graph(
        {
            id: replace(
                record,
                position=(
                    corners[id][0] + overhang(sizes.get(id, DEFAULT_SIZE)),
                    corners[id][1],
                ),
            )
            for id, record in graph.nodes.items()
        },
        graph.edges,
    )


def columns_of(positions) -> list[list[str]]:
    """The nodes of each column of a chain, from the top."""
    found: dict[float, list[str]] = {}
    for id, (x, _) in sorted(positions.items(), key=lambda item: item[1]):
        found.setdefault(x, []).append(id)
    return list(found.values())


@st.composite
def drawings(draw, most=16):
    """A graph without circles that somebody may have drawn, and the sizes of its boxes."""
    count = draw(st.integers(1, most))
    pairs = list(combinations(range(count), 2))
    wires = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=40)) if pairs else []
    places = st.integers(-3, 3).map(lambda step: step * 132.0)
    nodes = [node(f"n{i:02}", draw(places), draw(places)) for i in range(count)]
    widths, heights = st.sampled_from([60.0, 220.0, 236.0, 300.0]), st.sampled_from([30.0, 66.0])
    sizes = {n.id: (draw(widths), draw(heights)) for n in nodes}
    return Graph.of(nodes, [edge(f"n{i:02}", f"n{j:02}") for i, j in wires]), sizes


def test_a_chain_stands_in_one_straight_column():
    graph = Graph.of([node(n) for n in "abc"], [edge("a", "b"), edge("b", "c")])

    positions = layered_layout(graph, None, {})

    assert positions == {"a": (0, 0), "b": (0, 104), "c": (0, 208)}


def test_a_chain_that_leads_to_the_right_stands_in_one_straight_row():
    graph = Graph.of([node(n) for n in "abc"], [edge("a", "b"), edge("b", "c")])

    positions = layered_layout(graph, None, {"b": (220, 30)}, Direction.RIGHT)

    assert positions == {"a": (0, 0), "b": (288, 18), "c": (576, 0)}


def test_a_skip_connection_leaves_room_beside_the_layer_it_passes():
    wires = [edge("a", "b"), edge("b", "c"), edge("c", "d"), edge("a", "d")]
    graph = Graph.of([node(n) for n in "abcd"], wires)

    positions = layered_layout(graph, None, {})

    assert {x for x, _ in positions.values()} == {0.0}


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


def test_siblings_keep_the_order_in_which_somebody_put_them():
    wires = [edge("a", "left"), edge("a", "right"), edge("left", "z"), edge("right", "z")]
    graph = Graph.of([node("a"), node("left", 300, 96), node("right", 0, 96), node("z")], wires)

    positions = layered_layout(graph, None, {})

    assert positions["right"][0] < positions["left"][0]


def test_what_crosses_is_put_in_another_order():
    wires = [edge("a", "c"), edge("b", "d")]
    wires += [edge("top", "a"), edge("top", "b"), edge("c", "end"), edge("d", "end")]
    places = {"a": (0, 100), "b": (300, 100), "d": (0, 200), "c": (300, 200)}
    nodes = [node(id, *places.get(id, (0, 0))) for id in ("top", "a", "b", "c", "d", "end")]

    positions = layered_layout(Graph.of(nodes, wires), None, {})

    assert (positions["a"][0] < positions["b"][0]) == (positions["c"][0] < positions["d"][0])


def test_a_circle_does_not_keep_the_rest_from_being_laid_out():
    wires = [edge("a", "b"), edge("b", "c"), edge("c", "a"), edge("c", "c")]
    graph = Graph.of([node("a"), node("b", 0, 96), node("c", 0, 192)], wires)

    positions = layered_layout(graph, None, {})

    assert positions == {"a": (0, 0), "b": (0, 104), "c": (0, 208)}


def test_a_model_of_forty_layers_stays_in_one_column():
    assert len(columns_of(layered_layout(chain(40), None, {}))) == 1


def test_a_long_model_becomes_a_sheet_of_columns_read_from_the_top():
    positions = layered_layout(chain(200), None, {})

    columns = columns_of(positions)
    width = max(x for x, _ in positions.values()) + DEFAULT_SIZE[0]
    height = max(y for _, y in positions.values()) + DEFAULT_SIZE[1]
    assert [id for column in columns for id in column] == sorted(positions)
    assert {positions[column[0]][1] for column in columns} == {0.0}
    assert 1.2 < width / height < 2.0


def test_a_long_model_that_leads_to_the_right_becomes_rows():
    positions = layered_layout(chain(200), None, {}, Direction.RIGHT)

    width = max(x for x, _ in positions.values()) + DEFAULT_SIZE[0]
    height = max(y for _, y in positions.values()) + DEFAULT_SIZE[1]
    assert [id for id, _ in sorted(positions.items(), key=lambda i: i[1][::-1])] == sorted(
        positions
    )
    assert 1.2 < width / height < 2.0


def test_columns_are_cut_where_one_wire_passes():
    graph = chain(200)
    skips = [edge(f"n{at:04}", f"n{at + 3:04}") for at in range(0, 196, 4)]
    graph = Graph(graph.nodes, {**graph.edges, **{wire.id: wire for wire in skips}})

    positions = layered_layout(graph, None, {})

    for wire in skips:
        assert positions[wire.source.node][1] < positions[wire.target.node][1]


def test_of_a_long_selection_one_column_is_made():
    graph = chain(200)

    assert len(columns_of(layered_layout(graph, list(graph.nodes), {}))) == 1


def test_a_layer_more_leaves_the_columns_where_they_were():
    graph = chain(200)
    graph = moved(graph, layered_layout(graph, None, {}), {})
    before = [column[0] for column in columns_of({id: n.position for id, n in graph.nodes.items()})]
    nodes = {**graph.nodes, "new": node("new", 20, 80)}
    wires = {id: wire for id, wire in graph.edges.items() if id != "n0003-n0004"}
    wires |= {wire.id: wire for wire in (edge("n0003", "new"), edge("new", "n0004"))}

    after = columns_of(layered_layout(Graph(nodes, wires), None, {}))

    assert [column[0] for column in after] == before


def test_parts_without_wires_stand_in_rows_not_in_one_line():
    graph = Graph.of([node(f"n{number}", 40.0 * number) for number in range(60)])

    positions = layered_layout(graph, None, {})

    assert len({y for _, y in positions.values()}) > 4


def test_boxes_that_will_be_wide_do_not_overlap_before_they_are_drawn():
    wide = [Node(id, "block:f1", f"functional_{id}") for id in "ab"]
    wires = [edge("a", "sum"), edge("b", "sum")]
    graph = Graph.of([*wide, Node("sum", "Add", "sum")], wires)

    places = places_unseen(graph)

    assert abs(places["a"][0] - places["b"][0]) >= 300


@pytest.mark.parametrize("direction", DIRECTIONS)
@settings(max_examples=80, deadline=None)
@given(drawing=drawings())
def test_boxes_never_overlap(direction, drawing):
    graph, sizes = drawing

    corners = layered_layout(graph, None, sizes, direction)

    boxes = [(*corners[id], *sizes[id]) for id in sorted(corners)]
    for (x, y, width, height), (other_x, other_y, other_width, other_height) in combinations(
        boxes, 2
    ):
        beside = x + width + 20 <= other_x or other_x + other_width + 20 <= x
        assert beside or y + height + 20 <= other_y or other_y + other_height + 20 <= y


@pytest.mark.parametrize("direction", DIRECTIONS)
@settings(max_examples=60, deadline=None)
@given(drawing=drawings())
def test_wires_always_lead_forward(direction, drawing):
    graph, sizes = drawing
    axis = 0 if direction is Direction.RIGHT else 1

    corners = layered_layout(graph, None, sizes, direction)

    for wire in graph.edges.values():
        source, target = wire.source.node, wire.target.node
        assert corners[source][axis] + sizes[source][axis] < corners[target][axis]


@pytest.mark.parametrize("direction", DIRECTIONS)
@settings(max_examples=150, deadline=None)
@given(drawing=drawings())
def test_tidying_twice_changes_nothing_more(direction, drawing):
    graph, sizes = drawing
    once = layered_layout(graph, None, sizes, direction)

    twice = layered_layout(moved(graph, once, sizes), None, sizes, direction)

    assert twice == once


@settings(max_examples=60, deadline=None)
@given(drawing=drawings(), data=st.data())
def test_the_order_of_the_records_does_not_matter(drawing, data):
    graph, sizes = drawing
    nodes = data.draw(st.permutations(list(graph.nodes.values())))
    wires = data.draw(st.permutations(list(graph.edges.values())))

    assert layered_layout(Graph.of(nodes, wires), None, sizes) == layered_layout(graph, None, sizes)


@settings(max_examples=40, deadline=None)
@given(drawing=drawings())
def test_of_siblings_that_are_laid_out_none_changes_sides_when_a_layer_is_added(drawing):
    graph, sizes = drawing
    graph = moved(graph, layered_layout(graph, None, sizes), sizes)
    ends = [id for id in graph.nodes if not graph.outgoing(id)]
    # Below the lowest layer no wire is crossed, so nothing is gained by another order.
    last = max(ends, key=lambda id: (graph.nodes[id].position[1], id))
    grown = Graph(
        {**graph.nodes, "new": node("new", graph.nodes[last].position[0], 9000)},
        {**graph.edges, "e": edge(last, "new")},
    )

    corners = layered_layout(grown, None, sizes)

    old = layered_layout(graph, None, sizes)
    for a, b in combinations(sorted(graph.nodes), 2):
        if old[a][1] == old[b][1] and corners[a][1] == corners[b][1]:
            assert (old[a][0] < old[b][0]) == (corners[a][0] < corners[b][0])
