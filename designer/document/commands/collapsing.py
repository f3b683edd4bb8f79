"""Verbs for how much of a node is drawn: collapse to its name, expand again."""

from collections.abc import Iterable
from dataclasses import replace

from designer.document.document import Document
from designer.graph.records import NodeId


def set_collapsed(document: Document, nodes: Iterable[NodeId], collapsed: bool) -> None:
    """Draw nodes as their names alone, or whole; nothing else about them changes."""
    graph = document.graph
    found = [graph.nodes[id] for id in dict.fromkeys(nodes) if id in graph.nodes]
    changed = [node for node in found if node.collapsed != collapsed]
    if not changed:
        return
    many = "layers" if len(changed) > 1 else "layer"
    with document.edit(f"{'Collapse' if collapsed else 'Expand'} {many}") as edit:
        edit.put_all(replace(node, collapsed=collapsed) for node in changed)


def toggle_collapsed(document: Document, nodes: Iterable[NodeId]) -> None:
    """Collapse nodes; expand them where all are collapsed."""
    graph = document.graph
    chosen = [id for id in nodes if id in graph.nodes]
    set_collapsed(document, chosen, not all(graph.nodes[id].collapsed for id in chosen))
