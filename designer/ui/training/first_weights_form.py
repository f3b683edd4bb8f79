"""What the model begins with: chance, a run of this project, or a file."""

from typing import Final

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from designer.document.commands.weights import begin_with
from designer.project.runs import RunEntry
from designer.session.first_weights import source_words
from designer.session.session import Session
from designer.ui.cards import attempt
from designer.ui.following import follow
from designer.ui.forms.combo import Combo
from designer.ui.layers.weights_dialog import choose_for_model
from designer.ui.translate import tr

_FILE: Final = "\0file"
_MOST_RUNS: Final = 30


class FirstWeightsForm(QWidget):
    """A choice, and below it what came of it: how many layers keep weights, and which do not.

    Attributes:
        choice: the field.
    """

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.choice = Combo(self)
        self.choice.setAccessibleName(tr("What the model begins with"))
        self.choice.setToolTip(
            tr("Layers whose shape has not changed since the run keep what it learned.")
        )
        self.choice.activated.connect(self._on_chosen)
        self._words = QLabel(self)
        self._words.setWordWrap(True)
        self._words.setProperty("role", "muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.choice)
        column.addWidget(self._words)
        follow(self, session.runs.changed, self.refresh)
        follow(self, session.document.changed, lambda change: self.refresh())
        follow(self, session.document.replaced, self.refresh)
        follow(self, session.weights.changed, self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the choice as it stands."""
        source = self._session.document.project.weights
        entries = self._entries(source)
        shown = [
            (self.choice.itemText(n), self.choice.itemData(n)) for n in range(self.choice.count())
        ]
        if entries != shown:
            self.choice.clear()
            for text, data in entries:
                self.choice.addItem(text, data)
        self.choice.setCurrentIndex(max(0, self.choice.findData(source)))
        words = self._came_of_it() if source else self._offer()
        self._words.setText(words)
        self._words.setVisible(bool(words))

    def _entries(self, source: str) -> list[tuple[str, str]]:
        runs = [(self._title(entry), self._name(entry)) for entry in self._usable()]
        entries = [(tr("Fresh weights, by the seed"), ""), *runs]
        if source and source not in {data for _, data in entries}:
            entries.append((source_words(source), source))
        return [*entries, (tr("Weights from a file…"), _FILE)]

    def _usable(self) -> list[RunEntry]:
        return [entry for entry in self._session.runs.all if entry.epochs > 0][:_MOST_RUNS]

    def _title(self, entry: RunEntry) -> str:
        day, _, time = entry.id[:19].partition("_")
        best = entry.best.get("val_loss") or entry.best.get("loss")
        when = f"{day} {time.replace('-', ':')}"
        loss = tr(", loss {value}", value=f"{best['value']:.4g}") if best else ""
        return tr("Weights of run {when}", when=when) + loss

    def _name(self, entry: RunEntry) -> str:
        return self._session.weights.name_of_run(entry.id)

    def _came_of_it(self) -> str:
        kept, fresh = self._session.weights.counts()
        if not kept and not fresh:
            return ""
        words = tr("{n} layers keep their weights.", n=kept)
        return (
            f"{words} {tr('{n} begin fresh: marked on the drawing.', n=fresh)}" if fresh else words
        )

    def _offer(self) -> str:
        usable = self._usable()
        if not usable:
            return ""
        return tr("To go on with what a run learned, choose it here; changed layers begin fresh.")

    def _on_chosen(self, index: int) -> None:
        source = self.choice.itemData(index)
        if source == _FILE:
            choose_for_model(self, self._session)
        elif source == self._session.document.project.weights:
            return
        elif run := self._session.weights.run_named(source):
            attempt(self, lambda: self._session.weights.begin_with_run(run))
        else:
            attempt(self, lambda: begin_with(self._session.document, source))
        self.refresh()
