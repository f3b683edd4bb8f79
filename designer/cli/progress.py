"""A progress bar on a terminal, a line an epoch elsewhere."""

import shutil
import sys
from collections.abc import Mapping
from typing import TextIO

from designer.session.run import Run, RunState

_BAR = 24


def duration_text(seconds: float) -> str:
    """Return a duration in words that are as exact as an estimate deserves."""
    if seconds < 90:
        return f"{max(1, round(seconds))} s"
    minutes, rest = divmod(round(seconds), 60)
    if minutes < 10:
        return f"{minutes} min {rest:02} s"
    if minutes < 90:
        return f"{minutes} min"
    return f"{minutes // 60} h {minutes % 60:02} min"


def logs_text(logs: Mapping[str, float]) -> str:
    """Return the values of an epoch in one line."""
    return "  ".join(f"{name} {value:.4g}" for name, value in logs.items())


class Progress:
    """Shows how a run goes on; standard error where standard output is for JSON."""

    def __init__(self, run: Run, *, stream: TextIO | None = None, quiet: bool = False) -> None:
        self._run, self._quiet = run, quiet
        self._stream = stream or sys.stderr
        self._live = self._stream.isatty() and not quiet

    def update(self) -> None:
        """Draw the bar anew, where there is a terminal."""
        run = self._run
        if not self._live or run.state.over:
            return
        if run.state in (RunState.STARTING, RunState.PREPARING) or not run.steps_per_epoch:
            self._draw("preparing …")
            return
        done = round(_BAR * run.step / run.steps_per_epoch)
        bar = "━" * done + "─" * (_BAR - done)
        words = [f"epoch {run.epoch}/{run.epochs}", bar, f"{run.step}/{run.steps_per_epoch}"]
        if run.samples_per_second:
            words.append(f"{run.samples_per_second:,.0f} samples/s")
        if run.seconds_left is not None:
            words.append(f"{duration_text(run.seconds_left)} left")
        words += [f"{n} {s.y[-1]:.4g}" for n, s in run.batches.items() if len(s.y)]
        self._draw("  ".join(words))

    def epoch(self, number: int, logs: Mapping[str, float]) -> None:
        """Print what an epoch came to."""
        if not self._quiet:
            self.clear()
            print(f"epoch {number}/{self._run.epochs}  {logs_text(logs)}", file=self._stream)

    def clear(self) -> None:
        """Take the bar away."""
        if self._live:
            self._stream.write("\r\x1b[2K")
            self._stream.flush()

    def _draw(self, text: str) -> None:
        width = shutil.get_terminal_size().columns - 1
        self._stream.write("\r\x1b[2K" + text[:width])
        self._stream.flush()
