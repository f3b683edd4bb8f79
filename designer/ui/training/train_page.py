"""TrainPage: the workspace Train: how the model is trained on the left, the run on the right."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from designer.session.session import Session
from designer.ui.cards import Rule
from designer.ui.training.run_buttons import RunButtons
from designer.ui.training.run_view import RunView
from designer.ui.training.settings_form import SettingsForm


class TrainPage(QWidget):
    """Settings, buttons and large plots."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.settings = SettingsForm(session, self)
        self.settings.setFixedWidth(372)
        self.buttons = RunButtons(session, self)
        self.view = RunView(session, self, least_height=260)
        right = QVBoxLayout()
        right.setContentsMargins(20, 14, 20, 16)
        right.setSpacing(12)
        right.addWidget(self.buttons)
        right.addWidget(self.view, 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.settings)
        layout.addWidget(Rule(vertical=True))
        layout.addLayout(right, 1)
