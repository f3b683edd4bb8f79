"""ResidualPlot: predicted numbers against true ones, with the line on which they would be right."""

from collections.abc import Sequence

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from designer.ui.following import follow
from designer.ui.plots.curve import mixed
from designer.ui.plots.grid_item import GridItem
from designer.ui.theme import Sizes, changed, current, fonts
from designer.ui.translate import tr


class ResidualPlot(QWidget):
    """A point for each row."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = pg.PlotWidget(self)
        self.view.setMinimumSize(360, 320)
        self.view.setAccessibleName(tr("Predicted against true"))
        self._plot: pg.PlotItem = self.view.getPlotItem()
        self._plot.setMenuEnabled(False)
        self._plot.hideButtons()
        self._plot.disableAutoRange()
        self._left, self._bottom = self._plot.getAxis("left"), self._plot.getAxis("bottom")
        self._plot.addItem(GridItem(self._bottom, self._left), ignoreBounds=True)
        self._right = pg.PlotCurveItem()
        self._points = pg.ScatterPlotItem(size=5, pen=None)
        self._plot.addItem(self._right, ignoreBounds=True)
        self._plot.addItem(self._points, ignoreBounds=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.view)
        follow(self, changed, self._dress)
        self._dress()

    def show_pairs(self, true: Sequence[float], predicted: Sequence[float]) -> None:
        """Show what was true and what was predicted."""
        xs, ys = np.ravel(np.asarray(true, float)), np.ravel(np.asarray(predicted, float))
        finite = np.isfinite(xs) & np.isfinite(ys)
        xs, ys = xs[finite], ys[finite]
        self._points.setData(xs, ys)
        if not len(xs):
            return
        low, high = min(xs.min(), ys.min()), max(xs.max(), ys.max())
        room = (high - low or 1.0) * 0.05
        span = (low - room, high + room)
        self._right.setData(np.array(span), np.array(span))
        self._plot.setRange(xRange=span, yRange=span, padding=0)

    def _dress(self) -> None:
        theme = current()
        self.view.setBackground(theme.panel)
        for axis, words in ((self._left, tr("predicted")), (self._bottom, tr("true"))):
            axis.enableAutoSIPrefix(False)
            axis.setStyle(tickLength=0, tickTextOffset=5, maxTickLevel=0)
            axis.setPen(pg.mkPen(theme.line))
            axis.setTextPen(pg.mkPen(theme.muted))
            axis.setTickFont(fonts.words(Sizes.SMALL))
            axis.setLabel(words)
        self._right.setPen(pg.mkPen(theme.muted, width=1, style=Qt.PenStyle.DashLine))
        self._points.setBrush(pg.mkBrush(mixed(theme.training, theme.panel, 0.8)))
