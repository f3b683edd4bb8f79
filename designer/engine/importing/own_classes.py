"""Layers of somebody's own in an imported project: drawn from the code that defines them."""

from collections.abc import Mapping
from dataclasses import replace

from designer.catalog.catalog import load_catalog
from designer.catalog.own import own_kind
from designer.catalog.specs import Json, LayerSpec, Port, Registry
from designer.graph.graph import Graph
from designer.graph.records import Edge, Endpoint, Node, NodeId
from designer.project.own_extract import extract
from designer.project.own_module import read_module
from designer.project.project import Project

Made = Mapping[NodeId, tuple[Node, LayerSpec]]


def with_own_classes(project: Project, script: str) -> Project:
    """Return *project* with the classes of *script* that it uses in its own module.

    Nodes that were kept as they are, because their class is no part of Keras, become layers of
    that module; the others stay.
    """
    graphs = [project.graph, *(block.graph for block in project.blocks.values())]
    names = {_class_of(node) for graph in graphs for node in graph.nodes.values()} - {""}
    text = extract(script, names)
    if not text:
        return project
    specs = {
        spec.kind: spec
        for spec in read_module(text, load_catalog()).objects.get(Registry.LAYER, ())
        if isinstance(spec, LayerSpec)
    }
    blocks = {
        id: replace(block, graph=_with_layers(block.graph, specs))
        for id, block in project.blocks.items()
    }
    graph = _with_layers(project.graph, specs)
    return replace(project, graph=graph, blocks=blocks, module=text)


def _class_of(node: Node) -> str:
    """Return the class of a node that was kept as it is; nothing of the others."""
    registered = node.extra.get("registered_name") or (node.kind if "module" in node.extra else "")
    return str(registered).rpartition(">")[2]


def _with_layers(graph: Graph, specs: Mapping[str, LayerSpec]) -> Graph:
    made = {
        node.id: (_layer(node, spec), spec)
        for node in graph.nodes.values()
        if (name := _class_of(node)) and (spec := specs.get(own_kind(name)))
    }
    if not made:
        return graph
    nodes = [made[id][0] if id in made else node for id, node in graph.nodes.items()]
    return Graph.of(nodes, [_edge(graph, edge, made) for edge in graph.edges.values()])


def _layer(node: Node, spec: LayerSpec) -> Node:
    params: dict[str, Json] = {}
    for param in spec.params:
        value = node.params.get(param.name, param.default)
        if value != param.default and not _is_usual(value):
            params[param.name] = value
    extra = {k: v for k, v in node.extra.items() if k not in ("module", "registered_name")}
    return replace(node, kind=spec.kind, params=params, extra=extra)


def _is_usual(value: Json) -> bool:
    """Tell whether a value is the policy that every layer has."""
    match value:
        case {"class_name": "DTypePolicy", "config": {"name": "float32"}}:
            return True
        case _:
            return False


def _edge(graph: Graph, edge: Edge, made: Made) -> Edge:
    source, target = edge.source, edge.target
    if source.node in made:
        source = Endpoint(source.node, _port(source.port, made[source.node][1].outputs, 0))
    if target.node in made:
        ports = made[target.node][1].inputs
        before = sorted(graph.incoming(target.node), key=lambda e: e.order)
        place = [entry.id for entry in before].index(edge.id)
        target = Endpoint(target.node, _port(target.port, ports, place))
    return replace(edge, source=source, target=target)


def _port(name: str, ports: tuple[Port, ...], place: int) -> str:
    if any(port.name == name for port in ports):
        return name
    return ports[min(place, len(ports) - 1)].name if ports else name
