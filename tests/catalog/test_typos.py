import pytest

from designer.catalog.catalog import load_catalog
from designer.catalog.search import search
from designer.catalog.typos import slips


@pytest.mark.parametrize(
    ("typed", "name", "found"),
    [
        ("droput", "dropout", 1),
        ("densse", "dense", 1),
        ("dnese", "dense", 1),
        ("edn", "dense", None),
        ("batchnromalizaton", "batchnormalization", 2),
        ("lstn", "lstm", 1),
        ("flat", "dense", None),
        ("embeding", "embedding", 1),
    ],
)
def test_slips_of_the_finger_are_counted(typed, name, found) -> None:
    assert slips(typed, name) == found


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("droput", "Dropout"),
        ("densse", "Dense"),
        ("sense", "Dense"),
        ("flaten", "Flatten"),
        ("lyaernorm", "LayerNormalization"),
        ("batchnromalization", "BatchNormalization"),
    ],
)
def test_a_layer_is_found_in_spite_of_a_slip(typed, meant) -> None:
    assert search(typed, load_catalog())[0].kind == meant


def test_nobody_guesses_at_slips_where_something_was_typed_rightly() -> None:
    assert "ops.dot" not in {spec.kind for spec in search("drop", load_catalog())}
    assert search("lstm", load_catalog())[0].kind == "LSTM"
