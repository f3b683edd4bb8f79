"""Projects with blocks in a few lines: wires are `"image > conv"`, ports `"enc.left"`."""

from itertools import pairwise

from designer.catalog.catalog import load_catalog
from designer.graph.blocks import Block, BlockStyle, Exposed, block_kind
from designer.graph.graph import Graph
from designer.graph.records import Edge, Endpoint, Node
from designer.project.project import Project


def node(name: str, kind: str, /, *, calls: str | None = None, frozen: bool = False, **params):
    """A node whose id is its name."""
    return Node(name, kind, name, params, (0.0, 0.0), calls, not frozen)


def instance(name: str, block: str, /, *, calls: str | None = None, frozen: bool = False, **params):
    """An instance of the block with the id *block*."""
    return node(name, block_kind(block), calls=calls, frozen=frozen, **params)


def graph(nodes: list[Node], *wires: str) -> Graph:
    """The graph of nodes in reading order; `"a > b > c"` is two wires, in the text's order."""
    placed = [
        Node(n.id, n.kind, n.name, n.params, (0.0, 100.0 * place), n.layer, n.trainable)
        for place, n in enumerate(nodes)
    ]
    kinds = {n.id: n.kind for n in nodes}
    edges: list[Edge] = []
    for wire in wires:
        ends = [end.strip() for end in wire.split(">")]
        for source, target in pairwise(ends):
            number = len(edges)
            start, end = _end(source, "output"), _end(target, _first_port(kinds, target))
            edges.append(Edge(f"{ends[0]}-{number}", start, end, number))
    return Graph.of(placed, edges)


def _first_port(kinds: dict[str, str], target: str) -> str:
    spec = load_catalog().layer(kinds[target.partition(".")[0]])
    return spec.inputs[0].name if spec and spec.inputs else "inputs"


def _end(text: str, port: str) -> Endpoint:
    id, _, given = text.partition(".")
    return Endpoint(id, given or port)


def block(
    id: str, held: Graph, *params: Exposed, style: str = "function", notes: str = ""
) -> Block:
    """A block whose name is its id."""
    return Block(id, id, held, params, BlockStyle(style), notes)


def exposed(name: str, default, *targets: str) -> Exposed:
    """An exposed parameter; targets are `"conv.filters"`."""
    pairs = tuple((target.split(".")[0], target.split(".")[1]) for target in targets)
    return Exposed(name, default, pairs)


def project(held: Graph, *blocks: Block, name: str = "drawn") -> Project:
    """The project of a root graph and blocks."""
    return Project(name, held, blocks={found.id: found for found in blocks})
