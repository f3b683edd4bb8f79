"""SourceForm: the cards of sources, and what the chosen one needs: a set, a file, options."""

from pathlib import Path

from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QGridLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from designer.document.change import Change
from designer.document.commands.nodes import Unset
from designer.document.commands.settings import set_setting
from designer.project.data_options import DATA_OPTIONS
from designer.project.settings import DataKind
from designer.session.session import Session
from designer.ui.cards import attempt
from designer.ui.data.source_card import SourceCard
from designer.ui.data.sources import NAMED, SOURCES, Source, about, choose
from designer.ui.following import follow
from designer.ui.forms.param_form import ParamForm
from designer.ui.translate import tr


class SourceForm(QWidget):
    """Where the data comes from and how it is read."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._kind: DataKind | None = None
        self._options: ParamForm | None = None
        self.cards = {source.kind: SourceCard(source, self) for source in SOURCES}
        self.sets = QComboBox(self)
        self.sets.setAccessibleName(tr("Data set"))
        self.sets.activated.connect(self._on_set)
        self.about = QLabel(self)
        self.about.setProperty("role", "muted")
        self.about.setWordWrap(True)
        self.path = QPushButton(self)
        self.path.setProperty("role", "chip")
        self.path.clicked.connect(self._on_browse)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._column.addLayout(self._card_grid())
        for widget in (self.sets, self.path, self.about):
            self._column.addWidget(widget)
        follow(self, session.document.changed, self._on_changed)
        follow(self, session.document.replaced, self.show_settings)
        self.show_settings()

    def show_settings(self) -> None:
        """Show what the project says."""
        data = self._session.document.project.data
        if data.kind is not self._kind:
            self._kind = data.kind
            self._rebuild_options(data.kind)
            self._fill_sets(data.kind)
        for kind, card in self.cards.items():
            card.setChecked(kind is data.kind)
        self.sets.setCurrentIndex(self.sets.findData(data.name))
        self.path.setText(Path(data.path).name or tr("Choose…"))
        self.path.setToolTip(data.path)
        entry = NAMED.get(data.kind, {}).get(data.name)
        self.about.setText(about(entry) if entry else "")
        self.about.setVisible(entry is not None)
        if self._options is not None:
            self._options.set_values(dict(data.options))

    def _card_grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(8)
        for index, card in enumerate(self.cards.values()):
            card.clicked.connect(lambda _=False, card=card: self._on_card(card.source))
            grid.addWidget(card, index // 2, index % 2)
        return grid

    def _fill_sets(self, kind: DataKind) -> None:
        named = NAMED.get(kind, {})
        self.sets.clear()
        for entry in named.values():
            self.sets.addItem(entry.title, entry.name)
        self.sets.setVisible(bool(named))
        self.path.setVisible(not named and kind is not DataKind.NONE)

    def _rebuild_options(self, kind: DataKind) -> None:
        if self._options is not None:
            self._options.hide()
            self._options.deleteLater()
            self._options = None
        params = DATA_OPTIONS[kind]
        if params:
            self._options = ParamForm(self._session.catalog, params, self)
            self._options.committed.connect(self._on_option)
            self._column.addWidget(self._options)

    def _on_changed(self, change: Change) -> None:
        if "data" in change.settings:
            self.show_settings()

    def _on_card(self, source: Source) -> None:
        data = self._session.document.project.data
        named = NAMED.get(source.kind)
        if named and source.kind is not data.kind:
            choose(self._session.document, source.kind, name=next(iter(named)))
        elif not named:
            self._browse(source)
        self.show_settings()

    def _on_set(self, index: int) -> None:
        name = self.sets.itemData(index)
        data = self._session.document.project.data
        if name != data.name:
            choose(self._session.document, data.kind, name=name)

    def _on_browse(self) -> None:
        kind = self._session.document.project.data.kind
        self._browse(next(source for source in SOURCES if source.kind is kind))

    def _browse(self, source: Source) -> None:
        start = self._session.document.project.data.path or str(self._session.path or "")
        if source.files:
            path, _ = QFileDialog.getOpenFileName(self, tr(source.title), start, source.files)
        else:
            path = QFileDialog.getExistingDirectory(self, tr(source.title), start)
        if path:
            choose(self._session.document, source.kind, path=path)

    def _on_option(self, name: str, value: object) -> None:
        options = dict(self._session.document.project.data.options)
        options.pop(name, None)
        if not isinstance(value, Unset):
            options[name] = value  # type: ignore[assignment]
        document = self._session.document
        attempt(self, lambda: set_setting(document, "data.options", options))
