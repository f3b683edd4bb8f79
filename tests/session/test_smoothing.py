"""Smoothing is the debiased exponential mean, however the points came."""

import numpy as np
import pytest

from designer.session.series import Series
from designer.session.smoothing import Smoothed, smooth_displayed


def plain_mean(values: np.ndarray, factor: float) -> np.ndarray:
    total = weight = 0.0
    found = []
    for value in values:
        seen = float(np.isfinite(value))
        total = factor * total + (value if seen else 0.0)
        weight = factor * weight + seen
        found.append(total / weight if weight else np.nan)
    return np.array(found)


@pytest.mark.parametrize("factor", [0.0, 0.6, 0.99])
def test_points_that_come_in_batches_are_smoothed_as_if_they_came_at_once(factor):
    rng = np.random.default_rng(1)
    series = Series()
    smoothed = Smoothed(series, factor)
    for size in (1, 33, 700, 0, 5):
        start = len(series) + 1
        series.append(np.arange(start, start + size), rng.normal(size=size))
        assert smoothed.update()

    np.testing.assert_allclose(smoothed.series.y, plain_mean(series.y, factor), rtol=1e-9)
    np.testing.assert_array_equal(smoothed.series.x, series.x)


def test_values_that_are_no_numbers_leave_the_mean_as_it_was():
    series = Series()
    series.append([1, 2, 3, 4], [np.nan, 2.0, np.inf, 4.0])
    smoothed = Smoothed(series, 0.5)
    smoothed.update()

    np.testing.assert_allclose(smoothed.series.y, plain_mean(series.y, 0.5))


def test_another_factor_begins_anew():
    series = Series()
    series.append(np.arange(1, 10), np.arange(9.0))
    smoothed = Smoothed(series, 0.9)
    smoothed.update()
    smoothed.set_factor(0.0)

    assert not smoothed.complete
    assert smoothed.update()
    assert smoothed.series.y.tolist() == series.y.tolist()


def test_a_resumed_run_is_smoothed_from_what_stands_now():
    series = Series()
    series.append(np.arange(1, 10), np.zeros(9))
    smoothed = Smoothed(series, 0.5)
    smoothed.update()
    series.append([5, 6], [1.0, 1.0])

    assert smoothed.update()
    np.testing.assert_allclose(smoothed.series.y, plain_mean(series.y, 0.5))


def test_a_million_points_are_smoothed_in_slices():
    series = Series()
    series.append(np.arange(1_000_000), np.random.default_rng(0).normal(size=1_000_000))
    smoothed = Smoothed(series, 0.9)

    assert not smoothed.update(limit=100_000)
    assert len(smoothed.series) == 100_000


def test_while_the_factor_is_chosen_only_what_is_shown_is_smoothed():
    series = Series()
    series.append(np.arange(100_000), np.sin(np.arange(100_000) / 9000))
    xs, ys = series.view(0, 100_000, 300)
    exact = Smoothed(series, 0.99)
    exact.update()

    shown_x, shown_y = smooth_displayed(xs, ys, 0.99, len(series))

    assert len(shown_x) == len(shown_y)
    expected = exact.series.y[shown_x.astype(int)]
    np.testing.assert_allclose(shown_y, expected, atol=0.05)
