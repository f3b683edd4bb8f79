import math

import pytest

from designer.engine.training.scores import Best, more_is_better


@pytest.mark.parametrize("name", ["val_accuracy", "auc", "label_accuracy", "r2_score", "f1_score"])
def test_more_of_these_is_better(name):
    assert more_is_better(name)


@pytest.mark.parametrize("name", ["loss", "val_loss", "mae", "score_loss", "mean_squared_error"])
def test_less_of_these_is_better(name):
    assert not more_is_better(name)


def test_a_metric_knows_its_direction_best():
    assert more_is_better("val_out_mine", {"mine": "up"})
    assert not more_is_better("mine_accuracy", {"mine_accuracy": "down"})


def test_the_first_of_equal_values_stays_best():
    best = Best()
    for epoch, (loss, accuracy) in enumerate([(3.0, 0.5), (1.0, 0.9), (1.0, 0.9), (math.nan, 0.1)]):
        best.take(epoch, {"loss": loss, "accuracy": accuracy, "learning_rate": 1.0})
    assert best.values == {
        "loss": {"value": 1.0, "epoch": 2},
        "accuracy": {"value": 0.9, "epoch": 2},
    }
