"""Where first weights come from and which layers are frozen, as steps of the history."""

import pytest

from designer.document.commands import freezing, weights
from designer.document.commands.refused import CommandRefused
from designer.document.document import Document
from designer.document.history import History
from designer.graph.graph import Graph
from designer.graph.records import Edge, Endpoint, Node
from designer.project.files import project_from_dict, project_to_dict
from designer.project.project import Project


@pytest.fixture
def document():
    nodes = [
        Node("i", "Input", "x"),
        Node("a", "Dense", "first"),
        Node("r", "ReLU", "calm"),
        Node("b", "Dense", "second"),
        Node("t", "Dense", "twin", layer="a"),
        Node("o", "Output", "y"),
    ]
    ends = [("i", "a"), ("a", "r"), ("r", "b"), ("b", "t"), ("t", "o")]
    edges = [Edge(f"{s}{t}", Endpoint(s, "output"), Endpoint(t, "inputs")) for s, t in ends]
    return Document(Project("drawn", Graph.of(nodes, edges)))


def has_weights(node):
    return node.kind == "Dense"


def frozen(document):
    return {node.id for node in document.graph.nodes.values() if not node.trainable}


def test_all_up_to_a_layer_is_frozen_where_there_are_weights(document):
    freezing.freeze_above(document, ["r"], has_weights)
    assert frozen(document) == {"a"}
    freezing.freeze_above(document, ["b"], has_weights)
    assert frozen(document) == {"a", "b"}


def test_all_from_a_layer_on_learns_again_shared_layers_too(document):
    freezing.freeze_above(document, ["t"], has_weights)
    freezing.unfreeze_below(document, ["t"], has_weights)
    assert frozen(document) == {"b"}


def test_where_there_is_nothing_to_freeze_it_is_said(document):
    with pytest.raises(CommandRefused, match="no layer has weights"):
        freezing.freeze_above(document, ["i"], has_weights)
    with pytest.raises(CommandRefused, match="Nothing is frozen there"):
        freezing.unfreeze_below(document, ["b"], has_weights)


def test_weights_of_a_twin_are_those_of_its_owner_and_one_step_back(document):
    history = History(document)
    weights.set_weights(document, ["t", "b", "o"], "base.keras#dense")
    assert {n.id: n.weights for n in document.graph.nodes.values() if n.weights} == {
        "a": "base.keras#dense",
        "b": "base.keras#dense",
    }
    assert history.undo_label == "Set weights"
    history.undo()
    assert not any(node.weights for node in document.graph.nodes.values())


def test_inputs_and_outputs_have_no_weights(document):
    with pytest.raises(CommandRefused, match="inputs and outputs have no weights"):
        weights.set_weights(document, ["i", "o"], "fresh")


def test_a_run_begins_all_layers_and_is_saved_and_undone(document):
    history = History(document)
    weights.set_weights(document, ["b"], "fresh")
    weights.begin_with_run(document, "drawn.runs/one")
    project = document.project
    assert (project.weights, project.graph.nodes["b"].weights) == ("drawn.runs/one", "")
    assert project_from_dict(project_to_dict(project)) == project
    history.undo()
    assert (document.project.weights, document.graph.nodes["b"].weights) == ("", "fresh")


def test_a_model_can_begin_afresh_again(document):
    weights.begin_with(document, "base.keras")
    weights.begin_with(document, "")
    assert document.project.weights == ""
