"""TrainingPanel: the run in progress below the canvas."""

from importlib import import_module
from typing import Any, Final

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from designer.session.session import Session
from designer.ui.beside import Beside

_SOON_MS: Final = 60


class TrainingPanel(QWidget):
    """The tab Training of the bottom panel.

    The plots are made just after it is first shown, so that the window is there before them.
    """

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._view: QWidget | None = None
        self._beside = Beside(self)
        self._bringing = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 8, 16, 8)

    @property
    def view(self) -> Any:
        """The view of the run."""
        if self._view is None:
            from designer.ui.training.run_view import RunView

            self._view = RunView(self._session, self)
            self._column.addWidget(self._view)
            self._view.show()
        return self._view

    def showEvent(self, event: QShowEvent) -> None:
        """Make the plots as soon as the window has been painted."""
        super().showEvent(event)
        if self._view is None and not self._bringing:
            self._bringing = True
            QTimer.singleShot(_SOON_MS, self, self._bring_plots)

    def _bring_plots(self) -> None:
        """Import what plots need beside the window, which would stand still meanwhile."""
        self._beside.do(lambda: import_module("pyqtgraph"), lambda _: self.view)
