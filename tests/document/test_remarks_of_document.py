"""Frames, notes, places and directions are part of what is undone, and none of it is the model."""

from designer.document.document import Document
from designer.document.history import History
from designer.graph.graph import Graph
from designer.graph.records import Direction, Edge, Endpoint, Node
from designer.graph.remarks import Remark, RemarkKind
from designer.project.project import Project

NOTE = Remark("r1", RemarkKind.NOTE, "*why*", (10.0, 20.0))


def drawn() -> Document:
    nodes = [Node("n1", "Dense", "a"), Node("n2", "Dense", "b")]
    edge = Edge("e1", Endpoint("n1", "output"), Endpoint("n2", "inputs"))
    return Document(Project(graph=Graph.of(nodes, [edge])))


def test_a_note_is_written_undone_and_done_again() -> None:
    document = drawn()
    history = History(document)
    with document.edit("Add note") as edit:
        edit.put(NOTE)
    assert document.graph.remarks == {"r1": NOTE}
    history.undo()
    assert document.graph.remarks == {}
    history.redo()
    assert document.remark("r1") == NOTE


def test_a_note_is_removed_by_its_id() -> None:
    document = drawn()
    with document.edit("Add note") as edit:
        edit.put(NOTE)
        edit.remove(["r1"])
    assert document.graph.remarks == {}


def test_what_is_only_drawn_is_told_from_what_is_the_model() -> None:
    document = drawn()
    seen = []
    document.changed.connect(seen.append)
    node, edge = document.graph.nodes["n1"], document.graph.edges["e1"]
    with document.edit("Draw") as edit:
        edit.put(NOTE)
        edit.put(Node("n1", "Dense", "a", position=(5.0, 5.0), collapsed=True))
        edit.put(Edge("e1", edge.source, edge.target, points=((1.0, 2.0),)))
        edit.set("direction", Direction.RIGHT)
    assert all(change.only_drawing for change in seen)
    assert [change.only_moves for change in seen] == [False, False, False, False]
    with document.edit("Bypass") as bypass:
        bypass.put(Node("n1", "Dense", "a", node.params, bypassed=True))
    assert not seen[-1].only_drawing
