"""How much work a live plot is: CPU milliseconds a frame, medians, as JSON.

Noisy loss curves of a million points, 33 new points a curve and frame, 1280 x 720, drawn by our
plot and by pyqtgraph's own down-sampling. Run `python benchmarks/plots.py`; the number to reach is
in the design, section 10 (20 curves of 1,000,000 points: 16 ms a frame). `--quick` halves the work.
"""

import json
import os
import statistics
import sys
import time
from collections.abc import Callable

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_NO_GUI_THREADPOOL", "1")

import numpy as np
import pyqtgraph as pg
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from designer.session.series import Series
from designer.session.smoothing import Smoothed
from designer.ui import theme
from designer.ui.plots.line import Line
from designer.ui.plots.metric_plot import MetricPlot

NEW = 33
FRAMES = 30
CASES = ((1, 10_000), (1, 1_000_000), (5, 1_000_000), (20, 1_000_000), (5, 10_000_000))


def noisy(count: int, seed: int) -> np.ndarray:
    """Return a noisy loss curve."""
    rng = np.random.default_rng(seed)
    return 2.3 * np.exp(-np.arange(count) / count * 4) * rng.lognormal(0, 0.2, count)


def median_ms(frame: Callable[[], None], frames: int) -> float:
    """Return the median CPU time of a frame."""
    taken = []
    for _ in range(frames):
        begin = time.thread_time()
        frame()
        taken.append((time.thread_time() - begin) * 1000)
    return round(statistics.median(taken), 2)


def series_of(count: int, seed: int) -> Series:
    """Return a series of a noisy curve."""
    series = Series()
    series.append(np.arange(count), noisy(count, seed))
    return series


def ours(all_series: list[Series], smooth: bool, frames: int) -> float:
    """Return the time of a live frame of our plot."""
    plot = MetricPlot("loss")
    plot.resize(1280, 720)
    plot.set_lines(
        Line(f"{index}", f"{index}", series, lambda: QColor("#2F6FED"), smooth=smooth)
        for index, series in enumerate(all_series)
    )
    plot.show()
    QApplication.processEvents()
    plot.refresh()
    while plot.busy:
        plot.refresh()
    rng = np.random.default_rng(1)

    def frame() -> None:
        for series in all_series:
            start = len(series)
            series.append(np.arange(start, start + NEW), rng.random(NEW))
        plot.refresh()
        plot.view.viewport().repaint()

    frame()
    result = median_ms(frame, frames)
    plot.close()
    return result


def pyqtgraphs(count: int, points: int, frames: int) -> float:
    """Return the time of a live frame of pyqtgraph's own down-sampling."""
    plot = pg.PlotWidget()
    plot.resize(1280, 720)
    xs = np.arange(points, dtype=float)
    data = [noisy(points, seed) for seed in range(count)]
    curves = [plot.plot(pen=pg.mkPen("#2F6FED", width=1)) for _ in data]
    for curve in curves:
        curve.setDownsampling(auto=True, method="peak")
        curve.setClipToView(True)
    plot.show()
    QApplication.processEvents()

    def frame() -> None:
        for curve, ys in zip(curves, data, strict=True):
            curve.setData(xs, ys, skipFiniteCheck=True)
        plot.viewport().repaint()

    frame()
    result = median_ms(frame, frames)
    plot.close()
    return result


def measure_series() -> dict[str, float]:
    """Return the times of the store itself."""
    series = series_of(1_000_000, 0)
    smoothed = Smoothed(series, 0.9)
    begin = time.thread_time()
    while not smoothed.update():
        pass
    smoothing = (time.thread_time() - begin) * 1000
    more = np.random.default_rng(2).random(NEW)

    def append() -> None:
        start = len(series)
        series.append(np.arange(start, start + NEW), more)

    return {
        "append_33_ms": median_ms(append, 50),
        "view_600_ms": median_ms(lambda: series.view(0, len(series), 600), 50) or 0.0,
        "smooth_all_ms": round(smoothing, 1),
    }


def main() -> None:
    """Measure and print."""
    app = QApplication.instance() or QApplication([])
    theme.set_theme("light")
    frames = FRAMES // 2 if "--quick" in sys.argv else FRAMES
    results = {}
    for count, points in CASES:
        if "--quick" in sys.argv and points > 1_000_000:
            continue
        curves = [series_of(points, seed) for seed in range(count)]
        figures = {
            "frame_ms": ours(curves, False, frames),
            "frame_smoothed_ms": ours(curves, True, frames),
        }
        if points <= 1_000_000:
            figures["pyqtgraph_frame_ms"] = pyqtgraphs(count, points, max(frames // 5, 3))
        results[f"{count} x {points:,}"] = figures
    print(json.dumps({"plots": results, "series_1e6": measure_series()}, indent=2))
    app.processEvents()


if __name__ == "__main__":
    main()
