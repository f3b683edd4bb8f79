"""What stands on a plot besides curves: the best value, events, the rule under the pointer."""

from collections.abc import Iterable

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt

from designer.ui.plots.line import Best, Mark, Unit
from designer.ui.plots.words import metric_value
from designer.ui.theme import Sizes, current, fonts
from designer.ui.translate import tr


class BestMark:
    """A ring at the best value, and words beside it."""

    def __init__(self, plot: pg.PlotItem) -> None:
        self._plot = plot
        self._ring = pg.ScatterPlotItem(size=9, pxMode=True)
        self._ring.setZValue(10)
        self._words = pg.TextItem(anchor=(0, 1))
        self._words.setZValue(11)
        self._words.setFont(fonts.words(Sizes.SMALL + 1, fonts.words().Weight.DemiBold))
        plot.addItem(self._ring, ignoreBounds=True)
        plot.addItem(self._words, ignoreBounds=True)
        self.show(None, 1.0, False, "min", pg.mkColor("w"))

    def show(
        self,
        best: Best | None,
        scale: float,
        log: bool,
        direction: str,
        color: object,
    ) -> None:
        """Mark *best*; the words stand clear of the curve and inside the plot."""
        logless = best is not None and (not log or best.value > 0)
        self._ring.setVisible(logless)
        self._words.setVisible(logless)
        if best is None or not logless:
            return
        x, y = best.step / scale, float(np.log10(best.value)) if log else best.value
        self._ring.setData([x], [y])
        self._ring.setPen(pg.mkPen(color, width=2))
        self._ring.setBrush(pg.mkBrush(current().panel))
        text = tr("best {value} at {epoch}", value=metric_value(best.value), epoch=best.epoch)
        self._words.setColor(current().text)
        self._words.setText(text)
        self._words.setPos(x, y)
        width = max(self._words.boundingRect().width(), 1.0)
        room = self._room_after(x)
        beside = room > width + 12
        side = -0.06 if beside else 1 - (room - 4) / width
        away = 0.1 if beside else 0.35
        self._words.setAnchor((side, 1 + away if direction == "min" else -away))

    def _room_after(self, x: float) -> float:
        """Return the pixels right of *x*."""
        box = self._plot.getViewBox()
        x0, x1 = box.viewRange()[0]
        return float((x1 - x) / max(x1 - x0, 1e-12) * box.width())


class EventMarks:
    """Dashed rules with words at the foot: resumed, stopped early."""

    def __init__(self, plot: pg.PlotItem) -> None:
        self._plot = plot
        self._lines: list[pg.InfiniteLine] = []

    def show(self, marks: Iterable[Mark], scale: float) -> None:
        """Mark these events."""
        for line in self._lines:
            self._plot.removeItem(line)
        self._lines = [self._line(mark, scale) for mark in marks]

    def _line(self, mark: Mark, scale: float) -> pg.InfiniteLine:
        pen = pg.mkPen(current().muted, width=1, style=Qt.PenStyle.DashLine)
        options = {
            "color": current().muted,
            "position": 0.06,
            "rotateAxis": (1, 0),
            "anchors": [(0, 0), (0, 0)],
        }
        line = pg.InfiniteLine(
            mark.step / scale, angle=90, pen=pen, label=mark.text, labelOpts=options
        )
        line.setZValue(2)
        self._plot.addItem(line, ignoreBounds=True)
        return line


def place_words(x: float, unit: Unit, steps_per_epoch: int) -> str:
    """Return where on the axis the pointer is."""
    if unit is Unit.EPOCH:
        return tr("epoch {n}", n=f"{x:.1f}")
    step = max(round(x), 0)
    epoch = int((step - 1) // steps_per_epoch) + 1 if step else 1
    return tr("step {n} · epoch {e}", n=f"{step:,}", e=epoch)
