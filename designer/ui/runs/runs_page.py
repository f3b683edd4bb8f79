"""RunsPage: the workspace Runs: the table above, what the chosen runs give below."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMessageBox,
    QPushButton,
    QSplitter,
    QStackedLayout,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from designer.document.change import Change
from designer.project.runs import RunEntry
from designer.session.run import Run
from designer.session.session import Session
from designer.ui.cards import EmptyState, attempt
from designer.ui.following import follow
from designer.ui.runs.curves_view import CurvesView
from designer.ui.runs.evaluation_view import EvaluationView
from designer.ui.runs.prediction_view import PredictionView
from designer.ui.runs.run_loader import RunLoader
from designer.ui.runs.run_table import RunTable
from designer.ui.theme import icons
from designer.ui.translate import tr


class RunsPage(QWidget):
    """Everything about past runs.

    Signals:
        open_project_requested: path of a run's project, to be opened as a copy.
        export_requested: id of the run whose model is to be exported.
        compare_requested: path of a run's project, to be compared with the drawing.
    """

    open_project_requested = Signal(str)
    export_requested = Signal(str)
    compare_requested = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.loader = RunLoader(self)
        self.loader.loaded.connect(self._show_curves)
        self.table = RunTable(self)
        self.table.chosen_changed.connect(self._on_chosen)
        self.curves = CurvesView(session)
        self.evaluation = EvaluationView(session)
        self.prediction = PredictionView(session)
        self.empty = EmptyState(
            "history",
            tr("No runs yet"),
            tr(
                "Each training of this project is kept here with its curves, its weights and the "
                "project as it was: compare runs, evaluate them, predict with them, go on with "
                "one that was interrupted."
            ),
            self,
        )
        self._build()
        follow(self, session.runs.changed, self.show_runs)
        follow(self, session.document.changed, self._on_document)
        self.show_runs()

    def show_view(self, name: str) -> None:
        """Show one of the views below the table: `curves`, `evaluate` or `predict`."""
        views = {"evaluate": self.evaluation, "predict": self.prediction}
        self.tabs.setCurrentWidget(views.get(name, self.curves))

    def show_runs(self) -> None:
        """Show the runs on disk."""
        entries = self._session.runs.all
        self._pages.setCurrentIndex(1 if entries else 0)
        self.table.show_entries(entries)
        self._show_buttons()

    def showEvent(self, event: QShowEvent) -> None:
        """Look again which runs there are."""
        super().showEvent(event)
        self._session.runs.refresh()
        self._on_chosen()

    def _build(self) -> None:
        top = QWidget(self)
        column = QVBoxLayout(top)
        column.setContentsMargins(20, 14, 20, 8)
        column.setSpacing(8)
        column.addLayout(self._button_row())
        column.addWidget(self.table, 1)
        self.tabs = QTabWidget(self)
        self.tabs.setDocumentMode(True)
        self.tabs.setAccessibleName(tr("What the chosen runs give"))
        self.tabs.tabBar().setAccessibleName(tr("What the chosen runs give"))
        for title, view in (
            (tr("Curves"), self.curves),
            (tr("Evaluate"), self.evaluation),
            (tr("Predict"), self.prediction),
        ):
            self.tabs.addTab(view, title)
        bottom = QWidget(self)
        below = QVBoxLayout(bottom)
        below.setContentsMargins(20, 4, 20, 16)
        below.addWidget(self.tabs)
        split = QSplitter(Qt.Orientation.Vertical, self)
        split.setChildrenCollapsible(False)
        split.addWidget(top)
        split.addWidget(bottom)
        split.setSizes([190, 580])
        self._pages = QStackedLayout(self)
        self._pages.setContentsMargins(0, 0, 0, 0)
        self._pages.addWidget(self.empty)
        self._pages.addWidget(split)

    def _button_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.resume = self._button(tr("Resume"), "play", self._on_resume, "primary")
        self.begin = self._button(tr("Begin with its weights"), "download", self._on_begin)
        self.begin.setToolTip(
            tr("Let the drawing begin with what this run learned, wherever shapes fit.")
        )
        self.open = self._button(tr("Open as trained"), "folder-open", self._on_open)
        self.compare = self._button(tr("Compare with drawing"), "layers", self._on_compare)
        self.compare.setToolTip(tr("Show on the drawing what differs from what this run trained"))
        self.export = self._button(tr("Export…"), "upload", self._on_export)
        self.delete = self._button(tr("Delete…"), "trash-2", self._on_delete)
        row.addStretch(1)
        for button in (self.resume, self.begin, self.open, self.compare, self.export, self.delete):
            row.addWidget(button)
        return row

    def _button(
        self, text: str, icon: str, action: Callable[[], None], role: str = "chip"
    ) -> QPushButton:
        button = QPushButton(text, self)
        button.setProperty("role", role)
        button.setIcon(icons.icon(icon, "on_accent" if role == "primary" else "text"))
        button.clicked.connect(action)
        return button

    def _on_chosen(self) -> None:
        chosen = self.table.chosen()
        only = chosen[0] if len(chosen) == 1 else None
        self._show_buttons()
        self.evaluation.show_run(only)
        self.prediction.show_run(only)
        self._show_curves()

    def _show_curves(self) -> None:
        if not self.isVisible():
            return
        words = self.table.titles()
        found = [(words[entry.id], self._run(entry)) for entry in self.table.chosen()]
        read = [(title, run) for title, run in found if run is not None]
        self.curves.show_runs(read, reading=len(found) - len(read))

    def _run(self, entry: RunEntry) -> Run | None:
        active = self._session.runs.active
        if _is(active, entry):
            return active
        return self.loader.get(entry)

    def _show_buttons(self) -> None:
        chosen = self.table.chosen()
        only = chosen[0] if len(chosen) == 1 else None
        active = self._session.runs.active
        self.resume.setVisible(only is not None and only.resumable and active is None)
        used = self._session.weights.run_in_use()
        self.begin.setEnabled(only is not None and only.epochs > 0 and only.id != used)
        self.begin.setText(
            tr("The drawing begins with it")
            if only is not None and only.id == used
            else tr("Begin with its weights")
        )
        self.open.setEnabled(only is not None)
        self.compare.setEnabled(only is not None)
        self.export.setEnabled(only is not None)
        self.delete.setEnabled(bool(chosen) and not any(_is(active, entry) for entry in chosen))

    def _on_document(self, change: Change) -> None:
        if "weights" in change.settings:
            self._show_buttons()

    def _on_resume(self) -> None:
        for entry in self.table.chosen():
            attempt(self, partial(self._session.resume_run, entry.id))

    def _on_begin(self) -> None:
        for entry in self.table.chosen():
            attempt(self, partial(self._session.weights.begin_with_run, entry.id))

    def _on_open(self) -> None:
        for entry in self.table.chosen():
            self.open_project_requested.emit(str(entry.folder / "project.kdesign"))

    def _on_compare(self) -> None:
        for entry in self.table.chosen():
            self.compare_requested.emit(str(entry.folder / "project.kdesign"))

    def _on_export(self) -> None:
        for entry in self.table.chosen():
            self.export_requested.emit(entry.id)

    def _on_delete(self) -> None:
        chosen = self.table.chosen()
        question = (
            tr("Delete this run with its weights and curves?")
            if len(chosen) == 1
            else tr("Delete these {n} runs with their weights and curves?", n=len(chosen))
        )
        words = f"{question} {tr('This cannot be undone.')}"
        answer = QMessageBox.question(self, tr("Delete runs"), words)
        if answer != QMessageBox.StandardButton.Yes:
            return
        for entry in chosen:
            attempt(self, partial(self._session.runs.delete, entry.id))


def _is(run: Run | None, entry: RunEntry) -> bool:
    return run is not None and run.id == entry.id
