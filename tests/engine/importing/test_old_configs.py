"""Configs of Keras 1 and of bare JSON, in the words of Keras 3."""

import json

import pytest

from designer.engine.importing.importing import import_model

pytestmark = pytest.mark.engine


def imported(tmp_path, config):
    path = tmp_path / "model.json"
    path.write_text(json.dumps(config))
    return import_model(path)


def chain(project):
    """Return kind and parameters from the input to the output."""
    found = []
    (node,) = project.graph.inputs
    while True:
        found.append((node.kind, dict(node.params)))
        edges = project.graph.outgoing(node.id)
        if not edges:
            return found
        node = project.graph.nodes[edges[0].target.node]


def test_a_sequential_of_keras_1(tmp_path) -> None:
    config = {
        "class_name": "Sequential",
        "config": [
            {
                "class_name": "Convolution2D",
                "config": {
                    "name": "convolution2d_1",
                    "batch_input_shape": [None, 28, 28, 1],
                    "nb_filter": 32,
                    "nb_row": 3,
                    "nb_col": 5,
                    "border_mode": "same",
                    "subsample": [2, 2],
                    "dim_ordering": "tf",
                    "init": "glorot_uniform",
                    "W_regularizer": {"name": "WeightRegularizer", "l1": 0.0, "l2": 0.001},
                    "activation": "relu",
                    "bias": True,
                    "trainable": True,
                },
            },
            {"class_name": "Dropout", "config": {"name": "d", "p": 0.25, "trainable": True}},
            {"class_name": "Flatten", "config": {"name": "f", "trainable": True}},
            {
                "class_name": "Dense",
                "config": {
                    "name": "dense_1",
                    "output_dim": 10,
                    "init": "he_normal",
                    "activation": "softmax",
                    "trainable": True,
                },
            },
        ],
    }
    result = imported(tmp_path, config)
    assert chain(result.project) == [
        ("Input", {"shape": [28, 28, 1]}),
        (
            "Conv2D",
            {
                "filters": 32,
                "kernel_size": [3, 5],
                "padding": "same",
                "strides": [2, 2],
                "activation": "relu",
                "kernel_regularizer": {
                    "class_name": "L1L2",
                    "config": {"l2": 0.001},
                },
            },
        ),
        ("Dropout", {"rate": 0.25}),
        ("Flatten", {}),
        ("Dense", {"units": 10, "activation": "softmax", "kernel_initializer": "he_normal"}),
        ("Output", {}),
    ]
    assert result.notes == ("A config holds no weights: they start afresh.",)


def dense(name, source):
    return {
        "class_name": "Dense",
        "config": {"name": name, "output_dim": 3, "trainable": True},
        "name": name,
        "inbound_nodes": [[[source, 0, 0]]],
    }


@pytest.mark.parametrize(
    ("mode", "kind", "params"),
    [
        ("sum", "Add", {}),
        ("mul", "Multiply", {}),
        ("concat", "Concatenate", {"axis": 1}),
        ("ave", "Average", {}),
        ("max", "Maximum", {}),
        ("cos", "Dot", {"axes": 1, "normalize": True}),
    ],
)
def test_a_merge_of_keras_1(mode, kind, params, tmp_path) -> None:
    merge = {
        "class_name": "Merge",
        "config": {"name": "m", "mode": mode, "concat_axis": 1, "dot_axes": 1},
        "name": "m",
        "inbound_nodes": [[["a", 0, 0], ["b", 0, 0]]],
    }
    given = {
        "class_name": "InputLayer",
        "config": {"batch_input_shape": [None, 4], "input_dtype": "float32", "name": "x"},
        "name": "x",
        "inbound_nodes": [],
    }
    config = {
        "name": "model_1",
        "layers": [given, dense("a", "x"), dense("b", "x"), merge],
        "input_layers": [["x", 0, 0]],
        "output_layers": [["m", 0, 0]],
    }
    project = imported(tmp_path, {"class_name": "Model", "config": config}).project
    node = project.graph.by_name["m"]
    assert (node.kind, dict(node.params)) == (kind, params)
    names = [project.graph.nodes[e.source.node].name for e in project.graph.incoming(node.id)]
    assert names == ["a", "b"]


def test_a_lookup_of_keras_2_and_what_has_no_place_is_said(tmp_path) -> None:
    layers = [
        {
            "class_name": "Embedding",
            "config": {
                "name": "e",
                "batch_input_shape": [None, 7],
                "input_dim": 20,
                "output_dim": 4,
                "input_length": 7,
                "embeddings_initializer": {
                    "class_name": "RandomUniform",
                    "config": {"minval": -0.05, "maxval": 0.05, "seed": None},
                },
                "dtype": "float32",
                "trainable": False,
            },
        },
        {
            "class_name": "GRU",
            "config": {"name": "g", "units": 3, "implementation": 2, "trainable": True},
        },
        {
            "class_name": "ThresholdedReLU",
            "config": {"name": "t", "theta": 0.5, "trainable": True},
        },
    ]
    config = {"class_name": "Sequential", "config": {"name": "text", "layers": layers}}
    result = imported(tmp_path, config)
    assert chain(result.project) == [
        ("Input", {"shape": [7], "dtype": "int32"}),
        (
            "Embedding",
            {"input_dim": 20, "output_dim": 4},
        ),
        ("GRU", {"units": 3, "reset_after": False}),
        ("ThresholdedReLU", {"theta": 0.5}),
        ("Output", {}),
    ]
    assert [node.trainable for node in result.project.graph.nodes.values()].count(False) == 1
    assert any("ThresholdedReLU, which is no part of Keras" in note for note in result.notes)


def test_a_model_whose_graph_is_not_in_the_config_is_one_opaque_layer(tmp_path) -> None:
    config = {
        "module": "mine",
        "class_name": "MyModel",
        "config": {"name": "my_model", "depth": 3},
        "registered_name": "mine>MyModel",
        "build_config": {"input_shape": [None, 8]},
    }
    result = imported(tmp_path, config)
    assert chain(result.project) == [
        ("Input", {"shape": [8]}),
        ("mine>MyModel", {"depth": 3}),
        ("Output", {}),
    ]
