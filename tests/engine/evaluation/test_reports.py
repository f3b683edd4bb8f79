import numpy as np
import pytest
from sklearn import metrics

from designer.engine.evaluation.answers import probabilities
from designer.engine.evaluation.reports import classes_report, numbers_report

LABELS = ["a", "b", "c", "d"]


def test_classes_are_counted_as_scikit_learn_counts():
    random = np.random.default_rng(0)
    true, predicted = random.integers(0, 3, 200), random.integers(0, 3, 200)
    report = classes_report(true, predicted, LABELS)
    names = range(4)
    expected = metrics.precision_recall_fscore_support(
        true, predicted, labels=names, zero_division=0
    )
    assert report["kind"] == "classes"
    assert report["labels"] == LABELS
    assert report["confusion"] == metrics.confusion_matrix(true, predicted, labels=names).tolist()
    for key, column in zip(("precision", "recall", "f1", "support"), expected, strict=True):
        assert [row[key] for row in report["per_class"]] == pytest.approx(column.tolist())


def test_numbers_are_compared_as_scikit_learn_compares():
    random = np.random.default_rng(0)
    true = random.normal(size=(3000, 1))
    predicted = true + random.normal(size=(3000, 1)) / 3
    report = numbers_report(true, predicted)
    assert report["mean_absolute_error"] == pytest.approx(
        metrics.mean_absolute_error(true, predicted)
    )
    assert report["root_mean_squared_error"] == pytest.approx(
        metrics.root_mean_squared_error(true, predicted)
    )
    assert report["r2"] == pytest.approx(metrics.r2_score(true, predicted))
    assert len(report["true"]) == len(report["predicted"]) == 2000
    assert report["true"][0] == true[0, 0]


def test_logits_become_probabilities():
    loss = {"class_name": "SparseCategoricalCrossentropy", "config": {"from_logits": True}}
    found = probabilities(np.array([[0.0, 0.0], [1000.0, 0.0]]), loss)
    assert found == pytest.approx(np.array([[0.5, 0.5], [1.0, 0.0]]))


def test_one_value_is_the_chance_of_the_second_class():
    assert probabilities(np.array([[0.25]]), "bce") == pytest.approx(np.array([[0.75, 0.25]]))
