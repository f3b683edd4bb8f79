"""Data brings its Input and Output along."""

import pytest

from designer.catalog.catalog import load_catalog
from designer.document.commands.data_ends import left_out, make_ends
from designer.document.commands.refused import CommandRefused
from designer.document.document import Document
from designer.project.data_ends import find_target
from designer.project.data_fields import Field, Role
from designer.project.data_sets import BUILTIN_SETS

CATALOG = load_catalog()


def ends(fields) -> tuple:
    document = Document()
    make_ends(document, CATALOG, fields)
    return document.graph.inputs[0], document.graph.outputs[0]


@pytest.mark.parametrize(
    ("name", "columns", "shape", "target", "loss"),
    [
        ("digits", ["image"], [8, 8, 1], "label", "SparseCategoricalCrossentropy"),
        ("iris", ["features"], [4], "target", "SparseCategoricalCrossentropy"),
        ("diabetes", ["features"], [10], "target", "MeanSquaredError"),
    ],
)
def test_each_built_in_set_gets_fitting_ends(name, columns, shape, target, loss):
    entry, output = ends(BUILTIN_SETS[name].fields)

    assert (entry.params["columns"], entry.params["shape"]) == (columns, shape)
    assert (output.params["columns"], output.params["loss"]["class_name"]) == ([target], loss)


def test_columns_of_a_table_are_put_side_by_side():
    fields = (
        Field("height", "float32"),
        Field("weight", "float32"),
        Field("name", "string", role=Role.TEXT, numeric=False),
        Field("sex", "int64", role=Role.CLASS, classes=("f", "m")),
    )
    entry, output = ends(fields)

    assert entry.name == "features"
    assert entry.params == {"shape": [2], "columns": ["height", "weight"]}
    assert output.name == "sex"


def test_only_what_lacks_is_made():
    document = Document()
    fields = BUILTIN_SETS["iris"].fields
    make_ends(document, CATALOG, fields)

    assert make_ends(document, CATALOG, fields) == ()


def test_a_usual_name_is_the_target():
    fields = (Field("y", "float32"), Field("x", "float32"))

    assert find_target(fields).name == "y"


def test_data_without_numbers_is_refused_in_words():
    with pytest.raises(CommandRefused, match="no column that could be predicted"):
        make_ends(Document(), CATALOG, (Field("text", "string", role=Role.TEXT),))
    with pytest.raises(CommandRefused, match="no numbers or pictures"):
        make_ends(Document(), CATALOG, (Field("y", "float32"),))


def test_text_and_classes_besides_the_target_are_left_out_until_they_are_used():
    city = Field("city", "int64", role=Role.CLASS, classes=("a", "b"))
    note = Field("note", "string", role=Role.TEXT)
    sold = Field("sold", "int64", role=Role.CLASS, classes=("no", "yes"))
    fields = (city, note, Field("rooms", "float32"), sold)

    assert left_out(fields) == (city, note)
    assert left_out(fields, {"rooms", "sold", "city"}) == (note,)
