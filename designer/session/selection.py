"""Which nodes, edges and remarks are selected."""

from collections.abc import Iterable

from designer.document.change import Change
from designer.document.commands.reroute import point_id
from designer.document.document import Document
from designer.graph.records import Edge, EdgeId
from designer.signal import Signal


class Selection:
    """Ids of selected records; forgets those that go.

    Attributes:
        changed: told after the set has become another one.
    """

    def __init__(self, document: Document) -> None:
        self.changed: Signal[()] = Signal()
        self._document = document
        self._ids: frozenset[str] = frozenset()
        document.changed.connect(self._on_changed)
        document.replaced.connect(self.clear)
        document.entered.connect(self.clear)

    @property
    def ids(self) -> frozenset[str]:
        """All that is selected."""
        return self._ids

    @property
    def nodes(self) -> tuple[str, ...]:
        """The selected nodes, sorted by id."""
        return tuple(sorted(id for id in self._ids if self._document.node(id) is not None))

    @property
    def edges(self) -> tuple[str, ...]:
        """The selected edges, sorted by id."""
        return tuple(sorted(id for id in self._ids if self._document.edge(id) is not None))

    @property
    def remarks(self) -> tuple[str, ...]:
        """The selected frames and notes, sorted by id."""
        return tuple(sorted(id for id in self._ids if self._document.remark(id) is not None))

    def set(self, ids: Iterable[str]) -> None:
        """Select these and nothing else."""
        new = frozenset(ids)
        if new != self._ids:
            self._ids = new
            self.changed.emit()

    def add(self, ids: Iterable[str]) -> None:
        """Select these too."""
        self.set(self._ids | set(ids))

    def toggle(self, ids: Iterable[str]) -> None:
        """Select those of these that are not, and the other way round."""
        self.set(self._ids ^ set(ids))

    def clear(self) -> None:
        """Select nothing."""
        self.set(())

    def _on_changed(self, change: Change) -> None:
        gone = {
            id
            for steps in (change.nodes, change.edges, change.remarks)
            for id, step in steps.items()
            if step.after is None
        }
        for id, edge in change.edges.items():
            gone |= _points(id, edge.before) - _points(id, edge.after)
        if gone & self._ids:
            self.set(self._ids - gone)


def _points(id: EdgeId, edge: Edge | None) -> set[str]:
    """Return the ids of the reroute points of an edge."""
    return {point_id(id, place) for place in range(len(edge.points))} if edge is not None else set()
