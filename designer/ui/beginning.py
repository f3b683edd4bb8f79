"""Beginning with something: what the welcome page offers, done in the window."""

from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QWidget

from designer.project.files import BadProject, read_project
from designer.project.project import Project
from designer.session.session import Session
from designer.ui.dialogs import files
from designer.ui.error_box import show_error
from designer.ui.translate import tr


class Beginner(Protocol):
    """The window in which something begins."""

    @property
    def session(self) -> Session:
        """The application without a window."""

    @property
    def widget(self) -> QWidget:
        """The parent of dialogs."""

    def show_workspace(self, name: str) -> None:
        """Show a workspace."""


def begin_empty(window: Beginner) -> None:
    """Show an empty canvas; what is open is left after a question, where it is not saved."""
    session = window.session
    if session.document.project != Project() or session.path is not None:
        if not files.may_leave(window.widget, session):
            return
        session.new()
    window.show_workspace("design")


def begin_with(window: Beginner, project: Project, name: str) -> bool:
    """Open *project* as a new one that has no file yet, and tell whether it was."""
    if not files.may_leave(window.widget, window.session):
        return False
    window.session.new(project, template=name)
    window.show_workspace("design")
    return True


def open_copy(window: Beginner, path: Path) -> bool:
    """Open a copy of an example, which itself stays as it is, and tell whether it was opened."""
    try:
        project = read_project(path).project
    except (BadProject, OSError) as error:
        title = tr("{name} could not be opened.", name=path.name)
        show_error(window.widget, title, str(error))
        return False
    return begin_with(window, project, path.stem)
