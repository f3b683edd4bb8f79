"""Opening and saving projects, and the question before edits are lost."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from designer.project.files import SUFFIX, BadProject
from designer.session.model_files import SUFFIXES
from designer.session.session import Session
from designer.ui.error_box import show_error
from designer.ui.save_place import ask_where
from designer.ui.translate import tr
from designer.ui.typed import finish_typing

_SAVED_MODEL = "saved_model.pb"
Button = QMessageBox.StandardButton


def ask_project(parent: QWidget, session: Session) -> Path | None:
    """Ask which project or model to open; None where the user changed their mind."""
    name, _ = QFileDialog.getOpenFileName(
        parent, tr("Open project or model"), _start_folder(session), _open_filters()
    )
    if not name:
        return None
    path = Path(name)
    return path.parent if path.name == _SAVED_MODEL else path


def open_path(parent: QWidget, session: Session, path: Path) -> bool:
    """Open a project file and tell whether it opened; an error is told to the user."""
    try:
        session.open(path)
    except (BadProject, OSError) as error:
        show_error(parent, tr("{name} could not be opened.", name=path.name), str(error))
        return False
    return True


def save(parent: QWidget, session: Session) -> bool:
    """Save the project, asking where it has no file yet; tell whether it was saved."""
    finish_typing()
    if session.path is None or session.read_only:
        return save_as(parent, session)
    try:
        session.save()
    except (BadProject, OSError) as error:
        _tell_not_saved(parent, session.path, error)
        return False
    return True


def save_as(parent: QWidget, session: Session) -> bool:
    """Ask for a file and save there; tell whether it was saved."""
    finish_typing()
    start = Path(_start_folder(session)) / f"{session.title}{SUFFIX}"
    path = ask_where(parent, tr("Save project"), start, tr("Keras Designer projects"), SUFFIX)
    if path is None:
        return False
    try:
        session.save_as(path)
    except (BadProject, OSError) as error:
        _tell_not_saved(parent, path, error)
        return False
    return True


def may_leave(parent: QWidget, session: Session) -> bool:
    """Ask about a run in progress and unsaved edits; tell whether another project may open."""
    finish_typing()
    return _may_stop_run(
        parent, session, tr("A run is in progress. Stop it and leave this project?"), tr("Stop Run")
    ) and _may_lose_edits(parent, session)


def may_close(parent: QWidget, session: Session) -> bool:
    """Ask about a run in progress and unsaved edits, and tell whether the window may close."""
    finish_typing()
    return _may_stop_run(
        parent, session, tr("A run is in progress. Stop it and close?"), tr("Stop and Close")
    ) and _may_lose_edits(parent, session)


def _may_lose_edits(parent: QWidget, session: Session) -> bool:
    if session.history.saved:
        return True
    box = _question(parent, tr("Save the changes to {name}?", name=session.title))
    box.setInformativeText(tr("Without saving, the edits since the last save are lost."))
    box.setStandardButtons(Button.Save | Button.Discard | Button.Cancel)
    box.setDefaultButton(Button.Save)
    box.button(Button.Save).setProperty("role", "primary")
    answer = box.exec()
    box.deleteLater()
    if answer == Button.Save:
        return save(parent, session)
    return answer == Button.Discard


def _may_stop_run(parent: QWidget, session: Session, question: str, yes: str) -> bool:
    if session.runs.active is None:
        return True
    box = _question(parent, question)
    box.setInformativeText(tr("Its weights are kept, and it can be resumed later."))
    stop = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
    box.addButton(Button.Cancel)
    box.setDefaultButton(stop)
    stop.setProperty("role", "primary")
    box.exec()
    box.deleteLater()
    return box.clickedButton() is stop


def _question(parent: QWidget, text: str) -> QMessageBox:
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle(tr("Keras Designer"))
    box.setText(text)
    return box


def _tell_not_saved(parent: QWidget, path: Path, error: Exception) -> None:
    show_error(
        parent,
        tr("{name} could not be saved.", name=path.name),
        tr("{why} Choose another place with Save As; nothing is lost.", why=f"{error}"),
    )


def _start_folder(session: Session) -> str:
    return str(session.path.parent if session.path else Path.home())


def _filter() -> str:
    return tr("Keras Designer projects") + f" (*{SUFFIX})"


def _open_filters() -> str:
    models = " ".join(f"*{suffix}" for suffix in SUFFIXES)
    everything = tr("Projects and models") + f" (*{SUFFIX} {models} saved_model.pb)"
    return ";;".join((everything, _filter(), tr("Models and scripts") + f" ({models})"))
