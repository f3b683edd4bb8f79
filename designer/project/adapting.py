"""Which layers learn from the training data before `fit`."""

from collections.abc import Iterator

from designer.graph.blocks import Blocks, block_of
from designer.graph.graph import Graph
from designer.graph.records import Node
from designer.project.build_plan import build_plan
from designer.project.expansion import inner_graph, instance_names

ADAPTED = {
    "Normalization": ("mean", "variance"),
    "TextVectorization": ("vocabulary",),
    "StringLookup": ("vocabulary",),
    "IntegerLookup": ("vocabulary",),
    "Discretization": ("bin_boundaries",),
}
"""Kind of layer -> the parameters that make adapting needless where they are given."""


def layers_to_adapt(graph: Graph, blocks: Blocks | None = None) -> tuple[str, ...]:
    """Return the names of the layers to adapt, each after those that feed it.

    The name of a layer in a model of the model begins with that of the model: `encoder/scale`.

    Raises:
        Circle: if there is a cycle.
        CannotExpand: if a block holds itself.
    """
    return tuple(_names(graph, blocks or {}))


def _names(graph: Graph, blocks: Blocks) -> Iterator[str]:
    _, plan = build_plan(graph, blocks)
    for step in plan:
        node = step.node
        block = blocks.get(block_of(node.kind) or "")
        if step.only_made or node.layer is not None:
            continue
        if block is not None:
            inside = tuple(_names(inner_graph(block, node.params), blocks))
            yield from (f"{name}/{inner}" for name in instance_names(node) for inner in inside)
        elif needs_adapting(node):
            yield node.name


def needs_adapting(node: Node) -> bool:
    """Tell whether *node* owns a layer that must be adapted because nothing is given instead."""
    given = ADAPTED.get(node.kind)
    if given is None or node.layer is not None:
        return False
    return all(node.params.get(name) is None for name in given)
