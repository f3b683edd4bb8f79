"""Frames hold what stands in them, by geometry alone."""

from designer.graph.framing import boxes_of, carried, fitted, held, placed, refitted
from designer.graph.graph import Graph
from designer.graph.records import Node
from designer.graph.remarks import Remark, RemarkKind

INSIDE = Node("n1", "Dense", "inside", {}, (40.0, 60.0))
ASIDE = Node("n2", "Dense", "aside", {}, (600.0, 60.0))
OUTER = Remark("r1", RemarkKind.FRAME, "outer", (0.0, 0.0), (500.0, 400.0))
INNER = Remark("r2", RemarkKind.FRAME, "inner", (20.0, 20.0), (300.0, 150.0))
NOTE = Remark("r3", RemarkKind.NOTE, "*why*", (340.0, 60.0), (120.0, 40.0))
GRAPH = Graph.of([INSIDE, ASIDE], (), [OUTER, INNER, NOTE])


def test_a_frame_holds_nodes_and_notes_by_their_middles_and_frames_wholly_inside():
    assert held(GRAPH, boxes_of(GRAPH, {})) == {
        "r1": {"n1", "r2", "r3"},
        "r2": {"n1"},
    }


def test_of_two_equal_frames_one_holds_the_other():
    twin = Remark("r9", RemarkKind.FRAME, "", OUTER.position, OUTER.size)
    graph = Graph.of([], (), [OUTER, twin])
    assert held(graph, {}) == {"r1": {"r9"}, "r9": frozenset()}


def test_a_frame_carries_what_it_holds():
    assert carried(GRAPH, {}, ["r2", "n2"]) == {"r2", "n1", "n2"}


def test_a_wide_node_grows_to_both_sides():
    assert boxes_of(GRAPH, {"n1": (300.0, 66.0)})["n1"] == (0.0, 60.0, 300.0, 126.0)


def test_a_frame_round_nothing_is_none():
    assert fitted([]) is None


def test_frames_are_fitted_round_the_nodes_they_held_and_take_their_notes_along():
    before = boxes_of(GRAPH, {})
    left, top, right, bottom = before["n1"]
    after = {**before, "n1": (left + 1000, top + 8, right + 1000, bottom + 8)}
    found = {remark.id: remark for remark in refitted(GRAPH, before, after)}
    assert found["r3"].position == (1340.0, 68.0)
    assert found["r2"] == placed(INNER, (1028.0, 42.0, 1272.0, 146.0))
    assert found["r1"] == placed(OUTER, (1016.0, 16.0, 1472.0, 158.0))


def test_frames_whose_nodes_stay_are_left_alone():
    before = boxes_of(GRAPH, {})
    assert refitted(GRAPH, before, {**before, "n2": (0.0, 0.0, 1.0, 1.0)}) == ()
