"""Takes a model of `keras.applications` apart: a graph of its layers, with their weights."""

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from designer.catalog.catalog import load_catalog
from designer.engine.applications import is_application
from designer.engine.build import build_model
from designer.engine.errors import UserError
from designer.engine.importing.configs import read_model
from designer.engine.importing.importing import start_import
from designer.engine.importing.opened import Opened
from designer.engine.weights.first import build_shapes, give_first
from designer.engine.weights.layers import placed_layers
from designer.engine.weights.places import layer_places
from designer.engine.weights.pretrained import wants_file, wants_imagenet
from designer.engine.weights.store import Array, write_weights
from designer.graph.blocks import Block, block_kind, block_of
from designer.graph.graph import Graph
from designer.graph.records import Edge, Endpoint, Node
from designer.project.files import project_to_dict
from designer.project.first_weights import FRESH
from designer.project.project import Project
from designer.protocol.events import ApplicationExpanded
from designer.protocol.requests import ExpandApplication


def expand_application(request: ExpandApplication) -> ApplicationExpanded:
    """Return the layers of an application, and write the weights that it begins with.

    Raises:
        UserError: if the model cannot be built for these pictures, or weights cannot be fetched.
        OSError: if the weights cannot be written.
    """
    drawn = _drawn(request)
    node = drawn.graph.nodes[_NODE]
    has_weights = bool(request.weights) and node.weights != FRESH and _wants(node)
    model = _built(drawn, request, has_weights)
    project, notes = _project_of(model, request)
    if has_weights:
        path = Path(request.weights)
        write_weights(path, _weights(model, project, request.around), _names(project, request))
    written = request.weights if has_weights else ""
    return ApplicationExpanded(request.id, project_to_dict(project), written, list(notes))


_NODE, _INPUT, _OUTPUT = "application", "inputs", "output"


def _drawn(request: ExpandApplication) -> Project:
    """Return a project with the application alone."""
    spec = load_catalog().layer(request.kind)
    if not is_application(spec):
        raise UserError(f"Expected a model of keras.applications, found {request.kind}.")
    nodes = [
        Node("input", "Input", "pictures", {"shape": list(request.shape[1:])}),
        Node(_NODE, request.kind, request.name, request.params),
        Node("end", "Output", "end"),
    ]
    edges = [
        Edge("to", Endpoint("input", "output"), Endpoint(_NODE, "inputs")),
        Edge("from", Endpoint(_NODE, "output"), Endpoint("end", "inputs")),
    ]
    return Project("application", Graph.of(nodes, edges))


def _wants(node: Node) -> bool:
    return wants_imagenet(node) or bool(wants_file(node))


def _built(drawn: Project, request: ExpandApplication, has_weights: bool) -> Any:
    if has_weights:
        model = build_model(drawn)
        give_first(model, drawn, request.folder)
    else:
        model = build_shapes(lambda: build_model(drawn))
    return model.get_layer(request.name)


def _project_of(model: Any, request: ExpandApplication) -> tuple[Project, tuple[str, ...]]:
    record = read_model(json.loads(model.to_json()), request.name)
    imported = start_import(Opened(record), request.name, fold=False)
    return _with_ids(_with_ends(imported.project), request.prefix), imported.notes


def _with_ends(project: Project) -> Project:
    """Return *project* with ends that are called as the ports of the application were."""
    graph = project.graph
    names = {graph.inputs[0].id: _INPUT, graph.outputs[0].id: _OUTPUT}
    nodes = {
        id: replace(node, name=names[id], params={}) if id in names else _apart(node)
        for id, node in graph.nodes.items()
    }
    return replace(project, graph=replace(graph, nodes=nodes))


def _apart(node: Node) -> Node:
    """Return a layer inside under a name that the ends do not have."""
    return replace(node, name=f"{node.name}_") if node.name in (_INPUT, _OUTPUT) else node


def _with_ids(project: Project, prefix: str) -> Project:
    blocks = {
        prefix + id: replace(block, id=prefix + id, graph=_renamed(block.graph, project, prefix))
        for id, block in project.blocks.items()
    }
    return replace(project, graph=_renamed(project.graph, project, prefix), blocks=blocks)


def _renamed(graph: Graph, project: Project, prefix: str) -> Graph:
    nodes = [
        replace(
            node,
            id=prefix + node.id,
            kind=_kind(node, project.blocks, prefix),
            layer=None if node.layer is None else prefix + node.layer,
        )
        for node in graph.nodes.values()
    ]
    edges = [
        replace(
            edge,
            id=prefix + edge.id,
            source=replace(edge.source, node=prefix + edge.source.node),
            target=replace(edge.target, node=prefix + edge.target.node),
        )
        for edge in graph.edges.values()
    ]
    return Graph.of(nodes, edges)


def _kind(node: Node, blocks: Mapping[str, Block], prefix: str) -> str:
    block = block_of(node.kind)
    return block_kind(prefix + block) if block in blocks and block is not None else node.kind


def _weights(model: Any, project: Project, around: str) -> Mapping[str, list[Array]]:
    placed = placed_layers(model, layer_places(project))
    return {around + place.key: layer.get_weights() for place, layer in placed if layer.weights}


def _names(project: Project, request: ExpandApplication) -> Mapping[str, str]:
    return {request.around + place.key: "/".join(place.names) for place in layer_places(project)}
