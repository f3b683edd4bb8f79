"""Unsaved edits on disk, so that a killed window loses at most the edit in progress.

Each open document has a journal: a small file with the whole project as it stood after the last
edit, written atomically a moment after each edit, and removed when the project is saved or closed.
"""

import contextlib
import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from designer.document.change import Change
from designer.document.document import Document
from designer.document.history import History
from designer.project.files import (
    BadProject,
    parse_project,
    project_to_text,
    write_atomically,
)
from designer.project.project import Project
from designer.project.runs.processes import is_alive, process_start
from designer.session.link import Scheduler
from designer.session.log import Log

_SECONDS = 0.5
_SUFFIX = ".journal"


@dataclass(frozen=True, slots=True)
class Recovery:
    """Edits that were never saved.

    Attributes:
        journal: the file that holds them.
        path: the project's own file; None where it never had one.
        time: of the last edit, in seconds since the epoch.
        runs: ids of the runs of a project that never had a file.
    """

    journal: Path
    path: Path | None
    time: float
    project: Project
    runs: tuple[str, ...] = ()


class Journal:
    """Writes the unsaved edits of one document."""

    def __init__(
        self,
        folder: Path | None,
        document: Document,
        history: History,
        scheduler: Scheduler,
        log: Log,
        runs: Callable[[], tuple[str, ...]] = tuple,
    ) -> None:
        name = f"{os.getpid()}-{os.urandom(4).hex()}{_SUFFIX}"
        self.path: Path | None = None
        self._file = folder / name if folder else None
        self._document, self._history = document, history
        self._scheduler, self._log, self._runs = scheduler, log, runs
        self._planned = False
        self._cancel: Callable[[], None] = lambda: None
        document.changed.connect(self._on_changed)
        history.changed.connect(self._on_history_changed)

    def write(self) -> bool:
        """Write the edits now, where there are any; tell whether they are on disk."""
        self._planned = False
        if self._file is None or self._history.saved:
            return False
        pid = os.getpid()
        path = str(self.path) if self.path else None
        head = {"path": path, "pid": pid, "process": process_start(pid), "runs": self._runs()}
        text = json.dumps(head) + "\n" + project_to_text(self._document.project)
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(self._file, text.encode())
        except OSError as error:
            self._log.add("warning", f"Unsaved edits could not be journalled: {error}. Save soon.")
            return False
        return True

    def remove(self) -> None:
        """Take the journal away: everything is saved, or thrown away on purpose."""
        self._cancel()
        self._planned = False
        if self._file is not None:
            with contextlib.suppress(OSError):
                self._file.unlink(missing_ok=True)

    def _on_changed(self, change: Change) -> None:
        if not self._planned and self._file is not None:
            self._planned = True
            self._cancel = self._scheduler.call_later(_SECONDS, self._write_planned)

    def _write_planned(self) -> None:
        self.write()

    def _on_history_changed(self) -> None:
        if self._history.saved:
            self.remove()


def find_recoveries(folder: Path | None) -> list[Recovery]:
    """Return unsaved edits of programs that are gone, the newest first."""
    if folder is None or not folder.is_dir():
        return []
    found = [_read(journal) for journal in folder.glob(f"*{_SUFFIX}")]
    return sorted((r for r in found if r is not None), key=lambda r: -r.time)


def _read(journal: Path) -> Recovery | None:
    try:
        head_line, _, text = journal.read_text("utf-8").partition("\n")
        head = json.loads(head_line)
        if is_alive(head["pid"], head["process"]):
            return None
        path = Path(head["path"]) if head["path"] else None
        runs = tuple(str(run) for run in head.get("runs", ()))
        return Recovery(journal, path, journal.stat().st_mtime, parse_project(text).project, runs)
    except (OSError, ValueError, KeyError, TypeError, BadProject):
        return None
