"""RunView: one run while it goes and after: progress, messages, curves."""

from collections.abc import Callable
from typing import Final

import numpy as np
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from designer.session.run import Run
from designer.session.session import Session
from designer.ui.cards import Button, EmptyState, MessageCard, attempt
from designer.ui.following import follow
from designer.ui.plots.direction import direction_of
from designer.ui.plots.plot_controls import PlotControls
from designer.ui.plots.plot_grid import PlotGrid
from designer.ui.plots.run_lines import best_of, lines_of, marks_of, metric_names, planned_steps
from designer.ui.theme import changed
from designer.ui.training.keep_card import KeepCard
from designer.ui.training.progress_header import ProgressHeader
from designer.ui.training.run_message import RunMessage, message_of
from designer.ui.translate import tr

_COMPACT: Final = 860
_LEAST_PLOTS: Final = 40


class RunView(QWidget):
    """Shows `session.runs.shown` and follows it while it goes."""

    def __init__(
        self, session: Session, parent: QWidget | None = None, *, least_height: int = 150
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._run: Run | None = None
        self._unfollow: Callable[[], None] = _nothing
        self._dirty = True
        self._checked = 0
        self._bad_step: int | None = None
        self._message: RunMessage | None = None
        self.header = ProgressHeader(self)
        self.card = MessageCard(self)
        self.card.hide()
        self.keep = KeepCard(session, self)
        self.grid = PlotGrid(self, least_height=least_height)
        self.controls = PlotControls(self.grid, self)
        self.empty = self._empty_state()
        self._build()
        self.grid.timer.timeout.connect(self.update_now)
        self.destroyed.connect(lambda *_: self._unfollow())
        follow(self, session.runs.changed, self._on_runs)
        follow(self, session.analysis.changed, self._show_can_train)
        follow(self, session.data.changed, self._show_can_train)
        follow(self, changed, self._on_theme)
        self._on_runs()

    @property
    def run(self) -> Run | None:
        """The run that is shown."""
        return self._run

    def update_now(self) -> None:
        """Show what the run told since the last time."""
        run = self._run
        if run is None or not self._dirty:
            return
        self._dirty = False
        self.header.show_run(run)
        self._update_plots(run)
        self._update_card(run)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make room for the figures of the run."""
        super().resizeEvent(event)
        self.controls.set_compact(self.width() < _COMPACT)

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what was told while nobody looked."""
        super().showEvent(event)
        self._dirty = True
        self.update_now()
        self.grid.refresh()

    def _build(self) -> None:
        page = QWidget(self)
        top = QHBoxLayout()
        top.setSpacing(16)
        top.addWidget(self.header, 1)
        top.addWidget(self.controls)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(top)
        layout.addWidget(self.card)
        layout.addWidget(self.keep)
        self.grid.setMinimumHeight(_LEAST_PLOTS)  # in a low panel words matter more than curves
        layout.addWidget(self.grid, 1)
        self._pages = QStackedLayout(self)
        self._pages.setContentsMargins(0, 0, 0, 0)
        self._pages.addWidget(self.empty)
        self._pages.addWidget(page)

    def _empty_state(self) -> EmptyState:
        state = EmptyState(
            "chart-line", tr("Nothing has been trained yet"), self._empty_words(), self
        )
        self._train = state.add_button(tr("Train"), self._on_train)
        return state

    def _empty_words(self) -> str:
        why = self._session.can_train
        return why or tr(
            "Press Train: the loss and every metric are drawn here while the model learns, "
            "for each batch and each epoch."
        )

    def _show_can_train(self) -> None:
        self.empty.text.setText(self._empty_words())
        self._train.setEnabled(self._session.can_train is None)

    def _on_runs(self) -> None:
        run = self._session.runs.shown
        if run is not self._run:
            self._unfollow()
            self._run, self._checked, self._bad_step = run, 0, None
            self._unfollow = run.changed.connect(self._on_run) if run else _nothing
            self._message = None
            self.card.hide()
        self._pages.setCurrentIndex(0 if run is None else 1)
        self._show_can_train()
        self._on_run()

    def _on_run(self) -> None:
        self._dirty = True
        run = self._run
        if run is None or not self.isVisible():
            return
        self.grid.watch(not run.state.over)
        if run.state.over:
            self.update_now()

    def _on_theme(self) -> None:
        self._dirty = True
        self.update_now()

    def _update_plots(self, run: Run) -> None:
        names = metric_names(run)
        self.grid.set_metrics(names)
        planned = planned_steps(run)
        marks = marks_of(run)
        for name in names:
            direction = direction_of(name, self._session.catalog)
            self.grid.set_lines(name, lines_of(run, name), planned)
            self.grid.plots[name].set_best(best_of(run, name, direction), direction)
            self.grid.plots[name].set_marks(marks)
        self.grid.wake()

    def _update_card(self, run: Run) -> None:
        self._look_for_bad_loss(run)
        message = message_of(run, self._bad_step)
        if message == self._message:
            return
        self._message = message
        self.card.setVisible(message is not None)
        if message is not None:
            self.card.show_message(
                message.severity, message.title, message.text, self._buttons(message, run)
            )

    def _buttons(self, message: RunMessage, run: Run) -> list[Button]:
        buttons: list[Button] = []
        if message.can_stop:
            buttons.append((tr("Stop"), self._session.stop_training))
        if message.can_resume:
            buttons.append(
                (tr("Resume"), lambda: attempt(self, lambda: self._session.resume_run(run.id)))
            )
        return buttons

    def _look_for_bad_loss(self, run: Run) -> None:
        loss = run.batches.get("loss")
        if loss is None or self._bad_step is not None:
            return
        new = loss.y[self._checked :]
        bad = np.flatnonzero(~np.isfinite(new))
        if len(bad):
            self._bad_step = int(loss.x[self._checked + bad[0]])
        self._checked = len(loss)

    def _on_train(self) -> None:
        attempt(self, self._session.start_training)


def _nothing() -> None:
    """Stand in for a function that ends following, while nothing is followed."""
