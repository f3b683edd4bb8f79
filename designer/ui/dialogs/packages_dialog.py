"""Adds the layers of an installed package to the palette of the project."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from designer.session.installed_packages import InstalledPackage, installed_packages
from designer.session.session import Session
from designer.ui.translate import tr


def show(parent: QWidget, session: Session) -> "PackagesDialog":
    """Open the dialog; the window stays of use."""
    dialog = PackagesDialog(parent, session, installed_packages())
    dialog.open()
    return dialog


class PackagesDialog(QDialog):
    """The installed packages that build on Keras, each with a button."""

    def __init__(
        self, parent: QWidget, session: Session, found: tuple[InstalledPackage, ...]
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Add layers from a package"))
        self.setMinimumSize(520, 320)
        self._session = session
        self.buttons: dict[str, QPushButton] = {}
        self.told = _muted("")
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(10)
        column.addWidget(_muted(
            tr("Packages that build on Keras and are installed beside this program. Adding one "
               "imports it in the engine, which runs its code.")
        ))  # fmt: skip
        column.addWidget(self._list(found), 1)
        column.addWidget(self.told)
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        box.rejected.connect(self.reject)
        column.addWidget(box)

    def _list(self, found: tuple[InstalledPackage, ...]) -> QScrollArea:
        sheet = QWidget()
        rows = QVBoxLayout(sheet)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(8)
        for package in found:
            rows.addWidget(self._row(package))
        if not found:
            words = tr("None is installed. KerasHub is one: pip install keras-hub, then start "
                       "Keras Designer again.")  # fmt: skip
            rows.addWidget(_muted(words))
        rows.addStretch(1)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(sheet)
        area.setAccessibleName(tr("Installed packages"))
        return area

    def _row(self, package: InstalledPackage) -> QFrame:
        frame = QFrame()
        frame.setProperty("role", "problem")
        row = QHBoxLayout(frame)
        row.setContentsMargins(12, 8, 12, 8)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(QLabel(f"<b>{package.title}</b> {package.version}"))
        words.addWidget(_muted(package.summary or package.name))
        row.addLayout(words, 1)
        button = self.buttons[package.name] = QPushButton(frame)
        button.setProperty("role", "small")
        button.clicked.connect(partial(self._press, package.name))
        row.addWidget(button)
        self._dress(package.name)
        return frame

    def _press(self, name: str, _checked: bool = False) -> None:
        packages = self._session.packages
        if name in packages.used:
            packages.remove(name)
            self._dress(name)
            return
        self.buttons[name].setEnabled(False)
        self.told.setText(tr("Looking at {name} …", name=name))
        packages.add(name, partial(self._on_added, name), partial(self._on_failed, name))

    def _on_added(self, name: str, layers: int) -> None:
        if isValid(self):
            words = tr("{n} layers of {name} stand in the palette now.", n=layers, name=name)
            self._finish(name, words)

    def _on_failed(self, name: str, words: str) -> None:
        if isValid(self):
            self._finish(name, words)

    def _finish(self, name: str, words: str) -> None:
        self.buttons[name].setEnabled(True)
        self.told.setText(words)
        self._dress(name)

    def _dress(self, name: str) -> None:
        used = name in self._session.packages.used
        self.buttons[name].setText(tr("Remove") if used else tr("Add layers"))


def _muted(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "muted")
    label.setWordWrap(True)
    return label
