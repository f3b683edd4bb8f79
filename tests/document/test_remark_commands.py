"""What can be done with frames and notes."""

import pytest

from designer.document.commands import remarks
from designer.document.commands.arrange import tidy
from designer.document.commands.nodes import delete, move
from designer.document.document import Document
from designer.document.history import History
from designer.graph.framing import boxes_of, held
from designer.graph.graph import Graph
from designer.graph.records import Edge, Endpoint, Node
from designer.graph.remarks import Remark, RemarkKind
from designer.project.project import Project
from designer.session.selection import Selection


@pytest.fixture
def document():
    nodes = [
        Node("n1", "Input", "image", {}, (0.0, 0.0)),
        Node("n2", "Flatten", "flatten", {}, (700.0, 500.0)),
    ]
    edge = Edge("e1", Endpoint("n1", "output"), Endpoint("n2", "inputs"))
    return Document(Project(graph=Graph.of(nodes, [edge])))


@pytest.fixture
def history(document):
    return History(document)


def test_a_frame_goes_round_nodes_with_room_for_its_title(document, history):
    boxes = boxes_of(document.graph, {})
    id = remarks.add_frame(document, [boxes["n1"]], title="Stem")
    assert document.remark(id) == Remark(
        id, RemarkKind.FRAME, "Stem", (-12.0, -26.0), (244.0, 104.0)
    )
    assert history.labels == ("Add frame",)


def test_a_frame_round_nothing_begins_at_the_pointer(document):
    id = remarks.add_frame(document, [], (8.0, 16.0))
    assert document.remark(id).position == (8.0, 16.0)
    assert document.remark(id).size == remarks.EMPTY_FRAME


def test_writing_colouring_and_resizing_are_steps_with_names(document, history):
    id = remarks.add_note(document, (10.0, 20.0), "# Why")
    remarks.write(document, id, "# Why not")
    remarks.write(document, id, "# Why not")
    remarks.colour(document, [id], "teal")
    remarks.resize(document, id, (10.0, 20.0, 20.0, 120.0))
    assert document.remark(id) == Remark(
        id, RemarkKind.NOTE, "# Why not", (10.0, 20.0), (96.0, 100.0), "teal"
    )
    assert history.labels == ("Add note", "Edit note", "Set colour", "Resize note")


def test_a_deleted_frame_leaves_what_stands_in_it(document, history):
    id = remarks.add_frame(document, boxes_of(document.graph, {}).values())
    selection = Selection(document)
    selection.set({id, "n1"})
    assert (selection.remarks, selection.nodes) == ((id,), ("n1",))
    delete(document, [id])
    assert set(document.graph.nodes) == {"n1", "n2"}
    assert selection.ids == {"n1"}
    assert history.labels[-1] == "Delete frame"
    history.undo()
    assert document.remark(id) is not None


def test_nodes_and_remarks_move_as_one_change_that_is_only_a_move(document, history):
    id = remarks.add_frame(document, boxes_of(document.graph, {}).values())
    seen = []
    document.changed.connect(seen.append)
    move(document, {id: (1.0, 2.0), "n1": (3.0, 4.0)})
    assert document.remark(id).position == (1.0, 2.0)
    assert [change.only_moves for change in seen] == [True]
    assert history.labels[-1] == "Move frame"


def test_after_a_tidy_a_frame_is_fitted_round_what_it_held(document, history):
    id = remarks.add_frame(document, boxes_of(document.graph, {}).values())
    before = document.graph
    tidy(document)
    boxes = boxes_of(document.graph, {})
    assert document.graph.nodes["n2"].position != before.nodes["n2"].position
    assert held(document.graph, boxes) == {id: {"n1", "n2"}}
    assert document.remark(id).size[1] < before.remarks[id].size[1]
    assert history.labels[-1] == "Tidy"
    history.undo()
    assert document.graph == before


def test_fitting_takes_inner_frames_first_and_lets_notes_follow_their_text(document):
    inner = remarks.add_frame(document, [boxes_of(document.graph, {})["n1"]])
    outer = remarks.add_frame(document, [(-200.0, -200.0, 400.0, 400.0)])
    note = remarks.add_note(document, (0.0, 700.0), "short", (240.0, 300.0))
    remarks.resize(document, inner, (-40.0, -90.0, 300.0, 200.0))
    remarks.fit_to_content(document, [outer, inner, note], boxes_of(document.graph, {}))
    assert document.remark(inner).size == (244.0, 104.0)
    assert document.remark(outer).size == (268.0, 142.0)
    assert document.remark(note).size == (240.0, 0.0)


def test_a_frame_in_a_frame_makes_the_outer_one_grow_so_that_titles_do_not_meet(document, history):
    drawn = boxes_of(document.graph, {})
    outer = remarks.frame_round(document, ["n1", "n2"], drawn, (0.0, 0.0), "outer")
    before = document.remark(outer)
    inner = remarks.frame_round(document, ["n1"], drawn, (0.0, 0.0), "inner")
    assert document.remark(inner).position == before.position
    assert document.remark(outer).position == (before.position[0] - 12, before.position[1] - 26)
    assert held(document.graph, drawn)[outer] == {"n1", "n2", inner}
    history.undo()
    assert document.remark(outer) == before


def test_a_frame_round_all_of_another_one_stands_round_it(document):
    drawn = boxes_of(document.graph, {})
    inner = remarks.frame_round(document, ["n1"], drawn, (0.0, 0.0), "inner")
    outer = remarks.frame_round(document, ["n1", "n2"], drawn, (0.0, 0.0), "outer")
    assert held(document.graph, drawn) == {inner: {"n1"}, outer: {"n1", "n2", inner}}
