"""Everything about a run that is kept: the journal, the status, the log; then the messages."""

import contextlib
import os
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from designer.project.runs.journal import Journal
from designer.project.runs.processes import process_start
from designer.project.runs.status import RunStatus, StoredState, write_status
from designer.protocol.events import Event, Logged, RunEnded

LOG = "log.txt"


class RunRecord:
    """Writes what happens to the run's folder, then sends it.

    Attributes:
        folder: of the run.
        status: as it was last written.
    """

    def __init__(
        self,
        folder: Path,
        planned: int,
        emit: Callable[[Event], None],
        before: RunStatus | None = None,
        keep: int | None = None,
    ) -> None:
        """Open the record of a run.

        Args:
            folder: of the run.
            planned: epochs that are asked for.
            emit: sends an event.
            before: how the run stood, where it is resumed.
            keep: bytes of the journal that stay, where it is resumed.

        Raises:
            OSError: if the folder cannot be written.
        """
        self.folder = folder
        self._emit = emit
        self._began = time.monotonic()
        self._seconds_before = before.seconds if before else 0.0
        self._journal = Journal(folder, keep)
        self.status = RunStatus(
            StoredState.RUNNING,
            started=(before.started if before else "") or _now(),
            epochs=before.epochs if before else 0,
            planned=planned,
            best=before.best if before else {},
            pid=os.getpid(),
            process=process_start(os.getpid()),
        )
        write_status(folder, self.status)

    @property
    def seconds(self) -> float:
        """How long the run took so far, earlier parts included."""
        return self._seconds_before + time.monotonic() - self._began

    @property
    def position(self) -> int:
        """Bytes in the journal."""
        return self._journal.position

    def tell(self, event: Event) -> None:
        """Write *event* to the journal, then send it.

        Raises:
            OSError: if the disk is full.
        """
        self._journal.write(event)
        self._emit(event)

    def log(self, level: str, text: str, detail: str = "") -> None:
        """Write a line to the run's log and send it; then *detail* as one more, of many lines."""
        with (
            contextlib.suppress(OSError),  # the log is the first thing that a full disk may cost
            (self.folder / LOG).open("a", encoding="utf-8") as file,
        ):
            file.write(f"{_now()} {level}: {text}\n")
            file.writelines(f"    {line}\n" for line in detail.splitlines())
        self._emit(Logged(level, text))
        if detail.strip():
            self._emit(Logged(level, detail.rstrip()))

    def update(self, **changes: object) -> None:
        """Change the status on disk: fields of `RunStatus` by name.

        Raises:
            OSError: if the disk is full; the old status stands then.
        """
        status = replace(self.status, seconds=round(self.seconds, 3), **changes)  # type: ignore[arg-type]
        self._journal.sync()
        write_status(self.folder, status)
        self.status = status

    def end(self, event: RunEnded) -> None:
        """Note how the run ended, close the journal, and only then send *event*.

        Where the disk is full, the user still hears of it; the old status stands then, and says
        that the run was killed as soon as this process is gone.
        """
        try:
            self._journal.write(event)
            self.update(
                state=StoredState(event.outcome),
                ended=_now(),
                epochs=event.epochs,
                best=event.best,
                message=event.message,
                problems=tuple(event.problems),
                pid=0,
                process="",
            )
        except OSError as error:
            self.log("error", f"The end of the run could not be written: {error.strerror}.")
        finally:
            self._journal.close()
        self._emit(event)


def _now() -> str:
    return datetime.now().astimezone().isoformat(timespec="seconds")
