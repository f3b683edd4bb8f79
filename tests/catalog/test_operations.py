"""What the catalogue knows of the functions of keras.ops."""

import pytest

from designer.catalog.catalog import load_catalog
from designer.catalog.indexing import BadKey, key_text, parse_key
from designer.catalog.operations import (
    call_arguments,
    constructor_arguments,
    operation_by_class,
    star_of,
)
from designer.catalog.specs import Role

CATALOG = load_catalog()


def layer(kind):
    spec = CATALOG.layer(kind)
    assert spec is not None
    return spec


def test_the_shortest_name_is_the_kind_and_the_others_find_it() -> None:
    assert layer("ops.numpy.add") is layer("ops.add")
    assert layer("ops.nn.swish") is layer("ops.silu")
    assert layer("ops.absolute") is layer("ops.abs")
    assert layer("ops.image.resize").module == "keras.ops.image"


def test_tensors_are_ports_and_settings_are_fields() -> None:
    take = layer("ops.take")
    assert [(port.name, port.constant) for port in take.inputs] == [("x", True), ("indices", True)]
    assert [param.name for param in take.params] == ["x", "indices", "axis"]
    mean = layer("ops.mean")
    assert [(port.name, port.constant) for port in mean.inputs] == [("x", False)]
    assert [param.name for param in mean.params] == ["axis", "keepdims"]


def test_what_needs_code_or_cannot_be_traced_is_not_offered() -> None:
    kinds = {spec.kind for spec in CATALOG.placeable() if spec.role is Role.OPERATION}
    assert not {"ops.map", "ops.scan", "ops.cond", "ops.while_loop", "ops.vectorized_map"} & kinds
    assert not {"ops.shape", "ops.zeros", "ops.eye", "ops.is_tensor", "ops.arange"} & kinds


def test_classes_lead_back_to_kinds_and_arguments() -> None:
    found = operation_by_class(CATALOG, "keras.src.ops.numpy", "Mean")
    assert found is layer("ops.mean")
    assert constructor_arguments(found) == {"axis": "axis", "keepdims": "keepdims"}
    assert call_arguments(layer("ops.where")) == {
        "condition": "condition", "x1": "x1", "x2": "x2"
    }  # fmt: skip
    assert star_of(layer("ops.einsum")) == "operands"
    assert operation_by_class(CATALOG, "keras.src.ops.numpy", "Nonsense") is None


@pytest.mark.parametrize(
    ("params", "ports"),
    [
        ({"indices_or_sections": 3}, ["output_1", "output_2", "output_3"]),
        ({"indices_or_sections": [2, 5]}, ["output_1", "output_2", "output_3"]),
        ({}, []),
        ({"indices_or_sections": 10**9}, [f"output_{n}" for n in range(1, 257)]),
    ],
)
def test_a_split_has_a_port_for_every_part(params, ports) -> None:
    assert [port.name for port in layer("ops.split").output_ports(params)] == ports


@pytest.mark.parametrize(
    ("text", "key", "written"),
    [
        ("[:, 0]", (slice(None), 0), "[:, 0]"),
        (":,0", (slice(None), 0), "[:, 0]"),
        ("[..., ::-2]", (..., slice(None, None, -2)), "[..., ::-2]"),
        ("[1:3]", slice(1, 3), "[1:3]"),
        ("[None, -1,]", (None, -1), "[None, -1]"),
        ("[0,]", (0,), "[0,]"),
        ("[np.newaxis]", None, "[None]"),
    ],
)
def test_indexing_is_read_and_written_as_python_does(text, key, written) -> None:
    assert parse_key(text) == key
    assert key_text(key) == written


@pytest.mark.parametrize(
    "text", ["", "[", "[x]", "[1.5]", "[True]", "['a']", "[f()]", "[0] + y[1]", "[:,[0, 1]]", "]["]
)
def test_what_is_no_indexing_is_refused(text) -> None:
    with pytest.raises(BadKey):
        parse_key(text)


def test_states_of_a_stack_are_counted() -> None:
    lstm = {"class_name": "LSTMCell", "config": {"units": 4}}
    cell = {"class_name": "StackedRNNCells", "config": {"cells": [lstm, "GRUCell"]}}
    ports = layer("RNN").output_ports({"cell": cell, "return_state": True})
    assert [port.name for port in ports] == ["output", "state_1", "state_2", "state_3"]
    ports = layer("RNN").output_ports({"cell": [lstm], "return_state": True})
    assert [port.name for port in ports] == ["output", "state_1", "state_2"]


def test_a_layer_of_two_directions_gives_two_results_where_nothing_merges_them() -> None:
    ports = layer("Bidirectional").output_ports({"layer": "LSTM", "merge_mode": None})
    assert [port.name for port in ports] == ["output", "backward_output"]
