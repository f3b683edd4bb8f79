"""Plots taken away: a picture of them, or every value as a table."""

import csv
from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QMessageBox, QWidget

from designer.ui.plots.line import Line
from designer.ui.plots.plot_grid import PlotGrid
from designer.ui.save_place import ask_where
from designer.ui.theme import current
from designer.ui.translate import tr

_SCALE = 2


def export_png(grid: PlotGrid) -> None:
    """Ask for a place and save a picture of all plots."""
    path = ask_where(grid, tr("Save the plots"), Path("curves.png"), "PNG", ".png")
    if path and not picture(grid).save(str(path)):
        _say(grid, tr("{path} cannot be written. Choose another folder.", path=path))


def export_csv(grid: PlotGrid) -> None:
    """Ask for a place and save every value of every curve."""
    path = ask_where(grid, tr("Save the values"), Path("curves.csv"), "CSV", ".csv")
    if path is None:
        return
    lines = [(name, line) for name, plot in grid.plots.items() for line in plot.lines]
    try:
        write_csv(path, lines)
    except OSError as error:
        _say(grid, tr("{path} cannot be written: {why}", path=path, why=error.strerror))


def picture(grid: PlotGrid) -> QPixmap:
    """Return all plots as one picture, twice as fine as on the screen."""
    body = grid.body
    result = QPixmap(body.size() * _SCALE)
    result.setDevicePixelRatio(_SCALE)
    result.fill(current().panel)
    painter = QPainter(result)
    body.render(painter, QPoint())
    painter.end()
    return result


def write_csv(path: Path, lines: Iterable[tuple[str, Line]]) -> None:
    """Write rows of metric, curve, step and value.

    Raises:
        OSError: if the file cannot be written.
    """
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(("metric", "curve", "step", "value"))
        for metric, line in lines:
            points = zip(line.series.x.tolist(), line.series.y.tolist(), strict=True)
            writer.writerows((metric, line.label, f"{x:g}", repr(y)) for x, y in points)


def _say(parent: QWidget, words: str) -> None:
    QMessageBox.warning(parent, tr("Not saved"), words)
