"""All problems in a list, each with the buttons that mend it."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from designer.graph.problems import Problem, Severity
from designer.session.session import Session
from designer.ui import theme
from designer.ui.following import follow
from designer.ui.problem_card import ProblemCard
from designer.ui.translate import tr

_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.HINT: 2}
_MOST = 200


class ProblemsPanel(QScrollArea):
    """The list of problems, errors first.

    Attributes:
        reveal_requested: told with a node's id when its problem was pressed.
    """

    reveal_requested = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._shown: tuple[Problem, ...] | None = None
        self.setWidgetResizable(True)
        self.setAccessibleName(tr("Problems"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.refresh)
        for signal in (session.analysis.changed, session.data.changed):
            follow(self, signal, self._soon.start)
        follow(self, theme.changed, self._redo)
        self.refresh()

    def refresh(self) -> None:
        """Show the problems as they stand."""
        found = sorted(self._session.problems, key=lambda p: _ORDER[p.severity])
        if tuple(found) == self._shown:
            return
        self._shown = tuple(found)
        sheet = QWidget()
        column = QVBoxLayout(sheet)
        column.setContentsMargins(12, 8, 12, 12)
        column.setSpacing(8)
        for problem in found[:_MOST]:
            card = ProblemCard(self._session, problem, sheet, with_node=True)
            card.pressed.connect(self.reveal_requested)
            column.addWidget(card)
        if not found:
            column.addWidget(_quiet(tr("Nothing to mend.")))
        if len(found) > _MOST:
            column.addWidget(_quiet(tr("And {n} more.", n=len(found) - _MOST)))
        column.addStretch(1)
        self.setWidget(sheet)

    def _redo(self) -> None:
        self._shown = None
        self.refresh()


def _quiet(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "muted")
    return label
