import pytest

from designer.catalog.catalog import load_catalog
from designer.catalog.offering import Offering
from designer.catalog.wanted import Wanted

_ANY = Wanted()


def offers(text: str, wanted: Wanted = _ANY):
    return Offering(load_catalog(), wanted).of(text)


def kinds(text: str, wanted: Wanted = _ANY) -> list[str]:
    return [offer.spec.kind for offer in offers(text, wanted).last]


@pytest.mark.parametrize(
    ("typed", "kind", "words"),
    [
        ("dense 64 relu", "Dense", "units 64 · activation relu"),
        ("conv2d 32 3x3 same", "Conv2D", "filters 32 · kernel_size 3×3 · padding same"),
        ("dropout 0.3", "Dropout", "rate 0.3"),
        ("maxpool 2", "MaxPooling2D", "pool_size 2×2"),
        ("fc 10 softmax", "Dense", "units 10 · activation softmax"),
        ("leaky relu", "LeakyReLU", ""),
        ("resnet 50", "applications.ResNet50", ""),
        ("mha 4 32", "MultiHeadAttention", "num_heads 4 · key_dim 32"),
        ("average pooling 2", "AveragePooling2D", "pool_size 2×2"),
        ("input 28, 28, 1", "Input", "shape (28, 28, 1)"),
        ("densse 64", "Dense", "units 64"),
    ],
)
def test_parameters_typed_after_the_name_are_offered_with_it(typed, kind, words) -> None:
    first = offers(typed).last[0]
    assert (first.spec.kind, first.words) == (kind, words)


def test_what_fits_the_rank_comes_first() -> None:
    assert kinds("conv", Wanted(rank=3))[0] == "Conv1D"
    assert kinds("conv", Wanted(rank=4))[0] == "Conv2D"
    assert kinds("gap", Wanted(rank=5))[0] == "GlobalAveragePooling3D"


def test_what_cannot_fit_is_last_and_says_why() -> None:
    found = offers("conv", Wanted(True, 4)).last
    fitting = [not offer.lack for offer in found]
    assert fitting == sorted(fitting, reverse=True)
    one = next(offer for offer in found if offer.spec.kind == "Conv1D")
    assert one.lack == "takes rank 3 · here is rank 4"
    assert offers("input", Wanted(True, 4)).last[0].lack == "takes no tensor"
    assert offers("dense", Wanted(True, 2, "string")).last[0].lack == "takes numbers · here is text"


def test_the_name_itself_comes_first_even_where_it_does_not_fit() -> None:
    first = offers("conv1d 8 3", Wanted(True, 4)).last[0]
    assert (first.spec.kind, bool(first.lack)) == ("Conv1D", True)


@pytest.mark.parametrize(
    ("wanted", "first"),
    [
        (Wanted(first=True), ["Input"]),
        (Wanted(True, 4, after="Conv2D"), ["MaxPooling2D", "Conv2D", "BatchNormalization"]),
        (Wanted(None, 4, after="MaxPooling2D"), ["Conv2D", "Flatten"]),
        (Wanted(True, 4, after="MaxPooling2D", before="Dense"), ["GlobalAveragePooling2D"]),
        (Wanted(True, 2, "int64", "Input"), ["Embedding"]),
        (Wanted(True, 2, "string", "Input"), ["TextVectorization"]),
        (Wanted(True, 2, after="Flatten"), ["Dense"]),
    ],
)
def test_with_nothing_typed_the_likely_next_layers_are_listed(wanted, first) -> None:
    assert kinds("", wanted)[: len(first)] == first


def test_what_is_chosen_often_comes_sooner() -> None:
    assert kinds("d").index("DepthwiseConv2D") > 1
    assert kinds("d", Wanted(habits={"Dot": 40}))[0] in ("Dense", "Dropout", "Dot")
    plain, often = kinds(""), kinds("", Wanted(habits={"GRU": 30}))
    assert often.index("GRU") < plain.index("GRU")


def test_a_whole_chain_can_be_typed() -> None:
    found = offers("input 28,28,1 > conv 32 3 > maxpool > flatten > dense 10 softmax")
    assert [(o.spec.kind, o.words) for o in found.chain] == [
        ("Input", "shape (28, 28, 1)"),
        ("Conv2D", "filters 32 · kernel_size 3×3"),
        ("MaxPooling2D", ""),
        ("Flatten", ""),
    ]
    assert found.last[0].words == "units 10 · activation softmax"


def test_in_a_chain_ranks_are_followed() -> None:
    assert [o.spec.kind for o in offers("input 100 > embedding > conv > gap > ").chain] == [
        "Input", "Embedding", "Conv1D", "GlobalAveragePooling1D",
    ]  # fmt: skip
    assert offers("input 8,8,1 > conv 8 3 > ").last[0].spec.kind == "MaxPooling2D"


def test_a_word_in_a_chain_that_means_nothing_is_told() -> None:
    found = offers("dense > qqqzzz > dense")
    assert (found.unknown, found.last) == ("qqqzzz", ())


def test_parameters_that_a_layer_does_not_have_are_told() -> None:
    first = offers("flatten relu").last[0]
    assert (first.spec.kind, first.lack) == ("Flatten", "does not take “relu”")


def test_in_place_of_a_layer_its_like_are_offered_first_and_itself_last() -> None:
    old = load_catalog().layer("Conv2D")
    found = kinds("", Wanted(True, 4, instead=old, through=True))
    assert {"Conv2DTranspose", "SeparableConv2D", "DepthwiseConv2D"} <= set(found[:6])
    assert "Conv2D" not in found[:20]
