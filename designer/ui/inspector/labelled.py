"""Fields under each other, each with a word before it."""

from collections.abc import Iterable

from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

_WORDS_WIDTH = 84


def labelled(grid: QGridLayout, fields: Iterable[tuple[str, QWidget]], spacing: int) -> None:
    """Fill *grid* with a row for each word and its field, *spacing* pixels apart."""
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setVerticalSpacing(spacing)
    grid.setColumnStretch(1, 1)
    for row, (text, field) in enumerate(fields):
        label = QLabel(text)
        label.setProperty("role", "field-label")
        label.setMinimumWidth(_WORDS_WIDTH)
        label.setBuddy(field)
        grid.addWidget(label, row, 0)
        grid.addWidget(field, row, 1)
