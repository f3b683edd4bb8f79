"""A plot shows every extreme, follows until it is moved, and stays fast."""

import time

import numpy as np
import pytest
from PySide6.QtGui import QColor

from designer.session.series import Series
from designer.ui import theme
from designer.ui.plots.line import Best, Line, Mark, Unit
from designer.ui.plots.metric_plot import MetricPlot


def line_of(ys, key="training", **rest) -> Line:
    series = Series()
    series.append(np.arange(1, len(ys) + 1), ys)
    return Line(key, key, series, lambda: QColor("#2F6FED"), **rest)


@pytest.fixture
def plot(qtbot):
    plot = MetricPlot("loss")
    plot.resize(600, 300)
    qtbot.addWidget(plot)
    plot.show()
    return plot


def drawn(plot: MetricPlot, key: str = "training") -> tuple[np.ndarray, np.ndarray]:
    return plot._curves[key]._main.getData()


def test_a_spike_among_many_points_is_drawn(plot):
    ys = np.ones(200_000)
    ys[123_456] = 50.0
    plot.set_lines([line_of(ys)])
    plot.refresh()

    assert drawn(plot)[1].max() == 50.0
    assert plot._plot.viewRange()[1][1] > 50.0


def test_what_comes_is_followed_until_the_user_moves_the_plot(plot):
    line = line_of(np.linspace(2, 1, 100))
    plot.set_lines([line])
    plot.refresh()
    line.series.append([101], [9.0])
    plot.refresh()
    assert plot._plot.viewRange()[1][1] > 9.0

    plot._on_moved()
    plot._plot.setXRange(10, 20, padding=0)
    line.series.append([102], [99.0])
    plot.refresh()
    assert plot._plot.viewRange()[1][1] < 99.0
    assert not plot.fitting

    plot.fit()
    plot.refresh()
    assert plot._plot.viewRange()[1][1] > 99.0


def test_the_raw_curve_stays_behind_the_smoothed_one(plot):
    plot.set_lines([line_of(np.tile([0.0, 1.0], 50), smooth=True)])
    plot.refresh()

    raw, smooth = plot._curves["training"]._raw.getData()[1], drawn(plot)[1]
    assert np.ptp(raw) == 1.0
    assert np.ptp(smooth[20:]) < 0.5


def test_while_smoothing_is_chosen_the_exact_curve_waits(plot):
    plot.set_lines([line_of(np.random.default_rng(0).normal(size=50_000), smooth=True)])
    plot.set_factor(0.9, choosing=True)
    plot.refresh()
    assert plot.busy

    plot.set_factor(0.9, choosing=False)
    plot.refresh()
    assert not plot.busy


def test_no_smoothing_draws_the_curve_itself(plot):
    plot.set_lines([line_of(np.arange(10.0), smooth=True)])
    plot.set_factor(0.0, choosing=False)
    plot.refresh()

    assert drawn(plot)[1].tolist() == list(range(10))


def test_logarithms_leave_out_what_has_none(plot):
    plot.set_lines([line_of(np.array([1.0, 0.0, 100.0]))])
    plot.set_log(True)
    plot.refresh()

    ys = drawn(plot)[1]
    assert ys[0] == 0.0
    assert np.isnan(ys[1])
    assert ys[2] == 2.0


def test_epochs_are_counted_instead_of_steps(plot):
    plot.set_lines([line_of(np.arange(90.0), steps_per_epoch=45)])
    plot.set_unit(Unit.EPOCH)
    plot.refresh()

    assert drawn(plot)[0][-1] == 2.0


def test_the_rule_says_the_exact_values(plot):
    plot.set_lines([line_of(np.arange(1000.0), smooth=True, steps_per_epoch=45)])
    plot.refresh()
    plot.show_rule(612.2)

    entry = plot.legend._entries["training"]
    assert entry._value == "611"
    assert plot.legend.place.text() == "step 612 · epoch 14"

    plot.show_rule(None)
    assert entry._value == ""


def test_the_best_value_is_marked(plot):
    plot.set_lines([line_of(np.array([3.0, 1.0, 2.0]), "validation", points=True)])
    plot.set_best(Best("validation", 2.0, 1.0, 2), "min")
    plot.refresh()

    assert plot._best_mark._words.toPlainText() == "best 1.000 at 2"
    assert plot._best_mark._ring.isVisible()


def test_a_hidden_curve_is_not_drawn(plot):
    plot.set_lines([line_of(np.arange(10.0)), line_of(np.arange(10.0) * 9, "validation")])
    plot.refresh()
    plot.legend._entries["validation"].click()

    assert drawn(plot, "validation")[0] is None or not len(drawn(plot, "validation")[0])
    assert plot._plot.viewRange()[1][1] < 20


def test_events_are_marked_and_the_theme_changes_live(plot):
    plot.set_lines([line_of(np.arange(10.0))])
    plot.set_marks([Mark(5.0, "resumed")])
    plot.refresh()
    theme.set_theme("dark")
    try:
        assert plot.view.backgroundBrush().color() == theme.current().panel
    finally:
        theme.set_theme("light")


def test_gaps_of_no_numbers_are_left_open(plot):
    plot.set_lines([line_of(np.array([1.0, np.nan, 2.0]))])
    plot.refresh()

    assert plot._curves["training"]._main.opts["connect"] == "finite"


def test_twenty_curves_of_a_million_points_are_cheap(plot, qtbot):
    ys = np.random.default_rng(0).normal(size=1_000_000)
    lines = [line_of(ys, f"{index}") for index in range(20)]
    plot.set_lines(lines)
    plot.refresh()
    taken = []
    for _ in range(5):
        for line in lines:
            line.series.append([len(line.series) + 1], [0.0])
        begin = time.thread_time()
        plot.refresh()
        taken.append(time.thread_time() - begin)

    assert min(taken) < 0.025


def test_marks_that_stay_are_not_made_again(plot):
    plot.set_lines([line_of([1.0, 2.0, 3.0, 4.0], steps_per_epoch=2)])
    plot.set_marks([Mark(2.0, "resumed")])
    made = list(plot._events._lines)
    plot.set_marks([Mark(2.0, "resumed")])
    assert plot._events._lines == made
    plot.set_unit(Unit.EPOCH)
    assert [line.value() for line in plot._events._lines] == [1.0]
