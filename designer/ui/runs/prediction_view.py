"""PredictionView: use a run's model on files, pictures or a row typed by hand."""

from pathlib import Path
from typing import Any

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from designer.graph.problems import Severity
from designer.graph.records import Node
from designer.project.files import read_project
from designer.project.runs import RunEntry
from designer.protocol.events import Predicted
from designer.session.session import Session
from designer.ui.cards import MessageCard
from designer.ui.runs.prediction_list import PredictionList
from designer.ui.runs.row_form import RowForm, can_be_typed
from designer.ui.translate import tr

_FILES = "Rows and pictures (*.csv *.tsv *.npy *.npz *.png *.jpg *.jpeg *.bmp *.gif);;All files (*)"


class PredictionView(QWidget):
    """Files come from a dialog or are dropped."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._entry: RunEntry | None = None
        self._asked: object = None
        self._form: RowForm | None = None
        self.setAcceptDrops(True)
        self.file = QPushButton(tr("Choose a file…"), self)
        self.file.setProperty("role", "primary")
        self.file.clicked.connect(self._on_file)
        self.folder = QPushButton(tr("Choose a folder of pictures…"), self)
        self.folder.clicked.connect(self._on_folder)
        self.words = QLabel(self)
        self.words.setProperty("role", "muted")
        self.card = MessageCard(self)
        self.card.hide()
        self.list = PredictionList(self)
        top = QHBoxLayout()
        top.setSpacing(8)
        for widget in (self.file, self.folder, self.words):
            top.addWidget(widget)
        top.addStretch(1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 8, 0, 0)
        self._column.setSpacing(10)
        self._column.addLayout(top)
        self._column.addWidget(self.card)
        self._column.addWidget(self.list, 1)
        self.show_run(None)

    def show_run(self, entry: RunEntry | None) -> None:
        """Predict with this run's model from now on."""
        if entry is not None and self._entry is not None and entry.id == self._entry.id:
            return
        self._entry, self._asked = entry, None
        self._set_busy(False)
        self.card.hide()
        self.list.setWidget(QWidget())
        self.words.setText(
            tr("or drop pictures, a CSV or a NumPy file here")
            if entry
            else tr("Choose one run above.")
        )
        self._rebuild_form(_inputs(entry))

    def predict(self, source: str | dict[str, Any]) -> None:
        """Ask the engine about a file, a folder, or rows."""
        if self._entry is None:
            return
        asked = self._asked = object()
        self.card.hide()
        self._set_busy(True)
        self.words.setText(tr("Predicting…"))
        folder = _folder_of(source)

        def done(event: Any) -> None:
            if asked is self._asked:
                self._on_predicted(event, folder)

        def failed(words: str) -> None:
            if asked is self._asked:
                self._on_failed(words)

        self._session.using.predict(self._entry.id, source, done, failed)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if self._entry is not None and event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Predict on what was dropped."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if not paths:
            return
        event.acceptProposedAction()
        if len(paths) > 1:
            self._on_failed(tr("Drop one file or one folder. For several pictures, their folder."))
        else:
            self.predict(str(paths[0]))

    def _on_predicted(self, event: Predicted, folder: Path | None) -> None:
        self._set_busy(False)
        count = len(event.labels)
        self.words.setText(tr("1 row") if count == 1 else tr("{n} rows", n=f"{count:,}"))
        self.list.show_predictions(event, folder)

    def _on_failed(self, words: str) -> None:
        self._set_busy(False)
        self.words.setText("")
        self.card.show_message(Severity.ERROR, tr("That cannot be predicted"), words)
        self.card.show()

    def _on_file(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self, tr("Rows or a picture"), "", _FILES)
        if path:
            self.predict(path)

    def _on_folder(self) -> None:
        path = QFileDialog.getExistingDirectory(self, tr("A folder of pictures"))
        if path:
            self.predict(path)

    def _set_busy(self, busy: bool) -> None:
        for button in (self.file, self.folder):
            button.setEnabled(self._entry is not None and not busy)

    def _rebuild_form(self, inputs: tuple[Node, ...]) -> None:
        if self._form is not None:
            self._form.hide()
            self._form.deleteLater()
            self._form = None
        if can_be_typed(inputs):
            self._form = RowForm(inputs, self)
            self._form.given.connect(self.predict)
            self._form.refused.connect(self._on_failed)
            self._column.insertWidget(1, self._form)


def _inputs(entry: RunEntry | None) -> tuple[Node, ...]:
    if entry is None:
        return ()
    try:
        return read_project(entry.folder / "project.kdesign").project.graph.inputs
    except (OSError, ValueError):
        return ()


def _folder_of(source: str | dict[str, Any]) -> Path | None:
    if not isinstance(source, str):
        return None
    path = Path(source)
    return path if path.is_dir() else path.parent
