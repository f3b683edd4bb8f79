"""The memory of a drawing is what its tensors, weights, gradients and optimizer take."""

import keras
import pytest

from designer.engine.check import check_all
from designer.engine.memo import Memo
from designer.engine.memory.models import walk_model
from designer.engine.memory.slots import optimizer_slots
from designer.project.memory_need import Precision, Use, need

pytestmark = pytest.mark.engine

FLOAT = 4


def memory(drawing, catalog):
    return check_all(drawing.project, catalog, Memo()).memory


@pytest.mark.parametrize(
    ("optimizer", "slots"),
    [
        ("SGD", 0.0),
        ({"class_name": "SGD", "config": {"momentum": 0.9}}, 1.0),
        ("Adam", 2.0),
        ({"class_name": "Adam", "config": {"amsgrad": True}}, 3.0),
        ({"class_name": "Adam", "config": {"use_ema": True}}, 3.0),
        ("RMSprop", 1.0),
        ("Adagrad", 1.0),
        ("Nonsense", 2.0),
    ],
)
def test_the_slots_of_an_optimizer_are_those_that_keras_makes(catalog, optimizer, slots):
    assert optimizer_slots(optimizer, catalog) == pytest.approx(slots, abs=0.01)


def test_a_dense_layer_needs_weights_slots_gradient_and_its_tensors(catalog, chain):
    drawn = chain(
        ("x", "Input", {"shape": [100]}), ("d", "Dense", {"units": 10}), ("y", "Output", {})
    )
    found = memory(drawn, catalog)
    weights = (100 * 10 + 10) * FLOAT
    assert (found.weights, found.slots, found.optimizer) == (weights, 2.0, 2 * weights)
    one, many = (found.need(Use.INFERENCE, n, Precision.FLOAT32) for n in (1000, 2000))
    assert many - one == 1000 * (100 + 10) * FLOAT
    training = found.need(Use.TRAINING, 1000, Precision.FLOAT32)
    assert training >= 4 * weights + 1000 * (100 + 10) * FLOAT


def test_half_precision_takes_half_of_the_tensors_and_casts_the_weights(catalog, chain):
    drawn = chain(
        ("x", "Input", {"shape": [100]}), ("d", "Dense", {"units": 10}), ("y", "Output", {})
    )
    found = memory(drawn, catalog)
    single, half = (
        found.need(Use.INFERENCE, 10_000, p) for p in Precision if p != "mixed_bfloat16"
    )
    assert half - 1.5 * found.weights == pytest.approx((single - found.weights) / 2)


def test_what_is_frozen_keeps_nothing_for_the_way_back(catalog, drawing):
    def draw(frozen):
        drawing.nodes, drawing.edges = [], []
        drawing.add("x", "Input", shape=[32, 32, 3])
        drawing.add("c", "Conv2D", "x", frozen=frozen, filters=64, kernel_size=3)
        drawing.add("b", "BatchNormalization", "c", frozen=frozen)
        drawing.add("g", "GlobalAveragePooling2D", "b")
        drawing.add("d", "Dense", "g", units=10)
        drawing.add("y", "Output", "d")
        return memory(drawing, catalog)

    frozen, trained = draw(True), draw(False)
    sizes = [m.need(Use.TRAINING, 64, Precision.FLOAT32) for m in (frozen, trained)]
    assert sizes[0] < 0.8 * sizes[1]
    assert frozen.optimizer < trained.optimizer


def test_a_free_axis_makes_the_need_unknown_and_says_where(catalog, chain):
    drawn = chain(
        ("x", "Input", {"shape": [None, 8]}), ("d", "Dense", {"units": 2}), ("y", "Output", {})
    )
    found = memory(drawn, catalog)
    assert (found.unknown, found.need(Use.TRAINING, 1, Precision.FLOAT32)) == ("x", None)


def test_shared_weights_are_counted_once(catalog, drawing):
    drawing.add("a", "Input", shape=[50]).add("b", "Input", shape=[50])
    drawing.add("d", "Dense", "a", units=7).add("e", "Dense", "b", calls="d")
    drawing.add("m", "Add", ["d", "e"]).add("y", "Output", "m")
    assert memory(drawing, catalog).weights == (50 * 7 + 7) * FLOAT


def test_a_keras_model_is_walked_through_like_a_drawing(catalog, chain):
    drawn = chain(
        ("x", "Input", {"shape": [16, 16, 3]}),
        ("c", "Conv2D", {"filters": 8, "kernel_size": 3, "activation": "relu"}),
        ("f", "Flatten", {}),
        ("d", "Dense", {"units": 5}),
        ("y", "Output", {}),
    )
    inputs = keras.Input((16, 16, 3))
    layers = [keras.layers.Conv2D(8, 3, activation="relu"), keras.layers.Flatten()]
    tensor = inputs
    for layer in (*layers, keras.layers.Dense(5)):
        tensor = layer(tensor)
    walked = walk_model(keras.Model(inputs, tensor))
    found = memory(drawn, catalog)
    assert need(walked.training, 32) + found.optimizer == found.need(
        Use.TRAINING, 32, Precision.FLOAT32
    )
    assert need(walked.inference, 32) == found.need(Use.INFERENCE, 32, Precision.FLOAT32)


def test_a_grouped_convolution_makes_a_dense_kernel_on_the_way_back(catalog, chain):
    def needed(groups):
        settings = {"filters": 512, "kernel_size": 7, "groups": groups, "padding": "same"}
        drawn = chain(
            ("x", "Input", {"shape": [7, 7, 512]}), ("c", "Conv2D", settings), ("y", "Output", {})
        )
        return memory(drawn, catalog).need(Use.TRAINING, 1, Precision.FLOAT32)

    assert needed(512) > 2 * 7 * 7 * 512 * 512 * FLOAT
    assert needed(512) < needed(1)


def test_layers_in_a_sequential_are_walked_through():
    inner = [keras.layers.Dense(50, activation="relu") for _ in range(3)]
    flat = keras.Sequential([keras.Input((10,)), *inner])
    given = keras.Input((10,))
    nested = keras.Model(given, keras.Sequential([keras.Input((10,)), *inner])(given))
    assert sum(walk_model(nested).kept.values()) >= sum(walk_model(flat).kept.values())


def test_an_activation_of_several_steps_needs_room_to_predict(catalog, chain):
    def needed(activation):
        settings = {"units": 1000, "activation": activation}
        drawn = chain(
            ("x", "Input", {"shape": [10]}), ("d", "Dense", settings), ("y", "Output", {})
        )
        return memory(drawn, catalog).need(Use.INFERENCE, 1000, Precision.FLOAT32)

    assert needed("gelu") > 2 * needed("relu") - needed("linear")
