"""What the model costs with the batch size and the precision that were chosen."""

from collections.abc import Mapping
from enum import StrEnum

from designer.document.document import Document
from designer.graph.records import INPUT, OUTPUT, NodeId
from designer.project.memory_need import MemoryFigures, Precision, Use
from designer.session.analysis import Analysis
from designer.session.preferences import Preferences
from designer.signal import Signal

PRECISION = "costs_precision"
HEAT = "heat"
_FLOAT = 4


class Measure(StrEnum):
    """What the heat-map shows of each node."""

    OFF = "off"
    PARAMETERS = "parameters"
    MULTIPLY_ADDS = "multiply_adds"
    ACTIVATIONS = "activations"
    OPTIMIZER = "optimizer"

    @property
    def in_bytes(self) -> bool:
        """Whether its figures are bytes."""
        return self in (Measure.ACTIVATIONS, Measure.OPTIMIZER)


class Costs:
    """Figures by node and in total, kept up with analysis and settings by being asked anew.

    Attributes:
        changed: told when precision or measure was chosen anew.
    """

    def __init__(self, document: Document, analysis: Analysis, preferences: Preferences) -> None:
        self.changed: Signal[()] = Signal()
        self._document, self._analysis, self._preferences = document, analysis, preferences

    @property
    def batch(self) -> int:
        """Rows that are learned from at once."""
        return self._document.project.fit.batch_size

    @property
    def precision(self) -> Precision:
        """What the layers would count in."""
        return self._preferences.word(PRECISION, Precision.FLOAT32)

    @property
    def measure(self) -> Measure:
        """What the heat-map shows."""
        return self._preferences.word(HEAT, Measure.OFF)

    @property
    def memory(self) -> MemoryFigures:
        """What is known of the model's memory."""
        return self._analysis.memory

    def choose_precision(self, precision: Precision) -> None:
        """Show the costs in another precision."""
        self._preferences.set(PRECISION, str(precision))
        self.changed.emit()

    def choose_measure(self, measure: Measure) -> None:
        """Show another heat-map, or none."""
        self._preferences.set(HEAT, str(measure))
        self.changed.emit()

    def need(self, use: Use) -> float | None:
        """Return the bytes that the model needs; None where not known."""
        return self.memory.need(use, self.batch, self.precision)

    def activations(self) -> float | None:
        """Return the bytes of all outputs of layers of one batch; None where not known."""
        each = self._analysis.totals.get("activation_bytes")
        return None if each is None else each * self.batch * self.precision.share

    def figure(self, node: NodeId, measure: Measure) -> float | None:
        """Return a cost of one node; None where not known."""
        report = self._analysis.report(node)
        if report is None:
            return None
        match measure:
            case Measure.OFF:
                return None
            case Measure.PARAMETERS:
                return report.parameters
            case Measure.MULTIPLY_ADDS:
                return report.multiply_adds
            case Measure.ACTIVATIONS:
                each = report.activation_bytes
                return None if each is None else each * self.batch * self.precision.share
            case Measure.OPTIMIZER:
                return report.trainable * _FLOAT * self.memory.slots

    def figures(self, measure: Measure) -> Mapping[NodeId, float]:
        """Return a cost of every layer of the drawing one is in, as far as it is known."""
        graph = self._document.graph
        found = {
            id: self.figure(id, measure)
            for id, node in graph.nodes.items()
            if node.kind not in (INPUT, OUTPUT)
        }
        return {id: value for id, value in found.items() if value is not None}
