"""The project that is being edited, and the one way to write to it."""

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from designer.document.change import Change, Step
from designer.document.consequences import settled
from designer.document.differing import difference
from designer.graph.blocks import BlockId
from designer.graph.graph import Graph
from designer.graph.records import Edge, EdgeId, Node, NodeId
from designer.graph.remarks import Remark, RemarkId
from designer.project.places import way_into
from designer.project.project import Project
from designer.signal import Signal

Record: TypeAlias = Node | Edge | Remark


@dataclass(frozen=True, slots=True)
class Place:
    """Where one is: a block (None is the root), and the instances through which one got there."""

    scope: BlockId | None = None
    path: tuple[NodeId, ...] = ()


class Document:
    """A project while it is edited.

    Attributes:
        changed: told with a `Change` at every write, while the edit is still open too.
        committed: told with the label and the whole `Change` when an edit is complete.
        replaced: told when another project takes the place of this one.
        entered: told when one has gone into a block or out of it: `graph` is another one then.
    """

    def __init__(self, project: Project | None = None) -> None:
        self.changed: Signal[Change] = Signal()
        self.committed: Signal[str, Change] = Signal()
        self.replaced: Signal[()] = Signal()
        self.entered: Signal[()] = Signal()
        self._project = project or Project()
        self._place = Place()
        self._nodes = dict(self._project.graph.nodes)
        self._edges = dict(self._project.graph.edges)
        self._remarks = dict(self._project.graph.remarks)
        self._led = _led(self._edges)
        self._graph = self._project.graph
        self._touched: set[str] = set()
        self._stale = False
        self._edit: Edit | None = None

    @property
    def project(self) -> Project:
        """The project as it stands, as a value."""
        if self._stale:
            graph = Graph(dict(self._nodes), dict(self._edges), dict(self._remarks))
            self._graph = graph.like(self._graph, self._touched)
            self._touched.clear()
            self._project = with_graph(self._project, self.scope, graph)
            self._stale = False
        return self._project

    @property
    def graph(self) -> Graph:
        """The graph of the place one is in, the root or a block, as a value."""
        return self.project.graph_of(self.scope)

    @property
    def scope(self) -> BlockId | None:
        """The block in which one is; None at the root."""
        return self._place.scope

    @property
    def path(self) -> tuple[NodeId, ...]:
        """The instances through which one went into the block, outermost first."""
        return self._place.path

    def enter(self, block: BlockId | None, path: tuple[NodeId, ...] = ()) -> None:
        """Go into a block, or to the root where *block* is None.

        Args:
            block: where to go.
            path: the instances through which, outermost first; empty where it is through none.

        Raises:
            RuntimeError: if an edit is open.
            KeyError: if there is no such block.
        """
        place = Place(block, path if block is not None else ())
        if place == self._place:
            return
        if self._edit is not None:
            raise RuntimeError("Expected no open edit while a block is entered or left.")
        graph = self.project.graph_of(block)
        self._place = place
        self._take(graph)
        self.entered.emit()

    def leave(self) -> None:
        """Go back to where the innermost instance stands; to the root where there is none."""
        outer = self.path[:-1]
        self.enter(self.project.scope_of(self.path[-1]) if self.path else None, outer)

    @property
    def led(self) -> AbstractSet[EdgeId]:
        """The edges that have reroute points."""
        return self._led

    @property
    def editing(self) -> bool:
        """Whether an edit is open (a gesture is under way)."""
        return self._edit is not None

    def node(self, id: NodeId) -> Node | None:
        """Return one node as it stands; cheaper than `graph` while a gesture writes."""
        return self._nodes.get(id)

    def edge(self, id: EdgeId) -> Edge | None:
        """Return one edge as it stands."""
        return self._edges.get(id)

    def remark(self, id: RemarkId) -> Remark | None:
        """Return one remark as it stands."""
        return self._remarks.get(id)

    def replace(self, project: Project) -> None:
        """Put another project in the place of this one.

        Raises:
            RuntimeError: if an edit is open.
        """
        if self._edit is not None:
            raise RuntimeError("Expected no open edit while a project is opened.")
        self._project = project
        self._place = Place()
        self._take(project.graph)
        self._stale = False
        self.replaced.emit()

    @contextmanager
    def edit(self, label: str) -> Iterator["Edit"]:
        """Open an edit, or join the one that is open.

        Writes show at once. Leaving by an exception (closing a gesture's generator is one) takes
        all of them back; an edit that changed nothing leaves no trace.
        """
        if self._edit is not None:
            yield self._edit
            return
        edit = self._edit = Edit(self)
        try:
            yield edit
            if edit.change.scope is not None:
                edit.become(settled(self.project, edit.change))
        except BaseException:
            self._edit = None
            self.apply(edit.change.inverted())
            raise
        self._edit = None
        if edit.change:
            self.committed.emit(label, edit.change)

    def apply(self, change: Change) -> None:
        """Write a whole change, where it was made; for history and edits, not for views."""
        if not change:
            return
        if change.scope != self.scope:
            self.enter(change.scope, way_into(self.project, change.scope))
        _write(self._nodes, change.nodes)
        _write(self._edges, change.edges)
        for id, step in change.edges.items():
            if step.after is not None and step.after.points:
                self._led.add(id)
            else:
                self._led.discard(id)
        _write(self._remarks, change.remarks)
        self._touched.update(change.nodes, change.edges)
        drawn = bool(change.nodes or change.edges or change.remarks)
        self._stale = self._stale or drawn
        settings = {name: step.after for name, step in change.settings.items()}
        if settings:
            self._project = replace(self._project, **settings)
            self._stale = self._stale or "blocks" in settings
        self.changed.emit(change)

    def _take(self, graph: Graph) -> None:
        self._nodes, self._edges = dict(graph.nodes), dict(graph.edges)
        self._remarks = dict(graph.remarks)
        self._led = _led(self._edges)
        self._graph = graph
        self._touched.clear()


class Edit:
    """Writes to a document, gathered into one change."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self.change = Change(scope=document.scope)

    @property
    def graph(self) -> Graph:
        """The graph as it stands, with what this edit has written."""
        return self._document.graph

    @property
    def project(self) -> Project:
        """The project as it stands, with what this edit has written."""
        return self._document.project

    def put(self, *records: Record) -> None:
        """Add records, or put them in the place of those with the same ids."""
        self.put_all(records)

    def put_all(self, records: Iterable[Record]) -> None:
        """Add or replace many records with one notice to the views."""
        nodes: dict[str, Step[Node | None]] = {}
        edges: dict[str, Step[Edge | None]] = {}
        remarks: dict[str, Step[Remark | None]] = {}
        for record in records:
            if isinstance(record, Node):
                nodes[record.id] = Step(self._document.node(record.id), record)
            elif isinstance(record, Edge):
                edges[record.id] = Step(self._document.edge(record.id), record)
            else:
                remarks[record.id] = Step(self._document.remark(record.id), record)
        scope = self._document.scope
        self._apply(Change(_real(nodes), _real(edges), {}, scope, _real(remarks)))

    def remove(self, ids: Iterable[str]) -> None:
        """Remove nodes, edges and remarks by their ids; unknown ids are passed over."""
        graph = self._document.graph
        gone = set(ids)
        self._apply(
            Change(
                {id: Step(graph.nodes[id], None) for id in sorted(gone & graph.nodes.keys())},
                {id: Step(graph.edges[id], None) for id in sorted(gone & graph.edges.keys())},
                scope=self._document.scope,
                remarks={
                    id: Step(graph.remarks[id], None) for id in sorted(gone & graph.remarks.keys())
                },
            )
        )

    def set(self, name: str, value: Any) -> None:
        """Set one field of the project: `name`, `notes`, `data`, `compile`, `fit`, `blocks` ...

        In `blocks`, the graph of the block in which one is stays as it is: `put` writes that one.
        """
        before = getattr(self._document.project, name)
        if before != value:
            step = Step(before, value)
            self._apply(Change(settings={name: step}, scope=self._document.scope))

    def become(self, project: Project) -> None:
        """Write everything in which *project* differs, wherever it stands, with one notice."""
        before = self._document.project
        if project is not before:
            self._apply(difference(before, project, self._document.scope))

    def _apply(self, change: Change) -> None:
        self.change = self.change.then(change)
        self._document.apply(change)


def with_graph(project: Project, scope: BlockId | None, graph: Graph) -> Project:
    """Return *project* with another graph in one place; a block that is gone stays gone."""
    if scope is None:
        return replace(project, graph=graph)
    if scope not in project.blocks:
        return project
    block = replace(project.blocks[scope], graph=graph)
    return replace(project, blocks={**project.blocks, scope: block})


def _led(edges: Mapping[EdgeId, Edge]) -> set[EdgeId]:
    return {id for id, edge in edges.items() if edge.points}


def _write(records: dict[str, Any], steps: Any) -> None:
    for id, step in steps.items():
        if step.after is None:
            records.pop(id, None)
        else:
            records[id] = step.after


def _real(steps: dict[str, Any]) -> dict[str, Any]:
    return {id: step for id, step in steps.items() if step.before != step.after}
