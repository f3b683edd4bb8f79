"""Verbs for the project's own module."""

from dataclasses import replace

from designer.catalog.own import own_kind
from designer.catalog.specs import Json
from designer.document.document import Document
from designer.graph.graph import Graph
from designer.graph.records import Node
from designer.project.own_templates import Template, with_template


def write_module(document: Document, text: str, label: str = "Edit own code") -> None:
    """Write the text of the module; nothing happens where it is the same."""
    if text != document.project.module:
        with document.edit(label) as edit:
            edit.set("module", text)


def insert_template(document: Document, template: Template) -> str:
    """Add a new layer, loss, metric or activation; return its name."""
    made = with_template(document.project.module, template)
    write_module(document, made.text, f"New {template}")
    return made.name


def users_of(document: Document, name: str) -> int:
    """Return how many nodes, in blocks too, use a class or function of the module."""
    kind, project = own_kind(name), document.project
    graphs = (project.graph, *(block.graph for block in project.blocks.values()))
    return sum(_renamed(n, kind, "") is not n for graph in graphs for n in graph.nodes.values())


def rename_own(document: Document, old: str, new: str) -> None:
    """Let everything that uses the class or function *old* of the module use *new*."""
    before, after = own_kind(old), own_kind(new)
    with document.edit(f"Rename {old} to {new}") as edit:
        project = edit.project
        blocks = {
            id: replace(block, graph=_with_renamed(block.graph, before, after))
            for id, block in project.blocks.items()
        }
        graph = _with_renamed(project.graph, before, after)
        edit.become(replace(project, graph=graph, blocks=blocks))


def _with_renamed(graph: Graph, before: str, after: str) -> Graph:
    nodes = [_renamed(node, before, after) for node in graph.nodes.values()]
    if all(node is old for node, old in zip(nodes, graph.nodes.values(), strict=True)):
        return graph
    return Graph.of(nodes, graph.edges.values(), graph.remarks.values())


def _renamed(node: Node, before: str, after: str) -> Node:
    kind = after if node.kind == before else node.kind
    params = {name: _value(value, before, after) for name, value in node.params.items()}
    changed = kind != node.kind or params != dict(node.params)
    return replace(node, kind=kind, params=params) if changed else node


def _value(value: Json, before: str, after: str) -> Json:
    match value:
        case str():
            return after if value == before else value
        case list():
            return [_value(entry, before, after) for entry in value]
        case dict():
            return {name: _value(entry, before, after) for name, entry in value.items()}
        case _:
            return value
