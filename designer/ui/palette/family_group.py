"""A family in the palette: a heading, its most used kinds, and the rest on request."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from designer.catalog.specs import LayerSpec
from designer.ui.palette.kind_list import KindList
from designer.ui.translate import tr

_FEW = 4
_NAMES_LEFT = 34


class FamilyGroup(QWidget):
    """One family; `grown` tells that it became higher or lower."""

    grown = Signal()

    def __init__(
        self, title: str, specs: Sequence[LayerSpec], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._specs = tuple(specs)
        self._few = self._most_used()
        self.open = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        heading = QLabel(title, self)
        heading.setProperty("role", "heading")
        above = QHBoxLayout()
        above.setContentsMargins(4, 8, 0, 2)
        above.addWidget(heading)
        column.addLayout(above)
        self.list = KindList(title, self._few, self)
        column.addWidget(self.list)
        self._more = QToolButton(self)
        self._more.setAutoRaise(True)
        self._more.setProperty("role", "section-heading")
        self._more.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self._more.clicked.connect(self._on_more)
        self._more.setVisible(len(self._few) < len(self._specs))
        row = QHBoxLayout()
        row.setContentsMargins(_NAMES_LEFT, 0, 0, 0)
        row.addWidget(self._more)
        row.addStretch(1)
        column.addLayout(row)
        self._title = title
        self._name_more()

    def show_specs(self, specs: Sequence[LayerSpec]) -> None:
        """Show other kinds; the group hides where there is none."""
        if tuple(specs) == self._specs:
            return
        self._specs = tuple(specs)
        self._few = self._most_used()
        self.open = self.open and len(self._few) < len(self._specs)
        self.list.show_specs(self._specs if self.open else self._few)
        self._more.setVisible(len(self._few) < len(self._specs))
        self._name_more()
        self.grown.emit()

    @property
    def empty(self) -> bool:
        """Whether there is nothing in it."""
        return not self._specs

    def _most_used(self) -> tuple[LayerSpec, ...]:
        if len(self._specs) <= _FEW + 1:
            return self._specs
        return self._specs[:_FEW]

    def _on_more(self) -> None:
        self.open = not self.open
        self.list.show_specs(self._specs if self.open else self._few)
        self._name_more()
        self.grown.emit()

    def _name_more(self) -> None:
        more = len(self._specs) - len(self._few)
        self._more.setText(tr("fewer") if self.open else tr("{count} more", count=more))
        self._more.setAccessibleName(f"{self._more.text()} · {self._title}")
