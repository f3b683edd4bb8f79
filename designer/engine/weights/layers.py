"""Finds the Keras layer of each node of a project in the model that was built of it."""

from collections.abc import Iterator
from typing import Any

from designer.graph.blocks import block_of
from designer.graph.graph import Graph
from designer.graph.records import INPUT, OUTPUT, Node
from designer.project.expansion import expanded, inner_graph, inner_id, instance_names
from designer.project.project import Project


def layers_by_node(model: Any, project: Project) -> dict[str, Any]:
    """Return the layers that nodes own, by the nodes' path ids (`n5/c2` inside a block).

    Args:
        model: what `build_model` made of *project*, or what it was saved as and read back.

    Returns:
        Nodes that own no layer (ends, operations, those that call another's layer) and nodes
        whose layer is not in the model are missing. A block that is a model inside the model
        is not in it itself, the nodes inside it are.
    """
    return dict(_found(model, project.graph, project, "", ""))


def owners_by_node(project: Project) -> dict[str, Node]:
    """Return the nodes, with their path ids as keys, that may own a layer with weights."""
    return {
        node.id: node
        for node in expanded(project.graph, project.blocks, models=True).nodes.values()
        if node.layer is None and node.kind not in (INPUT, OUTPUT)
    }


def _found(
    model: Any, graph: Graph, project: Project, prefix: str, model_name: str
) -> Iterator[tuple[str, Any]]:
    layers = {layer.name: layer for layer in model.layers}
    for node in expanded(graph, project.blocks, models=False).nodes.values():
        if node.layer is not None or node.kind in (INPUT, OUTPUT):
            continue
        block = project.blocks.get(block_of(node.kind) or "")
        if block is None:
            layer = layers.get(node.name) or layers.get(f"{model_name}_{node.name}")
            if layer is not None:
                yield prefix + node.id, layer
            continue
        inner = inner_graph(block, node.params)
        for number, name in enumerate(instance_names(node), 1):
            nested = layers.get(name) or layers.get(f"{model_name}_{name}")
            if nested is not None:
                here = inner_id(prefix + node.id, "", number)
                yield from _found(nested, inner, project, here, name)
