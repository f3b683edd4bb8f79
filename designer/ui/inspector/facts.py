"""Rows of a name and a figure: shapes and cost."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from designer.graph.blocks import layer_count
from designer.graph.shapes import symbolic_text
from designer.project.built import built
from designer.session.costs import Measure
from designer.session.session import Session
from designer.ui.figures import compact, grouped, size
from designer.ui.translate import tr


class Facts(QWidget):
    """A heading and rows of name and figure."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        heading = QLabel(title, self)
        heading.setProperty("role", "heading")
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(0, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(heading)
        column.addLayout(self._grid)
        self._labels: list[tuple[QLabel, QLabel]] = []

    def show_rows(self, rows: list[tuple[str, str]]) -> None:
        """Show these rows, re-using the labels that are there."""
        while len(self._labels) < len(rows):
            self._append()
        for index, (name, figure) in enumerate(self._labels):
            shown = index < len(rows)
            name.setVisible(shown)
            figure.setVisible(shown)
            if shown:
                name.setText(rows[index][0])
                figure.setText(rows[index][1])

    def _append(self) -> None:
        name, figure = QLabel(self), QLabel(self)
        name.setProperty("role", "muted")
        figure.setProperty("role", "mono")
        figure.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row = len(self._labels)
        self._grid.addWidget(name, row, 0)
        self._grid.addWidget(figure, row, 1, Qt.AlignmentFlag.AlignRight)
        self._labels.append((name, figure))


def node_rows(session: Session, node: str) -> list[tuple[str, str]]:
    """Return shapes and costs of one node, as far as they are known."""
    graph = session.document.graph
    rows = []
    for edge in graph.incoming(node):
        source = session.analysis.report(edge.source.node)
        spec = source.outputs.get(edge.source.port) if source else None
        if spec is not None:
            rows.append(
                (edge.target.port.replace("inputs", tr("input")), symbolic_text(spec.shape))
            )
    report = session.analysis.report(node)
    if report is None:
        return [*rows, (tr("output"), tr("not known yet"))]
    rows += [(port, symbolic_text(spec.shape)) for port, spec in report.outputs.items()]
    rows.append((tr("parameters"), grouped(report.parameters)))
    owner = graph.owner(graph.nodes[node])
    if twins := graph.twins.get(owner.id):
        rows.append((tr("shared"), tr("×{n}, counted once", n=len(twins) + 1)))
    if report.trainable != report.parameters:
        rows.append((tr("trainable"), grouped(report.trainable)))
    if report.multiply_adds is not None:
        rows.append((tr("multiply-adds"), compact(report.multiply_adds)))
    return rows + _memory(session, node)


def total_rows(session: Session) -> list[tuple[str, str]]:
    """Return the totals of the model, as far as they are known."""
    totals = session.analysis.totals
    project = built(session.document.project)
    rows = [(tr("layers"), grouped(layer_count(project.graph, project.blocks)))]
    for key, words in (("parameters", tr("parameters")), ("trainable", tr("trainable"))):
        if (value := totals.get(key)) is not None:
            rows.append((words, grouped(value)))
    if (cost := totals.get("multiply_adds")) is not None:
        rows.append((tr("multiply-adds"), compact(cost)))
    return rows


def _memory(session: Session, node: str) -> list[tuple[str, str]]:
    costs = session.costs
    batch = costs.batch
    rows = []
    if (each := costs.figure(node, Measure.ACTIVATIONS)) is not None:
        rows.append((tr("activations, batch {n}", n=batch), size(each)))
    if optimizer := costs.figure(node, Measure.OPTIMIZER):
        rows.append((tr("optimizer"), size(optimizer)))
    return rows
