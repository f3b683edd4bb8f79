"""RunLoader: reads the journals of runs; long ones beside the window, which stays alive."""

from functools import partial
from typing import Final

from PySide6.QtCore import QObject, Signal

from designer.project.runs import RunEntry
from designer.session.run import Run
from designer.session.runs import load_run
from designer.ui.beside import Beside

_SMALL: Final = 500_000  # bytes of a journal that is read at once: some 20 ms
_MOST: Final = 24  # runs that are kept: a long one takes some 100 MB


class RunLoader(QObject):
    """Keeps what was read for as long as it did not change on disk.

    Signals:
        loaded: a run that was asked for has come.
    """

    loaded = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._known: dict[str, tuple[RunEntry, Run]] = {}
        self._asked: dict[str, RunEntry] = {}
        self._beside = Beside(self)

    def get(self, entry: RunEntry) -> Run | None:
        """Return the run, or None while it is being read; `loaded` is told then."""
        known = self._known.get(entry.id)
        if known is not None and known[0] == entry:
            return known[1]
        if _size(entry) <= _SMALL:
            run = load_run(entry.folder, entry)
            self._remember(entry, run)
            return run
        if self._asked.get(entry.id) != entry:
            self._asked[entry.id] = entry
            reading = partial(load_run, entry.folder, entry)
            self._beside.do(reading, partial(self._keep, entry))
        return None

    def wait(self) -> None:
        """Wait until nothing is being read any more."""
        self._beside.wait()

    def _keep(self, entry: RunEntry, run: Run) -> None:
        self._asked.pop(entry.id, None)
        self._remember(entry, run)
        self.loaded.emit()

    def _remember(self, entry: RunEntry, run: Run) -> None:
        self._known.pop(entry.id, None)
        self._known[entry.id] = (entry, run)
        while len(self._known) > _MOST:
            del self._known[next(iter(self._known))]


def _size(entry: RunEntry) -> int:
    try:
        return (entry.folder / "metrics.jsonl").stat().st_size
    except OSError:
        return 0
