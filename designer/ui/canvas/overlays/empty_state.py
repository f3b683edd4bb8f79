"""What an empty canvas says: how to begin."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from designer.ui.translate import tr


class EmptyState(QWidget):
    """A calm message in the middle, with buttons that do what it says."""

    example_requested = Signal()
    open_requested = Signal()
    data_requested = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setSpacing(8)
        column.setAlignment(Qt.AlignmentFlag.AlignCenter)
        title = QLabel(tr("Draw a model"), self)
        title.setProperty("role", "title")
        hint = QLabel(
            tr("Press Space and type a layer's name,\nor drag one from the palette."), self
        )
        hint.setProperty("role", "muted")
        for label in (title, hint):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(label)
        row = QHBoxLayout()
        row.setSpacing(8)
        for text, signal, role in (
            (tr("Template for my data"), self.data_requested, "primary"),
            (tr("Open an example"), self.example_requested, ""),
            (tr("Open a model"), self.open_requested, ""),
        ):
            button = QPushButton(text, self)
            button.setProperty("role", role)
            button.clicked.connect(signal)
            row.addWidget(button)
        column.addSpacing(8)
        column.addLayout(row)
        self.adjustSize()
