"""What the window does for the Runs page: open or compare a run's project, export its model."""

from pathlib import Path
from typing import Protocol

from PySide6.QtCore import SignalInstance
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QMenu, QWidget

from designer.project.files import BadProject, read_project
from designer.session.session import Session
from designer.ui.dialogs import compare, files
from designer.ui.error_box import show_error
from designer.ui.translate import tr

_FORMATS = (
    ("keras", "Keras (.keras)…"),
    ("h5", "HDF5 (.h5)…"),
    ("savedmodel", "SavedModel…"),
    ("python", "Python Script with Its Weights…"),
    ("notebook", "Notebook with Its Weights…"),
    ("package", "Python Package with Its Weights…"),
)


class Window(Protocol):
    """What the verbs need of the window."""

    session: Session

    @property
    def widget(self) -> QWidget:
        """The parent of dialogs."""

    def show_workspace(self, name: str) -> None:
        """Show a workspace."""


class AsksOfRuns(Protocol):
    """The page of runs, as far as it asks the window for something."""

    open_project_requested: SignalInstance
    export_requested: SignalInstance
    compare_requested: SignalInstance


def connect_runs(window: Window, page: AsksOfRuns) -> None:
    """Do what the page asks for."""
    page.open_project_requested.connect(lambda path: open_as_trained(window, Path(path)))
    page.export_requested.connect(lambda run: export_run(window, run))
    page.compare_requested.connect(lambda path: compare_with(window, Path(path)))


def open_as_trained(window: Window, path: Path) -> None:
    """Open a run's project as a new one, so that the run keeps what it was trained with."""
    try:
        project = read_project(path).project
    except BadProject as error:
        show_error(window.widget, tr("The project of this run cannot be opened."), str(error))
        return
    if files.may_leave(window.widget, window.session):
        window.session.new(project, template=f"{project.name} {path.parent.name}")
        window.show_workspace("design")


def compare_with(window: Window, path: Path) -> None:
    """Show on the drawing what differs from what a run trained."""
    if compare.begin(window.widget, window.session, path):
        window.show_workspace("design")


def export_run(window: Window, run: str) -> None:
    """Ask for a format and export the run's model, or the code that loads its weights."""
    # Imported when it is first asked for, so that the window is there before it.
    from designer.ui.dialogs import export_dialog

    window.session.runs.show(run)
    menu = QMenu(window.widget)
    for format, text in _FORMATS:
        action = menu.addAction(tr(text))
        action.triggered.connect(
            lambda _=False, format=format: export_dialog.export(
                window.widget, window.session, format, run
            )
        )
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(QCursor.pos())
