"""What leads to the one selected node, and what follows from it: lit, while the rest steps back."""

from dataclasses import dataclass
from enum import Enum
from typing import Final

from designer.graph.graph import Graph
from designer.graph.records import Edge, NodeId
from designer.graph.topology import above, below

LIGHT_FLOW: Final = "light_flow"
"""The preference: whether what leads to the selected node, and from it, is lit."""


class Side(Enum):
    """Where a wire is, as seen from the selected node."""

    BEFORE = "before"
    AFTER = "after"
    ASIDE = "aside"


@dataclass(frozen=True, eq=False, slots=True)
class Flow:
    """The nodes above and below one, itself among both.

    Attributes:
        quiet: every node is above or below, so only the wires that pass by step back.
    """

    node: NodeId
    before: frozenset[NodeId]
    after: frozenset[NodeId]
    quiet: bool = False

    def lights(self, node: NodeId) -> bool:
        """Whether a node is above or below, or is the node itself."""
        return node in self.before or node in self.after

    def side(self, edge: Edge) -> Side:
        """Return where a wire is; one that passes by the node is aside."""
        source, target = edge.source.node, edge.target.node
        if target in self.before and source in self.before:
            return Side.BEFORE
        if source in self.after and target in self.after:
            return Side.AFTER
        return Side.ASIDE


def flow_of(graph: Graph, node: NodeId) -> Flow | None:
    """Return what is above and below *node*; None where that is all or nothing."""
    if node not in graph.nodes:
        return None
    before, after = above(graph, [node]), below(graph, [node])
    if before == after:
        return None
    if len(before | after) < len(graph.nodes):
        return Flow(node, before, after)
    flow = Flow(node, before, after, quiet=True)
    aside = any(flow.side(edge) is Side.ASIDE for edge in graph.edges.values())
    return flow if aside else None
