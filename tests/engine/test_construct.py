"""Keras objects from the JSON of a project."""

import pytest

from designer.catalog.specs import ObjectSpec, Registry
from designer.engine.construct import CannotMake, class_of, make_layer, make_object
from designer.engine.own.in_force import CodeOff

pytestmark = pytest.mark.engine


def made(catalog, kind, **params):
    return make_layer(catalog.layer(kind), params, catalog, "it")


def test_lists_become_tuples_where_keras_wants_tuples(catalog):
    layer = made(catalog, "ZeroPadding2D", padding=[[1, 0], [2, 3]])
    assert layer.padding == ((1, 0), (2, 3))
    assert made(catalog, "Reshape", target_shape=[2, -1]).target_shape == (2, -1)


def test_nested_objects_are_made_first(catalog):
    layer = made(
        catalog,
        "Dense",
        units=3,
        activation={"class_name": "LeakyReLU", "config": {"negative_slope": 0.1}},
        kernel_initializer={"class_name": "HeNormal", "config": {"seed": 3}},
        kernel_regularizer={"class_name": "L2", "config": {"l2": 0.25}},
        bias_initializer="ones",
    )
    assert type(layer.activation).__name__ == "LeakyReLU"
    assert layer.activation.negative_slope == pytest.approx(0.1)
    assert layer.kernel_initializer.seed == 3
    assert float(layer.kernel_regularizer.l2) == 0.25
    assert type(layer.bias_initializer).__name__ == "Ones"
    assert layer.name == "it"


def test_wrapped_layers_and_cells_are_made(catalog):
    inner = {"class_name": "Dense", "config": {"units": 4, "activation": "relu"}}
    assert made(catalog, "TimeDistributed", layer=inner).layer.units == 4
    cells = [
        {"class_name": "LSTMCell", "config": {"units": 3}},
        {"class_name": "GRUCell", "config": {"units": 2}},
    ]
    stacked = {"class_name": "StackedRNNCells", "config": {"cells": cells}}
    layer = made(catalog, "RNN", cell=stacked)
    assert [cell.units for cell in layer.cell.cells] == [3, 2]


def test_an_optimizer_takes_a_schedule_as_its_learning_rate(catalog):
    optimizer = make_object(
        Registry.OPTIMIZER,
        {
            "class_name": "SGD",
            "config": {
                "learning_rate": {
                    "class_name": "ExponentialDecay",
                    "config": {"initial_learning_rate": 0.5, "decay_steps": 10, "decay_rate": 0.9},
                },
                "momentum": 0.75,
            },
        },
        catalog,
    )
    assert optimizer.momentum == 0.75
    assert float(optimizer.learning_rate) == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("registry", "value", "kind"),
    [
        (Registry.LOSS, {"class_name": "Huber", "config": {"delta": 2.0}}, "Huber"),
        (Registry.METRIC, {"class_name": "AUC", "config": {"num_thresholds": 10}}, "AUC"),
        (Registry.CALLBACK, {"class_name": "EarlyStopping", "config": {}}, "EarlyStopping"),
        (Registry.CONSTRAINT, {"class_name": "MaxNorm", "config": {}}, "MaxNorm"),
    ],
)
def test_losses_metrics_and_the_like_are_made(catalog, registry, value, kind):
    assert type(make_object(registry, value, catalog)).__name__ == kind


def test_short_names_stay_for_keras_to_find(catalog):
    assert make_object(Registry.LOSS, "mse", catalog) == "mse"
    assert make_object(Registry.LOSS, None, catalog) is None


def test_what_the_catalogue_does_not_name_is_refused(catalog):
    with pytest.raises(CannotMake, match=r"os\.system is not known"):
        make_object(Registry.LOSS, {"class_name": "os.system", "config": {}}, catalog)
    with pytest.raises(CannotMake, match="no part of Keras"):
        class_of(ObjectSpec("system", "os", Registry.LOSS))


def test_code_is_not_run_without_trust(catalog):
    with pytest.raises(CodeOff, match="until you trust this file") as caught:
        made(catalog, "Lambda", function="lambda x: x")
    assert caught.value.code
