"""Freezing, twins and first weights on the selection."""

import pytest
from PySide6.QtWidgets import QWidget

from designer.document.commands.edges import disconnect
from designer.graph.graph import Graph
from designer.graph.records import Edge, Endpoint, Node
from designer.project.project import Project
from designer.protocol.events import WeightsListed
from designer.protocol.requests import ListWeights
from designer.ui.layers import expand_dialog
from designer.ui.layers.layer_verbs import LayerVerbs
from designer.ui.layers.weights_dialog import WeightsDialog


@pytest.fixture
def drawn(session):
    nodes = [
        Node("i", "Input", "x", {}, (0, 0)),
        Node("a", "Dense", "first", {"units": 3}, (0, 100)),
        Node("t", "Dense", "twin", {}, (0, 200), layer="a"),
        Node("m", "applications.VGG16", "base", {"weights": None}, (0, 300)),
        Node("o", "Output", "y", {}, (0, 400)),
    ]
    ends = [("i", "a"), ("a", "t"), ("t", "m"), ("m", "o")]
    edges = [Edge(f"{s}{t}", Endpoint(s, "output"), Endpoint(t, "inputs")) for s, t in ends]
    session.new(Project("drawn", Graph.of(nodes, edges)))
    return session


@pytest.fixture
def said():
    return []


@pytest.fixture
def verbs(drawn, said):
    return LayerVerbs(drawn, show=lambda ids: None, say=said.append)


def node(session, id):
    return session.document.graph.nodes[id]


def test_all_up_to_the_selection_is_frozen_and_learns_again(drawn, verbs):
    drawn.selection.set({"m"})
    verbs.freeze_above()
    assert [id for id in "atm" if not node(drawn, id).trainable] == ["a", "m"]
    drawn.selection.set({"i"})
    verbs.unfreeze_below()
    assert all(node(drawn, id).trainable for id in "atm")


def test_what_cannot_be_done_is_said(drawn, verbs, said):
    drawn.selection.set({"m"})
    verbs.unfreeze_below()
    drawn.selection.set({"o"})
    verbs.begin_afresh()
    assert said == [
        "Nothing is frozen there.",
        "Select layers first: inputs and outputs have no weights.",
    ]


def test_twins_are_selected_from_any_of_them(drawn, verbs):
    drawn.selection.set({"t", "o"})
    verbs.select_twins()
    assert drawn.selection.ids == {"a", "t"}


def test_layers_begin_afresh_and_as_the_model_again(drawn, verbs):
    drawn.selection.set({"t", "m"})
    verbs.begin_afresh()
    assert (node(drawn, "a").weights, node(drawn, "m").weights) == ("fresh", "fresh")
    verbs.begin_as_project()
    assert (node(drawn, "a").weights, node(drawn, "m").weights) == ("", "")


def test_each_layer_gets_a_layer_of_the_file(drawn, verbs, engines, qtbot):
    drawn.selection.set({"a", "m"})
    dialog = WeightsDialog(None, drawn, verbs, "w.keras")
    qtbot.addWidget(dialog)
    dialog.begin()
    link = engines.links[0]
    link.get_ready()
    request = link.last(ListWeights)
    assert request.path == "w.keras"
    link.say(WeightsListed(request.id, "w.keras", {"first": [[4, 3], [3]], "conv": [[3, 3, 1, 8]]}))
    assert dialog.chosen() == {"a": "w.keras#first"}
    dialog.choices["m"].setCurrentIndex(dialog.choices["m"].findData("conv"))
    dialog.accept()
    assert (node(drawn, "a").weights, node(drawn, "m").weights) == (
        "w.keras#first",
        "w.keras#conv",
    )
    assert drawn.history.undo_label == "Set weights"


def test_a_file_without_weights_is_told(drawn, verbs, qtbot):
    drawn.selection.set({"a"})
    dialog = WeightsDialog(None, drawn, verbs, "w.keras")
    qtbot.addWidget(dialog)
    dialog.show_layers({})
    assert dialog.chosen() == {}


def test_only_one_selected_application_can_be_taken_apart(drawn):
    drawn.selection.set({"m"})
    assert expand_dialog.application(drawn).id == "m"
    drawn.selection.set({"m", "a"})
    assert expand_dialog.application(drawn) is None
    drawn.selection.set({"a"})
    assert expand_dialog.application(drawn) is None


def test_an_application_without_pictures_is_not_asked_how_it_is_to_be_taken_apart(
    drawn, monkeypatch, qtbot
):
    told = []
    monkeypatch.setattr(expand_dialog, "show_error", lambda *words: told.append(words[-1]))
    disconnect(drawn.document, [edge.id for edge in drawn.document.graph.incoming("m")])
    drawn.selection.set({"m"})
    parent = QWidget()
    qtbot.addWidget(parent)
    assert expand_dialog.expand(parent, drawn) is None
    assert told == ["Wire pictures to it first: what is in it depends on their size."]
