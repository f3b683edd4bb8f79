"""RunTable: the project's runs, the newest first; one or several can be chosen."""

from datetime import date
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from designer.project.runs import RunEntry, StoredState
from designer.ui.runs.run_words import (
    STATE_ICONS,
    Trained,
    best_words,
    epochs_words,
    seconds_words,
    started_words,
    state_words,
)
from designer.ui.runs.trained_loader import TrainedLoader
from designer.ui.theme import icons
from designer.ui.translate import tr

Index = QModelIndex | QPersistentModelIndex
_TITLES: Final = ("run", "state", "epochs", "best", "took", "data", "seed")
_FIRST_TRAINED: Final = _TITLES.index("data")
_WIDTHS: Final = (130, 196, 80, 330, 90, 130, 60)


class RunModel(QAbstractTableModel):
    """One row for each run."""

    def __init__(self) -> None:
        super().__init__()
        self.entries: tuple[RunEntry, ...] = ()
        self.trained = TrainedLoader(self)
        self.trained.came.connect(self._on_trained)

    def show(self, entries: tuple[RunEntry, ...]) -> None:
        """Show these runs."""
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many runs there are."""
        return 0 if parent is not None and parent.isValid() else len(self.entries)

    def columnCount(self, parent: Index | None = None) -> int:
        """Return how many columns there are."""
        return 0 if parent is not None and parent.isValid() else len(_TITLES)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows."""
        entry = self.entries[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._cells(entry)[index.column()]
            case Qt.ItemDataRole.ToolTipRole:
                return entry.message or f"{entry.id}\n{best_words(entry)}"
            case Qt.ItemDataRole.DecorationRole if index.column() == 1:
                return icons.icon(*STATE_ICONS[StoredState(entry.state)])
            case _:
                return None

    def _cells(self, entry: RunEntry) -> tuple[str, ...]:
        trained = self.trained.get(entry.folder) or Trained()
        return (
            started_words(entry, date.today()),
            state_words(entry),
            epochs_words(entry),
            best_words(entry),
            seconds_words(entry),
            trained.data,
            trained.seed,
        )

    def _on_trained(self, folder: Path) -> None:
        """Fill in what was read later than the rest of the row."""
        for row, entry in enumerate(self.entries):
            if entry.folder == folder:
                first, last = self.index(row, _FIRST_TRAINED), self.index(row, len(_TITLES) - 1)
                self.dataChanged.emit(first, last)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the title of a column."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return tr(_TITLES[section])
        return None


class RunTable(QTableView):
    """The table.

    Signals:
        chosen_changed: another choice of runs.
    """

    chosen_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.runs = RunModel()
        self.setModel(self.runs)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setAccessibleName(tr("Runs"))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(28)
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        header.setHighlightSections(False)
        header.setFixedHeight(30)
        for column, width in enumerate(_WIDTHS):
            header.resizeSection(column, width)
        header.setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        self.selectionModel().selectionChanged.connect(lambda *_: self.chosen_changed.emit())

    def show_entries(self, entries: tuple[RunEntry, ...]) -> None:
        """Show these runs; the choice stays, else it is the newest."""
        if entries == self.runs.entries:
            return
        kept = {entry.id for entry in self.chosen()}
        self.runs.show(entries)
        self.choose(kept & {entry.id for entry in entries} or {entry.id for entry in entries[:1]})

    def chosen(self) -> tuple[RunEntry, ...]:
        """Return the chosen runs, the newest first."""
        rows = sorted({index.row() for index in self.selectionModel().selectedRows()})
        return tuple(self.runs.entries[row] for row in rows)

    def titles(self) -> dict[str, str]:
        """Return what each run is called, by id."""
        today = date.today()
        return {entry.id: started_words(entry, today) for entry in self.runs.entries}

    def choose(self, ids: set[str]) -> None:
        """Choose the runs with these ids."""
        model = self.selectionModel()
        model.clearSelection()
        flag = QItemSelectionModel.SelectionFlag
        for row, entry in enumerate(self.runs.entries):
            if entry.id in ids:
                model.select(self.runs.index(row, 0), flag.Select | flag.Rows)
        self.chosen_changed.emit()
