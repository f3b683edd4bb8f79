"""Whether layers learn, and what their weights begin with: in the inspector of layers."""

from collections.abc import Callable

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from designer.catalog.specs import Role
from designer.document.commands import nodes
from designer.graph.records import INPUT, OUTPUT, NodeId
from designer.project.first_weights import FRESH
from designer.session.first_weights import source_words
from designer.session.session import Session
from designer.ui.forms.switch_editor import Switch
from designer.ui.inspector.labelled import labelled
from designer.ui.inspector.selected import Selected
from designer.ui.layers import expand_dialog, weights_dialog
from designer.ui.layers.layer_verbs import LayerVerbs
from designer.ui.theme import icons
from designer.ui.translate import tr


class LearningCard(QFrame):
    """A switch for `trainable`, and a button for first weights with what came of them.

    Attributes:
        trainable: the switch.
        weights: the button, with a menu.
        apart: the button that takes an application apart.
    """

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._ids: list[NodeId] = []
        self._verbs = LayerVerbs(session, show=lambda ids: None, say=self._say)
        self.trainable = Switch(self)
        self.trainable.setAccessibleName(tr("Training changes its weights"))
        self.trainable.setToolTip(tr("Off: the layer is frozen, its weights stay as they are."))
        self.trainable.toggled.connect(self._set_trainable)
        self.weights = QPushButton(self)
        self.weights.setProperty("role", "chip")
        self.weights.setAccessibleName(tr("What its weights begin with"))
        self.weights.setMenu(self._menu())
        self.words = QLabel(self)
        self.words.setWordWrap(True)
        self.words.setProperty("role", "muted")
        self.apart = QPushButton(tr("Take apart…"), self)
        self.apart.setProperty("role", "chip")
        self.apart.setIcon(icons.icon("maximize", "text"))
        self.apart.setToolTip(tr("Show its layers, as a block or in its place."))
        self.apart.clicked.connect(lambda: expand_dialog.expand(self, self._session))
        self._build()

    def show_selected(self, selected: Selected) -> None:
        """Show what is selected."""
        self._ids = [node.id for node in selected.nodes]
        operations = bool(selected.specs) and all(s.role is Role.OPERATION for s in selected.specs)
        ends = all(owner.kind in (INPUT, OUTPUT) for owner in selected.owners)
        self.setVisible(not operations and not ends)
        learns = {owner.trainable for owner in selected.owners if owner.kind not in (INPUT, OUTPUT)}
        with QSignalBlocker(self.trainable):
            self.trainable.setChecked(learns == {True})
        self.trainable.mixed = len(learns) > 1
        self.trainable.update()
        said = {owner.weights for owner in selected.owners}
        self.weights.setText(_said(said.pop()) if len(said) == 1 else tr("several"))
        self.apart.setVisible(expand_dialog.application(self._session) is not None)
        self.refresh()

    def refresh(self) -> None:
        """Show what comes of the weights as they stand."""
        mark = self._session.weights.mark(self._ids[0]) if len(self._ids) == 1 else None
        self.words.setText(mark.text if mark else "")
        self.words.setVisible(mark is not None)

    def _build(self) -> None:
        grid = QGridLayout()
        labelled(grid, ((tr("trainable"), self.trainable), (tr("begins with"), self.weights)), 6)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 6)
        column.setSpacing(6)
        column.addLayout(grid)
        column.addWidget(self.words)
        column.addWidget(self.apart)

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        for text, icon, call in (
            (tr("As the model does"), "undo-2", self._verbs.begin_as_project),
            (tr("Fresh weights"), "rotate-ccw", self._verbs.begin_afresh),
            (tr("Weights from a file…"), "download", self._choose),
        ):
            self._add(menu, text, icon, call)
        return menu

    def _add(self, menu: QMenu, text: str, icon: str, call: Callable[[], object]) -> None:
        menu.addAction(icons.icon(icon, "muted"), text).triggered.connect(lambda: call())

    def _choose(self) -> None:
        weights_dialog.choose_for_layers(self, self._session, self._verbs)

    def _set_trainable(self, learns: bool) -> None:
        nodes.set_trainable(self._session.document, self._ids, learns)

    def _say(self, words: str) -> None:
        self.words.setText(words)
        self.words.show()


def _said(word: str) -> str:
    if not word:
        return tr("as the model does")
    if word == FRESH:
        return tr("fresh weights")
    file, _, layer = word.rpartition("#") if "#" in word else (word, "", "")
    name = source_words(file)
    return f"{name} · {layer}" if layer else name
