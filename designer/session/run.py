"""A run: a fold over its events."""

import contextlib
import time
from collections.abc import Iterable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any

from designer.graph.problems import Problem
from designer.protocol.events import (
    BatchesEnded,
    EpochEnded,
    PhaseChanged,
    RequestFailed,
    RunEnded,
    RunStarted,
)
from designer.signal import Signal


class RunState(StrEnum):
    """How a run stands."""

    STARTING = "starting"
    PREPARING = "preparing"
    TRAINING = "training"
    VALIDATING = "validating"
    SAVING = "saving"
    PAUSED = "paused"
    STOPPING = "stopping"
    COMPLETED = "completed"
    STOPPED = "stopped"
    EARLY_STOPPED = "early_stopped"
    FAILED = "failed"
    KILLED = "killed"

    @property
    def over(self) -> bool:
        """Whether nothing more will come."""
        return self in _OVER

    @property
    def resumable(self) -> bool:
        """Whether the run can be gone on with."""
        return self in (RunState.STOPPED, RunState.KILLED, RunState.FAILED)


_OVER = {
    RunState.COMPLETED,
    RunState.STOPPED,
    RunState.EARLY_STOPPED,
    RunState.FAILED,
    RunState.KILLED,
}


class Run:
    """One training: its progress and its curves.

    Attributes:
        changed: told after each event.
        epoch: the epoch in progress, counted from 1; 0 before the first.
        step: batches done in this epoch.
        batches: metric -> values by global step.
        epochs_logs: Keras's log name -> values by the global step at the epoch's end.
        best: metric -> {"value", "epoch"}.
        resumed: the global steps from which it was gone on with.
    """

    def __init__(self, id: str, folder: Path, request_id: str = "") -> None:
        # Imported with the first run, so that the window is there before numpy.
        from designer.session.series import Series

        self.changed: Signal[()] = Signal()
        self.id, self.folder, self.request_id = id, folder, request_id
        self.state = RunState.STARTING
        self.epoch = self.epochs = self.step = self.steps_per_epoch = self.samples = 0
        self.samples_per_second = 0.0
        self.seconds_left: float | None = None
        self.metrics: tuple[str, ...] = ()
        self.batches: dict[str, Series] = {}
        self.epochs_logs: dict[str, Series] = {}
        self._new_series = Series
        self.last_logs: Mapping[str, float] = {}
        self._epoch_rows: list[dict[str, float]] = []
        self.best: Mapping[str, Any] = {}
        self.resumed: tuple[int, ...] = ()
        self.message = ""
        self.problems: tuple[Problem, ...] = ()
        self._began = time.monotonic()
        self._seconds: float | None = None

    @property
    def phase(self) -> str:
        """What the run is doing, as a word."""
        return self.state.value.replace("_", " ")

    @property
    def seconds(self) -> float:
        """How long it has run, or ran."""
        return time.monotonic() - self._began if self._seconds is None else self._seconds

    @property
    def progress(self) -> float:
        """How much of the run is done, 0 to 1."""
        steps = self.epochs * self.steps_per_epoch
        done = max(self.epoch - 1, 0) * self.steps_per_epoch + self.step
        return min(done / steps, 1.0) if steps else 0.0

    def epoch_table(self) -> tuple[dict[str, float], ...]:
        """Return a row for each epoch that ended: `epoch` (from 1) and Keras's logs."""
        return tuple(self._epoch_rows)

    def apply(self, event: Any) -> None:
        """Take one event in."""
        match event:
            case RunStarted():
                self.epochs, self.steps_per_epoch = event.epochs, event.steps
                self.samples, self.metrics = event.samples, tuple(event.metrics)
                self.epoch, self.state = event.epoch + 1, RunState.TRAINING
                if event.epoch:
                    step = event.epoch * event.steps
                    self.resumed = tuple(dict.fromkeys((*self.resumed, step)))
                self._began = time.monotonic()
            case BatchesEnded():
                self._take_batches(event)
            case EpochEnded():
                self._take_epoch(event)
            case PhaseChanged():
                self._take_phase(event.phase)
            case RunEnded():
                self._end(RunState(event.outcome), event.message, event.problems)
                self.best = event.best or self.best
            case RequestFailed():
                self._end(RunState.FAILED, event.message, event.problems)
        self.changed.emit()

    def rebuild(self, events: Iterable[Any]) -> None:
        """Begin anew from a journal: what a resumed run repeats is in it only once."""
        self.batches.clear()
        self.epochs_logs.clear()
        self._epoch_rows.clear()
        self.resumed = ()
        self.replay(event for event in events if not isinstance(event, RunEnded))

    def replay(self, events: Iterable[Any]) -> None:
        """Take the events of a journal in; those that make no sense are passed over.

        A line of another version, or of somebody else, may hold anything.
        """
        for event in events:
            with contextlib.suppress(TypeError, ValueError, AttributeError, KeyError):
                self.apply(event)

    def lose(self, words: str) -> None:
        """Note that the engine is gone before it told how the run ended."""
        if not self.state.over:
            self._end(RunState.KILLED, words, [])
            self.changed.emit()

    def mark_stopping(self) -> None:
        """Note that the run was asked to stop."""
        if not self.state.over:
            self.state = RunState.STOPPING
            self.changed.emit()

    def _take_batches(self, event: BatchesEnded) -> None:
        self.epoch, self.step = event.epoch + 1, event.step
        self.samples_per_second = event.samples_per_second
        self.seconds_left = event.seconds_left
        for name, values in event.values.items():
            self.batches.setdefault(name, self._new_series()).append(event.steps, values)

    def _take_epoch(self, event: EpochEnded) -> None:
        self.epoch, self.step = event.epoch + 1, self.steps_per_epoch
        self.last_logs = event.logs
        self._epoch_rows.append({"epoch": event.epoch + 1, **event.logs})
        for name, value in event.logs.items():
            self.epochs_logs.setdefault(name, self._new_series()).append([event.step], [value])

    def _take_phase(self, phase: str) -> None:
        if self.state is RunState.STOPPING and phase != "saving":
            return
        self.state = RunState(phase)

    def _end(self, state: RunState, message: str, problems: list[dict[str, Any]]) -> None:
        self.state, self.message = state, message
        self.problems = tuple(Problem.from_json(data) for data in problems)
        self.seconds_left, self._seconds = None, time.monotonic() - self._began
