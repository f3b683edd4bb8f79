"""FieldTable: each field of the data with its type, shape and statistics."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from designer.project.data_fields import Field, Role
from designer.ui.figures import plain, shape
from designer.ui.translate import tr

_TITLES = ("field", "is", "type", "shape", "missing", "min", "mean", "max")
_FIRST_FIGURE = 4  # from this column on, figures stand at the right
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class FieldTable(QTableWidget):
    """One row for each field."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, len(_TITLES), parent)
        self.setHorizontalHeaderLabels([tr(title) for title in _TITLES])
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setAccessibleName(tr("Fields"))
        self.verticalHeader().setDefaultSectionSize(26)
        header = self.horizontalHeader()
        header.setDefaultAlignment(_LEFT)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setFixedHeight(30)
        for column in range(_FIRST_FIGURE, len(_TITLES)):
            title = self.horizontalHeaderItem(column)
            if title is not None:
                title.setTextAlignment(_RIGHT)

    def show_fields(self, fields: Iterable[Field]) -> None:
        """Show these fields."""
        shown = tuple(fields)
        self.setRowCount(len(shown))
        for row, field in enumerate(shown):
            for column, text in enumerate(_cells(field)):
                item = QTableWidgetItem(text)
                item.setToolTip(field.note or text)
                if column >= _FIRST_FIGURE:
                    item.setTextAlignment(_RIGHT)
                self.setItem(row, column, item)


def _cells(field: Field) -> tuple[str, ...]:
    role = str(field.role)
    if field.role is Role.CLASS:
        role = tr("class of {n}", n=len(field.classes))
    return (
        field.name,
        role,
        field.dtype,
        shape(field.shape) if field.shape else "()",
        f"{field.missing:,}" if field.missing else "–",
        *(_figure(number) for number in (field.minimum, field.mean, field.maximum)),
    )


def _figure(number: float | None) -> str:
    return "–" if number is None else plain(number)
