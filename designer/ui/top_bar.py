"""The line at the top: name, menus, the switch of workspaces, the device and the run's buttons."""

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QMenu,
    QMenuBar,
    QPushButton,
    QToolButton,
    QWidget,
)

from designer.session.session import Session
from designer.ui.following import follow
from designer.ui.theme.icons import icon
from designer.ui.translate import tr


class WorkspaceSwitch(QFrame):
    """Design, Data, Train, Runs: one of them is chosen.

    Attributes:
        chosen: told with the name of the workspace that was pressed.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "switch")
        self._group = QButtonGroup(self)
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(3, 3, 3, 3)
        self._layout.setSpacing(2)
        self._buttons: dict[str, QPushButton] = {}

    def add(self, name: str, text: str) -> None:
        """Add a workspace at the right end."""
        button = QPushButton(text, self)
        button.setCheckable(True)
        button.setProperty("role", "segment")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAccessibleName(tr("Workspace {name}", name=text))
        button.clicked.connect(lambda: self.chosen.emit(name))
        self._group.addButton(button)
        self._layout.addWidget(button)
        self._buttons[name] = button

    def show_chosen(self, name: str) -> None:
        """Show which workspace is open; none of them where it is another page."""
        self._group.setExclusive(name in self._buttons)
        for other, button in self._buttons.items():
            button.setChecked(other == name)


class TopBar(QFrame):
    """Name and menus at the left, workspaces in the middle, the run's buttons at the right."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "topbar")
        self._session = session
        self.menus = QMenuBar(self)
        self.switch = WorkspaceSwitch(self)
        self._device = QToolButton(self)
        self._pause = QPushButton(self)
        self._train = QPushButton(self)
        grid = QGridLayout(self)
        grid.setContentsMargins(14, 6, 14, 6)
        grid.setHorizontalSpacing(8)
        grid.addLayout(self._left(), 0, 0, Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(self.switch, 0, 1, Qt.AlignmentFlag.AlignCenter)
        grid.addLayout(self._right(), 0, 2, Qt.AlignmentFlag.AlignRight)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(2, 1)

    def use(self, start: QAction, stop: QAction, pause: QAction, go_on: QAction) -> None:
        """Let the buttons trigger these actions."""
        self._actions = (start, stop, pause, go_on)
        self._train.clicked.connect(self._toggle_training)
        self._pause.clicked.connect(self._toggle_pause)
        follow(self, self._session.runs.changed, self.refresh)
        follow(self, self._session.engine.changed, self.refresh)
        self.refresh()

    def fill_device_menu(self, actions: Iterable[QAction]) -> None:
        """Offer *actions* below what is known of the device."""
        menu = QMenu(self._device)
        menu.aboutToShow.connect(lambda: self._describe_device(menu, list(actions)))
        self._device.setMenu(menu)

    @property
    def train_button(self) -> QPushButton:
        """What starts a run, and stops it."""
        return self._train

    def refresh(self) -> None:
        """Show whether a run is in progress, and on what."""
        start, stop, pause, go_on = self._actions
        active = self._session.runs.active is not None
        self._train.setText(tr("Stop") if active else tr("Train"))
        self._train.setIcon(icon("stop" if active else "play", "on_accent"))
        self._train.setToolTip((stop if active else start).toolTip())
        paused = go_on.isEnabled()
        self._pause.setText(tr("Continue") if paused else tr("Pause"))
        self._pause.setIcon(icon("play" if paused else "pause"))
        self._pause.setEnabled(pause.isEnabled() or paused)
        self._pause.setVisible(active)
        self._device.setText(self._device_words())

    def _left(self) -> QHBoxLayout:
        name = QLabel(tr("Keras Designer"), self)
        name.setProperty("role", "brand")
        self.menus.setNativeMenuBar(False)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(name, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.menus, 0, Qt.AlignmentFlag.AlignVCenter)
        return row

    def _right(self) -> QHBoxLayout:
        self._device.setProperty("role", "chip")
        self._device.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._device.setAccessibleName(tr("Where the model is trained"))
        self._device.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._train.setProperty("role", "primary")
        self._train.setAccessibleName(tr("Train or stop"))
        self._pause.setObjectName("pause")
        self._pause.setProperty("role", "chip")
        self._pause.setAccessibleName(tr("Pause or continue"))
        for button in (self._train, self._pause):
            button.setIconSize(QSize(14, 14))
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        row = QHBoxLayout()
        row.setSpacing(8)
        for widget in (self._device, self._pause, self._train):
            row.addWidget(widget)
        return row

    def _toggle_training(self) -> None:
        start, stop, _, _ = self._actions
        (stop if self._session.runs.active is not None else start).trigger()

    def _toggle_pause(self) -> None:
        _, _, pause, go_on = self._actions
        (go_on if go_on.isEnabled() else pause).trigger()

    def _device_words(self) -> str:
        kinds = sorted({device.split(":")[0] for device in self._session.engine.devices})
        best = "GPU" if "GPU" in kinds else kinds[0] if kinds else ""
        return tr("This computer · {device}", device=best) if best else tr("This computer")

    def _describe_device(self, menu: QMenu, actions: list[QAction]) -> None:
        menu.clear()
        engine = self._session.engine
        known = [f"{name} {version}" for name, version in sorted(engine.versions.items())]
        for text in (*engine.devices, *known) or (engine.text,):
            menu.addAction(text).setEnabled(False)
        menu.addSeparator()
        menu.addActions(actions)
