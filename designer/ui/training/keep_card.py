"""Offers to keep what a run learned, once the drawing has changed after it."""

from PySide6.QtWidgets import QWidget

from designer.document.change import Change
from designer.graph.problems import Severity
from designer.session.session import Session
from designer.ui.cards import MessageCard, attempt
from designer.ui.following import follow
from designer.ui.translate import tr


class KeepCard(MessageCard):
    """Shown from the first edit after a run until the user has chosen, or trains again."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._run = ""
        self._edited = False
        self.hide()
        follow(self, session.runs.changed, self._on_runs)
        follow(self, session.document.changed, self._on_changed)
        follow(self, session.document.replaced, self._forget)

    def _on_runs(self) -> None:
        active = self._session.runs.active
        if active is not None and active.id != self._run:
            self._run, self._edited = active.id, False
        self._refresh()

    def _on_changed(self, change: Change) -> None:
        if self._run and not change.only_drawing and (change.nodes or change.edges):
            self._edited = True
        if self._edited:
            self._refresh()

    def _forget(self) -> None:
        self._run, self._edited = "", False
        self.hide()

    def _refresh(self) -> None:
        session = self._session
        entry = session.runs.entry(self._run) if self._run else None
        offers = (
            self._edited
            and session.runs.active is None
            and entry is not None
            and entry.epochs > 0
            and session.weights.run_in_use() != self._run
        )
        if offers and self.isHidden():
            self.show_message(
                Severity.HINT,
                tr("The drawing has changed since this run"),
                tr("Layers that stay as they were can keep what they learned; others begin fresh."),
                [(tr("Keep weights"), self._keep), (tr("Begin fresh"), self._forget)],
            )
        self.setVisible(offers)

    def _keep(self) -> None:
        run = self._run
        attempt(self, lambda: self._session.weights.begin_with_run(run))
        self._forget()
