from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from designer.document.document import Document
from designer.document.history import History
from designer.graph.records import Edge, Endpoint, Node
from designer.project.project import Project
from designer.project.settings import FitSettings


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def add(document: Document, id: str) -> None:
    with document.edit(f"Add {id}") as edit:
        edit.put(Node(id, "Dense", id))


def test_undo_and_redo_walk_back_and_forward(document, history):
    add(document, "a")
    add(document, "b")

    history.undo()
    assert set(document.graph.nodes) == {"a"}
    assert (history.undo_label, history.redo_label) == ("Add a", "Add b")

    history.redo()
    assert set(document.graph.nodes) == {"a", "b"}
    assert (history.undo_label, history.redo_label) == ("Add b", None)


def test_a_new_edit_forgets_what_was_undone(document, history):
    add(document, "a")
    history.undo()
    add(document, "b")
    assert history.redo_label is None


def test_typing_in_one_field_is_one_step(document):
    clock = Clock()
    history = History(document, clock)
    add(document, "a")
    clock.now = 5

    for units in (1, 12, 128):
        clock.now += 0.2
        with document.edit("Set units") as edit:
            edit.put(document.graph.nodes["a"].with_param("units", units))

    assert history.labels == ("Add a", "Set units")
    history.undo()
    assert document.graph.nodes["a"].params == {}


def test_two_drags_are_two_steps(document):
    history = History(document, Clock())
    add(document, "a")
    for x in (10.0, 20.0):
        with document.edit("Move layer") as edit:
            edit.put(replace(document.graph.nodes["a"], position=(x, 0.0)))
    assert history.labels == ("Add a", "Move layer", "Move layer")


def test_saved_is_where_it_was_saved(document, history):
    add(document, "a")
    assert not history.saved
    history.mark_saved()
    assert history.saved
    history.undo()
    assert not history.saved
    history.redo()
    assert history.saved


def test_an_edit_after_undoing_past_the_saved_state_never_counts_as_saved(document, history):
    add(document, "a")
    history.mark_saved()
    history.undo()
    add(document, "b")
    assert not history.saved


def test_undo_waits_while_a_gesture_is_under_way(document, history):
    add(document, "a")
    with document.edit("Move layer"):
        history.undo()
    assert "a" in document.graph.nodes


actions = st.lists(
    st.tuples(
        st.sampled_from(["put", "remove", "wire", "fit", "undo", "redo", "fail"]),
        st.sampled_from("abcd"),
        st.integers(0, 5),
    ),
    max_size=40,
)


def act(document: Document, history: History, action: str, id: str, number: int) -> None:
    if action == "undo":
        history.undo()
    elif action == "redo":
        history.redo()
    elif action == "fail":
        try:
            with document.edit("Fail") as edit:
                edit.put(Node(id, "Dense", "gone"))
                raise KeyError(id)
        except KeyError:
            pass
    else:
        with document.edit(action) as edit:
            if action == "put":
                edit.put(Node(id, "Dense", id, {"units": number}))
            elif action == "remove":
                edit.remove([id, f"e{id}"])
            elif action == "wire":
                edit.put(Edge(f"e{id}", Endpoint(id, "output"), Endpoint("d", "inputs"), number))
            else:
                edit.set("fit", FitSettings(epochs=number + 1))


@settings(max_examples=150, deadline=None)
@given(actions)
def test_any_sequence_of_edits_walks_back_to_the_start_and_forward_again(steps):
    start = Project("start")
    document = Document(start)
    history = History(document)
    for step in steps:
        act(document, history, *step)
    while history.redo_label is not None:
        history.redo()
    end = document.project

    while history.undo_label is not None:
        history.undo()
    assert document.project == start
    while history.redo_label is not None:
        history.redo()
    assert document.project == end


def test_one_goes_over_many_steps_as_one_move(document):
    history = History(document, clock=lambda: 7.0)
    for name in ("a", "b", "c"):
        with document.edit(f"Name it {name}") as edit:
            edit.set("name", name)
    told = []
    history.changed.connect(lambda: told.append(history.place))

    history.go_to(1)

    assert document.project.name == "a"
    assert told == [1]
    assert [(step.label, step.when, step.undone) for step in history.steps] == [
        ("Name it a", 7.0, False),
        ("Name it b", 7.0, True),
        ("Name it c", 7.0, True),
    ]
    history.go_to(3)
    assert document.project.name == "c"


def test_the_saved_place_is_told(document):
    history = History(document)
    with document.edit("Name it") as edit:
        edit.set("name", "a")
    assert history.saved_place == 0
    history.mark_saved()
    assert history.saved_place == 1
