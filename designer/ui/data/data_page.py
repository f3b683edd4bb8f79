"""DataPage: the workspace Data: source, split and bindings on the left, the head on the right."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from designer.session.session import Session
from designer.ui.cards import Rule
from designer.ui.data.bindings_form import BindingsForm
from designer.ui.data.preview_view import PreviewView
from designer.ui.data.source_form import SourceForm
from designer.ui.data.split_form import SplitForm
from designer.ui.translate import tr

_WIDTH = 396


class DataPage(QWidget):
    """Settings of the data and its preview."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.source = SourceForm(session)
        self.split = SplitForm(session)
        self.bindings = BindingsForm(session)
        self.preview = PreviewView(session, self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._settings())
        layout.addWidget(Rule(vertical=True))
        layout.addWidget(self.preview, 1)

    def _settings(self) -> QScrollArea:
        area = QScrollArea(self)
        area.setAccessibleName(tr("Settings of the data"))
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFixedWidth(_WIDTH)
        body = QWidget(area)
        column = QVBoxLayout(body)
        column.setContentsMargins(16, 14, 16, 16)
        column.setSpacing(8)
        for title, widget in (
            (tr("Source"), self.source),
            (tr("Split"), self.split),
            (tr("Inputs and outputs"), self.bindings),
        ):
            heading = QLabel(title, body)
            heading.setProperty("role", "heading")
            heading.setContentsMargins(0, 8 if column.count() else 0, 0, 0)
            column.addWidget(heading)
            column.addWidget(widget)
        column.addStretch(1)
        area.setWidget(body)
        return area
