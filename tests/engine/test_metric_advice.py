"""Metrics that do not suit the classes are told before the training, with one click that mends."""

import pytest

from designer.engine.check import check
from designer.engine.memo import Memo

pytestmark = pytest.mark.engine

SPARSE = "sparse_categorical_crossentropy"
ONE_HOT = "categorical_crossentropy"


def made(name, **config):
    return {"class_name": name, "config": config}


@pytest.fixture
def told(chain, catalog):
    """A function that returns the problems of a classifier with these metrics."""

    def find(loss, metrics, width=10, data="digits", shape=(8, 8, 1)):
        activation = "sigmoid" if width == 1 else "softmax"
        drawn = chain(
            ("x", "Input", {"shape": list(shape)}),
            ("flat", "Flatten", {}),
            ("dense", "Dense", {"units": width, "activation": activation}),
            ("label", "Output", {"loss": loss, "metrics": metrics}),
        ).on(data)
        return [p for p in check(drawn.project, catalog, Memo())[2] if p.field == "metrics"]

    return find


@pytest.mark.parametrize(
    ("loss", "metrics"),
    [
        (SPARSE, ["accuracy"]),
        (SPARSE, [made("SparseCategoricalAccuracy"), made("SparseTopKCategoricalAccuracy", k=3)]),
        (ONE_HOT, [made("CategoricalAccuracy"), made("AUC"), made("BinaryAccuracy")]),
    ],
)
def test_metrics_that_suit_the_classes_need_no_advice(told, loss, metrics):
    assert told(loss, metrics) == []


def test_the_class_accuracy_compares_equal_values(told):
    (problem,) = told(SPARSE, [made("Accuracy")])
    assert (problem.code, problem.severity, problem.node) == ("metric-encoding", "error", "label")
    assert problem.title == "Accuracy does not suit class numbers"
    assert problem.text == (
        "Accuracy expects the very values, but label is compared with class numbers. Training "
        "would fail, or the figure say nothing. “accuracy” suits itself to the target."
    )
    (remedy,) = problem.remedies
    assert (remedy.action, remedy.label) == ("set_param", "Set metrics to accuracy")
    assert remedy.arguments == {"node": "label", "name": "metrics", "value": ["accuracy"]}


@pytest.mark.parametrize(
    ("loss", "metric", "severity"),
    [
        (SPARSE, made("CategoricalAccuracy"), "error"),
        (SPARSE, "binary_accuracy", "error"),
        (SPARSE, made("MeanSquaredError"), "error"),
        (ONE_HOT, made("SparseCategoricalAccuracy"), "error"),
        (ONE_HOT, made("Accuracy"), "warning"),
        (ONE_HOT, made("MeanSquaredError"), "hint"),
    ],
)
def test_a_metric_for_another_kind_of_target(told, loss, metric, severity):
    (problem,) = told(loss, [metric])
    assert problem.severity == severity
    assert problem.remedies[0].arguments["value"] == ["accuracy"]


def test_what_measures_the_same_is_taken_instead_and_the_others_stay(told):
    metrics = [made("TopKCategoricalAccuracy", k=3), "accuracy", made("CategoricalAccuracy")]
    (problem,) = told(SPARSE, metrics)
    assert problem.title == (
        "TopKCategoricalAccuracy and CategoricalAccuracy do not suit class numbers"
    )
    assert problem.remedies[0].arguments["value"] == [
        made("SparseTopKCategoricalAccuracy", k=3),
        "accuracy",
    ]


def test_two_classes_as_one_value_take_binary_metrics(told):
    def find(metric):
        found = told("binary_crossentropy", [metric], 1, "breast_cancer", (30,))
        return [str(problem.severity) for problem in found]

    assert find(made("AUC")) == []
    assert find(made("Accuracy")) == ["warning"]
    assert find(made("MeanSquaredError")) == ["hint"]
