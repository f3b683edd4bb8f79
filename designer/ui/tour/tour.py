"""Tour: goes from step to step as the user does them, and never stands in the way."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent

from designer.ui.announce import announce
from designer.ui.following import follow
from designer.ui.motion import stands_still
from designer.ui.tour.ring import Ring
from designer.ui.tour.steps import STEPS, Since, Stage
from designer.ui.tour.tour_card import TourCard
from designer.ui.translate import tr

_LOOK_MS = 120
_PRAISE_MS = 1100


class Tour(QObject):
    """One walk through the steps.

    Attributes:
        ended: told when it is over, however.
    """

    ended = Signal()

    def __init__(self, stage: Stage, parent: QObject) -> None:
        super().__init__(parent)
        self._stage = stage
        self.step = 0
        self.card = TourCard(stage.widget)
        self._ring = Ring(stage.widget)
        graph = stage.session.document.project.graph
        self.since = Since(graph, graph, len(stage.session.runs.all))
        self._praise = QTimer(self, singleShot=True, interval=_PRAISE_MS)
        self._praise.timeout.connect(self.go_on)
        self._look = QTimer(self, interval=_LOOK_MS)  # panels move without telling
        self._look.timeout.connect(self._follow_target)
        self.card.next_requested.connect(self.go_on)
        self.card.back_requested.connect(self.go_back)
        self.card.left.connect(self.end)
        stage.canvas.installEventFilter(self)
        stage.bottom.code.taken.connect(self._on_taken)
        session = stage.session
        for signal in (session.history.changed, session.runs.changed):
            follow(self, signal, self.check)
        follow(self, session.document.replaced, self.end)

    def begin(self) -> None:
        """Show the first step."""
        self._show()
        self._look.start()

    def go_on(self) -> None:
        """Show the next step, or end after the last one."""
        if self.step >= len(STEPS):
            self.end()
            return
        self.step += 1
        self._show()

    def go_back(self) -> None:
        """Show the step before."""
        self.step = max(0, self.step - 1)
        self._show()

    def end(self) -> None:
        """Take card and ring away; the project stays as it is."""
        if self.card.isHidden() and not self._look.isActive():
            return
        self._look.stop()
        self._praise.stop()
        self._stage.canvas.removeEventFilter(self)
        self._ring.leave()
        had_focus = self.card.isAncestorOf(self._stage.widget.focusWidget() or self.card)
        self.card.hide()
        if had_focus:
            self._stage.canvas.setFocus()
        self.ended.emit()

    def check(self) -> None:
        """See whether the step was done, and go on after a moment where it was."""
        if self.step >= len(STEPS) or self._praise.isActive() or not self._look.isActive():
            return
        if STEPS[self.step].done(self._stage, self.since):
            self.card.show_done(True)
            announce(self.card, tr("Done"))
            self._praise.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Escape on the canvas end the tour where it has nothing else to do."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            session, canvas = self._stage.session, self._stage.canvas
            idle = not (session.selection.ids or session.document.editing or canvas.runner.active)
            if event.key() == Qt.Key.Key_Escape and idle and session.document.scope is None:
                self.end()
                return True
        return False

    # ---- inside ----

    def _show(self) -> None:
        self._praise.stop()
        if self.step >= len(STEPS):
            self._show_end()
            return
        step = STEPS[self.step]
        self.since.graph = self._stage.session.document.project.graph
        self.since.taken = False
        self.since.runs = len(self._stage.session.runs.all)
        step.prepare(self._stage, self.since)
        number = self.step + 1
        self.card.show_step(number, len(STEPS), tr(step.title), tr(step.text), tr(step.keys))
        self._appear()
        QTimer.singleShot(0, self, self.check)

    def _show_end(self) -> None:
        self.card.show_end(
            tr("That is all it takes"),
            tr(
                "Everything can be undone, and F1 shows all keys. The tour can be taken again: "
                "Help, Take the Tour."
            ),
        )
        self._appear()

    def _appear(self) -> None:
        self._ring.raise_()
        self.card.show()
        self.card.raise_()
        self._follow_target()
        announce(self.card, self.card.accessibleDescription())

    def _follow_target(self) -> None:
        stage = self._stage
        place = None
        if self.step < len(STEPS):
            place = STEPS[self.step].target(stage, self.since)
        if place is None:
            self._ring.leave()
        else:
            self._ring.stand_round(place, still=stands_still(stage.session.preferences))
        self.card.stand_beside(place)

    def _on_taken(self) -> None:
        self.since.taken = True
        self.check()
