"""The pages of the window: Design, Data, Train, Runs."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget


def below(bar: QWidget, pages: QWidget, parent: QWidget) -> QWidget:
    """Return a widget with a bar over the pages; the bar takes room only while it is shown."""
    both = QWidget(parent)
    column = QVBoxLayout(both)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(bar)
    column.addWidget(pages, 1)
    return both


class Workspaces(QStackedWidget):
    """Shows one page; only that one decides how small the window may get."""

    def minimumSizeHint(self) -> QSize:
        """Return the least size of the page that is shown."""
        page = self.currentWidget()
        return page.minimumSizeHint() if page is not None else super().minimumSizeHint()

    def sizeHint(self) -> QSize:
        """Return the size that the page which is shown would like."""
        page = self.currentWidget()
        return page.sizeHint() if page is not None else super().sizeHint()
