"""Drawings as Keras models."""

import keras
import numpy as np
import pytest

from designer.engine.build import BuildError, build_model

pytestmark = pytest.mark.engine


def test_a_chain_becomes_a_model_with_the_names_of_the_drawing(chain):
    project = chain(
        ("image", "Input", {"shape": [8, 8, 1], "columns": ["image"]}),
        ("conv", "Conv2D", {"filters": 4, "kernel_size": [3, 3]}),
        ("flat", "Flatten", {}),
        ("dense", "Dense", {"units": 10}),
        ("label", "Output", {"loss": "mse"}),
    ).project
    model = build_model(project)
    assert [layer.name for layer in model.layers] == ["image", "conv", "flat", "dense"]
    assert model.name == "drawn"
    assert model.output_shape == (None, 10)
    assert model.count_params() == 40 + 1450


def test_the_initial_weights_depend_on_the_seed_alone(chain):
    project = chain(
        ("x", "Input", {"shape": [3]}), ("dense", "Dense", {"units": 5}), ("y", "Output", {})
    ).project
    first, second = build_model(project), build_model(project)
    np.testing.assert_array_equal(first.get_weights()[0], second.get_weights()[0])


def test_several_inputs_are_a_list_and_several_outputs_a_dictionary(drawing):
    project = (
        drawing.add("a", "Input", shape=[3])
        .add("b", "Input", shape=[2])
        .add("join", "Concatenate", after=["a", "b"])
        .add("one", "Dense", after="join", units=1)
        .add("two", "Dense", after="join", units=2)
        .add("price", "Output", after="one")
        .add("kind", "Output", after="two")
        .project
    )
    model = build_model(project)
    assert [tensor.name for tensor in model.inputs] == ["a", "b"]
    rows = {"a": np.zeros((4, 3)), "b": np.zeros((4, 2))}
    answers = model.predict(rows, verbose=0)
    assert {name: value.shape for name, value in answers.items()} == {
        "price": (4, 1),
        "kind": (4, 2),
    }


def test_two_nodes_can_call_one_layer(drawing):
    project = (
        drawing.add("a", "Input", shape=[3])
        .add("b", "Input", shape=[3])
        .add("left", "Dense", after="a", units=4)
        .add("right", "Dense", after="b", calls="left")
        .add("distance", "Subtract", after=["left", "right"])
        .add("y", "Output", after="distance")
        .project
    )
    model = build_model(project)
    assert model.count_params() == 16
    same = np.ones((2, 3))
    assert not model.predict([same, same], verbose=0).any()


def test_the_order_of_the_wires_is_the_order_of_the_inputs(drawing):
    project = (
        drawing.add("a", "Input", shape=[1])
        .add("b", "Input", shape=[1])
        .add("minus", "Subtract", after=["b", "a"])
        .add("y", "Output", after="minus")
        .project
    )
    answer = build_model(project).predict([np.array([[1.0]]), np.array([[5.0]])], verbose=0)
    assert answer.tolist() == [[4.0]]


def test_states_attention_and_arguments_of_the_call(drawing):
    project = (
        drawing.add("words", "Input", shape=[5, 6])
        .add("encoder", "LSTM", after="words", units=4, return_state=True)
        .add(
            "decoder",
            "LSTM",
            after=[
                ("sequences", "words"),
                ("initial_state", "encoder.state_h"),
                ("initial_state", "encoder.state_c"),
            ],
            units=4,
            return_sequences=True,
        )
        .add(
            "attend",
            "MultiHeadAttention",
            after=[("query", "decoder"), ("value", "words")],
            num_heads=2,
            key_dim=3,
            use_causal_mask=True,
            return_attention_scores=True,
        )
        .add("mix", "Attention", after=[("query", "attend"), ("value", "decoder")])
        .add("y", "Output", after="mix")
        .add("scores", "Output", after="attend.attention_scores")
        .project
    )
    model = build_model(project)
    shapes = {name: tensor.shape for name, tensor in model.output.items()}
    assert shapes == {"y": (None, 5, 4), "scores": (None, 2, 5, 5)}


def test_a_frozen_layer_is_not_trained(drawing):
    project = (
        drawing.add("x", "Input", shape=[3])
        .add("dense", "Dense", after="x", frozen=True, units=4)
        .add("y", "Output", after="dense")
        .project
    )
    assert build_model(project).trainable_weights == []


def test_a_layer_that_keras_refuses_is_named(chain):
    project = chain(
        ("x", "Input", {"shape": [64]}),
        ("conv", "Conv2D", {"filters": 4, "kernel_size": 3}),
        ("y", "Output", {}),
    ).project
    with pytest.raises(BuildError) as caught:
        build_model(project)
    assert caught.value.node_id == "conv"
    assert "conv expects pictures" in caught.value.message
    (problem,) = caught.value.problems
    assert problem.code == "wrong-rank"
    assert [remedy.label for remedy in problem.remedies] == ["Insert Reshape to 8 × 8 × 1"]


def test_a_layer_that_would_fail_at_the_first_batch_is_named_before(chain):
    project = chain(
        ("x", "Input", {"shape": [8, 8]}), ("flip", "RandomFlip", {}), ("y", "Output", {})
    ).project
    with pytest.raises(BuildError, match=r"flip expects pictures .* found 8 × 8"):
        build_model(project)


def test_a_model_needs_an_output(chain):
    with pytest.raises(BuildError, match="has no Output"):
        build_model(chain(("x", "Input", {"shape": [3]})).project)


def test_a_layer_that_is_not_wired_yet_is_left_out_unless_it_is_needed(drawing):
    drawing.add("x", "Input", shape=[3]).add("dense", "Dense", after="x", units=2)
    drawing.add("loose", "Dense", units=5).add("y", "Output", after="dense")
    assert build_model(drawing.project).count_params() == 8
    with pytest.raises(BuildError, match="loose"):
        build_model(drawing.add("z", "Output", after="loose").project)


def test_keras_is_what_makes_the_model(chain):
    project = chain(("x", "Input", {"shape": []}), ("y", "Output", {})).project
    assert isinstance(build_model(project), keras.Model)
