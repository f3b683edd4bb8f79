"""The tabs below the canvas: training, problems, code, own code, history, log."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QTabWidget, QWidget

from designer.session.session import Session
from designer.ui.following import follow
from designer.ui.history.history_panel import HistoryPanel
from designer.ui.module.module_panel import ModulePanel
from designer.ui.panels.code_panel import CodePanel
from designer.ui.panels.log_panel import LogPanel
from designer.ui.panels.problems_panel import ProblemsPanel
from designer.ui.training.training_panel import TrainingPanel
from designer.ui.translate import tr


class BottomPanel(QTabWidget):
    """Training, Problems, Code, Own code, History and Log; the tab of problems counts them."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setDocumentMode(True)
        self.setAccessibleName(tr("Panels below the canvas"))
        self.setProperty("role", "bottom")
        self.tabBar().setExpanding(False)
        self.tabBar().setDrawBase(False)
        self.tabBar().setAccessibleName(tr("Panels below the canvas"))
        self.training = TrainingPanel(session)
        self.problems = ProblemsPanel(session)
        self.code = CodePanel(session)
        self.module = ModulePanel(session)
        self.history = HistoryPanel(session)
        self.log = LogPanel(session)
        self.addTab(self.training, tr("Training"))
        self.addTab(self.problems, tr("Problems"))
        self.addTab(self.code, tr("Code"))
        self.addTab(self.module, tr("Own code"))
        self.addTab(self.history, tr("History"))
        self.addTab(self.log, tr("Log"))
        self._tabs: dict[str, QWidget] = {
            "training": self.training,
            "problems": self.problems,
            "code": self.code,
            "module": self.module,
            "history": self.history,
            "log": self.log,
        }
        for signal in (session.analysis.changed, session.data.changed):
            follow(self, signal, self._count)
        self._count()

    @property
    def tab(self) -> str:
        """The word for the tab that is shown."""
        shown = self.currentWidget()
        return next((name for name, widget in self._tabs.items() if widget is shown), "")

    def show_tab(self, name: str) -> None:
        """Show a tab by its word; one that is not there changes nothing."""
        if name in self._tabs:
            self.setCurrentWidget(self._tabs[name])

    def minimumSizeHint(self) -> QSize:
        """Return a small size: what does not fit is cut, and the side panels keep their place."""
        return QSize(320, 120)

    def _count(self) -> None:
        count = len(self._session.problems)
        text = tr("Problems {n}", n=count) if count else tr("Problems")
        self.setTabText(self.indexOf(self.problems), text)
