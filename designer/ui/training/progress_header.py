"""The line above the plots: epoch, bar, step, speed, time left."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from designer.session.run import Run, RunState
from designer.ui.plots.words import duration, time_left
from designer.ui.theme import Sizes, current, fonts
from designer.ui.translate import tr

_DOING = {
    RunState.STARTING: "Starting the engine…",
    RunState.PREPARING: "Reading the data and building the model…",
    RunState.VALIDATING: "validating",
    RunState.SAVING: "saving",
    RunState.PAUSED: "paused",
    RunState.STOPPING: "stopping after this batch",
}
_OUTCOMES = {
    RunState.COMPLETED: "Completed",
    RunState.STOPPED: "Stopped",
    RunState.EARLY_STOPPED: "Stopped early",
    RunState.FAILED: "Failed",
    RunState.KILLED: "Engine lost",
}


class ThinBar(QWidget):
    """How much is done, as a thin bar."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._share = 0.0
        self._state = RunState.STARTING
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Progress"))

    def show_share(self, share: float, state: RunState) -> None:
        """Show *share*, 0 to 1."""
        if (round(share, 4), state) != (round(self._share, 4), self._state):
            self._share, self._state = share, state
            self.setAccessibleDescription(tr("{n} percent", n=round(share * 100)))
            self.update()

    def sizeHint(self) -> QSize:
        """Return room for the bar."""
        return QSize(160, 16)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint groove and bar."""
        theme = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        groove = QRectF(0, self.height() / 2 - 3, self.width(), 6)
        painter.setBrush(theme.line)
        painter.drawRoundedRect(groove, 3, 3)
        match self._state:
            case RunState.FAILED | RunState.KILLED:
                painter.setBrush(theme.error)
            case RunState.COMPLETED | RunState.EARLY_STOPPED:
                painter.setBrush(theme.done)
            case RunState.PAUSED | RunState.STOPPED:
                painter.setBrush(theme.wire)
            case _:
                painter.setBrush(theme.accent)
        groove.setWidth(max(groove.width() * self._share, 6.0 if self._share else 0.0))
        painter.drawRoundedRect(groove, 3, 3)


class ProgressHeader(QWidget):
    """Where a run stands, in figures and words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.epoch = QLabel(self)
        self.epoch.setFont(fonts.words(Sizes.BODY))
        self.bar = ThinBar(self)
        self.step, self.speed, self.left = QLabel(self), QLabel(self), QLabel(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(14)
        layout.addWidget(self.epoch)
        layout.addWidget(self.bar, 1)
        for label in (self.step, self.speed, self.left):
            label.setProperty("role", "muted")
            layout.addWidget(label)

    def show_run(self, run: Run) -> None:
        """Show where *run* stands."""
        share = 1.0 if run.state in (RunState.COMPLETED, RunState.EARLY_STOPPED) else run.progress
        self.bar.show_share(share, run.state)
        if run.state.over:
            self._show_outcome(run)
        elif not run.epochs:
            _set(self.epoch, tr(_DOING.get(run.state, "Preparing…")))
            for label in (self.step, self.speed, self.left):
                _set(label, "")
        else:
            self._show_progress(run)

    def _show_progress(self, run: Run) -> None:
        _set(self.epoch, _epoch_words(run.epoch, run.epochs))
        _set(self.step, tr("step {n} of {of}", n=run.step, of=run.steps_per_epoch))
        speed = run.samples_per_second
        digits = 0 if speed >= 10 else 1
        _set(self.speed, tr("{n} samples/s", n=f"{speed:,.{digits}f}") if speed else "")
        doing = _DOING.get(run.state)
        _set(self.left, tr(doing) if doing else time_left(run.seconds_left))

    def _show_outcome(self, run: Run) -> None:
        done = run.epoch if run.step >= run.steps_per_epoch else max(run.epoch - 1, 0)
        word = tr(_OUTCOMES[run.state])
        of = tr("after {n} of {of} epochs", n=done, of=run.epochs) if run.epochs else ""
        _set(self.epoch, f"<b>{word}</b> <span>{of}</span>")
        _set(self.step, "")
        _set(self.speed, "")
        _set(self.left, tr("in {time}", time=duration(run.seconds)) if run.epochs else "")


def _epoch_words(epoch: int, epochs: int) -> str:
    muted = current().muted.name()
    of = tr("of {n}", n=epochs)
    return f"<b>{tr('Epoch {n}', n=epoch)}</b> <span style='color:{muted}'>{of}</span>"


def _set(label: QLabel, text: str) -> None:
    if label.text() != text:
        label.setText(text)
        label.setVisible(bool(text))
