"""The buttons that start and steer a run; they show only what can be done now."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from designer.session.run import RunState
from designer.session.session import Session
from designer.ui.cards import attempt
from designer.ui.following import follow
from designer.ui.theme import icons
from designer.ui.translate import tr


class RunButtons(QWidget):
    """Train, Pause, Continue, Stop, End now, Resume."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._unfollow: Callable[[], None] = _nothing
        self._state: object = None
        self.why = QLabel(self)
        self.why.setProperty("role", "muted")
        self.why.setWordWrap(True)
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(8)
        self.train = self._button(tr("Train"), "play", "primary", session.start_training)
        self.resume = self._button(tr("Resume"), "play", "quiet", self._resume)
        self.proceed = self._button(tr("Continue"), "play", "primary", session.continue_training)
        self.pause = self._button(tr("Pause"), "pause", "quiet", session.pause_training)
        self.stop = self._button(tr("Stop"), "stop", "primary", session.stop_training)
        self.kill = self._button(tr("End now"), "circle-x", "quiet", session.kill_training)
        self.kill.setToolTip(tr("Do not wait for the batch; resume from the last checkpoint"))
        self._layout.addWidget(self.why, 1)
        self.destroyed.connect(lambda *_: self._unfollow())
        follow(self, session.runs.changed, self._on_runs)
        for signal in (session.analysis.changed, session.data.changed, session.changed):
            follow(self, signal, self.show_state)
        self._on_runs()

    def show_state(self) -> None:
        """Show the buttons that fit the state."""
        active, shown = self._session.runs.active, self._session.runs.shown
        running = active is not None
        paused = active is not None and active.state is RunState.PAUSED
        stopping = active is not None and active.state is RunState.STOPPING
        resumable = not running and shown is not None and shown.state.resumable
        why = "" if running else self._session.can_train or ""
        state = (running, paused, stopping, resumable, why)
        if state == self._state:
            return
        self._state = state
        self.train.setVisible(not running)
        self.train.setEnabled(not why)
        self.resume.setVisible(resumable)
        self.proceed.setVisible(paused)
        self.pause.setVisible(running and not paused and not stopping)
        self.stop.setVisible(running and not stopping)
        self.kill.setVisible(stopping)
        self.why.setText(why)

    def _button(self, text: str, icon: str, role: str, action: Callable[[], object]) -> QPushButton:
        button = QPushButton(text, self)
        button.setProperty("role", role)
        tint = "on_accent" if role == "primary" else "text"
        button.setIcon(icons.icon(icon, tint))
        button.clicked.connect(lambda: attempt(self, action))
        self._layout.addWidget(button)
        return button

    def _resume(self) -> None:
        shown = self._session.runs.shown
        if shown is not None:
            self._session.resume_run(shown.id)

    def _on_runs(self) -> None:
        self._unfollow()
        active = self._session.runs.active
        self._unfollow = active.changed.connect(self.show_state) if active else _nothing
        self.show_state()


def _nothing() -> None:
    """Stand in for a function that ends following, while nothing is followed."""
