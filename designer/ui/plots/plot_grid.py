"""PlotGrid: plots side by side with one timer, one rule and one set of switches."""

import math
import time
from collections.abc import Iterable, Sequence
from typing import Final

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QScrollArea, QWidget

from designer.ui.plots.line import Line, Unit
from designer.ui.plots.metric_plot import MetricPlot
from designer.ui.translate import tr

_FAST: Final = 33
_SLOW: Final = 100
_BUDGET: Final = 0.008
_IDLE_TICKS: Final = 20
_PROPORTION: Final = 2.0


class PlotGrid(QScrollArea):
    """The plots of several metrics.

    The timer runs while the grid is seen and something may still come (`watch`); a tick draws for
    at most 8 ms and goes on with the next plots at the next.

    Signals:
        fitting_changed: whether all plots follow what comes.
    """

    fitting_changed = Signal(bool)

    def __init__(self, parent: QWidget | None = None, *, least_height: int = 150) -> None:
        super().__init__(parent)
        self.plots: dict[str, MetricPlot] = {}
        self._unit, self._log, self._factor = Unit.STEP, False, 0.6
        self._least_height = least_height
        self._live = False
        self._idle = 0
        self._next = 0
        self._columns = 0
        self.setAccessibleName(tr("Curves"))
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.body = QWidget(self)
        self.body.setProperty("role", "page")
        self._layout = QGridLayout(self.body)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setHorizontalSpacing(24)
        self._layout.setVerticalSpacing(12)
        self.setWidget(self.body)
        self.timer = QTimer(self)
        self.timer.setInterval(_FAST)
        self.timer.timeout.connect(self.tick)

    @property
    def fitting(self) -> bool:
        """Whether all plots follow what comes."""
        return all(plot.fitting for plot in self.plots.values())

    def set_metrics(self, metrics: Sequence[str]) -> None:
        """Have one plot for each metric, in this order."""
        if tuple(self.plots) == tuple(metrics):
            return
        for name in self.plots.keys() - set(metrics):
            plot = self.plots.pop(name)
            plot.hide()
            plot.deleteLater()
        self.plots = {name: self.plots.get(name) or self._made(name) for name in metrics}
        self._columns = 0
        self._arrange()

    def set_lines(self, metric: str, lines: Iterable[Line], planned: float = 0.0) -> None:
        """Draw *lines* in the plot of *metric*, with room for *planned* steps."""
        plot = self.plots[metric]
        wanted = tuple(lines)
        plot.planned = planned
        if wanted != plot.lines:
            plot.set_lines(wanted)

    def set_unit(self, unit: Unit) -> None:
        """Count steps or epochs."""
        self._unit = unit
        for plot in self.plots.values():
            plot.set_unit(unit)
            plot.fit()
        self._on_fitting()

    def set_log(self, log: bool) -> None:
        """Draw logarithms, or values as they are."""
        self._log = log
        for plot in self.plots.values():
            plot.set_log(log)
        self._on_fitting()

    def set_factor(self, factor: float, *, choosing: bool = False) -> None:
        """Smooth with *factor*."""
        self._factor = factor
        for plot in self.plots.values():
            plot.set_factor(factor, choosing)
        self.wake()

    def fit(self) -> None:
        """Show all, and follow what comes."""
        for plot in self.plots.values():
            plot.fit()
        self._on_fitting()

    def watch(self, live: bool) -> None:
        """Say whether values may still come."""
        self._live = live
        self.wake()

    def wake(self) -> None:
        """Draw soon what changed."""
        self._idle = 0
        self.timer.setInterval(_FAST)
        if self.isVisible() and not self.timer.isActive():
            self.timer.start()

    def refresh(self) -> None:
        """Draw all plots now."""
        for plot in self.plots.values():
            plot.refresh()

    def tick(self) -> None:
        """Draw for one slice of time; rest when there is nothing to draw."""
        if self.window().isMinimized():
            return
        plots = list(self.plots.values())
        begin = time.perf_counter()
        drawn = busy = False
        for offset in range(len(plots)):
            plot = plots[(self._next + offset) % len(plots)]
            if self._in_sight(plot):
                drawn |= plot.refresh()
                busy |= plot.busy
            if time.perf_counter() - begin > _BUDGET:
                self._next = (self._next + offset + 1) % len(plots)
                break
        self._idle = 0 if drawn or busy else self._idle + 1
        self._rest()

    def showEvent(self, event: QShowEvent) -> None:
        """Go on drawing."""
        super().showEvent(event)
        self.wake()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop drawing what nobody sees."""
        self.timer.stop()
        super().hideEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange the plots for the new width."""
        super().resizeEvent(event)
        self._arrange()
        self.wake()

    def _rest(self) -> None:
        if self._idle < _IDLE_TICKS:
            self.timer.setInterval(_FAST)
        elif self._live:
            self.timer.setInterval(_SLOW)
        else:
            self.timer.stop()

    def _in_sight(self, plot: MetricPlot) -> bool:
        top_left = plot.mapTo(self.viewport(), plot.rect().topLeft())
        return self.viewport().rect().intersects(QRect(top_left, plot.size()))

    def _made(self, metric: str) -> MetricPlot:
        plot = MetricPlot(metric, self.body)
        plot.set_factor(self._factor, choosing=False)
        plot.set_unit(self._unit)
        plot.set_log(self._log)
        plot.hovered.connect(self._on_hovered)
        plot.moved.connect(lambda: self._on_moved(plot))
        return plot

    def _arrange(self) -> None:
        count = len(self.plots)
        if not count:
            return
        columns = self._best_columns(count)
        if columns == self._columns:
            return
        self._columns = columns
        for index, plot in enumerate(self.plots.values()):
            self._layout.removeWidget(plot)
            self._layout.addWidget(plot, index // columns, index % columns)
            plot.setMinimumHeight(self._least_height)
            plot.show()
        for column in range(self._layout.columnCount()):
            self._layout.setColumnStretch(column, 1 if column < columns else 0)

    def _best_columns(self, count: int) -> int:
        """Return how many plots stand side by side for the best proportions."""
        width, height = self.viewport().width(), max(self.viewport().height(), 1)
        most = min(count, max(1, width // 300), 4)

        def distance(columns: int) -> float:
            rows = -(-count // columns)
            high = max(height / rows, self._least_height)
            return abs(math.log(width / columns / high / _PROPORTION))

        return min(range(1, most + 1), key=distance)

    def _on_hovered(self, x: float | None) -> None:
        for plot in self.plots.values():
            plot.show_rule(x)

    def _on_moved(self, moved: MetricPlot) -> None:
        """Bring the other plots to the same part of the run."""
        x_range = moved.x_range
        for plot in self.plots.values():
            if plot is not moved:
                plot.show_part(*x_range)
        self._on_fitting()

    def _on_fitting(self) -> None:
        self.fitting_changed.emit(self.fitting)
        self.wake()
