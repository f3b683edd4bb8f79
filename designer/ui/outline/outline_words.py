"""What a row of the outline shows and says, looked up in the records."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from designer.catalog.specs import LayerSpec
from designer.graph.graph import Graph
from designer.graph.problems import Problem, Severity
from designer.graph.records import Node
from designer.graph.remark_words import first_words
from designer.graph.shapes import symbolic_text
from designer.session import spoken
from designer.session.analysis import NodeReport
from designer.session.outline import Row, RowKind
from designer.session.session import Session
from designer.ui.translate import tr

_RANK = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.HINT: 2}


@dataclass(frozen=True, slots=True)
class Shown:
    """What is painted of a row.

    Attributes:
        aside: the kind, small, after the name.
        shape: of the first output.
        states: frozen, bypassed, collapsed, in words.
        spec: of the kind, for its tile; None for what is no layer.
    """

    name: str
    aside: str = ""
    shape: str = ""
    states: tuple[str, ...] = ()
    severity: Severity | None = None
    spec: LayerSpec | None = None


class OutlineWords:
    """Looks up what rows show, wherever in the project they stand."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._problems: Mapping[tuple[str | None, str], tuple[Problem, ...]] | None = None

    def forget(self) -> None:
        """Look problems up anew: there are others."""
        self._problems = None

    def shown(self, row: Row) -> Shown:
        """Return what is painted of a row."""
        graph = self._graph(row)
        match row.kind:
            case RowKind.NODE if row.id in graph.nodes:
                return self._of_node(graph, graph.nodes[row.id], row)
            case RowKind.WIRE if row.id in graph.edges:
                edge = graph.edges[row.id]
                return Shown(spoken.of_wire(graph, edge), edge.target.port)
            case RowKind.FRAME | RowKind.NOTE if row.id in graph.remarks:
                text = first_words(graph.remarks[row.id])
                is_frame = row.kind is RowKind.FRAME
                untitled = tr("Frame") if is_frame else tr("Note")
                return Shown(text or untitled, tr("frame") if is_frame else tr("note"))
        return Shown("")

    def said(self, row: Row) -> str:
        """Return what a screen reader says of a row."""
        graph = self._graph(row)
        if row.kind is RowKind.NODE and row.id in graph.nodes:
            node = graph.nodes[row.id]
            problems = self._of(row)
            return spoken.words(graph, node, self._session.catalog, self._report(row), problems)
        shown = self.shown(row)
        if row.kind is RowKind.WIRE:
            return tr("{source}, input {n}", source=shown.name, n=row.place + 1)
        return f"{shown.name}, {shown.aside}"

    def described(self, row: Row) -> str:
        """Return what a screen reader adds when it is asked for more."""
        if row.block is not None:
            count = len(self._session.document.project.blocks[row.block].graph.nodes)
            return tr("Block of {n} layers. Right shows them, Enter goes into it.", n=count)
        if row.kind is RowKind.WIRE:
            return tr("Alt+Up and Alt+Down move it, Delete takes it away.")
        return ""

    def tip(self, row: Row) -> str:
        """Return the titles of the problems of a row."""
        return "\n".join(problem.title for problem in self._of(row))

    def _of_node(self, graph: Graph, node: Node, row: Row) -> Shown:
        owner = graph.owner(node)
        spec = self._session.catalog.layer(owner.kind)
        kind = spec.called if spec is not None else owner.kind
        report = self._report(row)
        shapes = [tensor.shape for tensor in report.outputs.values()] if report else []
        problems = self._of(row)
        worst = min((p.severity for p in problems), key=lambda s: _RANK[s], default=None)
        return Shown(
            node.name,
            tr("block") if kind == node.name and row.block is not None else kind,
            symbolic_text(shapes[0]) if shapes else "",
            tuple(tr(word) for word in spoken.states(graph, node)),
            worst,
            spec,
        )

    def _graph(self, row: Row) -> Graph:
        project = self._session.document.project
        if row.scope is not None and row.scope not in project.blocks:
            return Graph()
        return project.graph_of(row.scope)

    def _report(self, row: Row) -> NodeReport | None:
        return self._session.analysis.root_report("/".join((*row.way, row.id)))

    def _of(self, row: Row) -> tuple[Problem, ...]:
        if self._problems is None:
            found: defaultdict[tuple[str | None, str], list[Problem]] = defaultdict(list)
            for problem in self._session.problems:
                if problem.inner_node is not None:
                    found[problem.scope, problem.inner_node].append(problem)
                if problem.scope is not None:
                    found[None, f"in {problem.scope}"].append(problem)
            self._problems = {key: tuple(told) for key, told in found.items()}
        inside = self._problems.get((None, f"in {row.block}"), ()) if row.block else ()
        return (*self._problems.get((row.scope, row.id), ()), *inside)
