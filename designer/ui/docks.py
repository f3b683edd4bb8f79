"""The panels round the canvas: hidden, resized, swapped, and back as they were."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QByteArray, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QDockWidget, QMainWindow, QTabBar, QTabWidget, QWidget

from designer.ui.translate import tr

_LEFT: Final = Qt.DockWidgetArea.LeftDockWidgetArea
_RIGHT: Final = Qt.DockWidgetArea.RightDockWidgetArea
_BOTTOM: Final = Qt.DockWidgetArea.BottomDockWidgetArea
_VERSION: Final = 1
_AREAS: Final = {"palette": _LEFT, "outline": _LEFT, "inspector": _RIGHT}
"""Panels of one side lie behind each other, with tabs; only the first is shown at first."""
_WIDTHS: Final = {"palette": 214, "inspector": 340}
_HEIGHT: Final = 264
_SHARE: Final = 0.3
"""Of a low window the bottom panel takes no more than this: the canvas matters most."""


class Docks(QObject):
    """Palette, outline, inspector and the bottom panel as docks of the main window.

    They belong to the Design workspace: elsewhere they are put away, and come back.

    Attributes:
        changed: told when a panel was shown, hidden or moved.
    """

    changed = Signal()

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._window = window
        window.setTabPosition(_LEFT | _RIGHT, QTabWidget.TabPosition.North)
        self._docks: dict[str, QDockWidget] = {}
        self._put_away: dict[str, bool] | None = None
        self._behind: list[str] = []
        self._before = QByteArray()
        for corner in (Qt.Corner.TopLeftCorner, Qt.Corner.BottomLeftCorner):
            window.setCorner(corner, _LEFT)
        for corner in (Qt.Corner.TopRightCorner, Qt.Corner.BottomRightCorner):
            window.setCorner(corner, _RIGHT)

    def add(self, name: str, title: str, content: QWidget) -> None:
        """Add the panel *name* (palette, outline, inspector, bottom) with its *content*."""
        dock = QDockWidget(title, self._window)
        dock.setObjectName(f"dock.{name}")
        dock.setTitleBarWidget(QWidget(dock))
        dock.setFeatures(QDockWidget.DockWidgetFeature.DockWidgetClosable)
        dock.setWidget(content)
        area = _AREAS.get(name, _BOTTOM)
        self._window.addDockWidget(area, dock)
        beside = next((d for n, d in self._docks.items() if _AREAS.get(n) == area), None)
        if beside is not None:
            self._window.tabifyDockWidget(beside, dock)
            dock.hide()
        dock.visibilityChanged.connect(self._tell)
        dock.dockLocationChanged.connect(self._tell)
        self._docks[name] = dock

    def arrange(self) -> None:
        """Give every panel its usual size."""
        self._set_widths(_WIDTHS)
        height = min(_HEIGHT, round(self._window.height() * _SHARE))
        self._window.resizeDocks([self._docks["bottom"]], [height], Qt.Orientation.Vertical)

    def shown(self, name: str) -> bool:
        """Return whether a panel is shown, or will be when Design is."""
        if self._put_away is not None:
            return self._put_away[name]
        return not self._docks[name].isHidden()

    def toggle(self, name: str) -> None:
        """Show a panel, or hide it; one that lies behind another comes to the front."""
        if self.shown(name) and not self._is_behind(name):
            self._docks[name].setVisible(False)
        else:
            self.show(name)

    def show(self, name: str) -> None:
        """Show a panel, in front of what shares its place."""
        self._docks[name].setVisible(True)
        self._docks[name].raise_()

    def _is_behind(self, name: str) -> bool:
        dock = self._docks[name]
        beside = (d for d in self._window.tabifiedDockWidgets(dock) if not d.isHidden())
        return any(True for _ in beside) and dock.visibleRegion().isEmpty()

    def swap_sides(self) -> None:
        """Let palette and inspector change places."""
        widths = {name: self._docks[name].width() for name in _WIDTHS}
        for name in _WIDTHS:
            dock = self._docks[name]
            there = self._window.dockWidgetArea(dock)
            hidden = dock.isHidden()
            self._window.addDockWidget(_RIGHT if there == _LEFT else _LEFT, dock)
            dock.setVisible(not hidden)
        self._keep_together()
        self._set_widths(widths)

    def _keep_together(self) -> None:
        """Put the outline behind the palette again, wherever that is."""
        outline, palette = self._docks.get("outline"), self._docks["palette"]
        if outline is None or palette in self._window.tabifiedDockWidgets(outline):
            return
        hidden = outline.isHidden()
        self._window.tabifyDockWidget(palette, outline)
        outline.setVisible(not hidden)
        palette.raise_()

    def put_away(self) -> None:
        """Hide all panels until `bring_back`."""
        if self._put_away is None:
            self._before = self._window.saveState(_VERSION)
            self._put_away = {name: not dock.isHidden() for name, dock in self._docks.items()}
            self._behind = [name for name in self._docks if self._is_behind(name)]
            for dock in self._docks.values():
                dock.hide()

    def bring_back(self) -> None:
        """Show the panels that were shown before `put_away`."""
        if self._put_away is not None:
            shown, self._put_away = self._put_away, None
            for name, dock in self._docks.items():
                dock.setVisible(shown[name])
            for name, is_shown in shown.items():
                if is_shown and name not in self._behind:
                    self._docks[name].raise_()

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
        restored = self._window.restoreState(state, _VERSION)
        self._keep_together()
        return restored

    def _name_tabs(self) -> None:
        """Give a name to the tabs that Qt makes by itself for panels of one place."""
        here = Qt.FindChildOption.FindDirectChildrenOnly
        for tabs in self._window.findChildren(QTabBar, options=here):
            tabs.setAccessibleName(tr("Panels"))
            tabs.setDocumentMode(True)
            tabs.setExpanding(False)
            tabs.setElideMode(Qt.TextElideMode.ElideNone)

    def _tell(self, *_told: object) -> None:
        QTimer.singleShot(0, self, self._name_tabs)
        if self._put_away is None:
            self.changed.emit()

    def _set_widths(self, widths: Mapping[str, int]) -> None:
        docks = [self._docks[name] for name in widths]
        self._window.resizeDocks(docks, list(widths.values()), Qt.Orientation.Horizontal)
