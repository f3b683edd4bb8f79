"""Where the layers of a project stand: in which model inside the model, and under which name."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias

from designer.graph.blocks import BlockStyle, block_of
from designer.graph.graph import Graph
from designer.graph.records import INPUT, OUTPUT, Node
from designer.project.expansion import expand, inner_graph, inner_id, instance_names
from designer.project.project import Project

NamePath: TypeAlias = tuple[str, ...]
"""Names of the models inside each other around a layer, and its own."""


@dataclass(frozen=True, slots=True)
class LayerPlace:
    """A node that owns a layer.

    Attributes:
        key: its path id as in `expand`: `n5/c2`.
        names: the layer's name in Keras, after those of the models around it.
        node: as it stands in its own graph.
        weights: its own word on its first weights, or that of the nearest instance around it.
        within: `names` as seen from where `weights` was said; empty where the node said it.
        top: the node of the root graph in which it stands.
    """

    key: str
    names: NamePath
    node: Node
    weights: str = ""
    within: NamePath = ()
    top: str = ""


@dataclass(frozen=True, slots=True)
class _Around:
    """What stands around a graph."""

    key: str = ""
    models: NamePath = ()
    start: str = ""
    weights: str = ""
    said: int = 0
    said_start: str = ""
    top: str = ""


def layer_places(project: Project) -> Iterator[LayerPlace]:
    """Yield the nodes that own layers, inside blocks too; operations are among them.

    Raises:
        CannotExpand: if a block holds itself, or the blocks hold too much.
    """
    expand(project, models=True)
    return _places(project.graph, project, _Around())


def _places(graph: Graph, project: Project, around: _Around) -> Iterator[LayerPlace]:
    for node in graph.nodes.values():
        if node.layer is not None or node.kind in (INPUT, OUTPUT):
            continue
        here = around if around.top else replace(around, top=node.id)
        if block_of(node.kind) in project.blocks:
            yield from _inside(node, project, here)
            continue
        names = (*here.models, here.start + node.name)
        within = names[here.said :] if here.weights and not node.weights else ()
        if within and here.said_start:
            within = (within[0].removeprefix(here.said_start), *within[1:])
        weights = node.weights or here.weights
        yield LayerPlace(here.key + node.id, names, node, weights, within, here.top)


def _inside(node: Node, project: Project, around: _Around) -> Iterator[LayerPlace]:
    block = project.blocks[block_of(node.kind) or ""]
    inner = inner_graph(block, node.params)
    for number, name in enumerate(instance_names(node), 1):
        called = around.start + name
        is_model = block.style is BlockStyle.MODEL
        inside = replace(
            around,
            key=inner_id(around.key + node.id, "", number),
            models=(*around.models, called) if is_model else around.models,
            start="" if is_model else f"{called}_",
        )
        if node.weights:
            inside = replace(
                inside,
                weights=node.weights,
                said=len(inside.models),
                said_start=inside.start,
            )
        yield from _places(inner, project, inside)
