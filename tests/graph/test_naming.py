"""Names that Keras and TensorFlow can carry."""

import pytest

from designer.graph.graph import Graph
from designer.graph.naming import legal_name, model_name, name_for, name_refusal
from designer.graph.records import Node


@pytest.mark.parametrize("name", ["dense", "_a", "a.b", "2x", "conv-1", ".a", "a>b"])
def test_names_that_tensorflow_takes_are_taken(name):
    assert name_refusal(Graph(), name, kind="Dense") is None


@pytest.mark.parametrize("name", ["", " ", "a b", "é", "日本", "a:0", "a/b", "a\\b", "a\x1b[2J"])
def test_other_names_of_layers_are_refused_in_words(name):
    assert name_refusal(Graph(), name, kind="Dense")


@pytest.mark.parametrize("kind", ["Input", "Output"])
def test_inputs_and_outputs_are_called_as_their_data(kind):
    assert name_refusal(Graph(), "Länge in cm", kind=kind) is None
    assert name_refusal(Graph(), "a/b", kind=kind)


def test_the_kind_of_a_node_that_stands_is_known():
    graph = Graph.of([Node("i", "Input", "x"), Node("d", "Dense", "d")], [])
    assert name_refusal(graph, "two words", "i") is None
    assert "two_words would do" in name_refusal(graph, "two words", "d")


@pytest.mark.parametrize(
    ("name", "legal"), [("two words", "two_words"), ("日本", "__"), (" ", "layer"), ("a", "a")]
)
def test_a_legal_name_is_offered(name, legal):
    assert legal_name(name) == legal
    assert name_refusal(Graph(), legal, kind="Dense") is None


@pytest.mark.parametrize(
    ("name", "model"),
    [
        ("digits_cnn", "digits_cnn"),
        ("iris, 2nd try", "iris_2nd_try"),
        ("../../etc/x", ".._.._etc_x"),
        ("_a", "a"),
        ("日本", "model"),
        ("", "model"),
    ],
)
def test_a_project_may_have_any_name(name, model):
    assert model_name(name) == model


def test_an_operation_is_named_after_its_function() -> None:
    graph = Graph.of([Node("n1", "ops.add", "add")])
    assert name_for(graph, "ops.add") == "add_1"
    assert name_for(graph, "ops.image.resize") == "resize"
    assert name_for(graph, "applications.ResNet50") == "res_net50"
