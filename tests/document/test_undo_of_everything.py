"""Whatever stands in a project's file can be undone and done again."""

from collections.abc import Callable
from dataclasses import fields, replace

import pytest

from designer.document.commands.arrange import turn
from designer.document.commands.bypass import set_bypassed
from designer.document.commands.code import take_code
from designer.document.commands.collapsing import set_collapsed
from designer.document.commands.edges import connect
from designer.document.commands.make_block import make_block
from designer.document.commands.nodes import add_node, set_param
from designer.document.commands.own_code import write_module
from designer.document.commands.remarks import add_note
from designer.document.commands.reroute import add_point
from designer.document.commands.settings import set_setting
from designer.document.commands.weights import begin_with, set_weights
from designer.document.document import Document
from designer.graph.records import Direction, Edge, Endpoint, Node
from designer.project.files import project_to_text
from designer.project.project import OutputStructure, Project
from designer.project.settings import DataKind

BY_FIELD: dict[str, Callable[[Document, object], object]] = {
    "name": lambda document, _: set_setting(document, "name", "other"),
    "graph": lambda document, catalog: add_node(document, catalog, "Dense", (0, 0)),
    "data": lambda document, _: set_setting(document, "data.kind", DataKind.CSV),
    "compile": lambda document, _: set_setting(document, "compile.optimizer", "sgd"),
    "fit": lambda document, _: set_setting(document, "fit.epochs", 3),
    "notes": lambda document, _: set_setting(document, "notes", "Remember."),
    "blocks": lambda document, catalog: make_block(document, catalog, ["a", "b"], "pair"),
    "module": lambda document, _: write_module(document, "import math\n"),
    "packages": lambda document, _: set_setting(document, "packages", ("keras_hub",)),
    "weights": lambda document, _: begin_with(document, "first.weights.h5"),
    "structure": lambda document, _: take_code(
        document, replace(document.project, structure=OutputStructure.LIST)
    ),
    "direction": lambda document, _: turn(document),
}
KEPT_AS_IT_CAME = {"extra"}

OF_NODES: dict[str, Callable[[Document, object], object]] = {
    "params": lambda document, _: set_param(document, ["b"], "units", 7),
    "weights": lambda document, _: set_weights(document, ["b"], "fresh"),
    "bypassed": lambda document, catalog: set_bypassed(document, catalog, ["b"], True),
    "collapsed": lambda document, _: set_collapsed(document, ["b"], True),
}


@pytest.fixture
def drawn() -> Project:
    nodes = [Node(id, "Dense", id, {"units": 4}, (0, 100.0 * at)) for at, id in enumerate("abc")]
    ends = [("a", "b"), ("b", "c")]
    edges = [
        Edge(f"{s}{t}", Endpoint(s, "output"), Endpoint(t, "inputs")) for s, t in ends
    ]  # fmt: skip
    project = Project()
    return replace(project, graph=project.graph.of(nodes, edges))


def walks_back_and_forward(document, history, change):
    before = document.project
    text = project_to_text(before)
    change()
    after = document.project
    assert project_to_text(after) != text
    steps = history.place
    assert steps > 0
    history.go_to(0)
    assert document.project == before
    assert project_to_text(document.project) == text
    history.go_to(steps)
    assert document.project == after


def test_every_field_of_a_project_is_looked_at():
    assert set(BY_FIELD) | KEPT_AS_IT_CAME == {entry.name for entry in fields(Project)}


@pytest.mark.parametrize("name", BY_FIELD)
def test_a_field_of_the_project_comes_back(name, document, history, catalog, drawn):
    document.replace(drawn)
    walks_back_and_forward(document, history, lambda: BY_FIELD[name](document, catalog))


@pytest.mark.parametrize("name", OF_NODES)
def test_what_stands_on_a_layer_comes_back(name, document, history, catalog, drawn):
    document.replace(drawn)
    walks_back_and_forward(document, history, lambda: OF_NODES[name](document, catalog))
    assert getattr(document.graph.nodes["b"], name) != getattr(drawn.graph.nodes["b"], name)


def test_wires_their_points_and_remarks_come_back(document, history, catalog, drawn):
    document.replace(drawn)

    def change():
        connect(document, catalog, Endpoint("a", "output"), Endpoint("c", "inputs"))
        add_point(document, "ab", 0, (40.0, 60.0))
        add_note(document, (0.0, 0.0), "Why?")

    walks_back_and_forward(document, history, change)


def test_the_model_can_be_turned_to_the_right(document, drawn):
    document.replace(drawn)
    turn(document)
    assert document.project.direction is Direction.RIGHT
