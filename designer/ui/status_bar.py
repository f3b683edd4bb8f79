"""The line at the bottom: engine, size and cost of the model, problems, saved or not."""

from typing import Final

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, Qt
from PySide6.QtWidgets import QLabel, QStatusBar, QWidget

from designer.session.engine import EngineState
from designer.session.session import Session
from designer.ui import theme
from designer.ui.figures import compact, grouped, size
from designer.ui.following import follow
from designer.ui.translate import tr

_DOTS: Final = {
    EngineState.OFF: "faint",
    EngineState.STARTING: "warning",
    EngineState.READY: "done",
    EngineState.TRAINING: "done",
    EngineState.LOST: "error",
}
_NOTICE_MS: Final = 8000


class Dot(QWidget):
    """A small disc in the colour of a state; words beside it say the same."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._token = "faint"

    def show_token(self, token: str) -> None:
        """Take the colour of a token."""
        self._token = token
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of the disc with its margin."""
        return QSize(16, 10)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the disc."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(getattr(theme.current(), self._token))
        side = 8.0
        painter.drawEllipse(
            QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
        )


class StatusBar(QStatusBar):
    """What stands at any moment about engine and model."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setSizeGripEnabled(False)
        self._dot = Dot(self)
        self._engine, self._parameters, self._cost, self._memory, self._problems = (
            self._label() for _ in range(5)
        )
        self._saved = self._label()
        self.addWidget(self._dot)
        for label in (
            self._engine,
            self._parameters,
            self._cost,
            self._memory,
            self._problems,
        ):
            self.addWidget(label)
        self.addPermanentWidget(self._saved)
        for signal in (session.engine.changed, session.analysis.changed, session.changed):
            follow(self, signal, self.refresh)
        follow(self, session.data.changed, self.refresh)
        follow(self, theme.changed, self._dot.update)
        self.refresh()

    def notify(self, text: str) -> None:
        """Show one sentence for some seconds in the place of the rest."""
        self.showMessage(text, _NOTICE_MS)

    def refresh(self) -> None:
        """Show what stands."""
        session = self._session
        self._dot.show_token(_DOTS[session.engine.state])
        self._engine.setText(session.engine.text)
        totals = session.analysis.totals
        parameters, cost = totals.get("parameters"), totals.get("multiply_adds")
        _show(self._parameters, parameters, lambda n: tr("{n} parameters", n=grouped(n)))
        _show(self._cost, cost, lambda n: tr("{n} multiply-adds", n=compact(n)))
        batch = session.document.project.fit.batch_size
        _show(
            self._memory,
            totals.get("activation_bytes"),
            lambda n: tr("activations {size}, batch {batch}", size=size(n * batch), batch=batch),
        )
        self._problems.setText(_problem_words(len(session.problems)))
        self._saved.setText(_saved_words(session))

    def _label(self) -> QLabel:
        label = QLabel(self)
        label.setProperty("role", "status")
        return label


def _show(label: QLabel, value: int | None, words: object) -> None:
    label.setVisible(bool(value))
    if value and callable(words):
        label.setText(str(words(value)))


def _problem_words(count: int) -> str:
    if count == 0:
        return tr("no problems")
    return tr("1 problem") if count == 1 else tr("{n} problems", n=count)


def _saved_words(session: Session) -> str:
    if session.read_only:
        return tr("written by a newer version: read only")
    if not session.history.saved:
        return tr("unsaved")
    return tr("saved") if session.path else ""
