"""Gives lookup layers the words that a file keeps beside its config."""

from collections.abc import Mapping
from dataclasses import replace

from designer.catalog.specs import Json
from designer.engine.importing.paths import Leaf
from designer.graph.graph import Graph
from designer.graph.records import Node
from designer.project.project import Project

_INNER = {"TextVectorization": "_lookup_layer"}
_KINDS = frozenset({"StringLookup", "IntegerLookup", "TextVectorization"})


def with_words(project: Project, leaves: list[Leaf], words: Mapping[str, list[str]]) -> Project:
    """Return *project* with the vocabularies of *words* in the parameters of its layers."""
    if not words:
        return project
    found = {
        leaf.key.rpartition("/")[2]: given
        for leaf in leaves
        if leaf.record.class_name in _KINDS and (given := words.get(_place(leaf))) is not None
    }
    blocks = {id: replace(b, graph=_told(b.graph, found)) for id, b in project.blocks.items()}
    return replace(project, graph=_told(project.graph, found), blocks=blocks)


def _place(leaf: Leaf) -> str:
    inner = _INNER.get(leaf.record.class_name)
    return f"{leaf.path}/{inner}" if inner else leaf.path


def _told(graph: Graph, found: Mapping[str, list[str]]) -> Graph:
    if not found.keys() & graph.nodes.keys():
        return graph
    nodes = {
        id: _with_vocabulary(node, found[id]) if id in found else node
        for id, node in graph.nodes.items()
    }
    return replace(graph, nodes=nodes)


def _with_vocabulary(node: Node, words: list[str]) -> Node:
    if node.params.get("vocabulary"):
        return node
    given: list[Json] = list(words)
    if node.kind == "IntegerLookup":
        given = [int(word) for word in words if word.lstrip("-").isdecimal()]
    return node.with_param("vocabulary", given)
