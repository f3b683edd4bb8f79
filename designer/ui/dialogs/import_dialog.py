"""Opening a model that was saved elsewhere: progress, a choice where there are several, notes."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QListWidget,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from designer.protocol.events import ModelsImported
from designer.session.session import Session
from designer.ui.following import follow
from designer.ui.translate import tr

Button = QDialogButtonBox.StandardButton


def import_path(parent: QWidget, session: Session, path: Path) -> "ImportDialog":
    """Read the model at *path* and open it as a new project; say what came of it."""
    dialog = ImportDialog(parent, session, path)
    dialog.open()
    dialog.begin()
    return dialog


class ImportDialog(QDialog):
    """One import, from the first word of progress to the notes on what it made.

    Attributes:
        imported: a project was opened.
    """

    imported = Signal()

    def __init__(self, parent: QWidget, session: Session, path: Path) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Open {name}", name=path.name))
        self.setMinimumWidth(460)
        self._session, self._path = session, path
        self._models: list[dict[str, Any]] = []
        self._build()
        follow(self, session.imports.progressed, self._text.setText)
        self.rejected.connect(session.imports.cancel)

    def begin(self) -> None:
        """Ask the engine for the model."""
        answer = _Answer(self)
        self._session.engine.start()
        self._session.imports.start(self._path, answer.done, answer.failed)

    def show_models(self, event: ModelsImported) -> None:
        """Open the one model, or let the user choose among several."""
        self._models = event.models
        if not self._models:
            self.show_failed(event.code or tr("There is no model in {name}.", name=event.path))
        elif len(self._models) == 1:
            self._open(0)
        else:
            self._offer()

    def show_failed(self, words: str) -> None:
        """Show why nothing was opened."""
        self._title.setText(tr("{name} could not be opened.", name=self._path.name))
        self._finish(words)

    # ---- inside ----

    def _build(self) -> None:
        self._title = QLabel(tr("Opening {name} …", name=self._path.name), self)
        self._title.setProperty("role", "title")
        self._text = QLabel(tr("Waiting for the engine …"), self)
        self._text.setWordWrap(True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._bar = QProgressBar(self)
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(tr("Import in progress"))
        self._list = QListWidget(self)
        self._list.setAccessibleName(tr("Models"))
        self._list.itemActivated.connect(self._open_chosen)
        self._list.hide()
        self._buttons = QDialogButtonBox(Button.Cancel, self)
        self._buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(12)
        for widget in (self._title, self._text, self._bar, self._list, self._buttons):
            layout.addWidget(widget)

    def _offer(self) -> None:
        self._title.setText(tr("Which model?"))
        self._text.setText(tr("{name} holds several. Choose one.", name=self._path.name))
        self._bar.hide()
        self._list.addItems([str(model["name"]) for model in self._models])
        self._list.setCurrentRow(0)
        self._list.show()
        button: QPushButton = self._buttons.addButton(
            tr("Open"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        button.setProperty("role", "primary")
        button.clicked.connect(self._open_chosen)
        self._list.setFocus()

    def _open_chosen(self) -> None:
        if self._list.currentRow() >= 0:
            self._open(self._list.currentRow())

    def _open(self, number: int) -> None:
        model = self._models[number]
        self._session.open_imported(model)
        self.imported.emit()
        notes = [str(note) for note in model["notes"]]
        if not notes:
            self.accept()
            return
        for note in notes:
            self._session.log.add("info", note)
        self._title.setText(tr("{name} is open.", name=model["name"]))
        self._list.clear()
        self._list.addItems(notes)
        self._list.setWordWrap(True)
        self._list.setAccessibleName(tr("Notes"))
        self._list.show()
        self._finish(tr("Some of it could not be taken over as it was; the log keeps this list."))

    def _finish(self, words: str) -> None:
        self._text.setText(words)
        self._bar.hide()
        self._buttons.clear()
        self._buttons.addButton(Button.Close).setFocus()


class _Answer:
    """Hands the engine's answer to the dialog; nobody where that was closed."""

    def __init__(self, dialog: ImportDialog) -> None:
        self._dialog = dialog

    def done(self, event: ModelsImported) -> None:
        """Show what was read."""
        if isValid(self._dialog):
            self._dialog.show_models(event)

    def failed(self, words: str) -> None:
        """Show why nothing was."""
        if isValid(self._dialog):
            self._dialog.show_failed(words)
