"""Several plots share one timer, one rule and one part of the run."""

import numpy as np
import pytest
from PySide6.QtGui import QColor

from designer.session.series import Series
from designer.ui.plots.line import Line
from designer.ui.plots.plot_controls import PlotControls
from designer.ui.plots.plot_export import picture, write_csv
from designer.ui.plots.plot_grid import PlotGrid


def line_of(ys, key="training") -> Line:
    series = Series()
    series.append(np.arange(1, len(ys) + 1), ys)
    return Line(key, key, series, lambda: QColor("#2F6FED"))


@pytest.fixture
def grid(qtbot):
    grid = PlotGrid()
    grid.resize(900, 240)
    qtbot.addWidget(grid)
    grid.set_metrics(("loss", "accuracy"))
    grid.set_lines("loss", [line_of(np.linspace(2, 1, 100))])
    grid.set_lines("accuracy", [line_of(np.linspace(0, 1, 100))])
    grid.show()
    grid.refresh()
    return grid


def test_plots_stand_side_by_side_where_there_is_room(grid):
    assert grid._columns == 2
    grid.resize(320, 600)
    assert grid._columns == 1


def test_the_timer_rests_when_nothing_comes_and_when_nobody_looks(grid):
    assert grid.timer.isActive()
    for _ in range(25):
        grid.tick()
    assert not grid.timer.isActive()

    grid.watch(True)
    assert grid.timer.isActive()
    for _ in range(25):
        grid.tick()
    assert grid.timer.interval() == 100

    grid.hide()
    assert not grid.timer.isActive()


def test_the_rule_stands_in_all_plots(grid):
    grid.plots["loss"].hovered.emit(40.0)

    assert all(plot._rule.isVisible() for plot in grid.plots.values())


def test_moving_one_plot_moves_all_and_offers_fit(grid, qtbot):
    controls = PlotControls(grid)
    qtbot.addWidget(controls)
    controls.show()
    plot = grid.plots["loss"]
    plot._plot.setXRange(10, 20, padding=0)
    plot._on_moved()

    assert grid.plots["accuracy"].x_range == (10.0, 20.0)
    assert controls.fit.isVisible()

    controls.fit.click()
    assert grid.fitting
    assert not controls.fit.isVisible()


def test_switches_reach_every_plot(grid, qtbot):
    controls = PlotControls(grid)
    qtbot.addWidget(controls)
    controls.log.click()
    controls.unit.click()
    controls.slider.setValue(90)

    assert {plot.log for plot in grid.plots.values()} == {True}
    assert {plot.unit for plot in grid.plots.values()} == {"epoch"}
    assert {plot.factor for plot in grid.plots.values()} == {0.9}
    assert controls._words.text() == "smoothing 0.9"


def test_a_metric_that_is_gone_takes_its_plot_along(grid):
    grid.set_metrics(("accuracy",))

    assert tuple(grid.plots) == ("accuracy",)


def test_plots_are_saved_as_a_picture_and_as_values(grid, tmp_path):
    path = tmp_path / "curves.csv"
    lines = [(name, line) for name, plot in grid.plots.items() for line in plot.lines]
    write_csv(path, lines)

    assert path.read_text().splitlines()[:2] == ["metric,curve,step,value", "loss,training,1,2.0"]
    assert len(path.read_text().splitlines()) == 201
    assert picture(grid).width() >= grid.body.width() * 2
