"""The Keras callback that turns batches and epochs into events, and lets a run be steered."""

import math
import time
from collections.abc import Callable, Mapping
from typing import Any

import keras

from designer.engine.training.control import Control
from designer.engine.training.progress import Progress
from designer.protocol.events import BatchesEnded, EpochEnded, Event, PhaseChanged

_PERIOD = 0.05  # seconds between messages
_LONG_VALIDATION = 0.2  # seconds after which validation is worth a word


class NotFinite(Exception):
    """The loss is NaN or infinite, and TerminateOnNaN ends the run."""


class Recorder(keras.callbacks.Callback):  # type: ignore[misc]
    """The last of the callbacks: it sees what the others did.

    Attributes:
        not_finite: where the loss was first NaN or infinite, as (epoch, step) from 1; or None.
    """

    def __init__(
        self,
        id: str,
        tell: Callable[[Event], None],
        control: Control,
        progress: Progress,
        rows: int,
        batch_size: int,
        steps: int,
    ) -> None:
        """Prepare.

        Args:
            id: of the request that is answered.
            tell: records and sends an event.
            control: what the user wants.
            progress: measures the speed.
            rows: training rows.
            batch_size: rows in a batch, the last of an epoch excepted.
            steps: batches in an epoch.
        """
        super().__init__()
        self._id, self._tell, self._control, self._progress = id, tell, control, progress
        self._rows, self._batch_size, self._total_steps = rows, batch_size, steps
        self.on_begin: Callable[[], None] = lambda: None
        self.on_epoch: Callable[[int, Mapping[str, float]], None] = lambda epoch, logs: None
        self.on_not_finite: Callable[[int, int], None] = lambda epoch, step: None
        self.on_several: Callable[[list[str]], None] = lambda names: None
        self.ends_on_nan = False
        self.not_finite: tuple[int, int] | None = None
        self._phase = "training"
        self._told_several = False
        self._epoch = self._step = 0
        self._steps: list[int] = []
        self._values: dict[str, list[float]] = {}
        self._loss_sum, self._seen_rows = 0.0, 0
        self._next = self._epoch_began = self._validation_began = 0.0

    def on_train_begin(self, logs: Mapping[str, Any] | None = None) -> None:
        """Let the states of the other callbacks be restored: all of them have begun."""
        self.on_begin()

    def on_epoch_begin(self, epoch: int, logs: Mapping[str, Any] | None = None) -> None:
        """Begin to count."""
        self._epoch, self._step = epoch, 0
        self._loss_sum, self._seen_rows = 0.0, 0
        self._epoch_began = time.perf_counter()
        self._progress.epoch_began(self._epoch_began)
        self._enter("training")

    def on_train_batch_begin(self, batch: int, logs: Mapping[str, Any] | None = None) -> None:
        """Hold or leave where that is wanted."""
        if self._control.held:
            self._hold()
        self._control.check()

    def on_train_batch_end(self, batch: int, logs: Mapping[str, Any] | None = None) -> None:
        """Note a batch, or those of one execution."""
        step = min(batch + 1, self._total_steps)
        self._step = step
        self._steps.append(self._epoch * self._total_steps + step)
        for name, value in (logs or {}).items():
            if name == "loss":
                value = self._own_loss(step, value)
            if type(value) is not float:
                if not isinstance(value, int | float):
                    continue
                value = float(value)
            values = self._values.get(name)
            if values is None:
                values = self._values[name] = []
            values.append(value)
        now = time.perf_counter()
        if now >= self._next:
            self._flush(now)
        if self.not_finite is not None and self.ends_on_nan:
            self._flush(now)
            raise NotFinite
        self._control.check()

    def on_test_begin(self, logs: Mapping[str, Any] | None = None) -> None:
        """Show the last batches before validation."""
        self._validation_began = time.perf_counter()
        self._flush(self._validation_began)

    def on_test_batch_begin(self, batch: int, logs: Mapping[str, Any] | None = None) -> None:
        """Say so where validation takes long; hold or leave where that is wanted."""
        if self._phase == "training" and (
            time.perf_counter() - self._validation_began > _LONG_VALIDATION
        ):
            self._enter("validating")
        if self._control.held:
            self._hold()
        self._control.check()

    def on_epoch_end(self, epoch: int, logs: Mapping[str, Any] | None = None) -> None:
        """Tell of the epoch, then let it be kept."""
        now = time.perf_counter()
        self._flush(now)
        plain = {k: float(v) for k, v in (logs or {}).items() if isinstance(v, int | float)}
        several = sorted((logs or {}).keys() - plain.keys())
        if several and not self._told_several:
            self._told_several = True
            self.on_several(several)
        seconds = now - self._epoch_began
        step = (epoch + 1) * self._total_steps
        self._tell(EpochEnded(self._id, epoch, step, plain, seconds))
        self.on_epoch(epoch, plain)

    def flush(self) -> None:
        """Tell of the batches that were not told of yet."""
        self._flush(time.perf_counter())

    def _own_loss(self, step: int, mean: float) -> float:
        """Return the loss of the last batch alone; Keras gives the mean of the epoch so far."""
        rows = min(step * self._batch_size, self._rows)
        total = mean * rows
        own = (total - self._loss_sum) / ((rows - self._seen_rows) or 1)
        self._loss_sum, self._seen_rows = total, rows
        if math.isfinite(own):
            return own
        if self.not_finite is None:
            self.not_finite = (self._epoch + 1, step)
            self.on_not_finite(self._epoch + 1, step)
        return float(mean)

    def _flush(self, now: float) -> None:
        self._next = now + _PERIOD
        if not self._steps:
            return
        self._progress.batches_ended(self._step, now)
        event = BatchesEnded(
            self._id,
            self._epoch,
            self._step,
            self._steps,
            self._values,
            round(self._progress.samples_per_second, 1),
            self._progress.seconds_left(self._epoch, self._step, now),
        )
        self._steps, self._values = [], {}
        self._tell(event)

    def _hold(self) -> None:
        before = self._phase
        self.flush()
        self._enter("paused")
        self._control.wait()
        self._progress.interrupted(time.perf_counter())
        self._enter(before)

    def _enter(self, phase: str) -> None:
        if phase != self._phase:
            self._phase = phase
            self._tell(PhaseChanged(self._id, phase))
