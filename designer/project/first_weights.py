"""Whether a project says where first weights come from, and what it names for that."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from designer.graph.graph import Graph
from designer.graph.records import Node
from designer.project.project import Project

FRESH: Final = "fresh"
"""What a node says that wants the weights of its initializers, whatever the project says."""

IMAGENET: Final = "imagenet"
_APPLICATION: Final = "applications."


def asks_for_weights(project: Project) -> bool:
    """Tell whether anything in *project* may begin with other weights than those of chance."""
    return bool(project.weights) or any(
        node.weights or pretrained(node) for node in _nodes(project)
    )


def pretrained(node: Node) -> str:
    """Return what an application's own parameter names: `imagenet`, a file, or nothing."""
    if not node.kind.startswith(_APPLICATION) or node.layer is not None:
        return ""
    value = node.params.get("weights", IMAGENET)
    return value if isinstance(value, str) else ""


def files_named(project: Project) -> frozenset[str]:
    """Return the files and runs that *project* names for first weights."""
    named = {project.weights}
    for node in _nodes(project):
        named.add(file_of(node.weights))
        named.add(pretrained(node))
    return frozenset(named - {"", IMAGENET})


def first_weights_file(project: Project) -> str:
    """Return the file beside exported code that holds what the model begins with.

    It is in Keras's own format; empty where no file or run is named.
    """
    return f"{project.model_name}_first.weights.h5" if files_named(project) else ""


def without_files(project: Project) -> Project:
    """Return *project* where nothing names a file or a run to begin with."""
    if not files_named(project):
        return project
    blocks = {id: replace(b, graph=_forgetting(b.graph)) for id, b in project.blocks.items()}
    return replace(project, weights="", graph=_forgetting(project.graph), blocks=blocks)


def _forgetting(graph: Graph) -> Graph:
    nodes = {
        id: replace(node, weights="") if file_of(node.weights) else node
        for id, node in graph.nodes.items()
    }
    return replace(graph, nodes=nodes)


def file_of(weights: str) -> str:
    """Return the file that a node's `weights` names; empty where it names none."""
    if weights == FRESH:
        return ""
    return weights.rpartition("#")[0] if "#" in weights else weights


def with_file(weights: str, old: str, new: str) -> str:
    """Return a node's `weights` with the file *old* called *new*."""
    if not old or file_of(weights) != old:
        return weights
    return new + weights.removeprefix(old)


def _nodes(project: Project) -> Iterator[Node]:
    yield from project.graph.nodes.values()
    for block in project.blocks.values():
        yield from block.graph.nodes.values()
