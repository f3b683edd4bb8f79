"""Taking the model away: ask where to, show that it works, and show what was measured."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from designer.codegen.code_form import CodeForm
from designer.project.files import BadProject
from designer.protocol.events import Exported
from designer.session.log import Log
from designer.session.session import Session
from designer.session.taking_away import first_weights_place
from designer.ui.figures import size
from designer.ui.save_place import ask_where
from designer.ui.translate import tr

_SUFFIXES: Final = {
    "python": ".py",
    "notebook": ".ipynb",
    "package": "",
    "keras": ".keras",
    "h5": ".h5",
    "savedmodel": "",
}
_NAMES: Final = {
    "python": "Python script",
    "notebook": "Notebook",
    "package": "Python package",
    "keras": "Keras file",
    "h5": "HDF5 file",
    "savedmodel": "SavedModel",
}


_CODE_DONE: Final = {
    CodeForm.PYTHON: "Written. It builds, trains and saves the model by itself.",
    CodeForm.NOTEBOOK: "Written. It runs from top to bottom: data, model, training, evaluation.",
    CodeForm.PACKAGE: "Written. Its README says how it is installed, trained and tested.",
}


def export(parent: QWidget, session: Session, format: str, run_id: str | None = None) -> None:
    """Ask where to, and write the model as *format*: code or a file of Keras.

    Args:
        parent: of the dialogs.
        session: whose project is written.
        format: `python`, `notebook`, `package`, `keras`, `h5` or `savedmodel`.
        run_id: code is written as this run was trained, and loads its weights.
    """
    path = _ask_path(parent, session, tr(_NAMES[format]), _SUFFIXES[format])
    if path is None:
        return
    dialog = ExportDialog(parent, tr(_NAMES[format]))
    dialog.open()
    if format in tuple(CodeForm):
        _export_code(session, path, CodeForm(format), run_id, dialog)
        return
    run = session.runs.shown
    run_id = run.id if run else None
    dialog.show_working(with_weights=run_id is not None)
    answer = _Answer(dialog, session.log)
    session.using.export(format, str(path), run_id, answer.exported, answer.failed)


class _Answer:
    """Hands the engine's answer to the dialog, or to the log where that was closed before."""

    def __init__(self, dialog: "ExportDialog", log: Log) -> None:
        self._dialog, self._log = dialog, log

    def exported(self, event: Exported) -> None:
        """Show what was written."""
        if isValid(self._dialog):
            self._dialog.show_exported(event)
        else:
            self._log.add("info", tr("Written: {path}.", path=event.path))

    def failed(self, words: str) -> None:
        """Show why nothing was."""
        if isValid(self._dialog):
            self._dialog.show_failed(words)
        else:
            self._log.add("error", tr("Nothing was written. {why}", why=words))


class _Weights(_Answer):
    """Hands on that the weights beside code were written, which ends the export of the code."""

    def __init__(self, dialog: "ExportDialog", log: Log, code: Path, place: Path) -> None:
        super().__init__(dialog, log)
        self._code, self._place = code, place

    def exported(self, event: Exported) -> None:
        """Show the code, and what lies beside it."""
        words = tr("Written, with the weights it begins with in {name}.", name=self._place.name)
        if isValid(self._dialog):
            self._dialog.show_done(self._code, words)
        else:
            self._log.add("info", tr("Written: {path}.", path=self._code))


def _export_code(
    session: Session, path: Path, form: CodeForm, run_id: str | None, dialog: "ExportDialog"
) -> None:
    try:
        session.using.export_code(path, form, run_id)
    except (OSError, BadProject) as error:
        dialog.show_failed(str(error))
        return
    place = first_weights_place(form, path, session.document.project)
    if place is None or run_id is not None:
        dialog.show_done(path, tr(_CODE_DONE[form]))
        return
    dialog.show_writing_weights()
    answer = _Weights(dialog, session.log, path, place)
    session.using.export("weights", str(place), None, answer.exported, answer.failed)


def _ask_path(parent: QWidget, session: Session, what: str, suffix: str) -> Path | None:
    folder = session.path.parent if session.path else Path.home()
    return ask_where(parent, tr("Export"), folder / f"{session.title}{suffix}", what, suffix)


class ExportDialog(QDialog):
    """Progress, then the result with the measured difference."""

    def __init__(self, parent: QWidget, what: str) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Export: {what}", what=what))
        self.setMinimumWidth(440)
        self._path: Path | None = None
        self._title = QLabel(self)
        self._title.setProperty("role", "title")
        self._text = QLabel(self)
        self._text.setWordWrap(True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._bar = QProgressBar(self)
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(tr("Export in progress"))
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self._buttons.rejected.connect(self.reject)
        self._folder: QPushButton = self._buttons.addButton(
            tr("Show in Folder"), QDialogButtonBox.ButtonRole.ActionRole
        )
        self._folder.clicked.connect(self._show_folder)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(12)
        for widget in (self._title, self._text, self._bar, self._buttons):
            layout.addWidget(widget)
        self._set(tr("Writing …"), "", working=True)

    def show_writing_weights(self) -> None:
        """Show that the weights are written with which the code begins."""
        self._set(tr("Writing …"), tr("The weights that the code begins with."), working=True)

    def show_working(self, *, with_weights: bool) -> None:
        """Show that the engine is at it."""
        weights = (
            tr("With the trained weights of the shown run.")
            if with_weights
            else tr("There is no run yet: the weights are untrained.")
        )
        then = tr("The file is then loaded again in a clean process and compared.")
        self._set(tr("Writing and testing …"), f"{weights} {then}", working=True)

    def show_exported(self, event: Exported) -> None:
        """Show what was written and how far the reloaded model differs."""
        difference = tr(
            "Reloaded in a clean process: greatest difference {difference}. {size}.",
            difference=f"{event.difference:.3g}" if event.difference else "0.0",
            size=size(event.size),
        )
        self.show_done(Path(event.path), " ".join(filter(None, (difference, event.note))))

    def show_done(self, path: Path, text: str) -> None:
        """Show that *path* is written."""
        self._path = path
        self._set(path.name, text, working=False)
        self._folder.setFocus()

    def show_failed(self, words: str) -> None:
        """Show why nothing was written."""
        self._set(tr("Nothing was written."), words, working=False)

    def _set(self, title: str, text: str, *, working: bool) -> None:
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self._bar.setVisible(working)
        self._folder.setVisible(self._path is not None)

    def _show_folder(self) -> None:
        if self._path is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._path.parent)))
