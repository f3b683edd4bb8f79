"""The panels round the canvas: hidden, resized, swapped, and back as they were."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QByteArray, QObject, Qt, Signal
from PySide6.QtWidgets import QDockWidget, QMainWindow, QWidget

_LEFT: Final = Qt.DockWidgetArea.LeftDockWidgetArea
_RIGHT: Final = Qt.DockWidgetArea.RightDockWidgetArea
_BOTTOM: Final = Qt.DockWidgetArea.BottomDockWidgetArea
_VERSION: Final = 1
_WIDTHS: Final = {"palette": 214, "inspector": 340}
_HEIGHT: Final = 264


class Docks(QObject):
    """Palette, inspector and the bottom panel as docks of the main window.

    They belong to the Design workspace: elsewhere they are put away, and come back.

    Attributes:
        changed: told when a panel was shown, hidden or moved.
    """

    changed = Signal()

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._docks: dict[str, QDockWidget] = {}
        self._put_away: dict[str, bool] | None = None
        self._before = QByteArray()
        for corner in (Qt.Corner.TopLeftCorner, Qt.Corner.BottomLeftCorner):
            window.setCorner(corner, _LEFT)
        for corner in (Qt.Corner.TopRightCorner, Qt.Corner.BottomRightCorner):
            window.setCorner(corner, _RIGHT)

    def add(self, name: str, title: str, content: QWidget) -> None:
        """Add the panel *name* (palette, inspector, bottom) with its *content*."""
        dock = QDockWidget(title, self._window)
        dock.setObjectName(f"dock.{name}")
        dock.setTitleBarWidget(QWidget(dock))
        dock.setFeatures(QDockWidget.DockWidgetFeature.DockWidgetClosable)
        dock.setWidget(content)
        area = {"palette": _LEFT, "inspector": _RIGHT}.get(name, _BOTTOM)
        self._window.addDockWidget(area, dock)
        dock.visibilityChanged.connect(self._tell)
        dock.dockLocationChanged.connect(self._tell)
        self._docks[name] = dock

    def arrange(self) -> None:
        """Give every panel its usual size."""
        self._set_widths(_WIDTHS)
        self._window.resizeDocks([self._docks["bottom"]], [_HEIGHT], Qt.Orientation.Vertical)

    def shown(self, name: str) -> bool:
        """Return whether a panel is shown, or will be when Design is."""
        if self._put_away is not None:
            return self._put_away[name]
        return not self._docks[name].isHidden()

    def toggle(self, name: str) -> None:
        """Show a panel, or hide it."""
        self._docks[name].setVisible(not self.shown(name))

    def show(self, name: str) -> None:
        """Show a panel."""
        self._docks[name].setVisible(True)

    def swap_sides(self) -> None:
        """Let palette and inspector change places."""
        widths = {name: self._docks[name].width() for name in _WIDTHS}
        for name in _WIDTHS:
            dock = self._docks[name]
            there = self._window.dockWidgetArea(dock)
            hidden = dock.isHidden()
            self._window.addDockWidget(_RIGHT if there == _LEFT else _LEFT, dock)
            dock.setVisible(not hidden)
        self._set_widths(widths)

    def put_away(self) -> None:
        """Hide all panels until `bring_back`."""
        if self._put_away is None:
            self._before = self._window.saveState(_VERSION)
            self._put_away = {name: not dock.isHidden() for name, dock in self._docks.items()}
            for dock in self._docks.values():
                dock.hide()

    def bring_back(self) -> None:
        """Show the panels that were shown before `put_away`."""
        if self._put_away is not None:
            shown, self._put_away = self._put_away, None
            for name, dock in self._docks.items():
                dock.setVisible(shown[name])

    def state(self) -> QByteArray:
        """Return sizes, places and visibility, for `restore`."""
        self.bring_back()
        return self._window.saveState(_VERSION)

    def snapshot(self) -> QByteArray:
        """Return what `state` would, without showing anything: as it was while put away."""
        if self._put_away is None:
            return self._window.saveState(_VERSION)
        return self._before

    def restore(self, state: QByteArray) -> bool:
        """Bring the panels back as `state` told, and tell whether that was possible."""
        return self._window.restoreState(state, _VERSION)

    def _tell(self, *_told: object) -> None:
        if self._put_away is None:
            self.changed.emit()

    def _set_widths(self, widths: Mapping[str, int]) -> None:
        docks = [self._docks[name] for name in widths]
        self._window.resizeDocks(docks, list(widths.values()), Qt.Orientation.Horizontal)
