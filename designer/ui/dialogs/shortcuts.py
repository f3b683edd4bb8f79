"""The sheet of all shortcuts, made from the table of actions."""

from collections.abc import Iterable
from typing import Final, Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from designer.ui.translate import tr


class Row(Protocol):
    """What the sheet reads of a row of the table."""

    @property
    def menu(self) -> str:
        """The path of menus."""


_CANVAS: Final = (
    ("Space", "Add a layer by name, where the pointer is"),
    ("Drag from a port", "Draw a wire; drop it on empty canvas to choose what comes next"),
    ("Middle button, or Space and drag", "Move the sheet"),
    ("Wheel", "Zoom to the pointer"),
    ("Arrows", "Move the selection"),
    ("Esc", "Take the gesture back"),
)


def show(parent: QWidget, rows: Iterable[tuple[Row, QAction]]) -> QDialog:
    """Show the sheet; does not block."""
    dialog = QDialog(parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowTitle(tr("Keyboard Shortcuts"))
    dialog.resize(560, 620)
    sheet = QWidget()
    grid = QGridLayout(sheet)
    grid.setContentsMargins(20, 16, 20, 16)
    grid.setHorizontalSpacing(24)
    grid.setColumnStretch(1, 1)
    _fill(grid, rows)
    scroll = QScrollArea(dialog)
    scroll.setWidgetResizable(True)
    scroll.setWidget(sheet)
    layout = QVBoxLayout(dialog)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(scroll)
    dialog.open()
    return dialog


def _fill(grid: QGridLayout, rows: Iterable[tuple[Row, QAction]]) -> None:
    title = ""
    for row, action in rows:
        if not action.shortcuts():
            continue
        menu = row.menu.partition("/")[0]
        if menu != title:
            title = menu
            _heading(grid, tr(menu))
        keys = (k.toString(QKeySequence.SequenceFormat.NativeText) for k in action.shortcuts())
        _line(grid, "   ".join(keys), action.text())
    _heading(grid, tr("Canvas"))
    for keys_text, text in _CANVAS:
        _line(grid, tr(keys_text), tr(text))


def _heading(grid: QGridLayout, text: str) -> None:
    label = QLabel(text)
    label.setProperty("role", "heading")
    label.setContentsMargins(0, 10, 0, 2)
    grid.addWidget(label, grid.rowCount(), 0, 1, 2)


def _line(grid: QGridLayout, keys: str, text: str) -> None:
    row = grid.rowCount()
    shown = QLabel(keys)
    shown.setProperty("role", "mono")
    grid.addWidget(shown, row, 0)
    grid.addWidget(QLabel(text), row, 1)
