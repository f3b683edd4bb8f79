"""CurvesView: the curves of the chosen runs over each other."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from designer.catalog.specs import Family
from designer.session.run import Run
from designer.session.session import Session
from designer.ui.plots.direction import direction_of
from designer.ui.plots.line import Line
from designer.ui.plots.plot_controls import PlotControls
from designer.ui.plots.plot_grid import PlotGrid
from designer.ui.plots.run_lines import VALIDATION, best_of, lines_of, marks_of, metric_names
from designer.ui.theme import family_color
from designer.ui.translate import tr

_COLORS: Final = (
    Family.CORE,
    Family.ATTENTION,
    Family.POOLING,
    Family.CONVOLUTION,
    Family.REGULARIZATION,
    Family.NORMALIZATION,
    Family.MERGING,
    Family.RECURRENT,
)


class CurvesView(QWidget):
    """Plots of one run, or of several in colours of their own (validation dashed)."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.grid = PlotGrid(self, least_height=190)
        self.controls = PlotControls(self.grid, self)
        self.words = QLabel(self)
        self.words.setProperty("role", "muted")
        top = QHBoxLayout()
        top.addWidget(self.words, 1)
        top.addWidget(self.controls)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self.grid, 1)

    def show_runs(self, runs: Sequence[tuple[str, Run]], *, reading: int = 0) -> None:
        """Show these runs with their titles; so many more are still being read."""
        names = tuple(dict.fromkeys(name for _, run in runs for name in metric_names(run)))
        self.grid.set_metrics(names if runs else ())
        for name in names:
            self.grid.set_lines(name, self._lines(runs, name))
            self._mark(runs, name)
        self.words.setText(tr("Reading curves…") if reading else _said(runs))
        self.grid.fit()
        self.grid.watch(any(not run.state.over for _, run in runs))
        if self.isVisible():
            self.grid.refresh()

    def _lines(self, runs: Sequence[tuple[str, Run]], name: str) -> list[Line]:
        if len(runs) == 1:
            return list(lines_of(runs[0][1], name))
        return [
            replace(
                line,
                key=f"{run.id} {line.key}",
                label=title,
                color=_color(index),
                dashed=line.key == VALIDATION,
                points=False,
            )
            for index, (title, run) in enumerate(runs)
            for line in lines_of(run, name)
        ]

    def _mark(self, runs: Sequence[tuple[str, Run]], name: str) -> None:
        plot = self.grid.plots[name]
        direction = direction_of(name, self._session.catalog)
        only = runs[0][1] if len(runs) == 1 else None
        plot.set_best(best_of(only, name, direction) if only else None, direction)
        plot.set_marks(marks_of(only) if only else ())


def _said(runs: Sequence[tuple[str, Run]]) -> str:
    if len(runs) > 1:
        return tr("{n} runs: training solid, validation dashed", n=len(runs))
    return runs[0][1].message if runs else tr("Choose a run above.")


def _color(index: int) -> Callable[[], QColor]:
    family = _COLORS[index % len(_COLORS)]
    return lambda: family_color(family)
