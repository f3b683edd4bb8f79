"""The inspector's page while nothing is selected: the project."""

from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from designer.document.commands.settings import set_setting
from designer.graph.problems import Problem
from designer.session.session import Session
from designer.ui.emptying import empty
from designer.ui.inspector.costs_section import CostsSection
from designer.ui.inspector.facts import Facts, total_rows
from designer.ui.inspector.notes_field import NotesField
from designer.ui.problem_card import ProblemCard
from designer.ui.translate import tr


class ProjectPage(QWidget):
    """Name, notes and totals of the project."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._shown_problems: tuple[Problem, ...] = ()
        self.name = QLineEdit(self)
        self.name.setProperty("role", "name")
        self.name.setAccessibleName(tr("Name of the model"))
        self.name.editingFinished.connect(self._set_name)
        self.notes = NotesField(self, tr("Notes: what this model is for, what you tried."))
        self.notes.left = self._set_notes
        about = QLabel(tr("The model's name in Keras and in exported code."), self)
        about.setProperty("role", "muted")
        about.setWordWrap(True)
        self._facts = Facts(tr("The whole model"), self)
        self.costs = CostsSection(session, self)
        self._problems = QVBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 16)
        column.setSpacing(10)
        for widget in (self.name, about, self.notes):
            column.addWidget(widget)
        column.addLayout(self._problems)
        column.addWidget(self._facts)
        column.addWidget(self.costs)
        column.addStretch(1)
        self.refresh()

    def refresh(self) -> None:
        """Show the project as it stands."""
        project = self._session.document.project
        if self.name.text() != project.name and not self.name.isModified():
            self.name.setText(project.name)
        self.notes.show_text(project.notes)
        self.refresh_analysis()

    def refresh_analysis(self) -> None:
        """Show totals and the problems that belong to no node."""
        self._facts.show_rows(total_rows(self._session))
        self.costs.refresh()
        drawn = bool(self._session.document.project.graph.nodes)
        found = tuple(p for p in self._session.problems if drawn and p.node is None)
        if found != self._shown_problems:
            self._shown_problems = found
            empty(self._problems)
            for problem in found:
                self._problems.addWidget(ProblemCard(self._session, problem, self))

    def _set_name(self) -> None:
        self.name.setModified(False)
        text = self.name.text().strip()
        if text and text != self._session.document.project.name:
            set_setting(self._session.document, "name", text)
        self.name.setText(self._session.document.project.name)

    def _set_notes(self) -> None:
        text = self.notes.toPlainText()
        if text != self._session.document.project.notes:
            set_setting(self._session.document, "notes", text)
