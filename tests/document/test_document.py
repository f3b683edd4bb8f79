import pytest

from designer.document.change import Change, Step
from designer.document.document import Document
from designer.graph.records import Edge, Endpoint, Node


def node(id: str, name: str = "") -> Node:
    return Node(id, "Dense", name or id)


def test_a_write_is_seen_at_once(document):
    heard: list[Change] = []
    document.changed.connect(heard.append)

    with document.edit("Add layer") as edit:
        edit.put(node("a"))
        assert "a" in document.graph.nodes

    assert heard == [Change(nodes={"a": Step(None, node("a"))})]


def test_an_edit_is_committed_as_one_change(document):
    committed = []
    document.committed.connect(lambda label, change: committed.append((label, change)))

    with document.edit("Add two layers") as edit:
        edit.put(node("a"))
        edit.put(node("b"))

    assert committed == [
        ("Add two layers", Change(nodes={"a": Step(None, node("a")), "b": Step(None, node("b"))}))
    ]


def test_an_exception_takes_everything_back(document):
    def fail() -> None:
        with document.edit("Add layer") as edit:
            edit.put(node("a"))
            raise RuntimeError("escape")

    with pytest.raises(RuntimeError):
        fail()

    assert document.graph.nodes == {}
    assert not document.editing


def test_closing_a_gesture_takes_everything_back(document):
    def gesture(document: Document):
        with document.edit("Move layer") as edit:
            edit.put(node("a"))
            yield

    running = gesture(document)
    next(running)
    assert "a" in document.graph.nodes
    running.close()

    assert document.graph.nodes == {}


def test_an_edit_that_changes_nothing_leaves_no_trace(document):
    committed = []
    document.committed.connect(lambda label, change: committed.append(label))

    with document.edit("Add layer") as edit:
        edit.put(node("a"))
        edit.remove(["a"])

    assert committed == []


def test_nested_edits_join(document):
    committed = []
    document.committed.connect(lambda label, change: committed.append(label))

    with document.edit("Insert layer") as edit, document.edit("Add layer") as inner:
        assert inner is edit
        inner.put(node("a"))

    assert committed == ["Insert layer"]


def test_moves_are_told_from_other_changes():
    moved = Node("a", "Dense", "a", position=(5, 5))
    renamed = Node("a", "Dense", "b", position=(5, 5))
    assert Change(nodes={"a": Step(node("a"), moved)}).only_moves
    assert not Change(nodes={"a": Step(node("a"), renamed)}).only_moves
    assert not Change(
        edges={"e": Step(None, Edge("e", Endpoint("a", "o"), Endpoint("b", "i")))}
    ).only_moves
