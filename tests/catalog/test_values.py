import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.catalog.catalog import load_catalog
from designer.catalog.specs import Param, ParamType, Registry
from designer.catalog.values import check_value, coerce, describe, summary_line

CATALOG = load_catalog()


def param(kind: str, name: str) -> Param:
    return CATALOG.layer(kind).param(name)


@pytest.mark.parametrize(
    ("kind", "name", "value"),
    [
        ("Dense", "units", 1),
        ("Dense", "activation", None),
        ("Dense", "activation", "relu"),
        ("Dense", "activation", {"class_name": "LeakyReLU", "config": {"negative_slope": 0.1}}),
        ("Dense", "kernel_regularizer", {"class_name": "L2", "config": {"l2": 0.0001}}),
        ("Dense", "use_bias", False),
        ("Dense", "dtype", "mixed_float16"),
        ("Conv2D", "kernel_size", 3),
        ("Conv2D", "kernel_size", [3, 5]),
        ("Conv1D", "kernel_size", [3]),
        ("Conv1D", "padding", "causal"),
        ("Dropout", "rate", 0),
        ("Dropout", "rate", 0.5),
        ("ZeroPadding2D", "padding", [[1, 2], [3, 4]]),
        ("ZeroPadding2D", "padding", [1, 2]),
        ("ZeroPadding2D", "padding", 1),
        ("Reshape", "target_shape", [-1, 4]),
        ("Input", "shape", [None, 8]),
        ("Input", "shape", []),
        ("RandomRotation", "factor", [-0.1, 0.2]),
        ("Normalization", "axis", None),
        ("Normalization", "mean", [1.0, 2]),
        ("LSTM", "use_cudnn", True),
        ("Output", "loss", "mse"),
        ("Output", "metrics", ["accuracy", {"class_name": "AUC", "config": {}}]),
        ("Output", "metrics", ["mse"]),
        ("RNN", "cell", {"class_name": "GRUCell", "config": {"units": 4}}),
        ("StringLookup", "vocabulary", ["a", "b"]),
    ],
)
def test_what_keras_takes_is_fine(kind, name, value) -> None:
    assert check_value(param(kind, name), value, CATALOG) is None


@pytest.mark.parametrize(
    ("kind", "name", "value", "words"),
    [
        ("Dense", "units", 0, "Expected a whole number of 1 or more, found 0."),
        ("Dense", "units", 2.5, "Expected a whole number of 1 or more, found 2.5."),
        ("Dense", "units", True, "Expected a whole number of 1 or more, found on."),
        ("Dense", "units", None, "Expected a whole number of 1 or more, found nothing."),
        ("Dense", "use_bias", 1, "Expected on or off, found 1."),
        (
            "Dense",
            "activation",
            "rellu",
            "Expected an activation such as relu, or nothing, found rellu.",
        ),
        (
            "Conv2D",
            "kernel_size",
            [3, 3, 3],
            "Expected a whole number, or 2 whole numbers of 1 or more, found (3, 3, 3).",
        ),
        ("Conv2D", "padding", "causal", "Expected one of valid, same, found causal."),
        ("Dropout", "rate", 1.5, "Expected a number from 0 to 1, found 1.5."),
        (
            "Dense",
            "kernel_regularizer",
            {"class_name": "L2", "config": {"l2": -1}},
            "L2, l2: Expected a number of 0 or more, found -1.",
        ),
        (
            "Dense",
            "kernel_regularizer",
            {"class_name": "L2", "config": {"l3": 1}},
            "L2 has no argument l3.",
        ),
        (
            "RNN",
            "cell",
            {"class_name": "GRUCell", "config": {}},
            "GRUCell cannot be made without units.",
        ),
        (
            "RNN",
            "cell",
            {"class_name": "Dense", "config": {"units": 4}},
            "Expected one of LSTMCell, GRUCell, SimpleRNNCell, StackedRNNCells, found Dense · 4.",
        ),
        ("Output", "metrics", ["nonsense"], "Expected a list of metrics, found (nonsense)."),
        ("Input", "shape", [0], "Expected a shape such as (28, 28, 1), found (0)."),
        ("Input", "shape", "8", "Expected a shape such as (28, 28, 1), found 8."),
        ("Dropout", "rate", float("nan"), "Expected a number from 0 to 1, found nan."),
    ],
)
def test_what_keras_refuses_is_told_in_one_sentence(kind, name, value, words) -> None:
    assert check_value(param(kind, name), value, CATALOG) == words


def test_a_class_that_keras_finds_only_with_arguments_is_told() -> None:
    choice = Param("optimizer", (ParamType.OBJECT,), registry=Registry.OPTIMIZER)
    problem = check_value(choice, "Lamb", CATALOG)
    assert problem is not None
    assert problem.startswith("Keras takes Lamb only with its arguments")
    assert check_value(choice, {"class_name": "Lamb", "config": {}}, CATALOG) is None


@pytest.mark.parametrize(
    ("kind", "name", "text", "value"),
    [
        ("Dense", "units", " 12 ", 12),
        ("Dense", "units", "1e3", 1000),
        ("Dense", "activation", "none", None),
        ("Dense", "activation", "relu", "relu"),
        ("Dense", "use_bias", "off", False),
        ("Conv2D", "kernel_size", "3", 3),
        ("Conv2D", "kernel_size", "3×5", [3, 5]),
        ("Conv2D", "kernel_size", "3 x 5", [3, 5]),
        ("Conv2D", "kernel_size", "(3, 5)", [3, 5]),
        ("Conv2D", "padding", "Same", "same"),
        ("Dropout", "rate", "0.25", 0.25),
        ("Input", "shape", "(None, 28, 1)", [None, 28, 1]),
        ("Input", "shape", "8", [8]),
        ("Input", "shape", "()", []),
        ("Input", "columns", "age, income", ["age", "income"]),
        ("ZeroPadding2D", "padding", "((1, 2), (3, 4))", [[1, 2], [3, 4]]),
        ("RandomRotation", "factor", "-0.1, 0.2", [-0.1, 0.2]),
        ("LSTM", "use_cudnn", "true", True),
        ("BatchNormalization", "axis", "−1", -1),
        ("Dense", "lora_rank", "", None),
    ],
)
def test_words_in_a_field_become_values(kind, name, text, value) -> None:
    assert coerce(param(kind, name), text) == value


@pytest.mark.parametrize(
    ("kind", "name", "text"),
    [
        ("Dense", "units", "many"),
        ("Dense", "units", "2.5"),
        ("Dense", "units", ""),
        ("Conv2D", "kernel_size", "3x3x3"),
        ("Conv2D", "padding", "causal"),
        ("Dropout", "rate", "inf"),
        ("Dense", "use_bias", "perhaps"),
    ],
)
def test_words_that_mean_nothing_there_are_refused(kind, name, text) -> None:
    with pytest.raises(ValueError, match=r"Expected .*, found"):
        coerce(param(kind, name), text)


@given(st.text(max_size=20), st.sampled_from([p for s in CATALOG.placeable() for p in s.params]))
def test_no_text_breaks_a_field(text, any_param) -> None:
    complaint, value = "", None
    try:
        value = coerce(any_param, text)
    except ValueError as error:
        complaint = str(error)
    assert not complaint or complaint.startswith("Expected ")
    check_value(any_param, value, CATALOG)
    assert describe(any_param, value)


@pytest.mark.parametrize(
    ("kind", "name", "value", "words"),
    [
        ("Conv2D", "kernel_size", 3, "3×3"),
        ("Conv2D", "kernel_size", [3, 5], "3×5"),
        ("Conv1D", "kernel_size", 3, "3"),
        ("Dense", "activation", "relu", "relu"),
        (
            "Dense",
            "kernel_regularizer",
            {"class_name": "L2", "config": {"l2": 1e-4}},
            "L2 · 0.0001",
        ),
        ("Dense", "activation", None, "nothing"),
        ("Dense", "use_bias", True, "on"),
        ("Input", "shape", [8], "(8,)"),
        ("Input", "shape", [None, 8], "(None, 8)"),
        ("Output", "metrics", ["accuracy", {"class_name": "AUC", "config": {}}], "accuracy, AUC"),
        ("LayerNormalization", "epsilon", 1e-7, "1e-7"),
        ("Rescaling", "scale", 1 / 255, "0.00392157"),
    ],
)
def test_values_are_shown_in_short_words(kind, name, value, words) -> None:
    assert describe(param(kind, name), value) == words


@pytest.mark.parametrize(
    ("kind", "params", "line"),
    [
        (
            "Conv2D",
            {"filters": 32, "kernel_size": 3, "padding": "same", "activation": "relu"},
            "32 · 3×3 · same · relu",
        ),
        (
            "Conv2D",
            {"filters": 32, "kernel_size": [3, 3], "strides": [2, 2]},
            "32 · 3×3 · strides 2×2",
        ),
        ("Dense", {"units": 10, "activation": "softmax"}, "10 · softmax"),
        ("Dense", {}, ""),
        ("MaxPooling2D", {}, "2×2"),
        ("BatchNormalization", {}, "axis −1"),
        ("LSTM", {"units": 64, "return_sequences": True}, "64 · return_sequences"),
        ("Flatten", {}, ""),
        ("Dropout", {"rate": 0.5}, "0.5"),
        ("Input", {"shape": [8, 8, 1], "columns": ["image"]}, "image · (8, 8, 1)"),
        ("Output", {"loss": "mse", "metrics": ["mae"]}, "mse · mae"),
        (
            "Bidirectional",
            {"layer": {"class_name": "LSTM", "config": {"units": 64}}},
            "LSTM · 64",
        ),
    ],
)
def test_a_node_shows_its_key_parameters_in_one_line(kind, params, line) -> None:
    assert summary_line(CATALOG.layer(kind), params) == line


def test_a_number_larger_than_any_float_is_refused_in_words() -> None:
    assert "found 999" in check_value(param("Dropout", "rate"), 10**400 - 1, CATALOG)
    assert check_value(param("GaussianNoise", "stddev"), 10**400, CATALOG) is not None
