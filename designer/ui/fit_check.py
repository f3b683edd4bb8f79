"""“Will it fit?”: a button, and in words what a short training of a few steps has shown."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from designer.document.commands.settings import set_setting
from designer.graph.problems import Severity
from designer.protocol.events import MemoryProbed
from designer.session.probing import ProbeState, why_no_steps
from designer.session.session import Session
from designer.ui.cards import MessageCard
from designer.ui.figures import grouped, size
from designer.ui.following import follow
from designer.ui.theme import icons
from designer.ui.translate import tr

_MOST = 65536


class FitCheck(QWidget):
    """Starts a probe, lets it be given up, and shows its answer."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.start = QPushButton(tr("Will it fit?"), self)
        self.start.setIcon(icons.icon("gauge", "text"))
        self.start.clicked.connect(self._on_start)
        self.cancel = QPushButton(tr("Cancel"), self)
        self.cancel.setProperty("role", "quiet")
        self.cancel.clicked.connect(session.probing.cancel)
        self.busy = QProgressBar(self)
        self.busy.setRange(0, 0)
        self.busy.setTextVisible(False)
        self.busy.setFixedHeight(4)
        self.busy.setAccessibleName(tr("Measuring the memory"))
        self.card = MessageCard(self)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.start)
        row.addWidget(self.cancel)
        row.addWidget(self.busy, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(6)
        column.addLayout(row)
        column.addWidget(self.card)
        for signal in (session.probing.changed, session.analysis.changed, session.runs.changed):
            follow(self, signal, self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show how far the probe is."""
        probing = self._session.probing
        running = probing.state is ProbeState.RUNNING
        why = why_no_steps(self._session.document.project, self._session.problems)
        self.start.setVisible(not running)
        self.start.setEnabled(why is None)
        self.start.setToolTip(
            why
            or tr("Train a few steps with small batches in a process of their own, and measure.")
        )
        self.cancel.setVisible(running)
        self.busy.setVisible(running)
        self.card.setVisible(probing.state in (ProbeState.DONE, ProbeState.FAILED))
        if probing.state is ProbeState.FAILED:
            self.card.show_message(Severity.WARNING, tr("It could not be measured"), probing.words)
        elif probing.result is not None:
            self._show_result(probing.result)

    def _on_start(self) -> None:
        self._session.probing.start()

    def _show_result(self, result: MemoryProbed) -> None:
        fits = self._session.probing.fits
        severity = {True: Severity.HINT, False: Severity.ERROR, None: Severity.WARNING}[fits]
        buttons = []
        if fits is False and result.largest:
            words = tr("Set batch size to {n}", n=grouped(result.largest))
            buttons.append((words, partial(self._use, result.largest)))
        self.card.show_message(severity, self._title(fits), _text(result), buttons)

    def _title(self, fits: bool | None) -> str:
        words = {
            "batch": grouped(self._session.document.project.fit.batch_size),
            "need": size(self._session.probing.need or 0),
        }
        if fits is None:
            return tr("A batch of {batch} needs about {need}", **words)
        if fits:
            return tr("Fits: a batch of {batch} needs about {need}", **words)
        return tr("Does not fit: a batch of {batch} needs about {need}", **words)

    def _use(self, batch: int) -> None:
        set_setting(self._session.document, "fit.batch_size", batch)


def _text(result: MemoryProbed) -> str:
    device = tr("graphics card") if result.device == "GPU" else tr("processor")
    tried = [batch for batch, _ in result.points]
    span = str(tried[0]) if len(tried) == 1 else tr("{a} to {b}", a=tried[0], b=grouped(tried[-1]))
    words = [tr("Measured on the {device} with batches of {span}.", device=device, span=span)]
    if not result.measured:
        words.append(tr("The rows are so small that their share is estimated."))
    if result.largest is None:
        words.append(tr("How much memory it has is not known."))
    elif result.largest == 0:
        words.append(tr("Not even one row fits into {free}.", free=size(result.available or 0)))
    elif result.largest > _MOST:
        words.append(tr("{free} are free: any batch size fits.", free=size(result.available or 0)))
    else:
        words.append(
            tr(
                "{free} are free: the largest batch that fits is {n}.",
                free=size(result.available or 0),
                n=grouped(result.largest),
            )
        )
    return " ".join(words)
