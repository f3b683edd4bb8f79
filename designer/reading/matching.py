"""Which node of a drawing is which node that was read again: by name, by variable, by place."""

from collections.abc import Callable, Iterable, Mapping, Sequence, Set

from designer.codegen.identifiers import identifier
from designer.graph.graph import Graph
from designer.graph.records import OUTPUT, Node, NodeId
from designer.graph.topology import Circle, build_order


def match(
    new: Graph, old: Graph, order: Sequence[NodeId], unnamed: Set[NodeId] = frozenset()
) -> dict[NodeId, NodeId]:
    """Return new node -> old node, for every node of *new* that *old* has too.

    Args:
        new: as it was read.
        old: the drawing.
        order: of the nodes of *new* in the script.
        unnamed: nodes of *new* whose names the script does not say.
    """
    matching = _Matching(new, old, order)
    matching.outputs()
    for key in (_name_and_kind, _name, _variable_and_kind):
        matching.by(key)
    matching.by_wires()
    matching.by(lambda node: node.kind, unnamed)
    return matching.found


class _Matching:
    def __init__(self, new: Graph, old: Graph, order: Sequence[NodeId]) -> None:
        self.new, self.old = new, old
        self.found: dict[NodeId, NodeId] = {}
        self._new = [new.nodes[id] for id in order if id in new.nodes]
        self._old = _ordered(old)
        self._taken: set[NodeId] = set()

    def take(self, new: Node, old: Node) -> None:
        self.found[new.id] = old.id
        self._taken.add(old.id)

    def left(self) -> tuple[list[Node], list[Node]]:
        return (
            [node for node in self._new if node.id not in self.found],
            [node for node in self._old if node.id not in self._taken],
        )

    def outputs(self) -> None:
        """Match the outputs: by name, and a single one by being it."""
        wired = [node for node in self.old.outputs if self.old.incoming(node.id)]
        read = list(self.new.outputs)
        names = {node.name: node for node in wired}
        if {node.name for node in read} <= names.keys():
            for node in read:
                self.take(node, names[node.name])
        elif len(read) == len(wired):
            for node, other in zip(read, wired, strict=True):
                self.take(node, other)
        else:
            for node in read:
                if node.name in names:
                    self.take(node, names[node.name])

    def by(self, key: Callable[[Node], object], only: Set[NodeId] | None = None) -> None:
        """Match nodes that have the same *key*, in their order."""
        new, old = self.left()
        new = [node for node in new if only is None or node.id in only]
        waiting: dict[object, list[Node]] = {}
        for node in old:
            if node.kind != OUTPUT:
                waiting.setdefault(key(node), []).append(node)
        for node in new:
            found = waiting.get(key(node))
            if found and node.kind != OUTPUT and (node.layer is None) == (found[0].layer is None):
                self.take(node, found.pop(0))

    def by_wires(self) -> None:
        """Match nodes of one kind that are wired to the same: renamed ones."""
        while self._round(self._above) or self._round(self._below):
            pass

    def _round(self, around: Callable[[Graph, Node, Mapping[NodeId, NodeId]], object]) -> bool:
        new, old = self.left()
        identity = {node.id: node.id for node in self._old}
        waiting: dict[object, list[Node]] = {}
        for node in old:
            if (key := around(self.old, node, identity)) is not None:
                waiting.setdefault((node.kind, key), []).append(node)
        any_found = False
        for node in new:
            key = around(self.new, node, self.found)
            found = waiting.get((node.kind, key)) if key is not None else None
            if found:
                self.take(node, found.pop(0))
                any_found = True
        return any_found

    @staticmethod
    def _above(graph: Graph, node: Node, known: Mapping[NodeId, NodeId]) -> object:
        edges = graph.incoming(node.id)
        if not edges or any(edge.source.node not in known for edge in edges):
            return None
        return tuple(sorted((known[e.source.node], e.source.port, e.target.port) for e in edges))

    @staticmethod
    def _below(graph: Graph, node: Node, known: Mapping[NodeId, NodeId]) -> object:
        edges = graph.outgoing(node.id)
        if not edges or any(edge.target.node not in known for edge in edges):
            return None
        return tuple(sorted((known[e.target.node], e.target.port, e.source.port) for e in edges))


def _ordered(graph: Graph) -> list[Node]:
    try:
        return list(build_order(graph))
    except Circle:
        return sorted(graph.nodes.values(), key=lambda node: node.id)


def _name_and_kind(node: Node) -> object:
    return (node.name, node.kind)


def _name(node: Node) -> object:
    return node.name


def _variable_and_kind(node: Node) -> object:
    return (identifier(node.name), node.kind)


def fresh(stem: str, taken: Iterable[str]) -> Callable[[], str]:
    """Return a function that gives ids which nobody has."""
    known = set(taken)
    number = 0

    def give() -> str:
        nonlocal number
        number += 1
        while f"{stem}{number}" in known:
            number += 1
        return f"{stem}{number}"

    return give
