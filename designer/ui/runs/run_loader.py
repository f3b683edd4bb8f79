"""RunLoader: reads the journals of runs; long ones beside the window, which stays alive."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

from designer.project.runs import RunEntry
from designer.session.run import Run
from designer.session.runs import load_run

_SMALL: Final = 500_000  # bytes of a journal that is read at once: some 20 ms


class RunLoader(QObject):
    """Keeps what was read for as long as it did not change on disk.

    Signals:
        loaded: a run that was asked for has come.
    """

    loaded = Signal()
    _came = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._known: dict[str, tuple[RunEntry, Run]] = {}
        self._asked: dict[str, RunEntry] = {}
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._came.connect(self._keep)

    def get(self, entry: RunEntry) -> Run | None:
        """Return the run, or None while it is being read; `loaded` is told then."""
        known = self._known.get(entry.id)
        if known is not None and known[0] == entry:
            return known[1]
        if _size(entry) <= _SMALL:
            self._known[entry.id] = (entry, load_run(entry.folder, entry))
            return self._known[entry.id][1]
        if self._asked.get(entry.id) != entry:
            self._asked[entry.id] = entry
            self._pool.start(_Reading(entry, self._came.emit))
        return None

    def wait(self) -> None:
        """Wait until nothing is being read any more."""
        self._pool.waitForDone()

    def _keep(self, entry: RunEntry, run: Run) -> None:
        self._asked.pop(entry.id, None)
        self._known[entry.id] = (entry, run)
        self.loaded.emit()


class _Reading(QRunnable):
    def __init__(self, entry: RunEntry, tell: Callable[[RunEntry, Run], None]) -> None:
        super().__init__()
        self._entry, self._tell = entry, tell

    def run(self) -> None:
        self._tell(self._entry, load_run(self._entry.folder, self._entry))


def _size(entry: RunEntry) -> int:
    try:
        return (entry.folder / "metrics.jsonl").stat().st_size
    except OSError:
        return 0
