"""The costs of the whole model: memory for a batch size and a precision, and whether it fits."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QSpinBox, QVBoxLayout, QWidget

from designer.document.commands.settings import set_setting
from designer.project.available_memory import available_memory
from designer.project.memory_need import Precision, Use
from designer.session.session import Session
from designer.ui.figures import size
from designer.ui.fit_check import FitCheck
from designer.ui.following import follow
from designer.ui.forms.combo import Combo
from designer.ui.inspector.facts import Facts
from designer.ui.translate import tr

_MOST = 65536


class BatchBox(QSpinBox):
    """A number that does not change under a passing wheel."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll unless the field has the focus."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class CostsSection(QWidget):
    """Two choices and the figures that follow from them."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.batch = BatchBox(self)
        self.batch.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.batch.lineEdit().setTextMargins(6, 0, 0, 0)
        self.batch.setRange(1, _MOST)
        self.batch.setKeyboardTracking(False)
        self.batch.setAccessibleName(tr("Batch size"))
        self.batch.valueChanged.connect(self._set_batch)
        self.precision = Combo(self)
        self.precision.setAccessibleName(tr("Precision"))
        self.precision.setToolTip(
            tr("What the figures are for. The drawing itself is trained as its layers say.")
        )
        for precision in Precision:
            self.precision.addItem(str(precision), precision)
        self.precision.activated.connect(self._set_precision)
        self._facts = Facts(tr("Memory"), self)
        self._words = QLabel(self)
        self._words.setProperty("role", "muted")
        self._words.setWordWrap(True)
        grid = QGridLayout()
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for row, (words, editor) in enumerate(
            ((tr("batch size"), self.batch), (tr("precision"), self.precision))
        ):
            label = QLabel(words, self)
            label.setProperty("role", "muted")
            label.setBuddy(editor)
            grid.addWidget(label, row, 0)
            grid.addWidget(editor, row, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._facts)
        column.insertLayout(0, grid)
        column.addWidget(self._words)
        self.fit_check = FitCheck(session, self)
        column.addWidget(self.fit_check)
        follow(self, session.costs.changed, self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the figures as they stand."""
        costs = self._session.costs
        if self.batch.value() != costs.batch:
            self.batch.blockSignals(True)
            self.batch.setValue(costs.batch)
            self.batch.blockSignals(False)
        self.precision.setCurrentIndex(list(Precision).index(costs.precision))
        self._facts.show_rows(memory_rows(self._session))
        self._words.setText(fit_words(self._session))

    def _set_batch(self, value: int) -> None:
        if value != self._session.costs.batch:
            set_setting(self._session.document, "fit.batch_size", value)

    def _set_precision(self, index: int) -> None:
        self._session.costs.choose_precision(self.precision.itemData(index))


def memory_rows(session: Session) -> list[tuple[str, str]]:
    """Return what of the memory goes where, as far as it is known."""
    costs = session.costs
    memory = costs.memory
    if not memory.weights and not memory.moments:
        return [(tr("memory"), tr("not known yet"))]
    rows = [
        (tr("weights"), size(memory.weights)),
        (tr("optimizer, {n} per weight", n=f"{memory.slots:g}"), size(memory.optimizer)),
    ]
    if (activations := costs.activations()) is not None:
        rows.append((tr("activations"), size(activations)))
    for use, words in (
        (Use.INFERENCE, tr("peak, predicting")),
        (Use.TRAINING, tr("peak, training")),
    ):
        if (need := costs.need(use)) is not None:
            rows.append((words, size(need)))
    return rows


def fit_words(session: Session) -> str:
    """Return whether the model fits into the memory that is free now, and the largest batch."""
    costs = session.costs
    if costs.memory.unknown:
        return tr(
            "The peak is not known, because an axis of {name} has no length.",
            name=costs.memory.unknown,
        )
    if any(device.startswith("GPU") for device in session.engine.devices):
        return _card_words(costs.need(Use.TRAINING))
    free = available_memory()
    need = costs.memory.on_host(Use.TRAINING, costs.batch, costs.precision)
    if free is None or need is None:
        return ""
    largest = costs.memory.largest_batch(Use.TRAINING, costs.precision, free, on_host=True)
    n = tr("above {most}", most=f"{_MOST:,}") if (largest or 0) > _MOST else f"{largest or 0:,}"
    words = {"need": size(need), "free": size(free), "n": n}
    if not largest:
        return tr("Does not fit: even one row needs more than the {free} that are free.", **words)
    if need > free:
        return tr("Does not fit: {need} of {free} free. The largest batch is {n}.", **words)
    return tr(
        "Fits on this computer's processor: about {need} with TensorFlow's own, of {free} free. "
        "The largest batch is {n}.",
        **words,
    )


def _card_words(need: float | None) -> str:
    """Return what is known without asking the graphics card."""
    if need is None:
        return ""
    return tr(
        "Training needs about {need} of the graphics card's memory. “Will it fit?” measures it.",
        need=size(need),
    )
