"""StepsModel: the beginning, then every step, those that were taken back last."""

from datetime import datetime
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from designer.document.history import History, Past
from designer.ui.translate import tr

Index = QModelIndex | QPersistentModelIndex


class StepRole(IntEnum):
    """What the delegate asks besides the words."""

    TIME = Qt.ItemDataRole.UserRole + 1
    PRESENT = Qt.ItemDataRole.UserRole + 2
    UNDONE = Qt.ItemDataRole.UserRole + 3
    SAVED = Qt.ItemDataRole.UserRole + 4


class StepsModel(QAbstractListModel):
    """One row for each place one can go to; row 0 is where everything began."""

    def __init__(self, history: History) -> None:
        super().__init__()
        self._history = history
        self._steps: tuple[Past, ...] = ()
        self._place = 0
        self.refresh()

    @property
    def place(self) -> int:
        """The row where one is."""
        return self._place

    def refresh(self) -> None:
        """Show the steps as they stand; rows that stay are kept."""
        steps, place = self._history.steps, self._history.place
        names = [(step.label, step.when) for step in steps]
        before = [(step.label, step.when) for step in self._steps]
        same = 0
        while same < min(len(names), len(before)) and names[same] == before[same]:
            same += 1
        if same < len(before):
            self.beginRemoveRows(QModelIndex(), same + 1, len(before))
            self._steps = self._steps[:same]
            self.endRemoveRows()
        if same < len(names):
            self.beginInsertRows(QModelIndex(), same + 1, len(names))
            self._steps = steps
            self.endInsertRows()
        self._steps, self._place = steps, place
        self.dataChanged.emit(self.index(0), self.index(self.rowCount() - 1))

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many places there are."""
        return 0 if parent is not None and parent.isValid() else len(self._steps) + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a row shows."""
        row = index.row()
        step = self._steps[row - 1] if 0 < row <= len(self._steps) else None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return tr(step.label) if step is not None else tr("Beginning")
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(row, step)
            case Qt.ItemDataRole.ToolTipRole:
                return tr("Go to this step")
            case StepRole.TIME:
                return _time(step)
            case StepRole.PRESENT:
                return row == self._place
            case StepRole.UNDONE:
                return row > self._place
            case StepRole.SAVED:
                return row == self._history.saved_place
            case _:
                return None

    def _spoken(self, row: int, step: Past | None) -> str:
        words = [tr(step.label) if step is not None else tr("Beginning"), _time(step)]
        if row == self._place:
            words.append(tr("you are here"))
        if row > self._place:
            words.append(tr("taken back"))
        if row == self._history.saved_place:
            words.append(tr("saved"))
        return ", ".join(word for word in words if word)


def _time(step: Past | None) -> str:
    return datetime.fromtimestamp(step.when).strftime("%H:%M:%S") if step is not None else ""
