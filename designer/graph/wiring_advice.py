"""Offers, for an input that nothing is wired to, the loose output that it may be meant for."""

from collections.abc import Iterable
from dataclasses import replace

from designer.catalog.specs import Json
from designer.graph.connecting import Layers, output_ports
from designer.graph.graph import Graph
from designer.graph.problems import Problem, Remedy
from designer.graph.records import OUTPUT, Node, NodeId
from designer.graph.topology import above

_CANDIDATES = 8
_COMPARED = 40_000


def with_sources(graph: Graph, catalog: Layers, problems: Iterable[Problem]) -> list[Problem]:
    """Return *problems*, those of missing inputs with an offer to wire a loose output first.

    A drawing with hundreds of layers that lie about unwired gets no such offers: each edit
    would compare all of them with each other.
    """
    problems = list(problems)
    missing = [n for n, problem in enumerate(problems) if problem.code == "missing-input"]
    if not missing:
        return problems
    loose = _Loose(graph, catalog)
    if len(missing) * loose.count > _COMPARED:
        return problems
    for number in missing:
        problem = problems[number]
        remedy = loose.remedy(problem)
        if remedy is not None:
            problems[number] = replace(problem, remedies=(remedy, *problem.remedies))
    return problems


class _Loose:
    """The nodes whose outputs nobody takes; what lies above each is walked at most once."""

    def __init__(self, graph: Graph, catalog: Layers) -> None:
        self._graph, self._catalog = graph, catalog
        self._above: dict[NodeId, frozenset[NodeId]] = {}
        self._nodes = [
            node
            for node in graph.nodes.values()
            if node.kind != OUTPUT and not graph.outgoing(node.id)
        ]

    @property
    def count(self) -> int:
        """How many loose nodes there are."""
        return len(self._nodes)

    def remedy(self, problem: Problem) -> Remedy | None:
        """Return the offer to wire the nearest loose output, one above it if there is one."""
        if problem.node is None or problem.field is None:
            return None
        target = self._graph.nodes[problem.node]
        for source in sorted(self._nodes, key=lambda node: _far(node, target))[:_CANDIDATES]:
            ports = output_ports(self._graph, self._catalog, source)
            if ports and target.id not in self._upstream(source.id):
                arguments: dict[str, Json] = {
                    "source": source.id,
                    "source_port": ports[0].name,
                    "node": target.id,
                    "port": problem.field,
                }
                return Remedy("connect", f"Wire {source.name} to it", arguments)
        return None

    def _upstream(self, node: NodeId) -> frozenset[NodeId]:
        if node not in self._above:
            self._above[node] = above(self._graph, [node])
        return self._above[node]


def _far(source: Node, target: Node) -> tuple[bool, float, NodeId]:
    dx = source.position[0] - target.position[0]
    dy = source.position[1] - target.position[1]
    return (dy >= 0, dx * dx + dy * dy, source.id)
