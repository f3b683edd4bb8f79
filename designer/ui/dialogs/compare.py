"""Asking what the drawing is to be compared with."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from designer.project.files import SUFFIX, BadProject
from designer.project.runs.folders import PROJECT_FILE
from designer.session.session import Session
from designer.ui.error_box import show_error
from designer.ui.translate import tr


def ask_other(parent: QWidget, session: Session) -> Path | None:
    """Ask for a project's file, also one in a run's folder; None where the user leaves it."""
    folder = session.path.parent if session.path else Path.home()
    name, _ = QFileDialog.getOpenFileName(
        parent,
        tr("Compare with a project or a run"),
        str(folder),
        f"{tr('Keras Designer projects')} (*{SUFFIX})",
    )
    return Path(name) if name else None


def begin(parent: QWidget, session: Session, path: Path) -> bool:
    """Compare with what is at *path*; tell whether it could be read, and the user where not."""
    title = tr("run {id}", id=path.parent.name) if path.name == PROJECT_FILE else path.stem
    try:
        session.comparison.begin(path, title)
    except (BadProject, OSError) as error:
        show_error(parent, tr("{name} could not be compared.", name=path.name), str(error))
        return False
    return True
