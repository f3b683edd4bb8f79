"""A family in the palette: a heading, its most used kinds, and the rest on request."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QToolButton, QVBoxLayout, QWidget

from designer.catalog.specs import LayerSpec
from designer.ui.palette.kind_list import KindList

_FEW = 4
_POPULAR = 50


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
        heading.setContentsMargins(8, 8, 0, 2)
        column.addWidget(heading)
        self.list = KindList(title, self._few, self)
        column.addWidget(self.list)
        self._more = QToolButton(self)
        self._more.setAutoRaise(True)
        self._more.setProperty("role", "muted")
        self._more.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self._more.clicked.connect(self._on_more)
        self._more.setVisible(len(self._few) < len(self._specs))
        column.addWidget(self._more)
        self._title = title
        self._name_more()

    def _most_used(self) -> tuple[LayerSpec, ...]:
        if len(self._specs) <= _FEW + 1:
            return self._specs
        popular = tuple(spec for spec in self._specs if spec.popularity >= _POPULAR)
        return (popular or self._specs)[:_FEW]

    def _on_more(self) -> None:
        self.open = not self.open
        self.list.show_specs(self._specs if self.open else self._few)
        self._name_more()
        self.grown.emit()

    def _name_more(self) -> None:
        more = len(self._specs) - len(self._few)
        self._more.setText(self.tr("fewer") if self.open else self.tr("{} more").format(more))
        self._more.setAccessibleName(f"{self._more.text()} · {self._title}")
