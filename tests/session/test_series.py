"""A series shows any number of points and loses no extreme."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designer.session import series as series_module
from designer.session.series import Series

_VALUES = st.one_of(
    st.floats(-1e6, 1e6), st.just(float("nan")), st.just(float("inf")), st.just(-1e30)
)
_BATCHES = st.lists(st.lists(_VALUES, max_size=120), min_size=1, max_size=12)


def series_of(ys: np.ndarray) -> Series:
    series = Series()
    series.append(np.arange(1, len(ys) + 1), ys)
    return series


@settings(deadline=None, max_examples=200)
@given(_BATCHES, st.integers(1, 40), st.data())
def test_no_extreme_is_lost_at_any_zoom(batches, buckets, data):
    series = Series()
    step = 0
    for batch in batches:
        series.append(np.arange(step + 1, step + 1 + len(batch)), batch)
        step += len(batch)
    first = data.draw(st.integers(1, max(step, 1)))
    last = data.draw(st.integers(first, max(step, 1)))
    inside = series.y[first - 1 : last]
    finite = inside[np.isfinite(inside)]

    xs, ys = series.view(first, last, buckets)

    assert np.all(np.diff(xs) >= 0)
    assert len(xs) == len(ys) <= 6 * buckets + 16
    assert series.extremes(first, last) == ((finite.min(), finite.max()) if len(finite) else None)
    if len(finite):
        assert finite.max() in ys
        assert finite.min() in ys


def test_a_spike_among_a_million_points_is_seen():
    ys = np.random.default_rng(0).normal(size=1_000_000)
    ys[654_321] = 99.0
    series = series_of(ys)

    xs, shown = series.view(1, 1_000_000, 300)

    assert shown.max() == 99.0
    assert xs[np.argmax(shown)] == 654_322
    assert len(xs) < 1500


def test_few_points_come_as_they_are_with_their_neighbours():
    series = series_of(np.arange(100.0))

    xs, ys = series.view(10.5, 13.5, 50)

    assert xs.tolist() == [10, 11, 12, 13, 14]
    assert ys.tolist() == [9, 10, 11, 12, 13]


def test_a_resumed_run_writes_its_last_steps_again():
    series = series_of(np.zeros(1000))

    series.append([901, 902], [1.0, 2.0])

    assert len(series) == 902
    assert series.cuts == 1
    assert series.y[-2:].tolist() == [1.0, 2.0]
    assert series.extremes() == (0.0, 2.0)
    assert series.extremes(1, 900) == (0.0, 0.0)


def test_the_nearest_point_is_exact():
    series = series_of(np.array([0.5, 0.25, 0.125]))

    assert series.nearest(2.4) == (2.0, 0.25)
    assert series.nearest(99) == (3.0, 0.125)
    assert Series().nearest(1) is None
    assert Series().value_at(1) is None


def test_every_change_is_a_new_version():
    series = Series()
    before = series.version

    series.append([1], [0.5])

    assert series.version > before


def test_unequal_lengths_are_refused():
    with pytest.raises(ValueError, match="as many xs as ys"):
        Series().append([1, 2], [1.0])


def test_a_view_of_millions_of_points_looks_at_few_of_them(monkeypatch):
    series = series_of(np.random.default_rng(0).normal(size=4_000_000))
    looked_at = []
    finite_or = series_module._finite_or

    def counted(values, other):
        looked_at.append(values.size)
        return finite_or(values, other)

    monkeypatch.setattr(series_module, "_finite_or", counted)
    series.view(1, 4_000_000, 600)

    assert 0 < sum(looked_at) < 100_000
