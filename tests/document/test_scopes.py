"""One goes into blocks, edits there, and undo finds the place again."""

import pytest

from designer.document.document import Document
from designer.document.history import History
from designer.graph.blocks import Block, block_kind
from designer.graph.graph import Graph
from designer.graph.records import Node
from designer.project.project import Project


@pytest.fixture
def document() -> Document:
    inner = Block("b2", "inner", Graph.of([Node("d1", "Dense", "dense")]))
    outer = Block("b1", "outer", Graph.of([Node("m1", block_kind("b2"), "inner")]))
    graph = Graph.of([Node("n1", block_kind("b1"), "outer")])
    return Document(Project(graph=graph, blocks={"b1": outer, "b2": inner}))


def test_going_in_and_out(document: Document) -> None:
    told = []
    document.entered.connect(lambda: told.append(document.path))
    document.enter("b1", ("n1",))
    document.enter("b2", ("n1", "m1"))
    assert set(document.graph.nodes) == {"d1"}
    document.leave()
    assert document.scope == "b1"
    document.leave()
    assert document.scope is None
    assert told == [("n1",), ("n1", "m1"), ("n1",), ()]


def test_what_is_written_inside_is_in_the_block(document: Document) -> None:
    document.enter("b2", ("n1", "m1"))
    with document.edit("Rename") as edit:
        edit.put(Node("d1", "Dense", "wide"))
    assert document.project.blocks["b2"].graph.nodes["d1"].name == "wide"
    assert set(document.project.graph.nodes) == {"n1"}


def test_undo_goes_where_the_change_was_made(document: Document) -> None:
    history = History(document)
    document.enter("b2", ("n1", "m1"))
    with document.edit("Rename") as edit:
        edit.put(Node("d1", "Dense", "wide"))
    document.enter(None)
    history.undo()
    assert document.scope == "b2"
    assert document.graph.nodes["d1"].name == "dense"
    document.enter(None)
    history.redo()
    assert document.graph.nodes["d1"].name == "wide"


def test_blocks_are_set_from_outside_and_the_one_within_stays(document: Document) -> None:
    document.enter("b2")
    with document.edit("Change") as edit:
        edit.put(Node("d2", "Dense", "more"))
        blocks = dict(document.project.blocks)
        del blocks["b1"]
        edit.set("blocks", blocks)
        edit.put(Node("d3", "Dense", "even more"))
    assert set(document.project.blocks) == {"b2"}
    assert set(document.project.blocks["b2"].graph.nodes) == {"d1", "d2", "d3"}


def test_a_block_is_not_left_during_a_gesture(document: Document) -> None:
    with document.edit("Move"), pytest.raises(RuntimeError):
        document.enter("b1", ("n1",))
