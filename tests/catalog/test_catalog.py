import dataclasses
from collections import Counter

import pytest

from designer.catalog.catalog import catalog_to_json, load_catalog
from designer.catalog.reading import layer_spec, object_spec
from designer.catalog.specs import Family, ParamType, Registry, Role


@pytest.fixture(scope="module")
def catalog():
    return load_catalog()


def test_it_is_read_once(catalog) -> None:
    assert load_catalog() is catalog


def test_it_cannot_be_changed(catalog) -> None:
    with pytest.raises(TypeError):
        catalog.layers["Dense"] = catalog.layer("Flatten")
    with pytest.raises(dataclasses.FrozenInstanceError):
        catalog.layer("Dense").kind = "Other"


def test_every_family_has_layers_and_begins_with_the_most_used(catalog) -> None:
    found = {family: specs[0].kind for family, specs in catalog.by_family().items()}
    found.pop(Family.APPLICATION, None)
    assert found == {
        Family.INPUT_OUTPUT: "Input",
        Family.CORE: "Dense",
        Family.CONVOLUTION: "Conv2D",
        Family.POOLING: "MaxPooling2D",
        Family.NORMALIZATION: "BatchNormalization",
        Family.REGULARIZATION: "Dropout",
        Family.MERGING: "Concatenate",
        Family.ACTIVATION: "ReLU",
        Family.RECURRENT: "LSTM",
        Family.ATTENTION: "MultiHeadAttention",
        Family.PREPROCESSING: "Normalization",
        Family.RESHAPING: "Flatten",
        Family.OPERATION: "ops.add",
    }


def test_placeable_follows_families_and_leaves_cells_and_base_classes_out(catalog) -> None:
    placeable = catalog.placeable()
    order = [list(Family).index(spec.family) for spec in placeable]
    assert order == sorted(order)
    assert not {"LSTMCell", "Layer", "Wrapper", "InputLayer"} & {s.kind for s in placeable}
    roles = Counter(spec.role for spec in placeable)
    assert (roles[Role.LAYER], roles[Role.OPERATION]) == (137, 321)


@pytest.mark.parametrize(
    ("registry", "name", "kind"),
    [
        (Registry.LOSS, "mse", "MeanSquaredError"),
        (Registry.LOSS, "sparse_categorical_crossentropy", "SparseCategoricalCrossentropy"),
        (Registry.METRIC, "accuracy", "Accuracy"),
        (Registry.METRIC, "acc", "Accuracy"),
        (Registry.OPTIMIZER, "adam", "Adam"),
        (Registry.INITIALIZER, "glorot_uniform", "GlorotUniform"),
        (Registry.ACTIVATION, "swish", "silu"),
        (Registry.REGULARIZER, "L2", "L2"),
        (Registry.LAYER, "Convolution2D", "Conv2D"),
    ],
)
def test_short_names_and_aliases_are_found(catalog, registry, name, kind) -> None:
    assert catalog.find(registry, name).kind == kind


def test_a_layer_is_found_by_its_alias_and_unknown_ones_are_not(catalog) -> None:
    assert catalog.layer("MaxPool2D") is catalog.layer("MaxPooling2D")
    assert catalog.layer("Nonsense") is None
    assert catalog.find(Registry.LOSS, "nonsense") is None


def test_every_layer_to_place_can_be_explained(catalog) -> None:
    silent = [
        s.kind
        for s in catalog.placeable()
        if not (s.summary and s.icon and (s.teaching or s.role is Role.OPERATION))
    ]
    assert silent == []


def test_every_argument_that_is_shown_has_words(catalog) -> None:
    silent = [(s.kind, p.name) for s in catalog.placeable() for p in s.params if not p.help]
    assert silent == []


def test_key_parameters_and_conditions_of_ports_exist(catalog) -> None:
    for spec in catalog.layers.values():
        assert all(spec.param(name) for name in spec.key_params), spec.kind
        for port in (*spec.inputs, *spec.outputs):
            for condition in (port.when or "").split(" & "):
                name = condition.removeprefix("!").partition("=")[0].partition(".")[0]
                assert not name or spec.param(name), (spec.kind, port.when)


def test_state_ports_exist_while_the_layer_returns_its_state(catalog) -> None:
    lstm = catalog.layer("LSTM")
    assert [port.name for port in lstm.output_ports({})] == ["output"]
    told = [port.name for port in lstm.output_ports({"return_state": True})]
    assert told == ["output", "state_h", "state_c"]


def test_the_ports_of_an_rnn_follow_its_cell(catalog) -> None:
    rnn = catalog.layer("RNN")
    gru = {"class_name": "GRUCell", "config": {"units": 4}}
    names = [port.name for port in rnn.output_ports({"return_state": True, "cell": gru})]
    assert names == ["output", "state"]


def test_the_ports_of_bidirectional_follow_the_layer_inside(catalog) -> None:
    inside = {"class_name": "LSTM", "config": {"units": 4, "return_state": True}}
    ports = catalog.layer("Bidirectional").output_ports({"layer": inside})
    assert [port.name for port in ports] == [
        "output", "forward_h", "forward_c", "backward_h", "backward_c",
    ]  # fmt: skip


def test_losses_and_metrics_say_what_they_are_for(catalog) -> None:
    for spec in catalog.objects(Registry.LOSS).values():
        assert spec.facts.get("offered") is False or {"targets", "activation"} <= set(spec.facts)
    for spec in catalog.objects(Registry.METRIC).values():
        assert spec.facts.get("offered") is False or spec.facts["direction"] in ("max", "min")


def test_it_is_the_same_after_json(catalog) -> None:
    told = catalog_to_json(catalog)
    assert told["keras"] == catalog.keras_version
    for record in told["layer"]:
        plain = {name: value for name, value in record.items() if name != "registry"}
        assert layer_spec(plain | {"family": plain.get("family", "core"), "params": plain.get("params", [])}) == catalog.layer(record["kind"])  # fmt: skip  # noqa: E501
    for record in told["loss"]:
        plain = {name: value for name, value in record.items() if name != "registry"}
        assert object_spec(plain, Registry.LOSS) == catalog.find(Registry.LOSS, record["kind"])


def test_every_kind_of_value_is_in_use_or_reserved(catalog) -> None:
    used = {t for r in Registry for s in catalog.objects(r).values() for p in s.params
            for t in p.types}  # fmt: skip
    assert set(ParamType) - used == set()
