"""EvaluationView: how good a run's model is on one part of the data."""

from typing import Any

from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from designer.graph.problems import Severity
from designer.project.runs import RunEntry
from designer.project.settings import Split
from designer.protocol.events import Evaluated
from designer.session.session import Session
from designer.ui.cards import MessageCard
from designer.ui.plots.words import metric_value
from designer.ui.runs.confusion_matrix import ConfusionMatrix
from designer.ui.runs.figure_table import FigureTable
from designer.ui.runs.residual_plot import ResidualPlot
from designer.ui.translate import tr

_PARTS = (
    (Split.TEST, "test rows"),
    (Split.VALIDATION, "validation rows"),
    (Split.TRAIN, "training rows"),
)


class EvaluationView(QWidget):
    """Asks the engine and shows every metric, then each output."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._entry: RunEntry | None = None
        self._asked: object = None
        self.part = QComboBox(self)
        self.part.setAccessibleName(tr("Part of the data"))
        for split, words in _PARTS:
            self.part.addItem(tr(words), split.value)
        self.button = QPushButton(tr("Evaluate"), self)
        self.button.setProperty("role", "primary")
        self.button.clicked.connect(self.evaluate)
        self.words = QLabel(self)
        self.words.setProperty("role", "muted")
        self.card = MessageCard(self)
        self.card.hide()
        self._area = QScrollArea(self)
        self._area.setAccessibleName(tr("Result of the evaluation"))
        self._area.setFrameShape(QScrollArea.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        top = QHBoxLayout()
        top.setSpacing(8)
        for widget in (self.part, self.button, self.words):
            top.addWidget(widget)
        top.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(10)
        column.addLayout(top)
        column.addWidget(self.card)
        column.addWidget(self._area, 1)
        self.show_run(None)

    def show_run(self, entry: RunEntry | None) -> None:
        """Evaluate this run from now on; what another run gave goes."""
        if entry is not None and self._entry is not None and entry.id == self._entry.id:
            return
        self._entry, self._asked = entry, None
        self.button.setEnabled(entry is not None)
        self.card.hide()
        self._area.setWidget(QWidget())
        self.words.setText(
            tr("Every metric; a confusion matrix for classes, residuals for numbers.")
            if entry
            else tr("Choose one run above.")
        )

    def evaluate(self) -> None:
        """Ask the engine."""
        if self._entry is None:
            return
        asked = self._asked = object()
        part = self.part.currentText()
        self.button.setEnabled(False)
        self.card.hide()
        self.words.setText(tr("Evaluating…"))

        def done(event: Any) -> None:
            if asked is self._asked:
                self._on_evaluated(event, part)

        def failed(words: str) -> None:
            if asked is self._asked:
                self._on_failed(words)

        self._session.using.evaluate(self._entry.id, self.part.currentData(), done, failed)

    def _on_evaluated(self, event: Evaluated, part: str) -> None:
        self.button.setEnabled(True)
        self.words.setText(tr("{n} {part}", n=f"{event.samples:,}", part=part))
        self._area.setWidget(_result(event))

    def _on_failed(self, words: str) -> None:
        self.button.setEnabled(True)
        self.words.setText("")
        self.card.show_message(Severity.ERROR, tr("This run cannot be evaluated"), words)
        self.card.show()


def _result(event: Evaluated) -> QWidget:
    body = QWidget()
    column = QVBoxLayout(body)
    column.setContentsMargins(0, 0, 8, 8)
    column.setSpacing(10)
    metrics = FigureTable(tr("Metrics"), body)
    rows = [(name, metric_value(value)) for name, value in event.metrics.items()]
    metrics.show_rows((tr("metric"), tr("value")), rows)
    metrics.setFixedWidth(360)
    column.addWidget(metrics)
    for name, output in event.outputs.items():
        title = QLabel(tr("Output {name}", name=name), body)
        title.setProperty("role", "heading")
        column.addWidget(title)
        row = QHBoxLayout()
        row.setSpacing(32)
        show = _show_classes if output.get("kind") == "classes" else _show_numbers
        show(row, output, body)
        column.addLayout(row)
    column.addStretch(1)
    return body


def _show_classes(row: QHBoxLayout, output: dict[str, Any], body: QWidget) -> None:
    matrix = ConfusionMatrix(body)
    matrix.show_counts(output["labels"], output["confusion"])
    table = FigureTable(tr("Classes"), body)
    names = ("precision", "recall", "f1")
    rows = [
        (str(entry["label"]), *(metric_value(entry[name]) for name in names), str(entry["support"]))
        for entry in output["per_class"]
    ]
    table.show_rows((tr("class"), *map(tr, names), tr("rows")), rows)
    row.addWidget(matrix, 1)
    side = QVBoxLayout()
    side.addWidget(table)
    side.addStretch(1)
    row.addLayout(side, 1)


def _show_numbers(row: QHBoxLayout, output: dict[str, Any], body: QWidget) -> None:
    plot = ResidualPlot(body)
    plot.show_pairs(output["true"], output["predicted"])
    table = FigureTable(tr("Errors"), body)
    named = (
        ("mean absolute error", "mean_absolute_error"),
        ("root mean squared error", "root_mean_squared_error"),
        ("R²", "r2"),
    )
    rows = [(tr(words), metric_value(output.get(key))) for words, key in named]
    table.show_rows((tr("figure"), tr("value")), rows)
    row.addWidget(plot, 2)
    side = QVBoxLayout()
    side.addWidget(table)
    side.addStretch(1)
    row.addLayout(side, 1)
