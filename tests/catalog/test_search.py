import pytest

from designer.catalog.catalog import load_catalog
from designer.catalog.search import search


def kinds(text: str, accepts=None) -> list[str]:
    return [spec.kind for spec in search(text, load_catalog(), accepts)]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("dense", "Dense"),
        ("conv", "Conv2D"),
        ("conv2", "Conv2D"),
        ("gap2d", "GlobalAveragePooling2D"),
        ("gmp2", "GlobalMaxPooling2D"),
        ("bn", "BatchNormalization"),
        ("mha", "MultiHeadAttention"),
        ("maxpool", "MaxPooling2D"),
        ("fully connected", "Dense"),
        ("lstm", "LSTM"),
        ("relu", "ReLU"),
        ("skip connection", "Concatenate"),
        ("drp", "Dropout"),
        ("average pooling", "AveragePooling2D"),
        ("input", "Input"),
        ("mirror", "RandomFlip"),
        ("text", "TextVectorization"),
        ("residual", "Add"),
        ("MaxPool2D", "MaxPooling2D"),
        ("  Dense  ", "Dense"),
    ],
)
def test_what_people_type_finds_what_they_mean_first(typed, first) -> None:
    assert kinds(typed)[0] == first


def test_nothing_typed_lists_everything_the_most_used_first() -> None:
    found = kinds("")
    assert found[:3] == ["Input", "Output", "Dense"]
    assert len(found) == len(load_catalog().placeable())


def test_only_what_is_accepted_is_found() -> None:
    found = kinds("conv", lambda spec: 3 in spec.input_ranks)
    assert found[0] == "Conv1D"
    assert "Conv2D" not in found


def test_nonsense_finds_nothing() -> None:
    assert kinds("qqqzzz") == []


def test_a_name_that_begins_so_comes_before_one_that_contains_it() -> None:
    found = kinds("drop")
    assert found[0] == "Dropout"
    assert set(found[1:6]) >= {"SpatialDropout2D", "GaussianDropout"}
