"""The tour in the window: one at a time, on a small example of its own."""

from PySide6.QtCore import QObject

from designer.ui import beginning
from designer.ui.tour.steps import Stage
from designer.ui.tour.tour import Tour
from designer.ui.welcome.examples import folder
from designer.ui.welcome.welcome_page import TOUR_TAKEN

_EXAMPLE = "digits_mlp.kdesign"


class Touring(QObject):
    """Begins the tour and forgets it when it is over."""

    def __init__(self, stage: Stage, parent: QObject) -> None:
        super().__init__(parent)
        self._stage = stage
        self.tour: Tour | None = None

    def begin(self) -> None:
        """Open a copy of an example, after asking about unsaved edits, and begin on it."""
        if self.tour is not None:
            self.tour.end()
        if not beginning.open_copy(self._stage, folder() / _EXAMPLE):
            return
        self.tour = Tour(self._stage, self)
        self.tour.ended.connect(self._forget)
        self.tour.begin()

    def note_export(self) -> None:
        """Tell a tour in progress that the model was taken away."""
        if self.tour is not None:
            self.tour.since.taken = True
            self.tour.check()

    def _forget(self) -> None:
        self._stage.session.preferences.set(TOUR_TAKEN, True)
        if self.tour is not None:
            self.tour.card.deleteLater()
            self.tour.deleteLater()
            self.tour = None
