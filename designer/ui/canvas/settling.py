"""Very many wires find their ways a few milliseconds at a time, so that the window stays alive."""

from collections.abc import Callable, Collection, Iterator
from time import perf_counter
from typing import TypeAlias

from PySide6.QtCore import QObject, QTimer

from designer.graph.records import EdgeId
from designer.signal import Signal
from designer.ui.canvas.wires import Way

Ways: TypeAlias = Iterator[tuple[EdgeId, Way]]

AT_ONCE = 800
"""So many wires are laid without a pause: they take less than three frames."""
_SLICE = 0.012


class Settling(QObject):
    """Lays wires by and by; what else happens to them meanwhile goes first.

    Attributes:
        done: told when all are laid.
    """

    def __init__(
        self,
        parent: QObject,
        seek: Callable[[Collection[EdgeId]], Ways],
        take: Callable[[EdgeId, Way], None],
    ) -> None:
        super().__init__(parent)
        self.done: Signal[()] = Signal()
        self._seek, self._take = seek, take
        self._waiting: set[EdgeId] = set()
        self._ways: Ways | None = None
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._go_on)

    @property
    def waiting(self) -> frozenset[EdgeId]:
        """The wires that have no way of their own yet."""
        return frozenset(self._waiting)

    def begin(self, edges: Collection[EdgeId]) -> None:
        """Lay these from now on, and what is waiting."""
        self._waiting |= set(edges)
        self._ways = None
        self._timer.start()

    def leave_out(self, edges: Collection[EdgeId]) -> None:
        """Do not lay these any more: they are laid by others, or gone. Ports may be elsewhere."""
        if self._waiting:
            self._waiting -= set(edges)
            self._ways = None

    def stop(self) -> None:
        """Lay nothing more."""
        self._waiting.clear()
        self._ways = None
        self._timer.stop()

    def finish(self) -> None:
        """Lay all that is waiting now."""
        while self._waiting:
            self._go_on()

    def _go_on(self) -> None:
        end = perf_counter() + _SLICE
        if self._ways is None:
            self._ways = self._seek(frozenset(self._waiting))
        for id, way in self._ways:
            self._waiting.discard(id)
            self._take(id, way)
            if perf_counter() > end:
                return
        self.stop()
        self.done.emit()
