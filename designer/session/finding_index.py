"""Everything that can be found in a project, in the order in which one walks through it."""

from collections.abc import Callable, Iterable, Mapping

from designer.catalog.catalog import Catalog
from designer.catalog.specs import Json, LayerSpec
from designer.graph.blocks import BlockId
from designer.graph.connecting import params_of
from designer.graph.graph import Graph
from designer.graph.problems import Problem, Severity
from designer.graph.records import INPUT, Node, NodeId
from designer.project.places import graphs, way_into
from designer.project.project import Project
from designer.session.analysis import NodeReport
from designer.session.finding import Findable, Shape

_WORDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "hint"}


def findables(
    project: Project,
    catalog: Catalog,
    scope: BlockId | None,
    report: Callable[[str], NodeReport | None],
    problems: Iterable[Problem],
) -> tuple[Findable, ...]:
    """Return every node of the project: those of the place shown first, from the top down.

    Args:
        scope: the place that is shown.
        report: tells what is known of a node by its id in the expanded model (`n5/c2`).
        problems: of the whole project.
    """
    states: dict[tuple[BlockId | None, NodeId], set[str]] = {}
    for problem in problems:
        if problem.inner_node is not None:
            told = states.setdefault((problem.scope, problem.inner_node), set())
            told |= {"problem", _WORDS[problem.severity]}
    found: list[Findable] = []
    for place, graph in sorted(graphs(project), key=lambda pair: pair[0] != scope):
        around = "".join(f"{id}/" for id in way_into(project, place))
        defaults: dict[str, Mapping[str, Json]] = {}
        for node in sorted(graph.nodes.values(), key=_from_the_top):
            spec = catalog.layer(graph.owner(node).kind)
            if spec is not None and spec.kind not in defaults:
                defaults[spec.kind] = {param.name: param.default for param in spec.params}
            usual = defaults[spec.kind] if spec is not None else {}
            told = states.get((place, node.id), set())
            found.append(_findable(graph, node, place, spec, usual, report(around + node.id), told))
    return tuple(found)


def _findable(
    graph: Graph,
    node: Node,
    scope: BlockId | None,
    spec: LayerSpec | None,
    usual: Mapping[str, Json],
    report: NodeReport | None,
    told: set[str],
) -> Findable:
    owner = graph.owner(node)
    words = [node.name, owner.kind]
    if spec is not None:
        words += [spec.called, str(spec.family)]
    shapes: tuple[Shape, ...] = ()
    if report is not None:
        shapes = tuple(tensor.shape for tensor in report.outputs.values())
    return Findable(
        scope,
        node.id,
        node.name,
        " ".join(words).lower(),
        {**usual, **params_of(graph, node)},
        shapes,
        frozenset(told | _states(graph, node, owner)),
    )


def _states(graph: Graph, node: Node, owner: Node) -> set[str]:
    is_unwired = node.kind != INPUT and not graph.incoming(node.id)
    return {
        word
        for word, is_so in (
            ("frozen", not owner.trainable),
            ("shared", owner is not node or bool(graph.twins.get(node.id))),
            ("bypassed", node.bypassed),
            ("collapsed", node.collapsed),
            ("unwired", is_unwired),
        )
        if is_so
    }


def _from_the_top(node: Node) -> tuple[float, float, NodeId]:
    return (node.position[1], node.position[0], node.id)
