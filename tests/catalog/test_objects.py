from designer.catalog.catalog import load_catalog
from designer.catalog.objects import make_value, normal_form, object_config, object_kind, short_name
from designer.catalog.specs import Registry

L2 = {"class_name": "L2", "config": {"l2": 0.01}}


def spec(registry: Registry, name: str):
    return load_catalog().find(registry, name)


def test_the_name_of_an_object_is_read_from_both_forms() -> None:
    assert [object_kind(v) for v in ("relu", L2, None, 3, {})] == ["relu", "L2", None, None, None]


def test_the_arguments_of_a_bare_name_are_none() -> None:
    assert (object_config("relu"), object_config(L2)) == ({}, {"l2": 0.01})


def test_normal_form_fills_the_config_in_at_every_depth() -> None:
    nested = {"class_name": "RNN", "config": {"cell": {"class_name": "LSTMCell"}}}
    inner = {"class_name": "LSTMCell", "config": {}}
    assert normal_form(nested) == {"class_name": "RNN", "config": {"cell": inner}}
    assert normal_form(["mse", L2]) == ["mse", L2]


def test_the_shortest_value_that_keras_understands_is_made() -> None:
    assert make_value(spec(Registry.LOSS, "MeanSquaredError")) == "mse"
    assert make_value(spec(Registry.OPTIMIZER, "Adam")) == "adam"
    assert make_value(spec(Registry.OPTIMIZER, "Lamb")) == {"class_name": "Lamb", "config": {}}
    assert make_value(spec(Registry.REGULARIZER, "L2"), {"l2": 0.01}) == L2


def test_required_arguments_get_their_initial_value() -> None:
    cell = load_catalog().layer("LSTMCell")
    assert make_value(cell) == {"class_name": "LSTMCell", "config": {"units": 64}}


def test_short_names_are_the_usual_ones() -> None:
    told = [
        short_name(spec(registry, name))
        for registry, name in (
            (Registry.ACTIVATION, "relu"),
            (Registry.INITIALIZER, "GlorotUniform"),
            (Registry.METRIC, "Accuracy"),
            (Registry.LOSS, "CategoricalCrossentropy"),
        )
    ]
    assert told == ["relu", "glorot_uniform", "accuracy", "categorical_crossentropy"]
