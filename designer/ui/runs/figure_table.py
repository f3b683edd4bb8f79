"""FigureTable: a small table of names and figures that can be copied."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

_ROW = 26
_HEADER = 30


class FigureTable(QTableWidget):
    """As high as its rows; Ctrl+C copies it as text."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setShowGrid(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW)
        self.horizontalHeader().setFixedHeight(_HEADER)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setMinimumSectionSize(72)

    def show_rows(self, titles: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Show rows; every column but the first holds figures."""
        self.setColumnCount(len(titles))
        self.setRowCount(len(rows))
        self.setHorizontalHeaderLabels(list(titles))
        for column in range(len(titles)):
            header = self.horizontalHeaderItem(column)
            if header is not None:
                header.setTextAlignment(_alignment(column))
            for row, cells in enumerate(rows):
                item = QTableWidgetItem(cells[column])
                item.setTextAlignment(_alignment(column))
                self.setItem(row, column, item)
        mode = QHeaderView.ResizeMode
        self.horizontalHeader().setSectionResizeMode(mode.ResizeToContents)
        self.horizontalHeader().setSectionResizeMode(0, mode.Stretch)
        self.setFixedHeight(_HEADER + _ROW * len(rows) + 4)

    def text(self) -> str:
        """Return the table as text, a tab between cells."""
        titles = [self.horizontalHeaderItem(column) for column in self._columns]
        lines = [titles]
        lines += [[self.item(row, c) for c in self._columns] for row in range(self.rowCount())]
        return "\n".join("\t".join(i.text() if i else "" for i in line) for line in lines)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy."""
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.text())
        else:
            super().keyPressEvent(event)

    @property
    def _columns(self) -> range:
        return range(self.columnCount())


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
