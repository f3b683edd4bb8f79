"""Tells when the run in progress goes from one state to another, such as paused."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from designer.session.run import RunState
from designer.session.runs import Runs
from designer.ui.following import follow


class RunStateWatch(QObject):
    """Calls *told* when the state of the run in progress is another than before."""

    def __init__(self, runs: Runs, told: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._runs, self._told = runs, told
        self._state: RunState | None = None
        self._unfollow: Callable[[], None] = _nothing
        self.destroyed.connect(lambda *_: self._unfollow())
        follow(self, runs.changed, self._on_runs)
        self._on_runs()

    def _on_runs(self) -> None:
        self._unfollow()
        active = self._runs.active
        self._unfollow = active.changed.connect(self._on_run) if active else _nothing
        self._on_run()

    def _on_run(self) -> None:
        active = self._runs.active
        state = active.state if active is not None else None
        if state is not self._state:
            self._state = state
            self._told()


def _nothing() -> None:
    """Stand in for a function that ends following, while nothing is followed."""
