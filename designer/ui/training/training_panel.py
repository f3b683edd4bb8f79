"""TrainingPanel: the run in progress below the canvas."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from designer.session.session import Session
from designer.ui.training.run_view import RunView


class TrainingPanel(QWidget):
    """The tab Training of the bottom panel."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = RunView(session, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 8, 16, 8)
        layout.addWidget(self.view)
