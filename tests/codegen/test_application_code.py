"""Models of keras.applications in a script."""

import pytest

from designer.catalog.catalog import load_catalog
from designer.codegen.functions import model_code
from designer.graph.graph import Graph
from designer.graph.records import Edge, Endpoint, Node
from designer.project.project import Project


@pytest.fixture
def lines():
    def written(kind, trainable=True, **params):
        nodes = [
            Node("i", "Input", "image", {"shape": [96, 96, 3]}, (0, 0)),
            Node("b", f"applications.{kind}", "base", params, (0, 1), trainable=trainable),
            Node("o", "Output", "label", {}, (0, 2)),
        ]
        edges = [
            Edge("1", Endpoint("i", "output"), Endpoint("b", "inputs")),
            Edge("2", Endpoint("b", "output"), Endpoint("o", "inputs")),
        ]
        code = model_code(Project("drawn", Graph.of(nodes, edges)), load_catalog())
        assert code.complete
        return [line.strip() for line in code.lines[1:-1]]

    return written


def test_it_is_made_for_the_pictures_and_called_on_them(lines):
    assert lines("ResNet50", weights=None, include_top=False) == [
        "base_model = keras.applications.ResNet50(\n        include_top=False,\n"
        "        weights=None,\n        input_shape=image.shape[1:],\n"
        '        name="base",\n    )',
        "base = base_model(image)",
    ]


def test_a_frozen_one_is_told_so_before_it_is_called(lines):
    assert lines("VGG16", trainable=False, weights=None)[-2:] == [
        "base_model.trainable = False",
        "base = base_model(image)",
    ]


def test_weights_of_imagenet_come_with_a_word_on_the_pixels(lines):
    assert lines("MobileNetV2", pooling="avg")[0] == (
        "# It expects pixels as keras.applications.mobilenet_v2.preprocess_input makes them."
    )
    assert not lines("EfficientNetB0")[0].startswith("#")


def test_keras_looks_some_up_by_their_name_so_they_are_renamed_afterwards(lines):
    assert lines("EfficientNetV2B0", weights=None)[-2] == 'base_model.name = "base"'


def test_weights_of_a_file_come_with_those_of_the_whole_model(lines):
    assert "weights=None" in lines("VGG16", weights="mine.weights.h5")[1]
