"""At which nodes of the place that one sees problems are shown, wherever they are."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from designer.document.document import Document
from designer.graph.blocks import BlockId, block_of
from designer.graph.problems import Problem
from designer.graph.records import NodeId
from designer.project.places import holds, way_into
from designer.project.project import Project


def stands(project: Project, problem: Problem) -> bool:
    """Whether the node that a problem is told of is still there."""
    if problem.node is None:
        return True
    if problem.scope is not None and problem.scope not in project.blocks:
        return False
    return problem.inner_node in project.graph_of(problem.scope).nodes


def by_node(
    problems: Iterable[Problem], project: Project, scope: BlockId | None, path: tuple[NodeId, ...]
) -> Mapping[NodeId, tuple[Problem, ...]]:
    """Return problems by the nodes at which they show in one place.

    Those inside a block show at its instances too; of one instance, only at that.
    """
    found: defaultdict[NodeId, list[Problem]] = defaultdict(list)
    for problem in problems:
        for node in _nodes(problem, project, scope, path):
            found[node].append(problem)
    return {node: tuple(told) for node, told in found.items()}


def place_of(project: Project, node: str) -> tuple[BlockId | None, tuple[NodeId, ...], NodeId]:
    """Return block, instances around, and id of a node that is named as in problems: `n5/c2`."""
    *path, inner = node.split("/")
    scope = project.scope_of(inner)
    if not path and scope is not None:
        return scope, way_into(project, scope), inner
    return scope, tuple(path), inner


def enter_place_of(document: Document, problem: Problem) -> None:
    """Go where a problem is, so that its remedies can be taken."""
    if problem.scope == document.scope or document.editing:
        return
    if problem.node is None or problem.scope is None:
        document.enter(None)
        return
    scope, path, _ = place_of(document.project, problem.node)
    document.enter(scope, path)


def _nodes(
    problem: Problem, project: Project, scope: BlockId | None, path: tuple[NodeId, ...]
) -> Iterator[NodeId]:
    if problem.node is None or problem.inner_node is None:
        return
    if problem.scope == scope:
        if not problem.path or not path or problem.path == path:
            yield problem.inner_node
    elif problem.path:
        depth = len(path)
        if len(problem.path) > depth and problem.path[:depth] == path:
            yield problem.path[depth]
    elif problem.scope is not None:
        for node in project.graph_of(scope).nodes.values():
            block = block_of(node.kind)
            if block is not None and holds(project, block, problem.scope):
                yield node.id
