"""A part of the inspector that can be folded."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QToolButton, QVBoxLayout, QWidget

from designer.ui.theme.icons import icon


class Section(QFrame):
    """A heading with a line above it; pressing the heading folds what is below."""

    def __init__(self, title: str, content: QWidget, *, open: bool, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setProperty("role", "section")
        self.heading = QToolButton(self)
        self.heading.setText(title)
        self.heading.setProperty("role", "section-heading")
        self.heading.setCheckable(True)
        self.heading.setChecked(open)
        self.heading.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.heading.toggled.connect(self._fold)
        self._content = content
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.heading)
        column.addWidget(content)
        self._fold(open)

    def _fold(self, open: bool) -> None:
        self._content.setVisible(open)
        self.heading.setIcon(icon("chevron-down" if open else "chevron-right", "muted"))
