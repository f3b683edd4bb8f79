"""What is dragged to the rim of the view moves the paper on."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect, QTimer
from PySide6.QtWidgets import QWidget

_RIM = 28
_FASTEST = 18.0
_FRAME = 16


class EdgePan:
    """Pans while the pointer of a drag is at the rim, the faster the further out it is.

    Args:
        pan: moves the paper by pixels of the view.
        again: lets the drag see that the paper has moved under the pointer.
    """

    def __init__(
        self, view: QWidget, pan: Callable[[float, float], None], again: Callable[[], None]
    ) -> None:
        self._view = view
        self._pan = pan
        self._again = again
        self._step = (0.0, 0.0)
        self._timer = QTimer(view)
        self._timer.setInterval(_FRAME)
        self._timer.timeout.connect(self._on_time)

    def follow(self, pointer: QPoint) -> None:
        """Take where the pointer of the drag is."""
        self._step = speed(pointer, self._view.rect())
        if self._step == (0.0, 0.0):
            self._timer.stop()
        elif not self._timer.isActive():
            self._timer.start()

    def stop(self) -> None:
        """The drag is over."""
        self._timer.stop()

    def _on_time(self) -> None:
        self._pan(*self._step)
        self._again()


def speed(pointer: QPoint, room: QRect) -> tuple[float, float]:
    """Return by how many pixels the paper moves in each frame, across and down."""
    return (
        _share(pointer.x() - room.left()) - _share(room.right() - pointer.x()),
        _share(pointer.y() - room.top()) - _share(room.bottom() - pointer.y()),
    )


def _share(inside: int) -> float:
    """Return the speed at a point so many pixels inside of one rim."""
    return _FASTEST * min(1.0, max(0, _RIM - inside) / _RIM)
