"""Makes blocks of what repeats in a large model, where the layers' names show it.

Only names of the exact form `{instance}_{layer}` are folded, so that every layer has its own name
again when the blocks are expanded: weights and code stay the same.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from designer.catalog.catalog import Catalog
from designer.catalog.specs import Json
from designer.engine.importing.patterns import Part, alike_parts, is_convex, saved
from designer.graph.blocks import Block, BlockId, Exposed, block_kind
from designer.graph.graph import Graph
from designer.graph.naming import unique_name
from designer.graph.records import INPUT, OUTPUT, Edge, Endpoint, Node, NodeId
from designer.project.project import Project

_LARGE = 60
_MOST_EXPOSED = 8
_FEWEST_SAVED = 4


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded project.

    Attributes:
        moved: node before folding -> its path from the graph in which it stood.
    """

    project: Project
    moved: Mapping[NodeId, str] = field(default_factory=dict)

    def key(self, before: str) -> str:
        """Return the path id of a node after folding."""
        return "/".join(self.moved.get(id, id) for id in before.split("/"))


def fold_project(project: Project, catalog: Catalog) -> Folded:
    """Return *project* with the repeated parts of its large graphs as blocks."""
    work = _Work(catalog, dict(project.blocks))
    graph = work.fold(project.graph)
    for id, block in project.blocks.items():
        work.blocks[id] = replace(block, graph=work.fold(block.graph))
    return Folded(replace(project, graph=graph, blocks=work.blocks), work.moved)


class _Work:
    """The blocks that are made, for all graphs of one project."""

    def __init__(self, catalog: Catalog, blocks: dict[BlockId, Block]) -> None:
        self._catalog = catalog
        self.blocks = blocks
        self.moved: dict[NodeId, str] = {}
        self._numbers = Counter[str]()

    def fold(self, graph: Graph) -> Graph:
        """Return *graph* with instances in place of the parts that repeat."""
        if len(graph.nodes) <= _LARGE:
            return graph
        for parts in alike_parts(graph):
            graph = self._fold_group(graph, parts)
        return graph

    def _fold_group(self, graph: Graph, parts: list[Part]) -> Graph:
        left = [part for part in parts if _is_whole(graph, part)]
        if len(left) < 2 or saved(left) < _FEWEST_SAVED:
            return graph
        exposed = self._exposed(left)
        if len(exposed) > _MOST_EXPOSED:
            return graph
        block = self._block(left, exposed)
        for number, part in enumerate(left):
            if is_convex(graph, {node.id for node in part.nodes.values()}):
                graph = self._replaced(graph, part, block, number, exposed)
        self.blocks[block.id] = block
        return graph

    def _new_id(self, prefix: str) -> str:
        self._numbers[prefix] += 1
        return f"{prefix}{self._numbers[prefix]}"

    # ---- values that differ ----

    def _exposed(self, parts: list[Part]) -> list[tuple[Exposed, list[Json]]]:
        """Return the parameters that differ among *parts*, with the value of each part.

        Those that differ in the same way are one.
        """
        found: dict[str, tuple[list[tuple[str, str]], list[Json]]] = {}
        for rest in sorted(parts[0].nodes):
            nodes = [part.nodes[rest] for part in parts]
            for name in sorted({name for node in nodes for name in node.params}):
                values = [self._value(node, name) for node in nodes]
                if any(repr(value) != repr(values[0]) for value in values):
                    targets, _ = found.setdefault(f"{name} {values!r}", ([], values))
                    targets.append((rest, name))
        return self._named(parts[0], found.values())

    def _named(
        self, first: Part, found: Iterable[tuple[list[tuple[str, str]], list[Json]]]
    ) -> list[tuple[Exposed, list[Json]]]:
        taken: set[str] = {"repeat", "name"}
        result = []
        for targets, values in found:
            name = _free_name(*targets[0], taken)
            taken.add(name)
            ends = tuple((first.nodes[rest].id, param) for rest, param in targets)
            result.append((Exposed(name, _most_common(values), ends), values))
        return result

    def _value(self, node: Node, name: str) -> Json:
        if name in node.params:
            return node.params[name]
        spec = self._catalog.layer(node.kind)
        param = spec.param(name) if spec else None
        return param.default if param else None

    # ---- blocks and instances ----

    def _block(self, parts: list[Part], exposed: list[tuple[Exposed, list[Json]]]) -> Block:
        """Return the block of *parts*: the nodes of the first under the rests of their names."""
        first = parts[0]
        free = {param for e, _ in exposed for param in e.targets}
        nodes = [
            replace(node, name=rest, params=_without(node, free))
            for rest, node in first.nodes.items()
        ]
        edges = list(first.inside)
        for number, (_, into) in enumerate(first.given):
            port = self._end(INPUT, "inputs", number, len(first.given))
            nodes.append(port)
            edges += [replace(edge, source=Endpoint(port.id, "output")) for edge in into]
        for number, (rest, name) in enumerate(first.taken):
            port = self._end(OUTPUT, "output", number, len(first.taken))
            nodes.append(port)
            source = Endpoint(first.nodes[rest].id, name)
            edges.append(Edge(self._new_id("fe"), source, Endpoint(port.id, "inputs")))
        names = {block.name for block in self.blocks.values()}
        name = unique_name(_block_name(first.prefix), names)
        params = tuple(e for e, _ in exposed)
        return Block(self._new_id("f"), name, Graph.of(nodes, edges), params)

    def _end(self, kind: str, name: str, number: int, count: int) -> Node:
        params: dict[str, Json] = {"index": number} if count > 1 else {}
        called = f"{name}_{number + 1}" if count > 1 else name
        return Node(self._new_id("fn"), kind, called, params)

    def _replaced(
        self,
        graph: Graph,
        part: Part,
        block: Block,
        number: int,
        exposed: list[tuple[Exposed, list[Json]]],
    ) -> Graph:
        params = {e.name: v[number] for e, v in exposed if repr(v[number]) != repr(e.default)}
        instance = Node(self._new_id("i"), block_kind(block.id), part.prefix, params)
        ids = {node.id for node in part.nodes.values()}
        inner = {node.name: node.id for node in block.graph.nodes.values()}
        for rest, node in part.nodes.items():
            self.moved[node.id] = f"{instance.id}/{inner[rest]}"
        ports = [node.name for node in block.graph.inputs]
        results = {
            Endpoint(part.nodes[rest].id, port): Endpoint(instance.id, out.name)
            for (rest, port), out in zip(part.taken, block.graph.outputs, strict=True)
        }
        nodes = {id: node for id, node in graph.nodes.items() if id not in ids}
        nodes[instance.id] = instance
        edges = {
            id: replace(edge, source=results.get(edge.source, edge.source))
            for id, edge in graph.edges.items()
            if edge.target.node not in ids
        }
        for port, (_, into) in zip(ports, part.given, strict=True):
            now = graph.edges[into[0].id]  # from a part that is an instance by now, perhaps
            edges[now.id] = Edge(now.id, now.source, Endpoint(instance.id, port))
        return Graph(nodes, edges)


def _free_name(rest: str, param: str, taken: set[str]) -> str:
    """Return a name for an exposed parameter: of two `filters` one is `project_filters`."""
    longer = f"{rest}_{param}"
    if param in taken and longer.isidentifier():
        return unique_name(longer, taken)
    return unique_name(param, taken)


def _is_whole(graph: Graph, part: Part) -> bool:
    """Tell whether all of *part* is still there, wired as it was."""
    return all(graph.nodes.get(node.id) is node for node in part.nodes.values())


def _without(node: Node, free: set[tuple[NodeId, str]]) -> dict[str, Json]:
    return {name: value for name, value in node.params.items() if (node.id, name) not in free}


def _most_common(values: list[Json]) -> Json:
    counts = Counter(map(repr, values))
    return max(values, key=lambda value: counts[repr(value)])


def _block_name(prefix: str) -> str:
    """Return what *prefix* says without its numbers: `conv2_block3` is `conv_block`."""
    words = [re.sub(r"\d+[a-z]?$", "", word) for word in prefix.split("_")]
    return "_".join(word for word in words if word) or "block"
