"""MetricPlot: the curves of one metric, fitted until the user moves them."""

from collections.abc import Iterable
from typing import Final

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from designer.ui.following import follow
from designer.ui.plots.curve import Curve
from designer.ui.plots.grid_item import GridItem
from designer.ui.plots.legend import Legend
from designer.ui.plots.line import Best, Line, Mark, Unit
from designer.ui.plots.marks import BestMark, EventMarks, place_words
from designer.ui.plots.words import metric_title, metric_value
from designer.ui.theme import Sizes, changed, current, fonts

_MARGIN: Final = 0.05
_ROOM: Final = 1.015  # right of the last point, so that marks on it are seen
_POINTS: Final = 5000
_LEAST_BUCKETS: Final = 150
_SMOOTHED: Final = 100_000  # points that are smoothed in one refresh: some 7 ms


class MetricPlot(QWidget):
    """One metric.

    Signals:
        hovered: the x under the pointer in the plot's unit; None when it has left.
        moved: the user panned or zoomed.
    """

    hovered = Signal(object)
    moved = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = name
        self.fitting = True
        self.unit = Unit.STEP
        self.log = False
        self.factor = 0.6
        self.planned = 0.0
        self._curves: dict[str, Curve] = {}
        self._best: Best | None = None
        self._direction = "min"
        self._marks: tuple[Mark, ...] = ()
        self._marked = 1.0
        self._drawn: object = None
        self._build()
        follow(self, changed, self._on_theme)

    @property
    def lines(self) -> tuple[Line, ...]:
        """What is drawn."""
        return tuple(curve.line for curve in self._curves.values())

    @property
    def busy(self) -> bool:
        """Whether smoothing is still catching up."""
        return any(curve.pending for curve in self._curves.values())

    def set_lines(self, lines: Iterable[Line]) -> None:
        """Draw these lines, and no others."""
        wanted = {line.key: line for line in lines}
        for key in self._curves.keys() - wanted.keys():
            self._curves.pop(key).remove()
        for key, line in wanted.items():
            if key in self._curves:
                self._curves[key].set_line(line)
            else:
                self._curves[key] = Curve(line, self._plot, self.factor)
        self.legend.set_lines(wanted.values())
        self._drawn = None
        if self._marks and self._scale() != self._marked:
            self._show_marks()

    def set_best(self, best: Best | None, direction: str) -> None:
        """Mark the best value."""
        if (best, direction) != (self._best, self._direction):
            self._best, self._direction = best, direction
            self._drawn = None

    def set_marks(self, marks: Iterable[Mark]) -> None:
        """Mark events."""
        wanted = tuple(marks)
        if wanted != self._marks:
            self._marks = wanted
            self._show_marks()

    def set_unit(self, unit: Unit) -> None:
        """Count steps or epochs."""
        self.unit = unit
        self._show_marks()
        self._drawn = None

    def set_log(self, log: bool) -> None:
        """Draw logarithms, or values as they are."""
        self.log = log
        self._left.setLogMode(x=False, y=log)
        self.fitting = True
        self._drawn = None

    def set_factor(self, factor: float, choosing: bool) -> None:
        """Smooth with *factor*; while it is being chosen, only what is on the screen."""
        self.factor = factor
        for curve in self._curves.values():
            curve.choosing = choosing
            curve.set_factor(factor)
        self._drawn = None

    def fit(self) -> None:
        """Show all, and follow what comes."""
        self.fitting = True
        self._drawn = None

    @property
    def x_range(self) -> tuple[float, float]:
        """The part of the run in view, in the plot's unit."""
        x0, x1 = self._plot.viewRange()[0]
        return float(x0), float(x1)

    def show_part(self, x0: float, x1: float) -> None:
        """Show one part of the run."""
        self.fitting = False
        self._plot.setXRange(x0, x1, padding=0)

    def refresh(self) -> bool:
        """Draw what changed; return whether anything did."""
        state = self._state()
        if state == self._drawn and not self.busy:
            return False
        x0, x1 = self._x_range()
        buckets = self._buckets()
        for curve in self._curves.values():
            curve.catch_up(_SMOOTHED // len(self._curves))
            curve.update(x0, x1, buckets, self.unit, self.log)
        points = sum(curve.points for curve in self._curves.values())
        for curve in self._curves.values():
            curve.dress(points)
        if self.fitting:
            self._fit(x0, x1)
        self._show_best()
        self._drawn = self._state()
        return True

    def show_rule(self, x: float | None) -> None:
        """Show the rule at *x*, and each curve's value there."""
        self._rule.setVisible(x is not None)
        if x is None:
            self.legend.show_values("", {})
            return
        self._rule.setPos(x)
        values: dict[str, str] = {}
        for key, curve in self._curves.items():
            if curve.visible and (point := curve.displayed(x, self.unit)):
                values[key] = metric_value(point[0])
        self.legend.show_values(place_words(x, self.unit, self._steps_per_epoch()), values)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell where the pointer is."""
        if event.type() == QEvent.Type.MouseMove and isinstance(event, QMouseEvent):
            view = self._plot.getViewBox()
            scene = self.view.mapToScene(event.position().toPoint())
            inside = view.sceneBoundingRect().contains(scene)
            self.hovered.emit(float(view.mapSceneToView(scene).x()) if inside else None)
        elif event.type() == QEvent.Type.Leave:
            self.hovered.emit(None)
        return super().eventFilter(watched, event)

    def _build(self) -> None:
        self.legend = Legend(metric_title(self.name), self._on_toggled, self)
        self.view = pg.PlotWidget(self)
        self.view.setAccessibleName(self.name)
        self.view.setFrameShape(self.view.Shape.NoFrame)
        self.view.setMinimumSize(180, 110)
        self.view.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.view.viewport().installEventFilter(self)
        self.view.viewport().setMouseTracking(True)
        self._plot: pg.PlotItem = self.view.getPlotItem()
        self._plot.setMenuEnabled(False)
        self._plot.hideButtons()
        self._plot.disableAutoRange()
        self._left, self._bottom = self._plot.getAxis("left"), self._plot.getAxis("bottom")
        for axis in (self._left, self._bottom):
            axis.enableAutoSIPrefix(False)
            axis.setStyle(tickLength=0, tickTextOffset=5, maxTickLevel=0)
        self._left.setWidth(44)
        self._grid = GridItem(self._bottom, self._left)
        self._plot.addItem(self._grid, ignoreBounds=True)
        self._best_mark = BestMark(self._plot)
        self._events = EventMarks(self._plot)
        self._rule = pg.InfiniteLine(angle=90)
        self._rule.setZValue(5)
        self._rule.hide()
        self._plot.addItem(self._rule, ignoreBounds=True)
        view = self._plot.getViewBox()
        view.sigRangeChangedManually.connect(self._on_moved)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.legend)
        layout.addWidget(self.view, 1)
        self._dress()

    def _dress(self) -> None:
        theme = current()
        self.view.setBackground(theme.panel)
        for axis in (self._left, self._bottom):
            axis.setPen(pg.mkPen(theme.line))
            axis.setTextPen(pg.mkPen(theme.muted))
            axis.setTickFont(fonts.words(Sizes.SMALL))
        self._plot.getViewBox().setBorder(pg.mkPen(theme.line))
        self._rule.setPen(pg.mkPen(theme.muted, width=1))

    def _on_theme(self) -> None:
        self._dress()
        self._show_marks()
        self._drawn = None
        self.legend.update()
        self.refresh()

    def _on_moved(self, *_: object) -> None:
        self.fitting = False
        self.moved.emit()

    def _on_toggled(self, key: str, on: bool) -> None:
        self._curves[key].visible = on
        self.refresh()

    def _state(self) -> object:
        versions = tuple((key, *curve.version) for key, curve in self._curves.items())
        place = None if self.fitting else tuple(map(tuple, self._plot.viewRange()))
        return versions, place, self.view.width(), self.planned, self._best, self._drawn is None

    def _buckets(self) -> int:
        visible = sum(curve.weight for curve in self._curves.values())
        width = max(self.view.width(), _LEAST_BUCKETS)
        return int(min(max(_POINTS // max(visible, 1), _LEAST_BUCKETS), width))

    def _x_range(self) -> tuple[float, float]:
        if not self.fitting:
            return self.x_range
        ends = [
            line.series.x[-1] / line.scale(self.unit) for line in self.lines if len(line.series)
        ]
        end = max(ends, default=0.0)
        planned = self.planned / self._scale()
        return 0.0, float(max(end * _ROOM, planned)) or 1.0

    def _fit(self, x0: float, x1: float) -> None:
        bounds = [bound for curve in self._curves.values() if (bound := curve.bounds())]
        low = min((bound[0] for bound in bounds), default=0.0)
        high = max((bound[1] for bound in bounds), default=1.0)
        if not high > low:
            room = abs(high) * 0.1 or 0.5
            low, high = low - room, high + room
        margin = (high - low) * _MARGIN
        self._plot.setRange(
            xRange=(x0, x1), yRange=(low - margin, high + margin), padding=0, update=True
        )

    def _show_marks(self) -> None:
        self._marked = self._scale()
        self._events.show(self._marks, self._marked)

    def _show_best(self) -> None:
        best = self._best
        curve = self._curves.get(best.key) if best else None
        shown = best if curve and curve.visible else None
        color = curve.line.color() if curve else current().text
        scale = curve.line.scale(self.unit) if curve else 1.0
        self._best_mark.show(shown, scale, self.log, self._direction, color)

    def _steps_per_epoch(self) -> int:
        return max((line.steps_per_epoch for line in self.lines), default=1)

    def _scale(self) -> float:
        return float(self._steps_per_epoch()) if self.unit is Unit.EPOCH else 1.0
