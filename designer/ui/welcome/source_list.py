"""SourceList: files of one's own, and sets that can be tried without any."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFileDialog,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from designer.project.data_sets import BUILTIN_SETS, KERAS_SETS, NamedSet
from designer.project.settings import DataKind, DataSettings
from designer.ui.theme.icons import icon
from designer.ui.translate import tr

_FILES: Final = (
    (DataKind.CSV, "table", "Table (CSV)…", "Tables (*.csv *.tsv *.txt);;All files (*)"),
    (DataKind.IMAGE_FOLDER, "image", "Folder of pictures…", ""),
    (DataKind.NUMPY, "grid-3x3", "NumPy arrays…", "NumPy (*.npy *.npz)"),
    (DataKind.HDF5, "layers", "HDF5 arrays…", "HDF5 (*.h5 *.hdf5)"),
)
_PAIRS: Final = ("digit_pairs",)  # compares two pictures: there is an example for that
_KERAS: Final = ("mnist", "fashion_mnist", "cifar10", "imdb")


class SourceList(QWidget):
    """Buttons, one for each place from which data can come.

    Attributes:
        chosen: told with `DataSettings`.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 12, 0)
        self._column.setSpacing(4)
        self._head(tr("My own data"))
        self.files = tuple(self._file_button(*row) for row in _FILES)
        self._head(tr("Comes with the program"))
        self.sets = {
            (kind, entry.name): self._set_button(kind, entry)
            for kind, entries in (
                (DataKind.BUILTIN, [s for s in BUILTIN_SETS.values() if s.name not in _PAIRS]),
                (DataKind.KERAS, [KERAS_SETS[name] for name in _KERAS if name in KERAS_SETS]),
            )
            for entry in self._headed(kind, entries)
        }
        self._column.addStretch(1)

    def take_focus(self) -> None:
        """Let the keyboard begin here."""
        self.files[0].setFocus()

    def _headed(self, kind: DataKind, entries: list[NamedSet]) -> list[NamedSet]:
        if kind is DataKind.KERAS and entries:
            self._head(tr("Downloaded once by Keras"))
        return entries

    def _head(self, text: str) -> None:
        label = QLabel(text, self)
        label.setProperty("role", "heading")
        label.setContentsMargins(2, 10 if self._column.count() else 0, 0, 2)
        self._column.addWidget(label)

    def _file_button(self, kind: DataKind, name: str, text: str, filter: str) -> QPushButton:
        button = self._button(name, tr(text))
        button.clicked.connect(lambda: self._ask(kind, tr(text), filter, button))
        return button

    def _set_button(self, kind: DataKind, entry: NamedSet) -> QPushButton:
        button = self._button("database", entry.title)
        button.setToolTip(entry.text)
        button.setAccessibleDescription(entry.text)
        button.clicked.connect(lambda: self.chosen.emit(DataSettings(kind, entry.name)))
        return button

    def _button(self, name: str, text: str) -> QPushButton:
        button = QPushButton(icon(name, "muted"), text, self)
        button.setProperty("role", "choice")
        button.setIconSize(QSize(16, 16))
        button.setCheckable(True)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._group.addButton(button)
        self._column.addWidget(button)
        return button

    def _ask(self, kind: DataKind, title: str, filter: str, button: QPushButton) -> None:
        home = str(Path.home())
        if filter:
            path, _ = QFileDialog.getOpenFileName(self, title, home, filter)
        else:
            path = QFileDialog.getExistingDirectory(self, title, home)
        if path:
            self.chosen.emit(DataSettings(kind, path=path))
        else:
            self._group.setExclusive(False)
            button.setChecked(False)
            self._group.setExclusive(True)
