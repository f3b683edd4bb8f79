"""Work that takes long, done in a thread beside the window, which stays alive."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal
from shiboken6 import isValid

T = TypeVar("T")


class Beside(QObject):
    """One thread: what is given is done one after the other."""

    _came = Signal(object, object)
    _failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._came.connect(self._tell)
        self._failed.connect(self._raise)

    def do(self, work: Callable[[], T], then: Callable[[T], None]) -> None:
        """Do *work* in the thread, and call *then* with what it gave in the window's.

        An error of *work* is raised in the window's thread. *work* may read values only.
        """

        def run() -> None:
            try:
                result = work()
            except Exception as error:
                if isValid(self):
                    self._failed.emit(error)
            else:
                if isValid(self):
                    self._came.emit(then, result)

        self._pool.start(_Work(run))

    def wait(self) -> None:
        """Wait until all work is done; what came is told by the event loop."""
        self._pool.waitForDone()

    def _tell(self, then: Callable[[object], None], result: object) -> None:
        then(result)

    def _raise(self, error: Exception) -> None:
        raise error


class _Work(QRunnable):
    def __init__(self, run: Callable[[], None]) -> None:
        super().__init__()
        self._run = run

    def run(self) -> None:
        self._run()
