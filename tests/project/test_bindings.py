from typing import Any

import pytest

from designer.graph.graph import Graph
from designer.graph.problems import Remedy
from designer.graph.records import Node
from designer.project.bindings import Bindings, bind
from designer.project.data_fields import Field, Role
from designer.project.data_sets import BUILTIN_SETS

SPARSE = "sparse_categorical_crossentropy"
CATEGORICAL = {"class_name": "CategoricalCrossentropy", "config": {"label_smoothing": 0.1}}


def fields_of(name: str) -> dict[str, Field]:
    return {field.name: field for field in BUILTIN_SETS[name].fields}


TABLE = {
    field.name: field
    for field in (
        Field("age", "float64"),
        Field("income", "float64"),
        Field("town", "string", (), Role.CLASS, ("a", "b", "c"), False),
        Field("rooms", "float64", (), Role.CLASS, ("1", "2", "4"), True),
        Field("about", "string", (), Role.TEXT, (), False),
        Field("bought", "string", (), Role.CLASS, ("no", "yes"), False),
    )
}


def source(name: str = "x", **params: Any) -> Node:
    return Node(f"id_{name}", "Input", name, params)


def target(name: str = "out", **params: Any) -> Node:
    return Node(f"id_{name}", "Output", name, params)


def bound(fields: dict[str, Field], *nodes: Node) -> Bindings:
    return bind(Graph.of(nodes), fields)


def inputs(found: Bindings) -> list[tuple[tuple[str, ...], tuple[int, ...], str]]:
    assert not found.problems
    return [(b.fields, b.shape, b.encoding) for b in found.inputs]


def outputs(found: Bindings) -> list[tuple[tuple[str, ...], str, tuple[int, ...]]]:
    assert not found.problems
    return [(b.fields, b.encoding, b.shape) for b in found.outputs]


def problem(found: Bindings) -> tuple[str, str, list[Remedy]]:
    (only,) = found.problems
    return only.code, only.text, list(only.remedies)


@pytest.mark.parametrize(
    ("name", "shape", "expected"),
    [
        ("digits", [8, 8, 1], ("image",)),
        ("digits", [64], ("pixels",)),
        ("digits", [8, 8], ("image",)),
        ("digits", [None, None, 1], ("image",)),
        ("iris", [4], ("features",)),
        ("diabetes", [10], ("features",)),
    ],
)
def test_an_input_finds_the_data_of_its_shape(
    name: str, shape: list[int], expected: tuple[str, ...]
) -> None:
    found = bound(fields_of(name), source(shape=shape), target(loss=SPARSE, columns=["target"]))
    assert [b.fields for b in found.inputs] == [expected]


def test_an_input_finds_the_data_of_its_name() -> None:
    found = bound(fields_of("digits"), source("pixels", shape=[8, 8, 1]))
    assert inputs(found) == [(("pixels",), (8, 8, 1), "none")]


def test_remaining_number_columns_are_put_side_by_side() -> None:
    fields = {name: Field(name, "float64") for name in ("a", "b", "c", "target")}
    found = bound(fields, source(shape=[3]), target(loss="mse"))
    assert inputs(found) == [(("a", "b", "c"), (3,), "none")]
    assert outputs(found) == [(("target",), "number", (1,))]


def test_words_among_the_columns_become_one_hot_where_the_width_says_so() -> None:
    columns = ["age", "town", "rooms"]
    found = bound(TABLE, source(shape=[5], columns=columns))
    assert inputs(found) == [(("age", "town", "rooms"), (5,), "words")]
    found = bound(TABLE, source(shape=[7], columns=columns, encoding="one_hot"))
    assert inputs(found) == [(("age", "town", "rooms"), (7,), "one_hot")]


def test_words_are_indices_for_an_input_of_whole_numbers() -> None:
    found = bound(TABLE, source(shape=[1], columns=["town"], dtype="int32"))
    assert inputs(found) == [(("town",), (1,), "none")]


def test_a_text_input_finds_the_text() -> None:
    found = bound(TABLE, source(shape=[1], dtype="string"), target(loss=SPARSE, columns=["town"]))
    assert inputs(found) == [(("about",), (1,), "none")]


@pytest.mark.parametrize(
    ("loss", "encoding", "shape"),
    [
        (SPARSE, "integer", ()),
        (CATEGORICAL, "one_hot", (3,)),
        ("categorical_crossentropy", "one_hot", (3,)),
        ("binary_crossentropy", "one_hot", (3,)),
        ("mse", "one_hot", (3,)),
        (None, "integer", ()),
    ],
)
def test_the_loss_decides_how_classes_are_written(
    loss: object, encoding: str, shape: tuple[int, ...]
) -> None:
    found = bound(fields_of("iris"), target(loss=loss))
    assert outputs(found) == [(("target",), encoding, shape)]


def test_two_classes_are_zero_and_one_for_binary_crossentropy() -> None:
    found = bound(TABLE, target(loss={"class_name": "BinaryCrossentropy"}, columns=["bought"]))
    assert outputs(found) == [(("bought",), "binary", (1,))]


def test_classes_that_are_numbers_can_be_regressed() -> None:
    assert outputs(bound(TABLE, target(loss="mae", columns=["rooms"]))) == [
        (("rooms",), "number", (1,))
    ]


def test_the_encoding_can_be_chosen() -> None:
    found = bound(fields_of("iris"), target(loss=SPARSE, encoding="one_hot"))
    assert outputs(found) == [(("target",), "one_hot", (3,))]


def test_an_autoencoder_is_compared_with_what_it_is_fed() -> None:
    found = bound(
        fields_of("digits"),
        source(shape=[64], columns=["image"]),
        target(loss="mse", columns=["image"]),
    )
    assert inputs(found) == [(("image",), (64,), "none")]
    assert outputs(found) == [(("image",), "number", (64,))]


def test_several_outputs_find_their_targets_by_name() -> None:
    found = bound(TABLE, target("bought", loss=SPARSE), target("age", loss="mse"))
    assert {b.name: (b.fields, b.encoding) for b in found.outputs} == {
        "bought": (("bought",), "integer"),
        "age": (("age",), "number"),
    }


def test_an_output_without_a_loss_needs_no_target() -> None:
    found = bound({"a": Field("a", "float32", (3,))}, source(shape=[3]), target())
    assert (found.targets, found.problems) == ((), ())


def test_an_unknown_column_is_answered_with_one_like_it() -> None:
    code, text, remedies = problem(bound(TABLE, source(shape=[1], columns=["agee"])))
    assert code == "unknown-column"
    assert "found 'agee'. Did you mean 'age'?" in text
    arguments = {"node": "id_x", "name": "columns", "value": ["age"]}
    assert remedies == [Remedy("set_param", "Use age", arguments)]


def test_data_of_another_shape_offers_to_set_the_shape() -> None:
    code, text, remedies = problem(
        bound(fields_of("digits"), source(shape=[28, 28, 1], columns=["image"]))
    )
    assert code == "input-shape-data"
    assert "expected rows of shape [28, 28, 1], found [8, 8, 1] in image" in text
    arguments = {"node": "id_x", "name": "shape", "value": [8, 8, 1]}
    assert remedies == [Remedy("set_param", "Set the shape to [8, 8, 1]", arguments)]


def test_an_input_that_nothing_fits_shows_what_there_is() -> None:
    code, text, remedies = problem(bound(fields_of("digits"), source(shape=[5])))
    assert code == "input-unbound"
    assert "found image [8, 8, 1], pixels [64], label []" in text
    assert [r.arguments["value"] for r in remedies] == [[8, 8, 1], [64]]


def test_text_in_a_number_input_is_refused() -> None:
    code, text, remedies = problem(bound(TABLE, source(shape=[1], columns=["about"])))
    assert code == "text-into-number"
    assert "expected numbers, found text in 'about'" in text
    assert [r.label for r in remedies] == ["Set the dtype to string"]


def test_numbers_in_a_text_input_are_refused() -> None:
    code, _, _ = problem(bound(TABLE, source(shape=[1], columns=["age"], dtype="string")))
    assert code == "number-into-text"


def test_a_column_spoilt_by_one_cell_is_named_with_the_cell() -> None:
    note = "data row 7: expected a number, found 'old' (one cell)"
    fields = {"age": Field("age", "string", (), Role.TEXT, (), False, note=note)}
    _, text, _ = problem(bound(fields, source(shape=[1], columns=["age"])))
    assert "column 'age', data row 7: expected a number, found 'old'" in text


def test_a_target_that_is_not_clear_is_asked_for() -> None:
    code, _, remedies = problem(bound(TABLE, target(loss=SPARSE)))
    assert code == "output-no-target"
    assert [r.label for r in remedies] == [f"Compare with {n}" for n in ("bought", "town", "rooms")]


def test_a_loss_for_classes_refuses_numbers() -> None:
    code, text, remedies = problem(bound(fields_of("diabetes"), target(loss=SPARSE)))
    assert code == "loss-needs-classes"
    assert "expects classes, found numbers in 'target'" in text
    assert [r.arguments["value"] for r in remedies] == ["mse"]


def test_a_text_target_is_refused() -> None:
    assert problem(bound(TABLE, target(loss="mse", columns=["about"])))[0] == "target-text"


def test_an_input_without_a_shape_is_told() -> None:
    assert problem(bound(TABLE, source()))[0] == "input-shape"


def test_a_chosen_target_of_one_value_feeds_no_input_by_itself() -> None:
    table = {name: TABLE[name] for name in ("age", "income", "bought")}
    found = bound(table, source(shape=[2]), target(loss=SPARSE, columns=["bought"]))
    assert inputs(found) == [(("age", "income"), (2,), "none")]


def test_a_picture_may_be_chosen_as_the_target_of_an_autoencoder() -> None:
    found = bound(
        fields_of("digits"), source(shape=[8, 8, 1]), target(loss="mse", columns=["image"])
    )
    assert inputs(found) == [(("image",), (8, 8, 1), "none")]
