from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designer.graph.graph import Graph
from designer.graph.layered import DEFAULT_SIZE, guessed_size, layered_layout, overhang
from designer.graph.placing import place_new
from designer.graph.records import Direction
from tests.graph.test_layered import drawings, edge, moved, node


def with_places(graph: Graph, places) -> Graph:
    nodes = {
        id: replace(record, position=places.get(id, record.position))
        for id, record in graph.nodes.items()
    }
    return Graph(nodes, graph.edges)


def tidied(graph: Graph, direction=Direction.DOWN) -> Graph:
    sizes = {id: guessed_size(graph, record) for id, record in graph.nodes.items()}
    return moved(graph, layered_layout(graph, None, sizes, direction), sizes)


COLUMN = tidied(
    Graph.of([node(n) for n in "abcd"], [edge("a", "b"), edge("b", "c"), edge("c", "d")])
)


def test_a_layer_in_a_wire_comes_into_the_column_and_what_follows_makes_room():
    wires = {id: wire for id, wire in COLUMN.edges.items() if id != "b-c"}
    wires |= {wire.id: wire for wire in (edge("b", "new"), edge("new", "c"))}
    graph = Graph({**COLUMN.nodes, "new": node("new", 500, 0)}, wires)

    places = place_new(graph, ["new"])

    assert places == {"new": (0, 208), "c": (0, 312), "d": (0, 416)}


def test_a_layer_at_the_end_stands_below_what_feeds_it_and_moves_nobody():
    graph = Graph({**COLUMN.nodes, "new": node("new")}, {**COLUMN.edges, "e": edge("d", "new")})

    assert place_new(graph, ["new"]) == {"new": (0, 416)}


def test_a_second_input_stands_before_what_it_feeds_and_beside_what_is_there():
    graph = Graph({**COLUMN.nodes, "new": node("new")}, {**COLUMN.edges, "e": edge("new", "c")})

    assert place_new(graph, ["new"]) == {"new": (252, 104)}


def test_what_is_wired_to_nothing_stands_beside_all():
    graph = Graph({**COLUMN.nodes, "new": node("new")}, COLUMN.edges)

    assert place_new(graph, ["new"]) == {"new": (316, 0)}


def test_in_a_model_that_leads_to_the_right_a_layer_at_the_end_stands_to_the_right():
    row = tidied(Graph.of([node(n) for n in "ab"], [edge("a", "b")]), Direction.RIGHT)
    graph = Graph({**row.nodes, "new": node("new")}, {**row.edges, "e": edge("b", "new")})

    assert place_new(graph, ["new"], None, Direction.RIGHT) == {"new": (576, 0)}


def test_a_chain_that_is_added_stands_in_one_column():
    nodes = {**COLUMN.nodes, **{id: node(id) for id in ("x", "y", "z")}}
    wires = [edge("b", "x"), edge("x", "y"), edge("y", "z")]
    graph = Graph(nodes, {**COLUMN.edges, **{wire.id: wire for wire in wires}})

    assert place_new(graph, ["x", "y", "z"]) == {"x": (252, 208), "y": (252, 312), "z": (252, 416)}


def test_where_all_is_new_it_is_laid_out():
    graph = Graph.of([node("a"), node("b")], [edge("a", "b")])

    assert place_new(graph, ["a", "b"]) == {"a": (0, 0), "b": (0, 104)}


@pytest.mark.parametrize("direction", list(Direction))
@settings(max_examples=60, deadline=None)
@given(drawing=drawings(), data=st.data())
def test_what_is_new_covers_nothing_and_follows_what_feeds_it(direction, drawing, data):
    graph, _ = drawing
    ids = sorted(graph.nodes)
    new = data.draw(st.sets(st.sampled_from(ids), min_size=1, max_size=3))
    rest = Graph(
        {id: record for id, record in graph.nodes.items() if id not in new},
        {
            id: wire
            for id, wire in graph.edges.items()
            if not {wire.source.node, wire.target.node} & new
        },
    )
    whole = Graph({**graph.nodes, **tidied(rest, direction).nodes}, graph.edges)

    placed = with_places(whole, place_new(whole, new, None, direction))

    axis = 0 if direction is Direction.RIGHT else 1
    boxes = {id: (r.position[0] - overhang(DEFAULT_SIZE), r.position[1]) for id, r in
             placed.nodes.items()}  # fmt: skip
    for a, b in combinations(ids, 2):
        if {a, b} & new:
            (x, y), (other_x, other_y) = boxes[a], boxes[b]
            assert abs(x - other_x) >= DEFAULT_SIZE[0] or abs(y - other_y) >= DEFAULT_SIZE[1]
    for wire in placed.edges.values():
        if new == {wire.target.node}:
            ahead = boxes[wire.target.node][axis] - boxes[wire.source.node][axis]
            assert ahead >= DEFAULT_SIZE[axis]
