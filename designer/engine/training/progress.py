"""How fast a training goes and how long it will take: robust against slow first batches."""

from dataclasses import dataclass

_SKIPPED = 2  # the first batches of a run, during which the step is traced
_PATIENCE = 5.0  # seconds until an estimate is shown
_MEMORY = 5.0  # seconds over which the speed is smoothed


@dataclass(slots=True)
class _Average:
    """A mean in which the past fades by the time it took."""

    value: float | None = None

    def add(self, value: float, seconds: float) -> None:
        if self.value is None:
            self.value = value
            return
        share = min(1.0, seconds / _MEMORY)
        self.value += max(share, 0.05) * (value - self.value)


class Progress:
    """Times of batches, and of what an epoch costs besides them, averaged apart.

    Times are seconds of a clock that only goes forward, given by the caller.
    """

    def __init__(self, steps: int, epochs: int, samples: int, now: float) -> None:
        """Begin.

        Args:
            steps: batches in an epoch.
            epochs: in the whole run.
            samples: training rows in an epoch.
            now: the time.
        """
        self._steps, self._epochs, self._samples = steps, epochs, samples
        self._began = now
        self._step_time = _Average()
        self._epoch_rest = _Average()
        self._last: float | None = None
        self._last_step = 0
        self._seen = 0
        self._trained: float | None = None

    @property
    def samples_per_second(self) -> float:
        """The speed while training; 0 while it is not known."""
        step_time = self._step_time.value
        return self._samples / self._steps / step_time if step_time else 0.0

    def batches_ended(self, step: int, now: float) -> None:
        """Note that *step* batches of this epoch are done."""
        count = step - self._last_step
        self._seen += count
        if self._last is not None and count > 0 and self._seen > _SKIPPED:
            self._step_time.add((now - self._last) / count, now - self._last)
        self._last, self._last_step = now, step
        self._trained = now if step >= self._steps else None

    def epoch_began(self, now: float) -> None:
        """Note that an epoch begins; what passed since the last batch was no batch."""
        if self._trained is not None:
            self._epoch_rest.add(now - self._trained, now - self._trained)
        self._last, self._last_step, self._trained = now, 0, None

    def interrupted(self, now: float) -> None:
        """Note that the time until *now* was no work (a pause)."""
        if self._trained is not None:
            self._trained += now - (self._last or now)
        self._last = now

    def seconds_left(self, epoch: int, step: int, now: float) -> float | None:
        """Return the time to the end of the run; None while it is not known.

        Args:
            epoch: in progress, counted from 0.
            step: batches done in it.
            now: the time.
        """
        step_time = self._step_time.value
        if step_time is None or now - self._began < _PATIENCE:
            return None
        steps = (self._epochs - epoch) * self._steps - step
        rest = (self._epochs - epoch) * (self._epoch_rest.value or 0.0)
        return max(0.0, steps * step_time + rest)
