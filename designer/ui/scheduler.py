"""The session's clock, on Qt's event loop."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer


class QtScheduler(QObject):
    """Does things later, in the thread of the window."""

    def call_later(self, seconds: float, what: Callable[[], None]) -> Callable[[], None]:
        """Call *what* in some seconds; the function returned cancels it."""
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.timeout.connect(what)
        timer.timeout.connect(timer.deleteLater)
        timer.start(round(seconds * 1000))
        waiting = [timer]
        timer.timeout.connect(waiting.clear)

        def cancel() -> None:
            for planned in waiting:
                planned.stop()
                planned.deleteLater()
            waiting.clear()

        return cancel
