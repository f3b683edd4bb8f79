"""Tidying on the canvas: at once or beside the window, one step, and the other direction."""

from itertools import pairwise

import pytest

from designer.document.commands.nodes import move, rename
from designer.graph.graph import Graph
from designer.graph.records import Direction, Edge, Endpoint, Node
from designer.project.project import Project
from designer.ui.canvas import tidying
from designer.ui.canvas.migration import Migration
from tests.ui.canvas.conftest import draw


def column(count: int) -> Graph:
    """A chain that somebody has drawn as a ragged column."""
    ids = [f"n{number:04}" for number in range(count)]
    nodes = [
        Node(id, "ReLU", f"relu_{at}", position=(40.0 * (at % 3), 96.0 * at))
        for at, id in enumerate(ids)
    ]
    wires = [
        Edge(f"e{at:04}", Endpoint(a, "output"), Endpoint(b, "inputs"))
        for at, (a, b) in enumerate(pairwise(ids))
    ]
    return Graph.of(nodes, wires)


@pytest.fixture
def many(canvas, monkeypatch):
    """A chain of fifty layers, which is many here."""
    monkeypatch.setattr(tidying, "AT_ONCE", 40)
    canvas.view.session.document.replace(Project(graph=column(50)))
    return canvas


def columns(view) -> int:
    return len({node.position[0] for node in view.session.document.graph.nodes.values()})


def test_many_layers_are_laid_out_beside_the_window_as_one_step(many, qtbot):
    tidier = many.view.verbs.tidier
    before = many.view.session.document.graph

    many.view.verbs.tidy()

    assert tidier.busy
    qtbot.waitUntil(lambda: not tidier.busy)
    assert columns(many.view) == 2
    assert many.view.session.history.labels[-1] == "Tidy"
    many.view.session.history.undo()
    assert many.view.session.document.graph == before


def test_an_answer_for_a_model_that_has_changed_meanwhile_is_sought_again(many, qtbot):
    document = many.view.session.document

    many.view.verbs.tidy()
    rename(document, "n0007", "seventh")
    move(document, {"n0049": (900.0, 40.0)})

    qtbot.waitUntil(lambda: not many.view.verbs.tidier.busy)
    assert document.graph.nodes["n0007"].name == "seventh"
    assert columns(many.view) == 2


def test_an_answer_for_a_model_that_was_closed_is_dropped(many, qtbot):
    many.view.verbs.tidy()
    many.view.session.document.replace(Project(graph=column(3)))

    many.view.verbs.tidier.wait()
    qtbot.wait(20)

    assert many.view.session.document.graph == column(3)


def test_while_many_are_laid_out_the_user_is_told(many, qtbot):
    said: list[str] = []
    many.view.told.connect(said.append)

    many.view.verbs.tidy()
    qtbot.waitUntil(lambda: not many.view.verbs.tidier.busy)

    assert said == ["Laying out 50 layers…", "Laid out 50 layers."]


def test_the_whole_model_is_led_to_the_right_and_back_in_one_step_each(chain):
    document, history = chain.view.session.document, chain.view.session.history
    before = document.project

    chain.view.verbs.turn()
    xs = [chain.node(name).position[0] for name in ("image", "flatten", "dense")]
    assert document.project.direction is Direction.RIGHT
    assert xs == sorted(set(xs))
    assert len({chain.node(name).position[1] for name in ("image", "flatten", "dense")}) == 1

    history.undo()
    assert document.project == before


def test_tidying_a_model_that_leads_to_the_right_keeps_that(chain):
    chain.view.verbs.turn()
    before = chain.view.session.document.project

    chain.view.verbs.tidy()

    assert chain.view.session.document.project == before


def test_of_many_layers_boxes_fly_to_their_new_places(canvas, qtbot):
    view = canvas.view
    view.session.document.replace(Project(graph=column(260)))
    view.verbs.fit()
    view.session.preferences.set("reduced_motion", False)

    view.verbs.tidy()

    flying = view.viewport().findChild(Migration)
    assert flying.isVisible()
    qtbot.waitUntil(lambda: not flying.isVisible())


def test_who_wants_no_motion_sees_none(canvas):
    view = canvas.view
    view.session.document.replace(Project(graph=column(260)))

    view.verbs.tidy()

    assert not view.viewport().findChild(Migration).isVisible()


def test_everything_is_tidied_though_some_are_selected(canvas):
    draw(canvas.view, ("Input", "image"), ("Flatten", "flatten"), ("Dense", "dense"))
    session = canvas.view.session
    dense = canvas.node("dense").id
    move(session.document, {dense: (700.0, 900.0)})
    session.selection.set({canvas.node("image").id, canvas.node("flatten").id})

    canvas.view.verbs.tidy_all()

    assert canvas.node("dense").position[0] == canvas.node("image").position[0]
