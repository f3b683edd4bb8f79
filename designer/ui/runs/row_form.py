"""RowForm: one row typed by hand, a line of numbers for each Input."""

import re
from collections.abc import Mapping
from math import prod

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QPushButton, QWidget

from designer.graph.records import Node
from designer.ui.translate import tr

MOST_NUMBERS = 64


class RowForm(QWidget):
    """Fields for small Inputs.

    Signals:
        given: input name -> one row, as `session.predict` takes it.
        refused: words why what was typed is no row.
    """

    given = Signal(object)
    refused = Signal(str)

    def __init__(self, inputs: tuple[Node, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._inputs = inputs
        self.lines: dict[str, QLineEdit] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        for row, node in enumerate(inputs):
            line = QLineEdit(self)
            line.setPlaceholderText(_hint(node))
            line.setAccessibleName(node.name)
            line.returnPressed.connect(self._on_given)
            self.lines[node.name] = line
            grid.addWidget(QLabel(node.name, self), row, 0)
            grid.addWidget(line, row, 1)
        button = QPushButton(tr("Predict this row"), self)
        button.clicked.connect(self._on_given)
        grid.addWidget(button, max(len(inputs) - 1, 0), 2)
        grid.setColumnStretch(1, 1)

    def _on_given(self) -> None:
        try:
            rows = {
                node.name: [read_row(node, self.lines[node.name].text())] for node in self._inputs
            }
        except ValueError as error:
            self.refused.emit(str(error))
            return
        self.given.emit(rows)


def can_be_typed(inputs: tuple[Node, ...]) -> bool:
    """Return whether rows of these Inputs are small enough to be typed."""
    return bool(inputs) and sum(_count(node) or MOST_NUMBERS + 1 for node in inputs) <= MOST_NUMBERS


def read_row(node: Node, text: str) -> object:
    """Return the row that *text* stands for, in the shape of *node*.

    Raises:
        ValueError: in words, where there are not as many numbers as the Input takes.
    """
    if _params(node).get("dtype") == "string":
        return [text]
    words = [word for word in re.split(r"[,;\s]+", text.strip()) if word]
    count = _count(node)
    if count is not None and len(words) != count:
        raise ValueError(
            tr("{name}: expected {n} numbers, found {m}.", name=node.name, n=count, m=len(words))
        )
    try:
        numbers = [float(word) for word in words]
    except ValueError:
        raise ValueError(tr("{name}: expected numbers only.", name=node.name)) from None
    shape = _params(node).get("shape")
    return _shaped(numbers, list(shape) if isinstance(shape, list) else [])


def _shaped(numbers: list[float], shape: list[object]) -> object:
    if not shape:
        return numbers[0]
    if len(shape) == 1:
        return numbers
    size = len(numbers) // (shape[0] if isinstance(shape[0], int) else len(numbers))
    return [_shaped(numbers[at : at + size], shape[1:]) for at in range(0, len(numbers), size)]


def _params(node: Node) -> Mapping[str, object]:
    return node.params


def _count(node: Node) -> int | None:
    shape = node.params.get("shape")
    sides = shape if isinstance(shape, list) else []
    numbers = [side for side in sides if isinstance(side, int)]
    return prod(numbers) if len(numbers) == len(sides) else None


def _hint(node: Node) -> str:
    if node.params.get("dtype") == "string":
        return tr("a text")
    count = _count(node)
    return tr("{n} numbers, a comma between", n=count if count is not None else tr("some"))
