"""The program with a window: from the command to the event loop, and back to an exit code."""

import os
import signal
import sys
from pathlib import Path
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from designer import __version__, paths
from designer.catalog.catalog import load_catalog
from designer.session.session import Session
from designer.ui import faults, theme
from designer.ui.dialogs import recovery
from designer.ui.engine_link import QProcessLink
from designer.ui.main_window import MainWindow
from designer.ui.scheduler import QtScheduler

NO_DISPLAY: Final = (
    "keras-designer: expected a display to open the window on, found none. Use the commands that "
    "need no window, such as 'keras-designer train PROJECT', or set DISPLAY."
)
_SIGNAL_MS: Final = 200


def run(path: str | None = None) -> int:
    """Open the window, on the project at *path* where it is given, and return the exit code."""
    if not has_display():
        print(NO_DISPLAY, file=sys.stderr)  # noqa: T201
        return 2
    app = make_application()
    links = EngineLinks()
    session = Session(
        load_catalog(),
        links.make,
        QtScheduler(app),
        config=paths.config_dir(),
        state=paths.state_dir(),
        warm_spare=True,
    )
    uninstall = faults.install(session.log)
    theme.set_theme(theme.known_choice(session.preferences.get("theme")))
    window = MainWindow(session)
    if path is None and window.greeting.wanted_at_start:
        window.show_welcome()
    window.show()
    heart = _let_python_hear_signals(app)
    QTimer.singleShot(0, window, lambda: _after_first_paint(window, session, path))
    try:
        return app.exec()
    finally:
        heart.stop()
        session.close()
        links.wait()
        uninstall()


def has_display() -> bool:
    """Return whether there is something to show a window on."""
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def make_application() -> QApplication:
    """Return the application with its name, without a look yet."""
    os.environ.setdefault("QT_NO_GUI_THREADPOOL", "1")
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(sys.argv[:1])
    app.setApplicationName("keras-designer")
    app.setApplicationDisplayName("Keras Designer")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("keras-designer")
    return app


class EngineLinks:
    """The engines of this window, so that none is left when it ends."""

    def __init__(self) -> None:
        self._made: list[QProcessLink] = []

    def make(self) -> QProcessLink:
        """Return a link to an engine that is not started yet."""
        link = QProcessLink()
        link.ended.connect(lambda _words: self._forget(link))
        self._made.append(link)
        return link

    def _forget(self, link: QProcessLink) -> None:
        if link in self._made:
            self._made.remove(link)

    def wait(self) -> None:
        """Wait until every engine has ended; those that do not are killed."""
        while self._made:
            self._made.pop().wait()


def _after_first_paint(window: MainWindow, session: Session, path: str | None) -> None:
    if path is not None:
        window.open_project(Path(path))
    session.engine.start()
    recovery.offer(window, session)


def _let_python_hear_signals(app: QApplication) -> QTimer:
    """Let Ctrl+C in the terminal close the program; Python only hears it between Qt's events."""
    signal.signal(signal.SIGINT, lambda *_: app.closeAllWindows())
    signal.signal(signal.SIGTERM, lambda *_: app.quit())
    heart = QTimer(app)
    heart.timeout.connect(_beat)
    heart.start(_SIGNAL_MS)
    return heart


def _beat() -> None:
    """Give Python a chance to handle signals."""
