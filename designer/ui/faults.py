"""Errors of ours that nobody caught: to the log and into one clear dialog, never a crash."""

import faulthandler
import logging
import sys
import threading
import traceback
from collections.abc import Callable
from functools import partial
from types import TracebackType
from typing import Final

from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    Qt,
    QThread,
    QtMsgType,
    Signal,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QApplication

from designer import paths
from designer.session.log import Log
from designer.ui.error_box import show_error
from designer.ui.translate import tr

_LEVELS: Final = {
    QtMsgType.QtWarningMsg: "warning",
    QtMsgType.QtCriticalMsg: "error",
    QtMsgType.QtFatalMsg: "error",
}
_HARMLESS: Final = ("does not support propagateSizeHints", "Could not register app ID")


def install(log: Log) -> Callable[[], None]:
    """Catch what nobody else catches; the function returned ends it."""
    shown = _Shown(log)
    before, before_thread = sys.excepthook, threading.excepthook
    sys.excepthook = shown.on_exception
    threading.excepthook = shown.on_thread_exception
    handler = qInstallMessageHandler(shown.on_qt_message)
    crash = (paths.state_dir() / "crash.txt").open("a", encoding="utf-8")
    faulthandler.enable(crash)

    def uninstall() -> None:
        sys.excepthook, threading.excepthook = before, before_thread
        qInstallMessageHandler(handler)
        faulthandler.disable()
        crash.close()
        shown.close()

    return uninstall


class _Window(QObject):
    """Lets things be done in the window's thread, whichever thread asks."""

    _asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._asked.connect(self._do, Qt.ConnectionType.QueuedConnection)

    def do(self, what: Callable[[], None]) -> None:
        """Do *what*, at once in the window's thread, from another one a little later."""
        if QThread.currentThread() is self.thread():
            what()
        else:
            self._asked.emit(what)

    def _do(self, what: Callable[[], None]) -> None:
        what()


class _Shown:
    """Shows one dialog at a time, however many errors there are."""

    def __init__(self, log: Log) -> None:
        self._log = log
        self._window = _Window()
        self._file = logging.getLogger("designer")
        path = paths.state_dir() / "window.log"
        self._handler = logging.FileHandler(path, encoding="utf-8", delay=True)
        self._file.addHandler(self._handler)

    def close(self) -> None:
        """Let go of the file."""
        self._file.removeHandler(self._handler)
        self._handler.close()

    def on_exception(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Log an error and tell of it."""
        if issubclass(kind, KeyboardInterrupt):
            QApplication.closeAllWindows()
            return
        detail = "".join(traceback.format_exception(kind, error, trace))
        self._file.error(detail)
        self._window.do(partial(self._tell, detail))

    def on_thread_exception(self, args: threading.ExceptHookArgs) -> None:
        """Log an error of a thread and tell of it."""
        self.on_exception(args.exc_type, args.exc_value or args.exc_type(), args.exc_traceback)

    def _tell(self, detail: str) -> None:
        self._log.add("error", detail)
        app = QApplication.instance()
        if isinstance(app, QApplication) and app.activeModalWidget() is None:
            text = tr(
                "Your model is as it was before, and edits are journalled. If it happens again, "
                "please report it with the details below."
            )
            show_error(app.activeWindow(), tr("Something in Keras Designer failed."), text, detail)

    def on_qt_message(self, kind: QtMsgType, _where: QMessageLogContext, text: str) -> None:
        """Put Qt's own warnings into the log."""
        if kind in _LEVELS and not any(words in text for words in _HARMLESS):
            self._file.warning(text)
            self._window.do(lambda: self._log.add(_LEVELS[kind], f"Qt: {text}"))
