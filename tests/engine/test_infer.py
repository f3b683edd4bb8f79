"""Shapes and parameters without a single weight."""

from dataclasses import replace

import keras
import pytest

from designer.catalog.own import RUNS_CODE
from designer.catalog.specs import Role
from designer.codegen.script import project_script
from designer.engine.build import build_model
from designer.engine.check import check
from designer.engine.infer import Superseded, _Question, ask_keras, infer
from designer.engine.memo import Memo
from designer.engine.tensors import TensorSpec
from designer.graph.graph import Graph
from designer.graph.topology import build_order

pytestmark = pytest.mark.engine

ROWS = {2: [4], 3: [8, 6], 4: [8, 8, 3], 5: [6, 6, 6, 3], 6: [2, 6, 6, 6, 3]}
"""An input of each rank."""

RANKS = {"RNN": 3, "Bidirectional": 3, "TimeDistributed": 3, "MultiHeadAttention": 3,
         "GroupQueryAttention": 3, "GroupNormalization": 4, "Permute": 3,
         "STFTSpectrogram": 3}  # fmt: skip
PARAMS = {
    "CategoryEncoding": {"num_tokens": 5},
    "Discretization": {"bin_boundaries": [0.0, 1.0]},
    "EinsumDense": {"equation": "ab,bc->ac", "output_shape": 7},
    "GroupNormalization": {"groups": 3},
    "HashedCrossing": {"num_bins": 4},
    "Normalization": {"mean": 0.0, "variance": 1.0},
    "IntegerLookup": {"vocabulary": [1, 2]},
    "StringLookup": {"vocabulary": ["a", "b"]},
    "TextVectorization": {"vocabulary": ["a", "b"]},
    "RandomCrop": {"height": 4, "width": 4},
    "CenterCrop": {"height": 4, "width": 4},
}
TEXT = {"StringLookup", "TextVectorization"}
WHOLE = {"Embedding", "ReversibleEmbedding", "CategoryEncoding", "IntegerLookup", "Hashing",
         "HashedCrossing"}  # fmt: skip
NEEDS_SCIPY = {"STFTSpectrogram"}
"""Layers that Keras cannot have in a model: they return the very tensor that they are given."""
NOT_ALONE = {"Input", "Output", "CutMix", "MixUp", "MaxNumBoundingBoxes", "Pipeline", *RUNS_CODE}
OF_APPLICATIONS = {"LayerScale", "CustomScaleLayer"}
"""They take the shapes that their models have, and are tried with those."""


def given(spec):
    """Return the parameters that a new node of this kind starts with, or better ones."""
    initial = {p.name: p.initial for p in spec.params if p.required and p.initial is not None}
    return {**initial, **PARAMS.get(spec.kind, {})}


def whole(drawing, spec):
    """Draw a model of one layer of this kind."""
    rank = RANKS.get(spec.kind) or max((r for r in spec.input_ranks), default=2)
    dtype = "string" if spec.kind in TEXT else "int32" if spec.kind in WHOLE else "float32"
    shape = [1] if spec.kind in TEXT | {"HashedCrossing"} else ROWS[rank]
    needed = [port for port in spec.inputs if not port.optional]
    count = max(port.minimum for port in needed) if needed[0].many else len(needed)
    names = [f"x{number}" for number in range(count)]
    for name in names:
        drawing.add(name, "Input", shape=shape, dtype=dtype)
    ports = [needed[0].name] * count if needed[0].many else [port.name for port in needed]
    drawing.add("it", spec.kind, after=list(zip(ports, names, strict=True)), **given(spec))
    return drawing.add("y", "Output", after="it").project


def test_every_layer_has_the_shape_and_the_parameters_of_the_real_one(catalog, drawing):
    different = {}
    for spec in catalog.placeable():
        if spec.role is not Role.LAYER or spec.kind in NOT_ALONE | OF_APPLICATIONS | NEEDS_SCIPY:
            continue
        drawing.nodes, drawing.edges = [], []
        project = whole(drawing, spec)
        nodes, _, problems = check(project, catalog, Memo())
        if problems or "it" not in nodes:
            different[spec.kind] = [problem.text for problem in problems] or "nothing inferred"
            continue
        model = build_model(project)
        layer = model.get_layer("it")
        real = (
            list(model.output_shape),
            model.output.dtype,
            layer.count_params(),
            sum(w.value.shape.num_elements() for w in layer.trainable_weights),
        )
        output = nodes["it"]["outputs"]["output"]
        found = (
            output["shape"],
            output["dtype"],
            nodes["it"]["parameters"],
            nodes["it"]["trainable"],
        )
        if found != real:
            different[spec.kind] = (found, real)
    assert different == {}


def test_a_layer_that_hands_its_input_back_stands_in_a_pipeline(catalog, drawing):
    project = whole(drawing, catalog.layer("Equalization"))
    assert check(project, catalog, Memo())[2] == []
    assert type(build_model(project).get_layer("it")).__name__ == "Pipeline"
    assert "layers.Pipeline([layers.Equalization()], name=" in project_script(project)


def test_a_layer_that_keras_cannot_have_in_a_model_is_told_at_once(catalog):
    bare = replace(catalog.layer("Equalization"), facts={})
    picture = TensorSpec((None, 8, 8, 3), "float32")
    answer = ask_keras(_Question(bare, {}, "{}", True, {"inputs": picture}, {}), catalog)
    assert "hands its input back" in answer.failure.text


def test_the_cost_of_every_layer_is_known(catalog, drawing):
    unknown = []
    for spec in catalog.placeable():
        if spec.role is not Role.LAYER or spec.kind == "MelSpectrogram":
            continue
        if spec.kind in NOT_ALONE | OF_APPLICATIONS | NEEDS_SCIPY:
            continue
        drawing.nodes, drawing.edges = [], []
        nodes, _, _ = check(whole(drawing, spec), catalog, Memo())
        if nodes["it"]["multiply_adds"] is None:
            unknown.append(spec.kind)
    assert unknown == []


def test_nothing_is_allocated(catalog, chain):
    project = chain(
        ("x", "Input", {"shape": [100_000]}),
        ("huge", "Dense", {"units": 10_000_000}),
        ("y", "Output", {}),
    ).project
    _, totals, problems = check(project, catalog, Memo())
    assert problems == []
    assert totals["parameters"] == 100_000 * 10_000_000 + 10_000_000


def test_a_shared_layer_counts_once_and_each_call_costs(catalog, drawing):
    project = (
        drawing.add("a", "Input", shape=[3])
        .add("b", "Input", shape=[3])
        .add("left", "Dense", after="a", units=4)
        .add("right", "Dense", after="b", calls="left")
        .add("distance", "Subtract", after=["left", "right"])
        .add("y", "Output", after="distance")
        .project
    )
    nodes, totals, _ = check(project, catalog, Memo())
    assert (nodes["left"]["parameters"], nodes["right"]["parameters"]) == (16, 0)
    assert totals == {
        "parameters": 16,
        "trainable": 16,
        "multiply_adds": 24,
        "activation_bytes": 4 * (3 + 3 + 4 + 4 + 4),
    }


def test_a_shared_layer_refuses_another_shape(catalog, drawing):
    project = (
        drawing.add("a", "Input", shape=[3])
        .add("b", "Input", shape=[5])
        .add("left", "Dense", after="a", units=4)
        .add("right", "Dense", after="b", calls="left")
        .project
    )
    nodes, _, problems = check(project, catalog, Memo())
    assert set(nodes) == {"a", "b", "left"}
    assert [(p.code, p.node) for p in problems] == [("sharing-shape", "right")]
    assert "3 at axis -1; found (None, 5)" in problems[0].text


def test_a_frozen_layer_has_parameters_but_none_to_train(catalog, drawing):
    drawing.add("x", "Input", shape=[3]).add("d", "Dense", after="x", units=4, frozen=True)
    nodes, totals, _ = check(drawing.project, catalog, Memo())
    assert (nodes["d"]["parameters"], nodes["d"]["trainable"]) == (16, 0)
    assert totals["trainable"] == 0


def test_an_unknown_length_leaves_the_cost_open(catalog, chain):
    project = chain(
        ("words", "Input", {"shape": [None, 8]}), ("lstm", "LSTM", {"units": 4})
    ).project
    nodes, totals, _ = check(project, catalog, Memo())
    assert nodes["lstm"]["outputs"]["output"]["shape"] == [None, 4]
    assert nodes["lstm"]["multiply_adds"] is None
    assert nodes["words"]["activation_bytes"] is None
    assert totals["multiply_adds"] is None
    assert totals["parameters"] == 4 * 4 * (8 + 4 + 1)


def test_what_lacks_an_input_is_left_out_without_a_word(catalog, drawing):
    drawing.add("dense", "Dense", units=3).add("next", "Dense", after="dense", units=3)
    drawing.add("strange", "NoSuchLayer").add("bare", "Dense")
    assert check(drawing.project, catalog, Memo())[::2] == ({}, [])


def test_a_circle_is_left_to_the_window(catalog, drawing):
    drawing.add("a", "Dense", after="b", units=1).add("b", "Dense", after="a", units=1)
    assert check(drawing.project, catalog, Memo())[::2] == ({}, [])


def test_after_an_edit_only_what_changed_is_asked_again(catalog, chain, monkeypatch):
    layers = [(f"d{number}", "Dense", {"units": 4}) for number in range(50)]
    project = chain(("x", "Input", {"shape": [4]}), *layers).project
    memo, asked = Memo(), []
    real = keras.layers.Dense.__init__

    def counted(self, *args, **kwargs):
        asked.append(kwargs)
        real(self, *args, **kwargs)

    monkeypatch.setattr(keras.layers.Dense, "__init__", counted)
    infer(build_order(project.graph), project.graph, catalog, memo)
    assert len(asked) == 1  # fifty equal questions
    asked.clear()
    edited = project.graph.nodes["d20"].with_param("units", 9)
    graph = Graph({**project.graph.nodes, "d20": edited}, project.graph.edges)
    infer(build_order(graph), graph, catalog, memo)
    assert len(asked) == 2  # itself and the one below


def test_a_check_that_is_not_wanted_any_more_is_given_up(catalog, chain):
    project = chain(("x", "Input", {"shape": [4]}), ("d", "Dense", {"units": 4})).project
    with pytest.raises(Superseded):
        infer(build_order(project.graph), project.graph, catalog, Memo(), lambda: True)


def test_weights_that_were_only_counted_are_never_filled_later(catalog, chain):
    """Keras would fill them when it next traces a layer: here with four terabytes."""
    huge = chain(
        ("x", "Input", {"shape": [100_000]}),
        ("huge", "Dense", {"units": 10_000_000}),
        ("y", "Output", {}),
    )
    check(huge.project, catalog, Memo())
    with keras.StatelessScope():  # fills what waits when it ends
        pass
