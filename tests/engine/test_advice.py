"""What fits together only when shapes, losses, activations and data are seen as one."""

import pytest

from designer.engine.check import check
from designer.engine.memo import Memo
from designer.project.settings import DataKind, DataSettings

pytestmark = pytest.mark.engine

SPARSE = "sparse_categorical_crossentropy"
FLAT = ("flat", "Flatten", {})
IMAGE = ("image", "Input", {"shape": [8, 8, 1]})


@pytest.fixture
def told(catalog):
    """A function that returns (code, node) and buttons of each problem of a drawing."""

    def find(drawn):
        problems = check(drawn.project, catalog, Memo())[2]
        return [
            (p.code, str(p.severity), p.node, [remedy.label for remedy in p.remedies])
            for p in problems
        ]

    return find


@pytest.fixture
def digits(chain):
    """A function that draws a classifier of digits with this last layer and this Output."""

    def draw(dense, output, before=(FLAT,), data="digits"):
        drawn = chain(IMAGE, *before, ("dense", "Dense", dense), ("label", "Output", output))
        return drawn.on(data) if data else drawn

    return draw


@pytest.fixture
def diabetes(chain):
    def draw(dense, output):
        start = ("x", "Input", {"shape": [10]})
        return chain(start, ("dense", "Dense", dense), ("y", "Output", output)).on("diabetes")

    return draw


@pytest.fixture
def cancer(chain):
    def draw(dense, output):
        start = ("x", "Input", {"shape": [30]})
        return chain(start, ("dense", "Dense", dense), ("y", "Output", output)).on("breast_cancer")

    return draw


@pytest.mark.parametrize(
    ("dense", "output"),
    [
        ({"units": 10, "activation": "softmax"}, {"loss": SPARSE}),
        ({"units": 10, "activation": "softmax"}, {"loss": "categorical_crossentropy"}),
        ({"units": 10}, {"loss": {"class_name": "SparseCategoricalCrossentropy",
                                  "config": {"from_logits": True}}}),
        ({"units": 10, "activation": "sigmoid"}, {"loss": "binary_crossentropy"}),
    ],
)  # fmt: skip
def test_a_good_classifier_needs_no_advice(told, digits, dense, output):
    assert told(digits(dense, output)) == []


@pytest.mark.parametrize(
    ("dense", "output"),
    [
        ({"units": 1, "activation": "sigmoid"}, {"loss": "binary_crossentropy"}),
        ({"units": 2, "activation": "softmax"}, {"loss": SPARSE}),
        ({"units": 1}, {"loss": {"class_name": "BinaryCrossentropy",
                                 "config": {"from_logits": True}}}),
    ],
)  # fmt: skip
def test_two_classes_are_one_value_or_two(told, cancer, dense, output):
    assert told(cancer(dense, output)) == []


@pytest.mark.parametrize(
    "loss", ["mse", "mean_absolute_error", {"class_name": "Huber", "config": {}}]
)
def test_a_good_regression_needs_no_advice(told, diabetes, loss):
    assert told(diabetes({"units": 1}, {"loss": loss})) == []


def test_dense_would_keep_the_places(catalog, digits):
    pooled = ("pool", "MaxPooling2D", {})
    drawn = digits({"units": 10, "activation": "softmax"}, {"loss": SPARSE}, (pooled,))
    (problem,) = check(drawn.project, catalog, Memo())[2]
    assert (problem.code, problem.severity, problem.node) == ("shape-not-vector", "error", "dense")
    assert problem.title == "Dense would keep the 4 × 4 places"
    assert problem.text == (
        "A class vector needs one value per class. dense works on the last axis alone, "
        "so label would get 4 × 4 × 10 values."
    )
    assert [(remedy.label, remedy.arguments["edge"]) for remedy in problem.remedies] == [
        ("Insert Flatten", "pool->dense.0"),
        ("Insert GlobalAveragePooling2D", "pool->dense.0"),
    ]


def test_without_data_the_places_are_only_a_warning(told, digits):
    drawn = digits({"units": 10, "activation": "softmax"}, {"loss": SPARSE}, (), None)
    assert told(drawn) == [
        (
            "shape-not-vector",
            "warning",
            "dense",
            ["Insert Flatten", "Insert GlobalAveragePooling2D"],
        )
    ]


def test_a_recurrent_layer_can_return_its_last_step_alone(told, digits):
    before = (
        ("rows", "Reshape", {"target_shape": [8, 8]}),
        ("lstm", "LSTM", {"units": 16, "return_sequences": True}),
    )
    drawn = digits({"units": 10, "activation": "softmax"}, {"loss": SPARSE}, before)
    ((code, _, node, labels),) = told(drawn)
    assert (code, node) == ("shape-not-vector", "dense")
    assert labels == [
        "Return the last step alone",
        "Insert Flatten",
        "Insert GlobalAveragePooling1D",
    ]


@pytest.mark.parametrize(("units", "severity"), [(9, "error"), (12, "warning")])
def test_wrong_units_for_the_classes(told, digits, units, severity):
    drawn = digits({"units": units, "activation": "softmax"}, {"loss": SPARSE})
    assert told(drawn) == [("units-not-classes", severity, "dense", ["Set units of dense to 10"])]


@pytest.mark.parametrize(
    ("layers", "labels"),
    [
        ((FLAT,), ["Insert Dense with 10 units"]),
        ((), ["Insert Flatten", "Insert GlobalAveragePooling2D"]),
    ],
)
def test_what_lacks_before_the_classes_is_offered(told, chain, layers, labels):
    last = ("scale", "Rescaling", {"scale": 0.1})
    drawn = chain(IMAGE, *layers, last, ("label", "Output", {"loss": SPARSE})).on("digits")
    assert labels in [buttons for _, _, _, buttons in told(drawn)]


def test_ten_classes_are_not_one_value(catalog, digits):
    drawn = digits({"units": 1, "activation": "sigmoid"}, {"loss": "binary_crossentropy"})
    (problem,) = check(drawn.project, catalog, Memo())[2]
    assert problem.code == "units-not-classes"
    assert [(r.action, r.arguments) for r in problem.remedies] == [
        (
            "set_params",
            {
                "changes": [
                    {"node": "dense", "name": "units", "value": 10},
                    {"node": "dense", "name": "activation", "value": "softmax"},
                    {"node": "label", "name": "loss", "value": SPARSE},
                ]
            },
        )
    ]


def test_a_crossentropy_wants_softmax(catalog, digits):
    (problem,) = check(digits({"units": 10}, {"loss": SPARSE}).project, catalog, Memo())[2]
    assert (problem.code, problem.severity, problem.node, problem.field) == (
        "activation-for-loss",
        "warning",
        "dense",
        "activation",
    )
    assert {r.label: r.arguments["value"] for r in problem.remedies} == {
        "Set activation to softmax": "softmax",
        "Let the loss do it (from_logits)": {
            "class_name": "SparseCategoricalCrossentropy",
            "config": {"from_logits": True},
        },
    }


def test_softmax_is_applied_once(told, digits):
    loss = {"class_name": "SparseCategoricalCrossentropy", "config": {"from_logits": True}}
    drawn = digits({"units": 10, "activation": "softmax"}, {"loss": loss})
    assert told(drawn) == [
        (
            "activation-twice",
            "warning",
            "dense",
            ["Set activation to linear", "Switch from_logits off"],
        )
    ]


def test_a_binary_loss_wants_sigmoid(told, cancer):
    assert told(cancer({"units": 1}, {"loss": "binary_crossentropy"})) == [
        (
            "activation-for-loss",
            "warning",
            "dense",
            ["Set activation to sigmoid", "Let the loss do it (from_logits)"],
        )
    ]


def test_softmax_of_one_value_is_told(told, cancer):
    found = told(cancer({"units": 1, "activation": "softmax"}, {"loss": "binary_crossentropy"}))
    assert found == [("softmax-of-one", "error", "dense", ["Set activation to sigmoid"])]


def test_a_loss_for_one_hot_rows_and_one_for_indices(told, digits):
    dense = {"units": 10, "activation": "softmax"}
    assert told(digits(dense, {"loss": SPARSE, "encoding": "one_hot"})) == [
        (
            "loss-encoding",
            "error",
            "label",
            ["Default encoding", "Set loss to categorical_crossentropy"],
        )
    ]
    found = told(digits(dense, {"loss": "categorical_crossentropy", "encoding": "integer"}))
    assert found == [
        ("loss-encoding", "error", "label", ["Default encoding", f"Set loss to {SPARSE}"])
    ]


def test_a_loss_for_numbers_does_not_suit_classes(told, digits):
    found = told(digits({"units": 10, "activation": "softmax"}, {"loss": "mse"}))
    assert found == [("loss-for-numbers", "error", "label", [f"Set loss to {SPARSE}"])]


def test_a_loss_for_classes_does_not_suit_numbers(told, diabetes):
    found = told(diabetes({"units": 1, "activation": "sigmoid"}, {"loss": "binary_crossentropy"}))
    assert found == [("loss-needs-zero-to-one", "error", "y", ["Use mean squared error"])]
    ((code, severity, node, _),) = told(
        diabetes({"units": 3, "activation": "softmax"}, {"loss": SPARSE})
    )
    assert (code, severity, node) == ("loss-needs-classes", "error", "y")


def test_numbers_that_the_activation_cannot_reach(told, diabetes):
    found = told(diabetes({"units": 1, "activation": "sigmoid"}, {"loss": "mse"}))
    assert found == [("out-of-reach", "warning", "dense", ["Set activation to linear"])]


def test_one_number_wants_one_unit(told, diabetes):
    found = told(diabetes({"units": 3}, {"loss": "mse"}))
    assert found == [("output-shape", "error", "dense", ["Set units of dense to 1"])]


def test_an_autoencoder_gives_pictures_back(told, chain):
    drawn = chain(
        IMAGE,
        FLAT,
        ("dense", "Dense", {"units": 64}),
        ("same", "Output", {"loss": "mse", "columns": ["image"]}),
    ).on("digits")
    assert told(drawn) == [("output-shape", "error", "same", ["Insert Reshape to 8 × 8 × 1"])]


def test_data_without_a_loss(told, digits, diabetes, cancer):
    dense = {"units": 10, "activation": "softmax"}
    words = "Set loss to sparse categorical crossentropy"
    assert told(digits(dense, {})) == [("no-loss", "error", "label", [words])]
    assert told(digits(dense, {}, data=None)) == []
    assert told(diabetes({"units": 1}, {}))[0][3] == ["Set loss to mean squared error"]
    assert told(cancer({"units": 1}, {}))[0][3] == ["Set loss to binary crossentropy"]


def test_an_output_without_a_loss_beside_one_that_has_one(told, digits):
    drawn = digits({"units": 10, "activation": "softmax"}, {"loss": SPARSE})
    drawn.add("other", "Dense", after=("flat",), units=3)
    drawn.add("aside", "Output", after=("other",), metrics=["mae"], columns=["label"])

    assert [(code, severity, node) for code, severity, node, _ in told(drawn)] == [
        ("metrics-without-loss", "hint", "aside"),
        ("not-trained", "warning", "aside"),
    ]


def test_an_output_that_only_shows_what_is_trained_anyway(told, digits):
    drawn = digits({"units": 10, "activation": "softmax"}, {"loss": SPARSE, "columns": ["label"]})
    drawn.add("seen", "Output", after=("dense",))

    assert told(drawn) == []


def test_an_input_of_another_shape_than_the_data(told, chain):
    drawn = chain(
        ("image", "Input", {"shape": [28, 28, 1]}),
        FLAT,
        ("dense", "Dense", {"units": 10, "activation": "softmax"}),
        ("label", "Output", {"loss": SPARSE}),
    ).on("digits")
    ((code, _, node, labels),) = told(drawn)
    assert (code, node, labels[0]) == ("input-shape-data", "image", "Set the shape to [8, 8, 1]")


def test_text_must_become_numbers(told, chain):
    drawn = chain(
        ("words", "Input", {"shape": [1], "dtype": "string"}),
        ("dense", "Dense", {"units": 2}),
        ("y", "Output", {}),
    )
    assert told(drawn) == [
        (
            "text-into-layer",
            "error",
            "dense",
            ["Insert TextVectorization", "Insert StringLookup"],
        )
    ]


def test_data_that_cannot_be_read_is_a_problem_not_a_failure(told, digits):
    drawn = digits({"units": 10, "activation": "softmax"}, {"loss": SPARSE})
    drawn.data = DataSettings(kind=DataKind.CSV, path="missing.csv")
    ((_, severity, node, _),) = told(drawn)
    assert (severity, node) == ("error", None)
