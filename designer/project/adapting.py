"""Which layers learn from the training data before `fit`."""

from designer.graph.graph import Graph
from designer.graph.records import Node
from designer.graph.topology import build_order

ADAPTED = {
    "Normalization": ("mean", "variance"),
    "TextVectorization": ("vocabulary",),
    "StringLookup": ("vocabulary",),
    "IntegerLookup": ("vocabulary",),
    "Discretization": ("bin_boundaries",),
}
"""Kind of layer -> the parameters that make adapting needless where they are given."""


def layers_to_adapt(graph: Graph) -> tuple[str, ...]:
    """Return the names of the layers to adapt, each after those that feed it.

    Raises:
        Circle: if there is a cycle.
    """
    return tuple(node.name for node in build_order(graph) if needs_adapting(node))


def needs_adapting(node: Node) -> bool:
    """Tell whether *node* owns a layer that must be adapted because nothing is given instead."""
    given = ADAPTED.get(node.kind)
    if given is None or node.layer is not None:
        return False
    return all(node.params.get(name) is None for name in given)
