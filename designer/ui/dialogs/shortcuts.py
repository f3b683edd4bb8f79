"""The sheet of all shortcuts, made from the tables of actions and of keys."""

from collections.abc import Iterable
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from designer.ui.translate import tr


class Row(Protocol):
    """What the sheet reads of a row of the table."""

    @property
    def menu(self) -> str:
        """The path of menus."""


class KeyRow(Protocol):
    """What the sheet reads of a row of the table of the canvas's keys."""

    @property
    def keys(self) -> tuple[str, ...]:
        """As Qt writes them."""

    @property
    def text(self) -> str:
        """What they do."""


def show(
    parent: QWidget,
    rows: Iterable[tuple[Row, QAction]],
    keys: Iterable[KeyRow],
    gestures: Iterable[tuple[str, str]],
) -> QDialog:
    """Show the sheet; does not block.

    Args:
        rows: the actions; keys of the canvas that they have too are not repeated.
        gestures: what the canvas takes besides keys, as said and what it does.
    """
    dialog = QDialog(parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowTitle(tr("Keyboard Shortcuts"))
    dialog.resize(560, 620)
    sheet = QWidget()
    grid = QGridLayout(sheet)
    grid.setContentsMargins(20, 16, 20, 16)
    grid.setHorizontalSpacing(24)
    grid.setColumnStretch(1, 1)
    listed = _fill(grid, list(rows))
    _heading(grid, tr("Canvas"))
    for row in keys:
        own = [QKeySequence(key) for key in row.keys if QKeySequence(key) not in listed]
        if own:
            _line(grid, _shown(own), tr(row.text))
    for hand, text in gestures:
        _line(grid, tr(hand), tr(text))
    scroll = QScrollArea(dialog)
    scroll.setWidgetResizable(True)
    scroll.setWidget(sheet)
    layout = QVBoxLayout(dialog)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(scroll)
    dialog.open()
    return dialog


def _fill(grid: QGridLayout, rows: Iterable[tuple[Row, QAction]]) -> list[QKeySequence]:
    """List the actions and return their shortcuts."""
    title = ""
    listed: list[QKeySequence] = []
    for row, action in rows:
        if not action.shortcuts():
            continue
        menu = row.menu.partition("/")[0]
        if menu != title:
            title = menu
            _heading(grid, tr(menu))
        listed.extend(action.shortcuts())
        _line(grid, _shown(action.shortcuts()), action.text())
    return listed


def _shown(keys: Iterable[QKeySequence]) -> str:
    return "   ".join(key.toString(QKeySequence.SequenceFormat.NativeText) for key in keys)


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
