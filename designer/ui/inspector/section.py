"""A part of the inspector that can be folded; what is in it is made when it is first seen."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QToolButton, QVBoxLayout, QWidget

from designer.ui.theme.icons import icon


class Section(QFrame):
    """A heading with a line above it; pressing the heading folds what is below."""

    def __init__(
        self, title: str, make: Callable[[QWidget], QWidget], *, open: bool, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "section")
        self._make = make
        self._content: QWidget | None = None
        self.heading = QToolButton(self)
        self.heading.setText(title)
        self.heading.setProperty("role", "section-heading")
        self.heading.setCheckable(True)
        self.heading.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.heading.setIcon(icon("chevron-right", "muted"))
        self.heading.toggled.connect(self._fold)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.heading)
        if open:
            # A form costs some milliseconds: the page is painted first.
            QTimer.singleShot(0, self, lambda: self.heading.setChecked(True))

    def _fold(self, open: bool) -> None:
        if self._content is None:
            self._content = self._make(self)
            layout = self.layout()
            if layout is not None:
                layout.addWidget(self._content)
        self._content.setVisible(open)
        self.heading.setIcon(icon("chevron-down" if open else "chevron-right", "muted"))
