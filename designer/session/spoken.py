"""What is said of a layer to somebody who does not see the drawing."""

from collections.abc import Iterable, Sequence

from designer.catalog.catalog import Catalog
from designer.catalog.specs import LayerSpec
from designer.catalog.wording import describe
from designer.document.document import Document
from designer.graph.connecting import params_of
from designer.graph.graph import Graph
from designer.graph.problems import Problem, Severity
from designer.graph.records import INPUT, OUTPUT, Edge, Node, NodeId
from designer.graph.shapes import symbolic
from designer.session.analysis import NodeReport
from designer.session.session import Session

_MOST_NAMED = 3
_SEVERITY = {Severity.ERROR: "problem", Severity.WARNING: "warning", Severity.HINT: "hint"}


def of_node(session: Session, id: NodeId) -> str:
    """Return what is said of a node of the place that is shown; empty where it is gone."""
    document: Document = session.document
    node = document.graph.nodes.get(id)
    if node is None:
        return ""
    problems = session.analysis.problems_of(id)
    return words(document.graph, node, session.catalog, session.analysis.report(id), problems)


def words(
    graph: Graph,
    node: Node,
    catalog: Catalog,
    report: NodeReport | None = None,
    problems: Sequence[Problem] = (),
) -> str:
    """Return "conv_1, Conv2D, filters 32, output B, 26, 26, 32, feeds pool_1"."""
    owner = graph.owner(node)
    spec = catalog.layer(owner.kind)
    kind = spec.called if spec is not None else owner.kind
    parts = [node.name] if kind == node.name else [node.name, kind]
    if owner is not node:
        parts.append(f"shares {owner.name}")
    elif spec is not None:
        parts += _params(spec, graph, node)
    if report is not None and report.outputs and node.kind != OUTPUT:
        first = next(iter(report.outputs.values()))
        parts.append("output " + ", ".join(symbolic(first.shape)))
    parts += states(graph, node)
    parts += _wires(graph, node)
    parts += [f"{_SEVERITY[problem.severity]}: {problem.title}" for problem in problems]
    return ", ".join(parts)


def states(graph: Graph, node: Node) -> list[str]:
    """Return the states of a node that are worth a word."""
    owner = graph.owner(node)
    found = (
        ("frozen", not owner.trainable),
        ("bypassed", node.bypassed),
        ("collapsed", node.collapsed),
    )
    return [word for word, is_so in found if is_so]


def several(count: int) -> str:
    """Return what is said where several are selected."""
    return f"{count} selected"


def of_wire(graph: Graph, edge: Edge) -> str:
    """Return "from conv_1", for a wire in the list of a layer's inputs."""
    source = graph.nodes.get(edge.source.node)
    return f"from {source.name}" if source is not None else "from nowhere"


def _params(spec: LayerSpec, graph: Graph, node: Node) -> list[str]:
    given = params_of(graph, node)
    told = []
    for place, name in enumerate(spec.key_params):
        param = spec.param(name)
        if param is None:
            continue
        value = given.get(name, param.default)
        is_told = value not in (None, []) and (place == 0 or value != param.default)
        if is_told:
            told.append(f"{name.replace('_', ' ')} {describe(param, value)}")
    return told


def _wires(graph: Graph, node: Node) -> list[str]:
    told = []
    sources = [graph.nodes.get(edge.source.node) for edge in graph.incoming(node.id)]
    targets = [graph.nodes.get(edge.target.node) for edge in graph.outgoing(node.id)]
    if sources:
        told.append(f"from {_names(sources)}")
    elif node.kind != INPUT:
        told.append("no input wired")
    if targets:
        told.append(f"feeds {_names(targets)}")
    elif node.kind != OUTPUT:
        told.append("feeds nothing")
    return told


def _names(nodes: Iterable[Node | None]) -> str:
    names = list(dict.fromkeys(node.name for node in nodes if node is not None))
    if len(names) > _MOST_NAMED:
        more = len(names) - _MOST_NAMED + 1
        return f"{', '.join(names[: _MOST_NAMED - 1])} and {more} more"
    return " and ".join(names)
