"""Size, place and panels of the window from one day to the next."""

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtWidgets import QMainWindow

from designer import paths
from designer.ui.docks import Docks


def _settings() -> QSettings:
    return QSettings(str(paths.config_dir() / "window.ini"), QSettings.Format.IniFormat)


def remember(window: QMainWindow, docks: Docks) -> None:
    """Write how window and panels stand."""
    settings = _settings()
    settings.setValue("geometry", window.saveGeometry())
    settings.setValue("panels", docks.state())
    settings.sync()


def bring_back(window: QMainWindow, docks: Docks) -> bool:
    """Put window and panels as they were remembered, and tell whether the panels were."""
    settings = _settings()
    geometry, panels = settings.value("geometry"), settings.value("panels")
    if not (isinstance(geometry, QByteArray) and window.restoreGeometry(geometry)):
        screen = window.screen().availableGeometry()
        window.resize(min(1440, screen.width()), min(900, screen.height()))
    return isinstance(panels, QByteArray) and docks.restore(panels)
