"""HistoryPanel: every step with its time; a click goes there."""

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QFrame, QListView, QVBoxLayout, QWidget

from designer.session.session import Session
from designer.ui import theme
from designer.ui.following import follow
from designer.ui.history.step_delegate import StepDelegate
from designer.ui.history.steps_model import StepsModel
from designer.ui.translate import tr


class HistoryPanel(QWidget):
    """The steps of undo and redo. Click or Enter goes to one, however far away it is."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._history = session.history
        self.model = StepsModel(session.history)
        self.list = QListView(self)
        self.list.setModel(self.model)
        self.list.setItemDelegate(StepDelegate(self.list))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setMouseTracking(True)
        self.list.setUniformItemSizes(True)
        self.list.setAccessibleName(tr("History"))
        self.list.setAccessibleDescription(
            tr("All steps, oldest first. Enter goes to the chosen one.")
        )
        self.list.clicked.connect(self._go)
        self.list.activated.connect(self._go)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.addWidget(self.list)
        self.setFocusProxy(self.list)
        follow(self, session.history.changed, self._refresh)
        follow(self, theme.changed, self.list.viewport().update)
        self._refresh()

    def _refresh(self) -> None:
        self.model.refresh()
        here = self.model.index(self.model.place)
        self.list.setCurrentIndex(here)
        self.list.scrollTo(here)

    def _go(self, index: QModelIndex) -> None:
        if index.row() != self._history.place:
            self._history.go_to(index.row())
