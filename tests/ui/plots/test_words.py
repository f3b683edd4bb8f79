"""Figures are said as people say them."""

import pytest

from designer.catalog.catalog import load_catalog
from designer.ui.plots.direction import direction_of
from designer.ui.plots.words import duration, metric_value, time_left


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0.4, "0.4 s"),
        (22.4, "22 s"),
        (80, "1 min 20 s"),
        (118, "2 min"),
        (720, "12 min"),
        (7500, "2 h 5 min"),
    ],
)
def test_times_are_rounded(seconds, words):
    assert duration(seconds) == words


def test_time_left_is_about(qapp):
    assert time_left(None) == "estimating time left"
    assert time_left(2) == "a few seconds left"
    assert time_left(21.4) == "about 20 s left"
    assert time_left(83) == "about 1 min 20 s left"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0.98111, "0.981"),
        (12.3456, "12.35"),
        (3021.4, "3,021"),
        (0.0000123, "1.23e-05"),
        (float("nan"), "NaN"),
        (float("-inf"), "−∞"),
        (None, "–"),
        (0.0, "0.000"),
    ],
)
def test_values_have_the_figures_that_matter(value, words):
    assert metric_value(value) == words


@pytest.mark.parametrize(
    ("metric", "direction"),
    [
        ("loss", "min"),
        ("label_loss", "min"),
        ("val_accuracy", "max"),
        ("mean_absolute_error", "min"),
        ("auc", "max"),
        ("out_root_mean_squared_error", "min"),
        ("cosine_similarity", "max"),
    ],
)
def test_less_or_more_is_better(metric, direction):
    assert direction_of(metric, load_catalog()) == direction
