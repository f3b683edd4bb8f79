"""Layers that are called with more than one tensor, or that give more than one back."""

import keras
import numpy as np
import pytest

from designer.codegen.script import project_script
from designer.engine.build import build_model
from designer.engine.check import check
from designer.engine.memo import Memo

pytestmark = pytest.mark.engine

LSTM = {"class_name": "LSTMCell", "config": {"units": 4}}
GRU = {"class_name": "GRUCell", "config": {"units": 6}}
STACK = {"class_name": "StackedRNNCells", "config": {"cells": [LSTM, GRU]}}
RNN = {"class_name": "RNN", "config": {"cell": STACK, "return_state": True}}


def alike(drawing) -> dict[str, tuple[int | None, ...]]:
    """Return the shapes of the outputs, which check, engine and script must agree on."""
    project = drawing.project
    nodes, _, problems = check(project, drawing.catalog, Memo())
    assert problems == []
    names: dict[str, object] = {"__name__": "exported", "__file__": "exported.py"}
    exec(compile(project_script(project), "exported.py", "exec"), names)  # our own text
    built, written = build_model(project), names["build_model"]()
    batch = {
        node.name: np.random.default_rng(2).random((2, *node.params["shape"])) > 0.5
        if node.params.get("dtype") == "bool"
        else np.random.default_rng(1).random((2, *node.params["shape"])).astype("float32")
        for node in project.graph.inputs
    }
    given = batch if len(batch) > 1 else next(iter(batch.values()))
    ours, theirs = (keras.tree.flatten(model(given)) for model in (built, written))
    for mine, other in zip(ours, theirs, strict=True):
        np.testing.assert_array_equal(np.asarray(mine), np.asarray(other))
    shapes = {node.name: tuple(nodes[node.id]["outputs"]["output"]["shape"])
              for node in project.graph.outputs}  # fmt: skip
    real = zip(sorted(shapes), built.outputs, strict=True)
    assert shapes == {name: tuple(tensor.shape) for name, tensor in real}
    return shapes


def outputs(drawing, node, *ports):
    for port in ports:
        drawing.add(f"y_{port}", "Output", after=f"{node}.{port}")
    for place, made in enumerate(drawing.nodes):
        if made.kind in ("Input", "Output"):
            params = {**made.params, "index": place}
            drawing.nodes[place] = type(made)(
                made.id, made.kind, made.name, params, made.position, made.layer, made.trainable
            )


def test_a_stack_of_cells_gives_all_its_states_and_takes_them(drawing) -> None:
    drawing.add("x", "Input", shape=[5, 3])
    drawing.add("first", "RNN", after="x", cell=STACK, return_state=True)
    drawing.add(
        "second",
        "RNN",
        after=("x", *(("initial_state", f"first.state_{n}") for n in (1, 2, 3))),
        cell=STACK,
        return_state=True,
    )
    outputs(drawing, "second", "output", "state_1", "state_2", "state_3")

    assert alike(drawing) == {
        "y_output": (None, 6),
        "y_state_1": (None, 4),
        "y_state_2": (None, 4),
        "y_state_3": (None, 6),
    }
    assert "(second_state_1, second_state_2), second_state_3 = " in project_script(drawing.project)


def test_both_directions_give_their_results_and_states(drawing) -> None:
    drawing.add("x", "Input", shape=[5, 3])
    drawing.add("both", "Bidirectional", after="x", layer=RNN, merge_mode=None)
    outputs(drawing, "both", "output", "backward_output", "forward_state_3", "backward_state_1")

    assert alike(drawing) == {
        "y_output": (None, 6),
        "y_backward_output": (None, 6),
        "y_forward_state_3": (None, 6),
        "y_backward_state_1": (None, 4),
    }


def test_attention_takes_masks(drawing) -> None:
    drawing.add("q", "Input", shape=[5, 3]).add("v", "Input", shape=[6, 3])
    drawing.add("m", "Input", shape=[6], dtype="bool")
    drawing.add("look", "Attention", after=(("query", "q"), ("value", "v"), ("value_mask", "m")))
    outputs(drawing, "look", "output")

    assert alike(drawing) == {"y_output": (None, 5, 3)}
    assert 'layers.Attention(name="look")([q, v], mask=[None, m])' in project_script(
        drawing.project
    )


@pytest.mark.parametrize(
    ("kind", "params"),
    [
        ("BatchNormalization", {}),
        ("TimeDistributed", {"layer": {"class_name": "Dense", "config": {"units": 2}}}),
        ("GlobalAveragePooling1D", {}),
        ("LSTM", {"units": 4, "zero_output_for_mask": True, "return_sequences": True}),
    ],
)
def test_a_mask_is_a_port(drawing, kind, params) -> None:
    drawing.add("x", "Input", shape=[5, 3]).add("m", "Input", shape=[5], dtype="bool")
    drawing.add("it", kind, after=("x", ("mask", "m")), **params)
    outputs(drawing, "it", "output")
    alike(drawing)
    assert "mask=m" in project_script(drawing.project)


def test_a_layer_can_always_work_as_in_training(drawing) -> None:
    drawing.add("x", "Input", shape=[3])
    drawing.add("drop", "Dropout", after="x", rate=0.5, training=False)
    outputs(drawing, "drop", "output")
    alike(drawing)
    assert 'layers.Dropout(0.5, name="drop")(x, training=False)' in project_script(drawing.project)


def test_pictures_and_labels_are_mixed(drawing) -> None:
    drawing.add("x", "Input", shape=[8, 8, 3]).add("l", "Input", shape=[4])
    drawing.add("mix", "MixUp", after=(("images", "x"), ("labels", "l")))
    outputs(drawing, "mix", "images", "labels")
    assert alike(drawing) == {"y_images": (None, 8, 8, 3), "y_labels": (None, 4)}


def test_boxes_are_brought_to_one_number(drawing) -> None:
    drawing.add("x", "Input", shape=[8, 8, 3]).add("b", "Input", shape=[5, 4])
    drawing.add("l", "Input", shape=[5])
    drawing.add(
        "most",
        "MaxNumBoundingBoxes",
        after=(("images", "x"), ("boxes", "b"), ("labels", "l")),
        max_number=3,
        bounding_box_format="xyxy",
    )
    outputs(drawing, "most", "images", "boxes", "labels")
    assert alike(drawing) == {
        "y_images": (None, 8, 8, 3),
        "y_boxes": (None, 3, 4),
        "y_labels": (None, 3),
    }


def test_a_pipeline_holds_layers(drawing) -> None:
    flip = {"class_name": "Resizing", "config": {"height": 4, "width": 4}}
    scale = {"class_name": "Rescaling", "config": {"scale": 0.5}}
    drawing.add("x", "Input", shape=[8, 8, 3])
    drawing.add("all", "Pipeline", after="x", layers=[flip, scale])
    outputs(drawing, "all", "output")
    assert alike(drawing) == {"y_output": (None, 4, 4, 3)}


def test_inputs_stand_in_the_order_of_their_index(drawing) -> None:
    drawing.add("a", "Input", shape=[2], index=1).add("b", "Input", shape=[3], index=0)
    drawing.add("join", "Concatenate", after=("a", "b"))
    drawing.add("y", "Output", after="join")
    assert [node.name for node in drawing.project.graph.inputs] == ["b", "a"]
    assert [tensor.shape for tensor in build_model(drawing.project).inputs] == [
        (None, 3),
        (None, 2),
    ]
