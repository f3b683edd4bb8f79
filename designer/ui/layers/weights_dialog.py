"""Choosing first weights: which file, and which layer of it for each layer of the drawing."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QGridLayout,
    QLabel,
    QProgressBar,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from designer.document.commands import weights
from designer.graph.records import Node
from designer.protocol.events import WeightsListed
from designer.session.session import Session
from designer.session.weight_matches import Layers, best_match, numbers_in
from designer.ui.figures import grouped
from designer.ui.forms.combo import Combo
from designer.ui.layers.layer_verbs import LayerVerbs
from designer.ui.translate import tr

Button = QDialogButtonBox.StandardButton
_KINDS: Final = "*.keras *.h5 *.hdf5"


def choose_for_model(parent: QWidget, session: Session) -> bool:
    """Ask for a file with whose weights the whole model begins; tell whether one was chosen."""
    path = _ask(parent, session)
    if path is not None:
        weights.begin_with(session.document, session.weights.name_of_file(path))
    return path is not None


def choose_for_layers(
    parent: QWidget, session: Session, verbs: LayerVerbs
) -> "WeightsDialog | None":
    """Ask for a file, then for the layer in it that each selected layer begins with."""
    path = _ask(parent, session)
    if path is None:
        return None
    dialog = WeightsDialog(parent, session, verbs, session.weights.name_of_file(path))
    dialog.open()
    dialog.begin()
    return dialog


def _ask(parent: QWidget, session: Session) -> Path | None:
    folder = session.path.parent if session.path else Path.home()
    filters = tr("Models and weights ({kinds})", kinds=_KINDS)
    name, _ = QFileDialog.getOpenFileName(parent, tr("Choose weights"), str(folder), filters)
    return Path(name) if name else None


class WeightsDialog(QDialog):
    """One row for each layer: its name, and what it can begin with.

    Attributes:
        choices: by node, the field in which the layer of the file is chosen.
    """

    def __init__(self, parent: QWidget, session: Session, verbs: LayerVerbs, file: str) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Weights from {name}", name=Path(file).name))
        self.setMinimumSize(520, 240)
        self._session, self._verbs, self._file = session, verbs, file
        self._nodes: Sequence[Node] = verbs.layers()
        self.choices: dict[str, Combo] = {}
        self._build()

    def begin(self) -> None:
        """Ask the engine what is in the file."""
        self._session.engine.start()
        self._session.weights.list_layers(self._file, self._listed, self._failed)

    def show_layers(self, layers: Layers) -> None:
        """Offer the layers of the file; those that fit best are chosen already."""
        self._bar.hide()
        if not layers:
            self.show_failed(tr("There are no weights in it."))
            return
        self._text.setText(
            tr("{n} layers with weights. Choose which each layer begins with.", n=len(layers))
        )
        for row, node in enumerate(self._nodes):
            self._add_row(row, node, layers)
        self._area.show()
        self._buttons.button(Button.Ok).setEnabled(True)
        if self.choices:
            next(iter(self.choices.values())).setFocus()

    def show_failed(self, words: str) -> None:
        """Show why nothing can be chosen."""
        self._bar.hide()
        self._text.setText(words)

    def chosen(self) -> Mapping[str, str]:
        """Return what each node says of its weights from now on."""
        return {
            id: f"{self._file}#{name}"
            for id, field in self.choices.items()
            if (name := field.currentData())
        }

    def accept(self) -> None:
        """Take the choice as one step of the history."""
        if chosen := self.chosen():
            self._verbs.set_weights(chosen)
        super().accept()

    # ---- inside ----

    def _build(self) -> None:
        self._text = QLabel(tr("Reading the file …"), self)
        self._text.setWordWrap(True)
        self._bar = QProgressBar(self)
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(tr("Reading in progress"))
        inner = QWidget(self)
        self._grid = QGridLayout(inner)
        self._grid.setContentsMargins(0, 0, 8, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setColumnStretch(1, 1)
        self._area = QScrollArea(self)
        self._area.setFrameShape(QScrollArea.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setWidget(inner)
        self._area.hide()
        self._buttons = QDialogButtonBox(Button.Ok | Button.Cancel, self)
        self._buttons.button(Button.Ok).setText(tr("Use these"))
        self._buttons.button(Button.Ok).setProperty("role", "primary")
        self._buttons.button(Button.Ok).setEnabled(False)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        column.addWidget(self._text)
        column.addWidget(self._bar)
        column.addWidget(self._area, 1)
        column.addStretch(0)
        column.addWidget(self._buttons)

    def _add_row(self, row: int, node: Node, layers: Layers) -> None:
        report = self._session.analysis.report(node.id)
        count = report.parameters if report else None
        label = QLabel(node.name, self)
        label.setToolTip(grouped(count) if count is not None else "")
        field = Combo(self)
        field.setAccessibleName(tr("Weights of {name}", name=node.name))
        field.addItem(tr("nothing of this file"), "")
        for name, shapes in layers.items():
            field.addItem(f"{name}  ·  {_shape_words(shapes)}", name)
        match = best_match(node.name, count, layers)
        field.setCurrentIndex(max(0, field.findData(match)))
        label.setBuddy(field)
        self._grid.addWidget(label, row, 0)
        self._grid.addWidget(field, row, 1)
        self.choices[node.id] = field

    def _listed(self, event: WeightsListed) -> None:
        if isValid(self):
            self.show_layers(event.layers)

    def _failed(self, words: str) -> None:
        if isValid(self):
            self.show_failed(words)


def _shape_words(shapes: Sequence[Sequence[int]]) -> str:
    shown = ", ".join("×".join(map(str, shape)) or "1" for shape in shapes[:3])
    more = f" +{len(shapes) - 3}" if len(shapes) > 3 else ""
    return f"{shown}{more} ({grouped(numbers_in(shapes))})"
