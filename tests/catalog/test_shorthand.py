import pytest

from designer.catalog.catalog import load_catalog
from designer.catalog.shorthand import Reading, params_of, readings


@pytest.mark.parametrize(
    ("kind", "typed", "params"),
    [
        ("Dense", "64 relu", {"units": 64, "activation": "relu"}),
        ("Dense", "relu 64", {"units": 64, "activation": "relu"}),
        ("Conv2D", "32 3x3 same", {"filters": 32, "kernel_size": [3, 3], "padding": "same"}),
        ("Conv2D", "32 3 2", {"filters": 32, "kernel_size": 3, "strides": 2}),
        ("Conv2D", "6 5 tanh", {"filters": 6, "kernel_size": 5, "activation": "tanh"}),
        ("Conv2D", "32 (3,3)", {"filters": 32, "kernel_size": [3, 3]}),
        ("Conv2D", "32 3 use_bias=false", {"filters": 32, "kernel_size": 3, "use_bias": False}),
        ("Dropout", "0.3", {"rate": 0.3}),
        ("Dropout", ".5", {"rate": 0.5}),
        ("MaxPooling2D", "2", {"pool_size": 2}),
        ("Input", "28,28,1", {"shape": [28, 28, 1]}),
        ("Input", "28x28x1", {"shape": [28, 28, 1]}),
        ("Input", "28 28 1", {"shape": [28, 28, 1]}),
        ("Input", "(4,)", {"shape": [4]}),
        ("Input", "784", {"shape": [784]}),
        ("Input", "none,8", {"shape": [None, 8]}),
        ("LSTM", "64 return_sequences", {"units": 64, "return_sequences": True}),
        ("LSTM", "64 0.2", {"units": 64, "dropout": 0.2}),
        ("Embedding", "1000 64", {"input_dim": 1000, "output_dim": 64}),
        ("MultiHeadAttention", "4 32", {"num_heads": 4, "key_dim": 32}),
        ("Activation", "gelu", {"activation": "gelu"}),
        ("Reshape", "4,4,8", {"target_shape": [4, 4, 8]}),
        ("Output", "mse", {"loss": "mse"}),
        ("Dense", "10 he_normal", {"units": 10, "kernel_initializer": "he_normal"}),
    ],
)
def test_parameters_are_read_as_people_type_them(kind, typed, params) -> None:
    catalog = load_catalog()
    assert params_of(catalog.layer(kind), typed.split(), catalog) == params


@pytest.mark.parametrize(
    ("kind", "typed"),
    [("Flatten", "64"), ("Dense", "3x3"), ("Dropout", "relu"), ("Conv2D", "32 0.5"),
     ("Dense", "nothing=3"), ("Dropout", "1.5"), ("Dense", "64 64 64 64 64")],
)  # fmt: skip
def test_what_a_layer_does_not_take_is_not_read_for_it(kind, typed) -> None:
    catalog = load_catalog()
    assert params_of(catalog.layer(kind), typed.split(), catalog) is None


def test_words_may_belong_to_the_name_or_to_the_parameters() -> None:
    assert list(readings("leaky relu")) == [Reading("leaky relu"), Reading("leaky", ("relu",))]
    assert list(readings("conv2d 3x3 same")) == [Reading("conv2d", ("3x3", "same"))]
    assert list(readings("input 28, 28, 1")) == [Reading("input", ("28,28,1",))]
    assert list(readings("  ")) == []
