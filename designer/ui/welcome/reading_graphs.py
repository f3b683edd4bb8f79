"""Reading the graphs of files for their pictures while nothing else happens."""

from collections import deque
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from shiboken6 import isValid

from designer.graph.graph import Graph
from designer.project.files import BadProject, read_project
from designer.ui.welcome.model_picture import ModelPicture

_LARGEST = 4_000_000
"""Bytes of a file of which no picture is made."""


class GraphReader(QObject):
    """Reads one file each time the event loop is idle."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._waiting: deque[tuple[Path, ModelPicture]] = deque()
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._read_next)

    def ask(self, path: Path, picture: ModelPicture) -> None:
        """Show the graph of *path* in *picture*, where it can be read."""
        self._waiting.append((path, picture))
        self._timer.start()

    def drop(self) -> None:
        """Forget what was asked for."""
        self._waiting.clear()
        self._timer.stop()

    def _read_next(self) -> None:
        if not self._waiting:
            self._timer.stop()
            return
        path, picture = self._waiting.popleft()
        if isValid(picture):
            picture.show_graph(graph_in(path))


def graph_in(path: Path) -> Graph | None:
    """Return the graph of a project file; None where there is none that can be read."""
    try:
        about = path.stat()
    except OSError:
        return None
    return _read(path, about.st_mtime_ns) if about.st_size <= _LARGEST else None


@lru_cache(maxsize=64)
def _read(path: Path, _changed: int) -> Graph | None:
    try:
        return read_project(path).project.graph
    except (BadProject, OSError):
        return None
