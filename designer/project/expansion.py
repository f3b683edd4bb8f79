"""Blocks replaced by what is in them: the graph of plain layers that a project means.

The node `c2` in an instance `n5` becomes `n5/c2`; in its second repetition `n5#2/c2`. Its name is
the instance's name and its own, and where the instance is repeated the number of the repetition
stands between them: `encoder_2_norm`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from designer.catalog.specs import Json
from designer.graph.blocks import DEEPEST, Block, Blocks, BlockStyle, block_of, repeats
from designer.graph.graph import Graph
from designer.graph.records import INPUT, OUTPUT, Edge, Endpoint, Node, NodeId
from designer.project.project import Project

_MOST_NODES = 200_000


class CannotExpand(ValueError):
    """Blocks that hold themselves, or more nodes than any model has, in one clear sentence."""


def holds_itself(block: Block) -> CannotExpand:
    """Return the error of a block that holds itself."""
    return CannotExpand(
        f"The block {block.name} holds itself, or blocks stand in each other more than "
        f"{DEEPEST} deep. Take the instance out of it."
    )


def expand(project: Project, *, models: bool) -> Graph:
    """Return the root graph of *project* with the nodes inside blocks in their instances' place.

    Args:
        project: what is drawn.
        models: whether blocks that become nested models are replaced too.

    Returns:
        The same object where there is nothing to replace. Instances of unknown blocks, and of
        blocks of model style where *models* is false, stay nodes.

    Raises:
        CannotExpand: if a block holds itself.
    """
    return expanded(project.graph, project.blocks, models=models)


def flattened(project: Project) -> Project:
    """Return *project* without blocks: what is in them stands in its graph.

    Raises:
        CannotExpand: if a block holds itself.
    """
    graph = expand(project, models=True)
    return project if graph is project.graph else replace(project, graph=graph, blocks={})


def expanded(graph: Graph, blocks: Blocks, *, models: bool) -> Graph:
    """Return *graph* with the nodes inside *blocks* in their instances' place; see `expand`."""
    return expansion(graph, blocks, models=models).graph


@dataclass(frozen=True, slots=True)
class Expansion:
    """A graph whose blocks were replaced.

    Attributes:
        graph: of plain layers.
        ends: where the tensors come from that belong to what is no node of `graph` any more: the
            output ports of instances, and "output" of the `Input` and `Output` nodes inside.
        instances: those that were replaced, by their ids in the expanded graph.
    """

    graph: Graph
    ends: Mapping[Endpoint, Endpoint] = field(default_factory=dict)
    instances: Mapping[NodeId, "Instance"] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Instance:
    """An instance of a block that was replaced; *node* is as it stands in its graph."""

    node: Node
    block: Block


def expansion(graph: Graph, blocks: Blocks, *, models: bool) -> Expansion:
    """Return *graph* with the nodes inside *blocks* in their instances' place; see `expand`."""
    if not any(_block(node, graph, blocks, models) for node in graph.nodes.values()):
        return Expansion(graph)
    work = _Work(blocks, models)
    _lay_out(work, graph, _Frame())
    into = {edge.target: edge for edge in work.edges}
    return Expansion(_joined(work, into), dict(_ends(work, into)), work.instances)


def inner_id(instance: NodeId, inner: NodeId, repetition: int = 1) -> NodeId:
    """Return the id that a node inside a block has in one repetition of an instance."""
    return f"{_repeated(instance, repetition)}/{inner}"


def around(id: NodeId) -> tuple[NodeId, ...]:
    """Return the expanded ids of the instances around a node, the outermost first.

    Around `n5#2/r1/c1` are `n5` and `n5#2/r1`.
    """
    parts = id.split("/")[:-1]
    return tuple(
        "/".join([*parts[:depth], unrepeated(parts[depth])]) for depth in range(len(parts))
    )


def unrepeated(id: NodeId) -> NodeId:
    """Return one part of an expanded id without the number of the repetition."""
    stem, mark, number = id.rpartition("#")
    return stem if mark and number.isdecimal() else id


def instance_names(node: Node) -> tuple[str, ...]:
    """Return the names of the repetitions of an instance: its own where there is but one."""
    count = repeats(node)
    if count == 1:
        return (node.name,)
    return tuple(f"{node.name}_{number}" for number in range(1, count + 1))


def inner_graph(block: Block, params: Mapping[str, Json]) -> Graph:
    """Return the graph inside *block* with the values of one instance filled in."""
    nodes = dict(block.graph.nodes)
    for exposed in block.params:
        value = params.get(exposed.name, exposed.default)
        for id, name in exposed.targets:
            if id in nodes:
                nodes[id] = nodes[id].with_param(name, value)
    return replace(block.graph, nodes=nodes)


@dataclass(slots=True)
class _Work:
    blocks: Blocks
    models: bool
    nodes: dict[NodeId, Node] = field(default_factory=dict)
    edges: list[Edge] = field(default_factory=list)
    stands_for: dict[Endpoint, Endpoint] = field(default_factory=dict)
    """What an end of a wire that is replaced stands for: a port of an instance for the wire's
    end inside, an `Input` inside for what is wired to its port."""
    outputs: list[NodeId] = field(default_factory=list)
    """The `Output` nodes inside blocks."""
    instances: dict[NodeId, Instance] = field(default_factory=dict)
    size: int = 0
    """How much was laid out: nodes, and the graphs in which they stand."""
    sources: dict[Endpoint, Endpoint | None] = field(default_factory=dict)
    """To which port an end was followed before; None where it leads to none."""


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where a graph is laid out: the instance around it."""

    id: NodeId = ""
    name: str = ""
    trainable: bool = True
    shares: NodeId | None = None
    position: tuple[float, float] = (0.0, 0.0)
    depth: int = 0

    def inside(self, id: NodeId) -> NodeId:
        return f"{self.id}/{id}" if self.id else id


def _block(node: Node, graph: Graph, blocks: Blocks, models: bool) -> Block | None:
    """Return the block that *node* is an instance of, where it is to be replaced."""
    found = blocks.get(block_of(graph.owner(node).kind) or "")
    return found if found and (models or found.style is BlockStyle.FUNCTION) else None


def _lay_out(work: _Work, graph: Graph, frame: _Frame) -> None:
    work.size += 1 + len(graph.nodes)
    if work.size > _MOST_NODES:
        raise CannotExpand(f"The blocks hold more than {_MOST_NODES:,} layers in all.")
    for node in graph.nodes.values():
        block = _block(node, graph, work.blocks, work.models)
        if block is not None:
            _lay_out_instance(work, graph, node, block, frame)
        elif not frame.id or node.kind not in (INPUT, OUTPUT):
            placed = _placed(node, frame)
            work.nodes[placed.id] = placed
    for edge in graph.edges.values():
        work.edges.append(_moved(edge, graph, frame))


def _placed(node: Node, frame: _Frame) -> Node:
    if not frame.id:
        return node
    own = frame.inside(node.layer) if node.layer else None
    return replace(
        node,
        id=frame.inside(node.id),
        name=f"{frame.name}_{node.name}",
        layer=f"{frame.shares}/{node.layer or node.id}" if frame.shares else own,
        trainable=node.trainable and frame.trainable,
        position=(node.position[0] + frame.position[0], node.position[1] + frame.position[1]),
    )


def _lay_out_instance(work: _Work, graph: Graph, node: Node, block: Block, frame: _Frame) -> None:
    if frame.depth >= DEEPEST:
        raise holds_itself(block)
    owner = graph.owner(node)
    work.instances[frame.inside(node.id)] = Instance(node, block)
    inner = inner_graph(block, owner.params)
    names = instance_names(replace(node, params=owner.params))
    for number, name in enumerate(names, 1):
        shares = _shared(node, frame, number)
        inside = _Frame(
            id=_repeated(frame.inside(node.id), number),
            name=f"{frame.name}_{name}" if frame.id else name,
            trainable=owner.trainable and node.trainable and frame.trainable,
            shares=shares,
            position=(node.position[0] + frame.position[0], node.position[1] + frame.position[1]),
            depth=frame.depth + 1,
        )
        _lay_out(work, inner, inside)
    _join_ends(work, inner, frame.inside(node.id), len(names))


def _shared(node: Node, frame: _Frame, number: int) -> NodeId | None:
    """Return the expanded instance whose layers are called again, where there is one."""
    if frame.shares is not None:
        return _repeated(f"{frame.shares}/{node.layer or node.id}", number)
    return _repeated(frame.inside(node.layer), number) if node.layer else None


def _repeated(id: NodeId, number: int) -> NodeId:
    return id if number == 1 else f"{id}#{number}"


def _moved(edge: Edge, graph: Graph, frame: _Frame) -> Edge:
    if not frame.id:
        return edge
    source = Endpoint(frame.inside(edge.source.node), edge.source.port)
    target = Endpoint(frame.inside(edge.target.node), edge.target.port)
    return replace(edge, id=frame.inside(edge.id), source=source, target=target)


def _join_ends(work: _Work, inner: Graph, id: NodeId, count: int) -> None:
    """Say what the ports of an instance, and the ends of its repetitions, stand for.

    Inputs for which there is no output are given the same tensor in every repetition.
    """
    for port in inner.inputs:
        inside = Endpoint(inner_id(id, port.id), "output")
        work.stands_for[inside] = Endpoint(id, port.name)
    for number in range(2, count + 1):
        for place, port in enumerate(inner.inputs):
            inside = Endpoint(inner_id(id, port.id, number), "output")
            work.stands_for[inside] = (
                Endpoint(inner_id(id, inner.outputs[place].id, number - 1), "inputs")
                if place < len(inner.outputs)
                else Endpoint(id, port.name)
            )
    for port in inner.outputs:
        work.outputs += [inner_id(id, port.id, number) for number in range(1, count + 1)]
        work.stands_for[Endpoint(id, port.name)] = Endpoint(inner_id(id, port.id, count), "inputs")


def _ends(work: _Work, into: Mapping[Endpoint, Edge]) -> Iterator[tuple[Endpoint, Endpoint]]:
    for end in work.stands_for:
        source = _source(work, into, end)
        if source is not None:
            yield end, source
    for id in work.outputs:
        edge = into.get(Endpoint(id, "inputs"))
        source = _source(work, into, edge.source) if edge else None
        if source is not None:
            yield Endpoint(id, "output"), source


def _joined(work: _Work, into: Mapping[Endpoint, Edge]) -> Graph:
    edges = {}
    for edge in work.edges:
        if edge.target.node not in work.nodes:
            continue
        source = _source(work, into, edge.source)
        if source is not None:
            edges[edge.id] = edge if source == edge.source else replace(edge, source=source)
    return Graph(work.nodes, edges)


def _source(work: _Work, into: Mapping[Endpoint, Edge], end: Endpoint) -> Endpoint | None:
    """Follow *end* out of and into blocks to the port of a node that is there; None if to none."""
    found: Endpoint | None = None
    passed: list[Endpoint] = []
    for step in _steps(work, into, end):
        if step.node in work.nodes:
            found = step
            break
        if step in work.sources:
            found = work.sources[step]
            break
        passed.append(step)
    work.sources.update(dict.fromkeys(passed, found))
    return found


def _steps(work: _Work, into: Mapping[Endpoint, Edge], end: Endpoint) -> Iterator[Endpoint]:
    seen: set[Endpoint] = set()
    current: Endpoint | None = end
    while current is not None and current not in seen:
        seen.add(current)
        yield current
        met = work.stands_for.get(current)
        if met is None:
            return
        # An `Output` inside, or a port of an instance: go on from the wire that ends there.
        edge = into.get(met)
        current = edge.source if edge is not None else None
