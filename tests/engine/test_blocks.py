"""Projects with blocks: what the engine builds is what the exported code builds."""

import re
from dataclasses import replace

import keras
import numpy as np
import pytest

from designer.codegen.script import project_script
from designer.engine.build import BuildError, build_model
from designer.engine.check import check
from designer.engine.data.adapt import adapt_model
from designer.engine.data.prepared import prepare
from designer.engine.memo import Memo
from designer.graph.blocks import BlockStyle
from designer.project.adapting import layers_to_adapt
from designer.project.kinds import catalog_for
from designer.project.settings import DataKind, DataSettings
from tests.engine.block_bank import BANK, nested
from tests.engine.blocks import block, exposed, graph, instance, node, project

pytestmark = pytest.mark.engine


def exported(drawn):
    """The model that the exported script builds."""
    script = {"__name__": "script", "__file__": __file__}
    exec(compile(project_script(drawn), "script.py", "exec"), script)
    return script["build_model"]()


def rows(model):
    numbers = np.random.default_rng(0)
    found = [numbers.random((2, *tensor.shape[1:])).astype("float32") for tensor in model.inputs]
    return found if len(found) > 1 else found[0]


def names(model):
    """Names of layers, and those in models but for the numbers that Keras gives them itself."""
    return [
        (layer.name, [re.sub(r"_\d+$", "", name) for name in map(str, names(layer))])
        if isinstance(layer, keras.Model)
        else layer.name
        for layer in model.layers
    ]


@pytest.mark.parametrize("make", BANK, ids=lambda make: make.__name__)
def test_the_exported_code_builds_what_the_engine_builds(make):
    drawn = make()
    assert "TODO" not in project_script(drawn).partition("def build_model")[2].partition("def ")[0]
    ours, theirs = build_model(drawn), exported(drawn)
    assert names(ours) == names(theirs)
    frozen_ones = [[w.path for w in model.trainable_weights] for model in (ours, theirs)]
    assert frozen_ones[0] == frozen_ones[1]
    for one, other in zip(ours.get_weights(), theirs.get_weights(), strict=True):
        np.testing.assert_array_equal(one, other)
    given = rows(ours)
    for one, other in zip(
        keras.tree.flatten(ours(given)), keras.tree.flatten(theirs(given)), strict=True
    ):
        np.testing.assert_array_equal(one, other)


@pytest.mark.parametrize("make", BANK, ids=lambda make: make.__name__)
def test_what_is_counted_is_what_keras_counts(make):
    drawn = make()
    model = build_model(drawn)
    nodes, totals, problems = check(drawn, catalog_for(drawn), Memo())
    assert problems == []
    assert totals["parameters"] == model.count_params()
    trainable = sum(int(np.prod(weight.shape)) for weight in model.trainable_weights)
    assert totals["trainable"] == trainable
    roots = [id for id, n in drawn.graph.nodes.items() if n.kind != "Output"]
    for name in ("parameters", "trainable", "multiply_adds", "activation_bytes"):
        assert sum(nodes[id][name] for id in roots) == totals[name]


def _scaled(style):
    held = graph(
        [node("x", "Input"), node("scale", "Normalization"), node("half", "Rescaling", scale=0.5),
         node("again", "Normalization"), node("y", "Output")],
        "x > scale > half > again > y",
    )  # fmt: skip
    outer = graph([node("x", "Input"), instance("inner", "inner"), node("y", "Output")],
                  "x > inner.x", "inner.y > y")  # fmt: skip
    blocks = [block("inner", held, style=style), block("outer", outer, style=style)]
    root = graph(
        [node("features", "Input", shape=[4]), instance("before", "outer"),
         node("classes", "Dense", units=3, activation="softmax"),
         node("target", "Output", loss="sparse_categorical_crossentropy")],
        "features > before.x", "before.y > classes > target",
    )  # fmt: skip
    return replace(project(root, *blocks), data=DataSettings(DataKind.BUILTIN, "iris"))


@pytest.mark.parametrize("style", ["function", "model"])
def test_layers_in_blocks_learn_from_the_data(style, tmp_path):
    drawn = _scaled(style)
    names = layers_to_adapt(drawn.graph, drawn.blocks)
    between = "/" if style == "model" else "_"
    assert names == tuple(between.join(("before", "inner", last)) for last in ("scale", "again"))
    model, data = build_model(drawn), prepare(drawn)
    adapt_model(model, drawn, data)
    before = keras.Model(model.inputs, model.layers[-1].input)
    answers = before.predict(np.asarray(data.train.x), verbose=0)
    np.testing.assert_allclose(answers.mean(axis=0), [0.0] * 4, atol=1e-5)
    np.testing.assert_allclose(answers.std(axis=0), [1.0] * 4, atol=1e-3)
    adapt = "adapt_inner_layers" if style == "model" else "adapt_layers"
    assert f'{adapt}(model, ["{names[0]}", "{names[1]}"], x)' in project_script(drawn)


def _broken(style="function"):
    """A convolution of one axis too few, two blocks deep and repeated."""
    drawn = nested()
    held = graph(
        [node("x", "Input"), node("flat", "Reshape", target_shape=[512, 1]),
         node("conv", "Conv2D", kernel_size=3), node("y", "Output")],
        "x > flat > conv > y",
    )  # fmt: skip
    bad = block("residual", held, exposed("filters", 8, "conv.filters"), style=style)
    stage = replace(drawn.blocks["stage"], style=BlockStyle(style))
    return replace(drawn, blocks={"residual": bad, "stage": stage})


@pytest.mark.parametrize("style", ["function", "model"])
def test_a_problem_in_a_block_is_told_with_the_way_to_it(style):
    drawn = _broken(style)
    _, _, (problem,) = check(drawn, catalog_for(drawn), Memo())
    assert (problem.node, problem.inner_node) == ("first/deep/conv", "conv")
    assert (problem.scope, problem.path) == ("residual", ("first", "deep"))
    assert "conv in deep in first expects pictures" in problem.text
    (remedy,) = problem.remedies
    assert remedy.arguments["edge"] in drawn.blocks["residual"].graph.edges
    with pytest.raises(BuildError, match=r"^conv in deep in first cannot be built") as caught:
        build_model(drawn)
    (problem,) = caught.value.problems
    assert (problem.node, problem.scope) == ("first/deep/conv", "residual")


def test_a_block_that_holds_itself_and_one_that_is_gone_are_told():
    drawn = nested()
    inside = graph([node("x", "Input"), instance("again", "stage"), node("y", "Output")],
                   "x > again.x", "again.y > y")  # fmt: skip
    endless = replace(drawn, blocks={"stage": block("stage", inside)})
    _, _, (problem,) = check(endless, catalog_for(endless), Memo())
    assert problem.code == "cannot-expand"
    with pytest.raises(BuildError, match="stage holds itself"):
        build_model(endless)
    with pytest.raises(BuildError, match="Its block is not in the project"):
        build_model(replace(drawn, blocks={}))


def test_an_instance_has_the_figures_of_what_is_in_it():
    drawn = nested()
    nodes, _, _ = check(drawn, catalog_for(drawn), Memo())
    assert nodes["second"]["outputs"] == {"y": {"shape": [None, 8, 8, 8], "dtype": "float32"}}
    assert nodes["second"]["parameters"] == 32 + 3 * 1168
    assert nodes["second/deep"]["parameters"] == 3 * 1168
    assert nodes["second/deep#2/conv1"]["parameters"] == 584
    assert nodes["second/x"]["outputs"]["output"]["shape"] == [None, 8, 8, 8]
    assert nodes["second/deep/y"]["outputs"]["output"]["shape"] == [None, 8, 8, 8]
