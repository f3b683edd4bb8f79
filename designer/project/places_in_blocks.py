"""Tells problems of expanded layers where the user finds them: in a block, through its instances.

The engine works on the graph in which blocks are replaced; `n5#2/c2`, called `encoder_2_conv`
there, is the node `c2`, called `conv`, in the block that the node `n5`, called `encoder`, is.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from designer.catalog.specs import Json
from designer.graph.problems import Problem, Remedy
from designer.graph.records import NodeId
from designer.project.expansion import Expansion, around, unrepeated
from designer.project.project import Project


def placed(problems: Iterable[Problem], found: Expansion) -> list[Problem]:
    """Return *problems* with the block, the way to it and the names that the user knows.

    What several repetitions of an instance have in common is told once.
    """
    told: dict[tuple[object, ...], Problem] = {}
    for problem in problems:
        here = _placed(problem, found)
        told.setdefault((here.node or here.text, here.code, here.field), here)
    return list(told.values())


def _placed(problem: Problem, found: Expansion) -> Problem:
    instances = around(problem.node or "")
    if problem.node is None or not instances or instances[-1] not in found.instances:
        names = _names(found, _mentioned(problem, found))
        return replace(problem, text=_renamed(problem.text, names)) if names else problem
    parts = [unrepeated(part) for part in problem.node.split("/")]
    names = _names(found, [problem.node, *_mentioned(problem, found)])
    frame = problem.node.rpartition("/")[0]
    return replace(
        problem,
        node="/".join(parts),
        title=_renamed(problem.title, names),
        text=_renamed(problem.text, names),
        scope=found.instances[instances[-1]].block.id,
        path=tuple(parts[:-1]),
        remedies=tuple(_local(problem.remedies, frame)),
    )


def _mentioned(problem: Problem, found: Expansion) -> Iterator[NodeId]:
    """Yield the nodes in blocks that are neighbours of the problem's, and may be named in it."""
    if problem.node is None or not found.instances:
        return
    for edge in found.graph.incoming(problem.node):
        if "/" in edge.source.node:
            yield edge.source.node


def name_in_blocks(id: NodeId, found: Expansion) -> str:
    """Return what people call an expanded node: `conv in encoder`; empty where it is in none."""
    instances = around(id)
    if not instances or instances[-1] not in found.instances:
        return ""
    inner = found.instances[instances[-1]].block.graph.nodes.get(id.rpartition("/")[2])
    if inner is None:
        return ""
    chain = [found.instances[holder].node.name for holder in reversed(instances)]
    return " in ".join([inner.name, *chain])


def name_of(problem: Problem, project: Project) -> str:
    """Return what people call the node of a placed problem; empty where it has none."""
    if problem.node is None or (problem.scope is not None and problem.scope not in project.blocks):
        return ""
    inner = project.graph_of(problem.scope).nodes.get(problem.inner_node or "")
    if inner is None:
        return ""
    if problem.scope is not None and not problem.path:
        return f"{inner.name} in the block {project.blocks[problem.scope].name}"
    chain = [project.graph_of(project.scope_of(id)).nodes.get(id) for id in reversed(problem.path)]
    return " in ".join([inner.name, *(node.name for node in chain if node is not None)])


def _names(found: Expansion, ids: Iterable[NodeId]) -> Mapping[str, str]:
    """Return by expanded name what people call these nodes."""
    nodes = found.graph.nodes
    return {
        nodes[id].name: name for id in ids if id in nodes and (name := name_in_blocks(id, found))
    }


def _renamed(text: str, names: Mapping[str, str]) -> str:
    for name, words in names.items():
        plain = words.replace("\\", r"\\")
        text = re.sub(rf"(?<![\w.-]){re.escape(name)}(?![\w-])", plain, text)
    return text


def _local(remedies: Iterable[Remedy], frame: str) -> Iterator[Remedy]:
    """Yield the remedies that stay within one block, with the ids of that block."""
    for remedy in remedies:
        arguments = {name: _inner(value, frame) for name, value in remedy.arguments.items()}
        if not any(_elsewhere(value) for value in arguments.values()):
            yield replace(remedy, arguments=arguments)


def _inner(value: Json, frame: str) -> Json:
    match value:
        case str() if value.startswith(f"{frame}/"):
            return value.removeprefix(f"{frame}/")
        case list():
            return [_inner(entry, frame) for entry in value]
        case dict():
            return {name: _inner(entry, frame) for name, entry in value.items()}
        case _:
            return value


def _elsewhere(value: Json) -> bool:
    """Tell whether ids of another place are in *value*; layers have no slash in their names."""
    match value:
        case str():
            return "/" in value
        case list():
            return any(_elsewhere(entry) for entry in value)
        case dict():
            return any(_elsewhere(entry) for entry in value.values())
        case _:
            return False
