import pytest

from designer.graph.graph import Graph
from designer.graph.naming import name_for, name_refusal, snake_case, unique_name
from designer.graph.records import Node


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("Dense", "dense"),
        ("MaxPooling2D", "max_pooling2d"),
        ("GlobalAveragePooling1D", "global_average_pooling1d"),
        ("LSTM", "lstm"),
        ("BatchNormalization", "batch_normalization"),
        ("PReLU", "p_re_lu"),
    ],
)
def test_names_are_written_as_keras_writes_them(kind, name):
    assert snake_case(kind) == name


def test_a_name_that_is_taken_gets_a_number():
    assert unique_name("dense", {"dense"}) == "dense_1"
    assert unique_name("dense_1", {"dense", "dense_1"}) == "dense_2"
    assert name_for(Graph.of([Node("a", "Dense", "dense")]), "Dense") == "dense_1"


@pytest.mark.parametrize("name", ["", " ", "a/b", "a b", "größe", "a\n", "a\\b"])
def test_names_that_tensorflow_does_not_take_are_refused_in_words(name):
    assert name_refusal(Graph(), name)


@pytest.mark.parametrize("name", ["conv_1", "block1.conv-2", "2nd", "A"])
def test_usual_names_are_fine(name):
    assert name_refusal(Graph(), name) is None
