"""In which order the layers of a project are made and called: in the engine as in the code.

An instance of a block is built as a whole, like a call of the function that the block becomes in
code: what is in it stands together, in the order of the block's own graph. Under one seed this
is what makes the first weights of both equal.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from designer.graph.blocks import Block, BlockId, Blocks, BlockStyle, block_of, repeats, used_blocks
from designer.graph.graph import Graph
from designer.graph.records import INPUT, OUTPUT, Node, NodeId
from designer.graph.topology import build_order
from designer.project.expansion import Expansion, expansion, inner_graph, inner_id


@dataclass(frozen=True, slots=True)
class Step:
    """One node of the expanded graph that is made, and called unless *only_made*."""

    node: Node
    only_made: bool = False


def build_plan(
    graph: Graph, blocks: Blocks, layers: frozenset[BlockId] | None = None
) -> tuple[Graph, tuple[Step, ...]]:
    """Return *graph* with blocks of function style replaced, and how to build it.

    Blocks that become nested models stay nodes.

    Args:
        graph: the root graph of a project, or what is in a nested model.
        blocks: of the project.
        layers: `shared_layers` of the root graph, where *graph* is another one.

    Raises:
        CannotExpand: if a block holds itself.
        Circle: if there is a cycle.
    """
    found = expansion(graph, blocks, models=False)
    if layers is None:
        layers = shared_layers(graph, blocks)
    nodes = found.graph.nodes
    steps = _Plan(blocks, models=False, layers=layers).steps(graph)
    return found.graph, tuple(Step(nodes[id], only) for id, only in steps if id in nodes)


def flat_order(graph: Graph, blocks: Blocks) -> tuple[Expansion, tuple[Node, ...]]:
    """Return *graph* with all blocks replaced, and its nodes in the order of building.

    Raises:
        CannotExpand: if a block holds itself.
        Circle: if there is a cycle.
    """
    found = expansion(graph, blocks, models=True)
    if found.graph is graph:
        return found, build_order(graph)
    nodes = found.graph.nodes
    steps = _Plan(blocks, models=True).steps(graph)
    return found, tuple(nodes[id] for id, _ in steps if id in nodes)


def shared_layers(graph: Graph, blocks: Blocks) -> frozenset[BlockId]:
    """Return the blocks of function style whose layers are called more than once.

    Those are blocks of which one instance calls the layers of another, and the blocks in them.
    Their layers are all made before the first is called.
    """
    graphs = [graph, *(blocks[id].graph for id in used_blocks(graph, blocks) if id in blocks)]
    shared = {
        found.id
        for held in graphs
        for node in held.nodes.values()
        if node.layer is not None
        and (found := blocks.get(block_of(held.owner(node).kind) or ""))
        and found.style is BlockStyle.FUNCTION
    }
    for id in tuple(shared):
        inside = used_blocks(blocks[id].graph, blocks)
        shared |= {i for i in inside if i in blocks and blocks[i].style is BlockStyle.FUNCTION}
    return frozenset(shared)


@dataclass(slots=True)
class _Plan:
    """Walks through a graph and the blocks in it.

    Attributes:
        models: whether blocks that become nested models are walked through too.
        layers: blocks whose layers are all made before the first is called.
        orders: the order of what is in each block; parameters, by which its instances differ, do
            not change it.
    """

    blocks: Blocks
    models: bool
    layers: frozenset[BlockId] = frozenset()
    orders: dict[BlockId, tuple[NodeId, ...]] = field(default_factory=dict)

    def steps(self, graph: Graph) -> Iterator[tuple[NodeId, bool]]:
        """Yield the ids of the expanded nodes of *graph*, and whether they are only made."""
        return self._steps(graph, build_order(graph))

    def _steps(
        self, graph: Graph, order: Iterable[Node], around: NodeId = "", made: bool = False
    ) -> Iterator[tuple[NodeId, bool]]:
        """Yield the steps of a graph that stands in the instance *around*.

        Args:
            graph: the root, or what is in an instance.
            order: its nodes.
            around: the expanded id of the instance.
            made: its layers are made already.
        """
        for node in order:
            id = f"{around}/{node.id}" if around else node.id
            block = self._block(graph, node)
            if block is None:
                if not around or node.kind not in (INPUT, OUTPUT):
                    yield id, False
                continue
            inner, inner_order = self._inside(block, graph.owner(node))
            places = tuple(_places(id, graph.owner(node)))
            kept = block.id in self.layers
            if kept and not made and node.layer is None:
                for place in places:
                    yield from self._made(inner, inner_order, place)
            for place in places:
                yield from self._steps(inner, inner_order, place, made or kept)

    def _made(
        self, graph: Graph, order: Iterable[Node], around: NodeId
    ) -> Iterator[tuple[NodeId, bool]]:
        for node in order:
            id = f"{around}/{node.id}"
            block = self._block(graph, node)
            if node.layer is not None or node.kind in (INPUT, OUTPUT):
                continue
            if block is None:
                yield id, True
                continue
            inner = self._inside(block, node)
            for place in _places(id, node):
                yield from self._made(*inner, place)

    def _inside(self, block: Block, instance: Node) -> tuple[Graph, tuple[Node, ...]]:
        """Return the graph in an instance, and its nodes in the order of building."""
        inner = inner_graph(block, instance.params)
        if block.id not in self.orders:
            self.orders[block.id] = tuple(node.id for node in build_order(inner))
        return inner, tuple(inner.nodes[id] for id in self.orders[block.id])

    def _block(self, graph: Graph, node: Node) -> Block | None:
        found = self.blocks.get(block_of(graph.owner(node).kind) or "")
        return found if found and (self.models or found.style is BlockStyle.FUNCTION) else None


def _places(id: NodeId, owner: Node) -> Iterator[NodeId]:
    """Yield the ids of the repetitions of an instance."""
    for number in range(1, repeats(owner) + 1):
        yield inner_id(id, "", number).removesuffix("/")
