"""The verb that puts what is in a block in the place of an instance."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from designer.document.commands.ids import new_id
from designer.document.commands.placing import settle_new
from designer.document.commands.refused import CommandRefused
from designer.document.commands.reroute import shifted
from designer.document.consequences import retargeted
from designer.document.document import Document, with_graph
from designer.graph.blocks import Block, BlockId, block_of
from designer.graph.graph import Graph
from designer.graph.naming import unique_name
from designer.graph.records import (
    INPUT,
    OUTPUT,
    Direction,
    Edge,
    Endpoint,
    Node,
    NodeId,
    Point,
)
from designer.graph.remarks import Remark, RemarkId, RemarkKind
from designer.graph.topology import below
from designer.project.expansion import inner_graph, instance_names
from designer.project.places import graphs
from designer.project.project import Project

_ROW = 96.0


def dissolve_block(document: Document, node: NodeId) -> tuple[NodeId, ...]:
    """Put the layers of a block in the place of an instance, with its values filled in.

    A repeated instance becomes as many copies, chained. Instances that share weights with this
    one are replaced too, and their layers share then.

    Returns:
        The new nodes.

    Raises:
        CommandRefused: if *node* is no instance of a block of the project.
    """
    graph = document.graph
    record = graph.nodes[node]
    block = document.project.blocks.get(block_of(record.kind) or "")
    if block is None:
        raise CommandRefused(f"{record.name} is no block, so there is nothing to take out of it.")
    owner = graph.owner(record)
    group = [owner, *(graph.nodes[id] for id in graph.twins.get(owner.id, ()))]
    with document.edit("Dissolve block") as edit:
        work = _Work(edit.project, graph, block, owner)
        for instance in group:
            _replace(work, instance)
        edit.become(_result(work, document.scope, group))
        if edit.project.direction is Direction.RIGHT:
            settle_new(document, work.made)
    return tuple(work.made)


@dataclass(slots=True)
class _Work:
    project: Project
    graph: Graph
    block: Block
    owner: Node
    nodes: dict[NodeId, Node] = field(default_factory=dict)
    edges: dict[str, Edge] = field(default_factory=dict)
    made: dict[NodeId, None] = field(default_factory=dict)
    ids: dict[tuple[NodeId, int, NodeId], NodeId] = field(default_factory=dict)
    """What an inner node has become, by instance, repetition and its id in the block."""
    remarks: dict[RemarkId, Remark] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        for _, graph in graphs(self.project):
            self.taken |= graph.nodes.keys() | graph.edges.keys() | graph.remarks.keys()
        self.nodes, self.edges = dict(self.graph.nodes), dict(self.graph.edges)
        self.remarks = dict(self.graph.remarks)

    def id(self, prefix: str) -> str:
        made = new_id(prefix, self.taken)
        self.taken.add(made)
        return made


def _replace(work: _Work, instance: Node) -> None:
    inner = inner_graph(work.block, work.owner.params)
    names = instance_names(replace(instance, params=work.owner.params))
    around = Graph(dict(work.nodes), dict(work.edges))
    instance = around.nodes[instance.id]
    top = _make_room(work, around, instance, inner, len(names))
    del work.nodes[instance.id]
    for number, name in enumerate(names, 1):
        _copy(work, instance, inner, number, name, top)
        _copy_remarks(work, instance, inner, number, top)
    _wire(work, around, instance, inner, len(names))


def _copy(work: _Work, instance: Node, inner: Graph, number: int, name: str, top: float) -> None:
    """Add the layers of one repetition."""
    layers = [node for node in inner.nodes.values() if node.kind not in (INPUT, OUTPUT)]
    for node in layers:
        work.ids[instance.id, number, node.id] = id = work.id("n")
        work.made[id] = None
    taken = {node.name for node in work.nodes.values()}
    dx, dy = _offset((instance.position[0], top), layers, number)
    trainable = work.owner.trainable and instance.trainable
    for node in sorted(layers, key=lambda n: n.id):
        called = unique_name(f"{name}_{node.name}", taken)
        taken.add(called)
        id = work.ids[instance.id, number, node.id]
        work.nodes[id] = replace(
            node,
            id=id,
            name=called,
            layer=_layer(work, instance, node, number),
            trainable=node.trainable and trainable,
            weights=node.weights or ("fresh" if work.owner.weights == "fresh" else ""),
            position=(node.position[0] + dx, node.position[1] + dy),
        )


def _copy_remarks(work: _Work, instance: Node, inner: Graph, number: int, top: float) -> None:
    """Add the frames of one repetition; notes come once."""
    layers = [node for node in inner.nodes.values() if node.kind not in (INPUT, OUTPUT)]
    dx, dy = _offset((instance.position[0], top), layers, number)
    for _, remark in sorted(inner.remarks.items()):
        if remark.kind is RemarkKind.FRAME or number == 1:
            x, y = remark.position
            id = work.id("r")
            work.remarks[id] = replace(remark, id=id, position=(x + dx, y + dy))


def _layer(work: _Work, instance: Node, node: Node, number: int) -> NodeId | None:
    """Return the node whose layer a copy calls: that of the owner's copy, for a twin."""
    if instance.id != work.owner.id:
        return work.ids[work.owner.id, number, node.layer or node.id]
    return work.ids.get((instance.id, number, node.layer)) if node.layer else None


def _offset(at: Point, layers: list[Node], number: int) -> Point:
    if not layers:
        return (0.0, 0.0)
    xs = [node.position[0] for node in layers]
    top = min(node.position[1] for node in layers)
    middle = round((min(xs) + max(xs)) / 16) * 8.0
    return (at[0] - middle, at[1] - top + (number - 1) * _height(layers))


def _height(layers: list[Node]) -> float:
    ys = [node.position[1] for node in layers]
    return max(ys) - min(ys) + _ROW if ys else 0.0


def _make_room(work: _Work, around: Graph, instance: Node, inner: Graph, count: int) -> float:
    """Move what depends on the instance down as far as needed; return where its layers begin.

    They have their middle where the instance is, unless they would cover what comes before it.
    """
    layers = [node for node in inner.nodes.values() if node.kind not in (INPUT, OUTPUT)]
    high = max(0.0, count * _height(layers) - _ROW)
    y = instance.position[1]
    if work.project.direction is Direction.RIGHT:
        return y
    before = (around.nodes[e.source.node].position[1] for e in around.incoming(instance.id))
    top = min(y, max([y - round(high / 16) * 8.0, *(above + _ROW for above in before)]))
    later = below(around, [instance.id]) - {instance.id}
    followers = [work.nodes[id] for id in later if work.nodes[id].position[1] > y]
    more = top + high + _ROW - min((node.position[1] for node in followers), default=float("inf"))
    for node in followers if more > 0 else ():
        moved = (node.position[0], node.position[1] + more)
        work.nodes[node.id] = replace(node, position=moved)
    return top


def _wire(work: _Work, around: Graph, instance: Node, inner: Graph, count: int) -> None:
    feeds: dict[str, Endpoint | None] = {}
    outs: dict[str, Endpoint | None] = {}
    for edge in (*around.incoming(instance.id), *around.outgoing(instance.id)):
        work.edges.pop(edge.id, None)
    for edge in around.incoming(instance.id):
        feeds[edge.target.port] = edge.source
    for number in range(1, count + 1):
        given = {port.id: feeds.get(port.name) for port in inner.inputs}
        for edge in _edges_inside(inner):
            source = _resolved(work, instance, number, given, edge.source)
            if source is not None:
                target = Endpoint(work.ids[instance.id, number, edge.target.node], edge.target.port)
                id = work.id("e")
                dx, dy = _shift(work, inner, edge, target.node)
                points = shifted(edge.points, dx, dy)
                work.edges[id] = replace(edge, id=id, source=source, target=target, points=points)
        outs = {
            port.name: _resolved(work, instance, number, given, edge.source)
            for port in inner.outputs
            for edge in inner.incoming(port.id)[:1]
        }
        pairs = zip(inner.inputs, inner.outputs, strict=False)
        feeds = {**feeds, **{before.name: outs.get(after.name) for before, after in pairs}}
    for edge in around.outgoing(instance.id):
        source = outs.get(edge.source.port)
        if source is not None:
            work.edges[edge.id] = replace(edge, source=source)


def _shift(work: _Work, inner: Graph, edge: Edge, copy: NodeId) -> Point:
    """Return how far away the copy of the layer lies at which *edge* ends."""
    old, new = inner.nodes[edge.target.node].position, work.nodes[copy].position
    return (new[0] - old[0], new[1] - old[1])


def _edges_inside(inner: Graph) -> Iterator[Edge]:
    for _, edge in sorted(inner.edges.items()):
        target = inner.nodes.get(edge.target.node)
        if target is not None and target.kind not in (INPUT, OUTPUT):
            yield edge


def _resolved(
    work: _Work,
    instance: Node,
    number: int,
    given: Mapping[NodeId, Endpoint | None],
    source: Endpoint,
) -> Endpoint | None:
    """Return where a wire inside begins, seen from outside."""
    if source.node in given:
        return given[source.node]
    id = work.ids.get((instance.id, number, source.node))
    return Endpoint(id, source.port) if id else None


def _result(work: _Work, scope: BlockId | None, group: Iterable[Node]) -> Project:
    project = work.project
    for exposed in work.block.params:
        for instance in group:
            new = [
                (id, name)
                for target, name in exposed.targets
                for (of, _, inner), id in work.ids.items()
                if of == instance.id and inner == target
            ]
            project = retargeted(project, scope, (instance.id, exposed.name), new)
    return with_graph(
        project,
        scope,
        replace(project.graph_of(scope), nodes=work.nodes, edges=work.edges, remarks=work.remarks),
    )
