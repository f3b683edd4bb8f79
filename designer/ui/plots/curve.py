"""One line on a plot: the points in view, as many as there are pixels for."""

from typing import Final

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPen

from designer.session.series import Floats
from designer.session.smoothing import Smoothed, smooth_displayed
from designer.ui.plots.line import Line, Unit
from designer.ui.theme import current

_FEW: Final = 700  # points on a plot up to which curves are thick and smooth
_MANY: Final = 3000  # points on a plot up to which curves are thick
_FAINT: Final = 0.30


class Curve:
    """Draws a `Line`: a raw curve, a smoothed one over it, marks at its points."""

    def __init__(self, line: Line, plot: pg.PlotItem, factor: float) -> None:
        self.line = line
        self.visible = True
        self.choosing = False
        self._look: object = None
        self._smoothed = Smoothed(line.series, factor)
        self._plot = plot
        self._raw = pg.PlotCurveItem(skipFiniteCheck=True)
        self._raw.setZValue(1)
        self._main = pg.PlotCurveItem(skipFiniteCheck=True)
        self._main.setZValue(3)
        self._dots = pg.ScatterPlotItem(size=4, pxMode=True, pen=None)
        self._dots.setZValue(4)
        for item in (self._raw, self._main, self._dots):
            plot.addItem(item, ignoreBounds=True)

    @property
    def version(self) -> tuple[int, int, bool]:
        """What changes when the curve must be drawn again."""
        return (self.line.series.version, len(self._smoothed.series), self.visible)

    @property
    def pending(self) -> bool:
        """Whether smoothing has not reached the last point yet."""
        return self._smooths and not self._smoothed.complete

    @property
    def _smooths(self) -> bool:
        return self.line.smooth and self._smoothed.factor > 0

    @property
    def points(self) -> int:
        """How many points the thick curve has on the screen."""
        xs, _ = self._main.getData()
        return 0 if xs is None else len(xs)

    @property
    def weight(self) -> int:
        """How many curves it takes to draw."""
        return (2 if self._smooths else 1) if self.visible else 0

    def catch_up(self, points: int) -> None:
        """Smooth at most so many of the points that came."""
        if self._smooths and not self.choosing:
            self._smoothed.update(points)

    def set_factor(self, factor: float) -> None:
        """Smooth with another factor."""
        self._smoothed.set_factor(factor)

    def set_line(self, line: Line) -> None:
        """Show another line of the same key."""
        if line.series is not self.line.series:
            self._smoothed = Smoothed(line.series, self._smoothed.factor)
        self.line = line

    def update(self, x0: float, x1: float, buckets: int, unit: Unit, log: bool) -> None:
        """Draw what is between *x0* and *x1*, in *unit*s."""
        if not self.visible:
            self._clear()
            return
        scale = self.line.scale(unit)
        span = (x0 * scale, x1 * scale)
        xs, ys = self.line.series.view(*span, buckets)
        if self._smooths:
            _set(self._raw, xs / scale, ys, log)
            xs, ys = self._smooth(span, buckets, (xs, ys))
        else:
            self._raw.clear()
        _set(self._main, xs / scale, ys, log)
        marked = self.line.points and len(xs) <= 60
        self._dots.setData(xs / scale, _logged(ys, log)) if marked else self._dots.clear()

    def bounds(self) -> tuple[float, float] | None:
        """Return the least and greatest y drawn (logarithms, where those are drawn)."""
        found = [_bounds(item) for item in (self._raw, self._main)]
        low = [bound[0] for bound in found if bound]
        high = [bound[1] for bound in found if bound]
        return (min(low), max(high)) if low else None

    def displayed(self, x: float, unit: Unit) -> tuple[float, float] | None:
        """Return the exact value at *x* and the smoothed one beside it."""
        scale = self.line.scale(unit)
        exact = self.line.series.value_at(x * scale)
        if exact is None:
            return None
        smoothed = self._smoothed.series.value_at(x * scale) if self._smooths else exact
        return exact, exact if smoothed is None else smoothed

    def remove(self) -> None:
        """Take the curve off its plot."""
        for item in (self._raw, self._main, self._dots):
            self._plot.removeItem(item)

    def _smooth(
        self, span: tuple[float, float], buckets: int, raw: tuple[Floats, Floats]
    ) -> tuple[Floats, Floats]:
        if self._smoothed.complete and not self.choosing:
            return self._smoothed.series.view(*span, buckets)
        series = self.line.series
        inside = np.searchsorted(series.x, (max(span[0], -np.inf), span[1]))
        return smooth_displayed(*raw, self._smoothed.factor, int(inside[1] - inside[0]))

    def dress(self, points: int) -> None:
        """Choose pens for a plot on which so many *points* are drawn.

        Thick antialiased lines cost ten times what thin ones do.
        """
        color = self.line.color()
        thick = 2 if points <= _MANY else 1
        smooth = points <= _FEW
        look = (color.rgb(), current().name, thick, smooth, self.line.dashed)
        if look == self._look:
            return
        self._look = look
        self._raw.setPen(_pen(mixed(color, current().panel, _FAINT), 1, False))
        self._main.setPen(_pen(color, thick, self.line.dashed))
        # WORKAROUND: https://github.com/pyqtgraph/pyqtgraph/issues/533 - one path of thick
        # antialiased segments is super-linear in its length; segments apart are not.
        self._main.setSegmentedLineMode("on" if thick > 1 and not self.line.dashed else "off")
        self._main.opts["antialias"] = smooth
        self._dots.setBrush(pg.mkBrush(color))

    def _clear(self) -> None:
        self._raw.clear()
        self._main.clear()
        self._dots.clear()


def mixed(color: QColor, ground: QColor, share: float) -> QColor:
    """Return *share* of *color* on *ground*, opaque: transparency is slow to paint."""
    rest = 1 - share
    return QColor.fromRgbF(
        share * color.redF() + rest * ground.redF(),
        share * color.greenF() + rest * ground.greenF(),
        share * color.blueF() + rest * ground.blueF(),
    )


def _pen(color: QColor, width: int, dashed: bool) -> QPen:
    pen = QPen(color)
    pen.setWidth(width)
    pen.setCosmetic(True)
    if dashed:
        pen.setStyle(Qt.PenStyle.DashLine)
    return pen


def _set(item: pg.PlotCurveItem, xs: Floats, ys: Floats, log: bool) -> None:
    ys = _logged(ys, log)
    whole = bool(np.isfinite(ys).all())
    item.setData(xs, ys, connect="all" if whole else "finite", skipFiniteCheck=whole)


def _bounds(item: pg.PlotCurveItem) -> tuple[float, float] | None:
    _, ys = item.getData()
    if ys is None or not len(ys):
        return None
    finite = ys[np.isfinite(ys)]
    return (float(finite.min()), float(finite.max())) if len(finite) else None


def _logged(ys: Floats, log: bool) -> Floats:
    if not log:
        return ys
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(ys > 0, np.log10(ys), np.nan)
