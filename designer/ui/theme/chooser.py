"""Which table of colours is in force, and how it is put on the application."""

from typing import Final

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtWidgets import QApplication

from designer.catalog.specs import Family
from designer.signal import Signal
from designer.ui.theme import fonts
from designer.ui.theme.palette import palette
from designer.ui.theme.style import style_sheet
from designer.ui.theme.tokens import DARK, LIGHT, Theme

changed: Final[Signal[()]] = Signal()
"""Told after another table of colours is in force."""

_CHOICES: Final = ("system", "light", "dark")
_SCHEMES: Final = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}


class _State:
    choice = "system"
    theme = LIGHT
    follower: QObject | None = None


def current() -> Theme:
    """Return the table of colours in force."""
    return _State.theme


def choice() -> str:
    """Return what the user chose: system, light or dark."""
    return _State.choice


def family_color(family: Family) -> QColor:
    """Return the colour of a family of layers."""
    return _State.theme.families[family]


def known_choice(value: object) -> str:
    """Return what the preferences say; the system's where that is no theme."""
    return value if isinstance(value, str) and value in _CHOICES else "system"


def set_theme(name: str) -> None:
    """Choose `"system"`, `"light"` or `"dark"`; the application is dressed where there is one.

    Raises:
        ValueError: if *name* is none of these.
    """
    if name not in _CHOICES:
        raise ValueError(f"Expected a theme 'system', 'light' or 'dark', found {name!r}.")
    _State.choice = name
    _tell_the_system(name)
    _State.theme = DARK if name == "dark" or (name == "system" and _system_is_dark()) else LIGHT
    _dress()
    changed.emit()


def _application() -> QApplication | None:
    app = QApplication.instance()
    return app if isinstance(app, QApplication) else None


def _tell_the_system(name: str) -> None:
    if _application() is None:
        return
    hints = QGuiApplication.styleHints()
    if name == "system":
        hints.unsetColorScheme()
    else:
        hints.setColorScheme(_SCHEMES[name])


def _system_is_dark() -> bool:
    if _application() is None:
        return False
    return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark


def _dress() -> None:
    app = _application()
    if app is None:
        return
    fonts.load()
    if _State.follower is not app:
        app.setStyle("Fusion")
        app.styleHints().colorSchemeChanged.connect(_on_scheme_changed)
        _State.follower = app
    app.setFont(fonts.words())
    app.setPalette(palette(_State.theme))
    app.setStyleSheet(style_sheet(_State.theme))


def _on_scheme_changed(_scheme: Qt.ColorScheme) -> None:
    dark = _system_is_dark()
    if _State.choice == "system" and dark != _State.theme.dark:
        set_theme("system")
