"""Models of keras.applications as nodes."""

from dataclasses import replace

import keras
import numpy as np
import pytest

from designer.engine.build import BuildError, build_model
from designer.engine.check import check
from designer.engine.memo import Memo

pytestmark = pytest.mark.engine

BASE = {"weights": None, "include_top": False, "pooling": "avg", "alpha": 0.35}


@pytest.fixture
def pictures(drawing):
    """A drawing with pictures of 32 by 32 at its input."""
    return drawing.add("image", "Input", shape=[32, 32, 3])


def figures(project, catalog):
    return check(project, catalog, Memo())[0]


def problems(project, catalog):
    return [p.text for p in check(project, catalog, Memo())[2] if p.code != "no-loss"]


def test_a_node_shows_the_figures_of_its_model(pictures, catalog):
    drawn = pictures.add("base", "applications.MobileNetV2", after="image", **BASE)
    node = figures(drawn.add("y", "Output", after="base").project, catalog)["base"]
    expected = keras.applications.MobileNetV2(
        input_shape=(32, 32, 3), alpha=0.35, include_top=False, weights=None, pooling="avg"
    )
    assert node["outputs"] == {"output": {"shape": [None, 1280], "dtype": "float32"}}
    assert node["parameters"] == expected.count_params()
    assert node["multiply_adds"] > 1_000_000


def test_a_frozen_one_trains_nothing(pictures, catalog):
    drawn = pictures.add("base", "applications.MobileNetV2", after="image", frozen=True, **BASE)
    project = drawn.add("y", "Output", after="base").project
    assert figures(project, catalog)["base"]["trainable"] == 0
    assert build_model(project).trainable_weights == []


def test_it_is_one_layer_of_the_model_under_the_name_of_its_node(pictures):
    drawn = pictures.add("base", "applications.MobileNetV2", after="image", **BASE)
    model = build_model(drawn.add("y", "Output", after="base").project)
    assert [layer.name for layer in model.layers] == ["image", "base"]
    assert model.output_shape == (None, 1280)


def test_two_with_one_kind_can_stand_in_one_model(pictures):
    project = (
        pictures.add("one", "applications.EfficientNetV2B0", after="image", weights=None)
        .add("two", "applications.EfficientNetV2B0", after="image", weights=None)
        .add("both", "Add", after=["one", "two"])
        .add("y", "Output", after="both")
        .project
    )
    assert [layer.name for layer in build_model(project).layers] == ["image", "one", "two", "both"]


def test_two_nodes_can_call_one_model(pictures, catalog):
    project = (
        pictures.add("other", "Input", shape=[32, 32, 3])
        .add("base", "applications.MobileNetV2", after="image", **BASE)
        .add("twin", "applications.MobileNetV2", after="other", calls="base")
        .add("both", "Add", after=["base", "twin"])
        .add("y", "Output", after="both")
        .project
    )
    assert figures(project, catalog)["twin"]["parameters"] == 0
    rows = np.ones((1, 32, 32, 3), "float32")
    model = build_model(project)
    single = model.get_layer("base")(rows)
    np.testing.assert_allclose(model([rows, rows]), 2 * single, rtol=1e-5)


def test_the_weights_are_those_of_the_seed(pictures):
    drawn = pictures.add("base", "applications.MobileNetV2", after="image", **BASE)
    project = drawn.add("y", "Output", after="base").project
    built = build_model(project)
    keras.utils.set_random_seed(project.fit.seed)
    expected = keras.applications.MobileNetV2(
        input_shape=(32, 32, 3), alpha=0.35, include_top=False, weights=None, pooling="avg"
    )
    for one, other in zip(built.get_weights(), expected.get_weights(), strict=True):
        np.testing.assert_array_equal(one, other)


@pytest.mark.parametrize(
    ("params", "shape", "words"),
    [
        (
            {"weights": None, "include_top": False},
            [16, 16, 3],
            "MobileNetV2 expects pictures of at least 32 by 32, found 16 by 16. "
            "Put a Resizing layer before it.",
        ),
        (
            {"weights": "imagenet", "include_top": False},
            [32, 32, 1],
            "The weights of ImageNet are for pictures with 3 channels, found 1. "
            "Concatenate the channel three times, or choose no weights.",
        ),
        (
            {"classes": 10},
            [224, 224, 3],
            "The weights of ImageNet come with 1,000 classes. Turn include_top off and put a "
            "Dense layer of your own behind it, or choose no weights.",
        ),
        (
            {"weights": None},
            [32],
            "MobileNetV2 expects pictures (height, width, channels), found rows of the shape "
            "(32,). Wire pictures to it.",
        ),
    ],
)
def test_what_cannot_work_is_said_before_anything_is_fetched(
    drawing, catalog, params, shape, words
):
    drawn = drawing.add("image", "Input", shape=shape)
    drawn = drawn.add("base", "applications.MobileNetV2", after="image", **params)
    project = drawn.add("y", "Output", after="base").project
    assert any(words in text for text in problems(project, catalog)), problems(project, catalog)
    with pytest.raises(BuildError, match="base cannot be built"):
        build_model(replace(project))


@pytest.mark.parametrize(
    ("kind", "label"),
    [
        ("MobileNetV2", "Scale 0 … 255 to -1 … 1"),
        ("DenseNet121", "Normalize 0 … 255 as on ImageNet"),
        ("VGG16", "Take the means of ImageNet off"),
    ],
)
def test_pixels_that_nobody_prepares_are_told_with_a_click_that_does(
    pictures, catalog, kind, label
):
    drawn = pictures.add("base", f"applications.{kind}", after="image", include_top=False)
    project = drawn.add("y", "Output", after="base").project
    (hint,) = [p for p in check(project, catalog, Memo())[2] if p.code == "pixels-not-prepared"]
    assert [remedy.label for remedy in hint.remedies] == [label]


@pytest.mark.parametrize(
    ("kind", "params", "before"),
    [
        ("EfficientNetB0", {}, "image"),
        ("MobileNetV2", {"weights": None}, "image"),
        ("MobileNetV2", {}, "scale"),
    ],
)
def test_pixels_that_are_right_are_not_spoken_of(pictures, catalog, kind, params, before):
    drawn = pictures.add("scale", "Rescaling", after="image", scale=1 / 127.5, offset=-1)
    drawn = drawn.add("base", f"applications.{kind}", after=before, include_top=False, **params)
    project = drawn.add("y", "Output", after="base").project
    problems = check(project, catalog, Memo())[2]
    assert "pixels-not-prepared" not in {p.code for p in problems}


def test_the_tensors_inside_count_as_they_do_when_it_is_taken_apart(pictures, catalog):
    drawn = pictures.add("base", "applications.MobileNetV2", after="image", **BASE)
    project = drawn.add("y", "Output", after="base").project
    model = build_model(project).get_layer("base")
    expected = sum(4 * int(np.prod(layer.output.shape[1:])) for layer in model.layers[1:])
    assert figures(project, catalog)["base"]["activation_bytes"] == expected
