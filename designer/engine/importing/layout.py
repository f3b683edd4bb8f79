"""Lays out what was imported: every graph from the top down."""

from dataclasses import replace

from designer.graph.graph import Graph
from designer.graph.layered import places_unseen
from designer.project.project import Project


def project_laid_out(project: Project) -> Project:
    """Return *project* with a place for every node, inside its blocks too."""
    blocks = {id: replace(b, graph=laid_out(b.graph)) for id, b in project.blocks.items()}
    return replace(project, graph=laid_out(project.graph), blocks=blocks)


def laid_out(graph: Graph) -> Graph:
    """Return *graph* with a place for every node."""
    places = places_unseen(graph)
    if not places:
        return graph
    nodes = {id: replace(node, position=places[id]) for id, node in graph.nodes.items()}
    return replace(graph, nodes=nodes)
