"""TrainedLoader: reads beside the window what runs were trained with; a project may be large."""

from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal

from designer.ui.beside import Beside
from designer.ui.runs.run_words import Trained, trained_with

_MOST: Final = 5000


class TrainedLoader(QObject):
    """Keeps what was read: the project of a run never changes.

    Signals:
        came: folder of the run (`Path`) that was read.
    """

    came = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._known: dict[Path, Trained] = {}
        self._asked: set[Path] = set()
        self._beside = Beside(self)

    def get(self, folder: Path) -> Trained | None:
        """Return what the run was trained with; None while it is read, `came` is told then."""
        known = self._known.get(folder)
        if known is None and folder not in self._asked:
            self._asked.add(folder)
            self._beside.do(partial(trained_with, folder), partial(self._keep, folder))
        return known

    def wait(self) -> None:
        """Wait until nothing is being read any more."""
        self._beside.wait()

    def _keep(self, folder: Path, trained: Trained) -> None:
        self._asked.discard(folder)
        self._known[folder] = trained
        while len(self._known) > _MOST:
            del self._known[next(iter(self._known))]
        self.came.emit(folder)
