"""The verb that makes a block of the selected layers, and puts its first instance there."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import takewhile

from designer.catalog.catalog import Catalog
from designer.document.commands.ids import new_id
from designer.document.commands.refused import CommandRefused
from designer.document.commands.room import ROW
from designer.document.consequences import retargeted
from designer.document.document import Document, with_graph
from designer.graph.blocks import Block, BlockId, Exposed, block_kind
from designer.graph.connecting import input_ports, output_ports, params_of
from designer.graph.framing import box_of, boxes_of, contains, held, hull_of
from designer.graph.graph import Graph, reading_order
from designer.graph.naming import legal_name, unique_name
from designer.graph.records import INPUT, OUTPUT, Edge, Endpoint, Node, NodeId, Point
from designer.graph.remarks import RemarkId
from designer.graph.topology import above, below
from designer.project.places import graphs
from designer.project.project import Project

_COLUMN = 252.0
_PLAIN = {"inputs", "input", "output", "outputs", "x", "args"}


def make_block(
    document: Document, catalog: Catalog, ids: Iterable[NodeId], name: str | None = None
) -> NodeId:
    """Put layers into a block of their own, and an instance of it in their place.

    Wires that cross the border become its ports; what stays outside stays wired. Inputs and
    Outputs among *ids* stay where they are. Remarks among *ids*, and those that lie among the
    layers, go into the block, but for frames that hold something else too.

    Args:
        name: of the block; None is what the names of its layers begin with.

    Returns:
        The instance.

    Raises:
        CommandRefused: if these layers cannot be a block; the words say why.
    """
    graph = document.graph
    asked = set(ids)
    chosen = {
        id for id in asked & graph.nodes.keys() if graph.nodes[id].kind not in (INPUT, OUTPUT)
    }
    _refuse(graph, chosen)
    taken = {block.name for block in document.project.blocks.values()}
    called = unique_name((name or _suggested(graph, chosen)).strip(), taken)
    with document.edit("Make block") as edit:
        work = _Work(edit.project, graph, frozenset(chosen), catalog, called)
        work.remarks = _taken_along(graph, chosen, asked & graph.remarks.keys())
        edit.become(_made(work, document.scope))
    return work.instance


def _suggested(graph: Graph, chosen: Iterable[NodeId]) -> str:
    names = sorted(graph.nodes[id].name for id in chosen)
    first, last = (names[0], names[-1]) if len(names) > 1 else ("", "")
    same = takewhile(lambda pair: pair[0] == pair[1], zip(first, last, strict=False))
    words = re.sub(r"[^A-Za-z]*$", "", "".join(letter for letter, _ in same))
    return words if len(words) > 2 else "block"


def _refuse(graph: Graph, chosen: set[NodeId]) -> None:
    if not chosen:
        raise CommandRefused("Select the layers that are to become a block.")
    for id in sorted(chosen):
        node = graph.nodes[id]
        tied = {graph.owner(node).id, *graph.twins.get(graph.owner(node).id, ())}
        for other in sorted(tied - chosen):
            raise CommandRefused(
                f"{node.name} calls one layer together with {graph.nodes[other].name}, which would "
                "stay outside. Select both, or stop sharing first."
            )
    between = (below(graph, chosen) & above(graph, chosen)) - chosen
    if between:
        first = min(between, key=lambda id: reading_order(graph.nodes[id]))
        raise CommandRefused(
            f"{graph.nodes[first].name} lies between the selected layers: a block around them "
            "would depend on itself. Select it too."
        )


@dataclass(slots=True)
class _Work:
    project: Project
    graph: Graph
    chosen: frozenset[NodeId]
    catalog: Catalog
    name: str
    instance: NodeId = ""
    remarks: frozenset[RemarkId] = frozenset()
    inner: dict[NodeId, Node] = field(default_factory=dict)
    inner_edges: list[Edge] = field(default_factory=list)
    outer_edges: list[Edge] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    taken: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        for _, graph in graphs(self.project):
            self.taken |= graph.nodes.keys() | graph.edges.keys()
        self.inner = {id: self.graph.nodes[id] for id in sorted(self.chosen)}
        self.names = {node.name for node in self.inner.values()}
        self.instance = self.id("n")

    def id(self, prefix: str) -> str:
        made = new_id(prefix, self.taken)
        self.taken.add(made)
        return made

    def port(self, kind: str, wanted: str, at: Point) -> Node:
        name = unique_name(wanted, self.names)
        self.names.add(name)
        node = Node(self.id("n"), kind, name, position=at)
        self.inner[node.id] = node
        return node


def _made(work: _Work, scope: BlockId | None) -> Project:
    block_id = new_id("b", work.project.blocks)
    _add_inputs(work)
    _add_outputs(work)
    inside = [e for e in work.graph.edges.values() if _ends(e) <= work.chosen]
    remarks = [work.graph.remarks[id] for id in sorted(work.remarks)]
    inner = Graph.of(work.inner.values(), [*inside, *work.inner_edges], remarks)
    outer = _outer(work, block_id)
    project, exposed = _with_exposures(work, scope)
    block = Block(block_id, work.name, inner, exposed)
    project = replace(project, blocks={**project.blocks, block_id: block})
    return with_graph(project, scope, outer)


def _outer(work: _Work, block: BlockId) -> Graph:
    graph = work.graph
    nodes = {id: node for id, node in graph.nodes.items() if id not in work.chosen}
    name = unique_name(legal_name(work.name), {node.name for node in nodes.values()})
    nodes[work.instance] = Node(
        work.instance, block_kind(block), name, position=_middle(work.graph, work.chosen)
    )
    edges = {e.id: e for e in graph.edges.values() if not _ends(e) & work.chosen}
    edges |= {edge.id: edge for edge in work.outer_edges}
    remarks = {id: remark for id, remark in graph.remarks.items() if id not in work.remarks}
    return replace(graph, nodes=nodes, edges=edges, remarks=remarks)


def _taken_along(graph: Graph, chosen: set[NodeId], asked: set[RemarkId]) -> frozenset[RemarkId]:
    """Return the remarks that go with the chosen layers."""
    if not graph.remarks:
        return frozenset()
    boxes = boxes_of(graph, {})
    inside = held(graph, boxes)
    nodes = {id: ids & graph.nodes.keys() for id, ids in inside.items()}
    taken = {id for id, ids in nodes.items() if ids <= chosen and (ids or id in asked)}
    within = hull_of([*(boxes[id] for id in chosen), *(box_of(graph.remarks[id]) for id in taken)])
    for id, remark in graph.remarks.items():
        if id not in inside and (id in asked or (within and contains(within, box_of(remark)))):
            taken.add(id)
    return frozenset(taken)


def _add_inputs(work: _Work) -> None:
    """Make an `Input` of each tensor that comes in, and of each port that lacks one."""
    crossing: dict[Endpoint, list[Edge]] = {}
    outside = work.graph.nodes.keys() - work.chosen
    for edge in _sorted_edges(work.graph):
        if edge.target.node in work.chosen and edge.source.node in outside:
            crossing.setdefault(edge.source, []).append(edge)
    loose = list(_loose_inputs(work))
    wanted = [_carried_in(work.graph, source, edges) for source, edges in crossing.items()]
    wanted += [end.port for end in loose]
    if len(wanted) == 1:
        wanted = ["inputs"]
    takers = [[edge.target for edge in edges] for _, edges in crossing.items()]
    takers += [[end] for end in loose]
    places = _row(work, [ends[0].node for ends in takers], -ROW)
    ports = [work.port(INPUT, name, at) for name, at in zip(wanted, places, strict=True)]
    for port, (source, edges) in zip(ports, crossing.items(), strict=False):
        work.outer_edges.append(Edge(edges[0].id, source, Endpoint(work.instance, port.name)))
        for edge in edges:
            inner = replace(edge, id=work.id("e"), source=Endpoint(port.id, "output"))
            work.inner_edges.append(inner)
    for port, end in zip(ports[len(crossing) :], loose, strict=True):
        work.inner_edges.append(Edge(work.id("e"), Endpoint(port.id, "output"), end))


def _add_outputs(work: _Work) -> None:
    """Make an `Output` of each tensor that goes out, and of each that nobody takes yet."""
    crossing: dict[Endpoint, list[Edge]] = {}
    for edge in _sorted_edges(work.graph):
        if edge.source.node in work.chosen and edge.target.node not in work.chosen:
            crossing.setdefault(edge.source, []).append(edge)
    for end in _loose_outputs(work):
        crossing.setdefault(end, [])
    found = list(crossing.items())
    wanted = [_carried_out(work.graph, source, edges) for source, edges in found]
    if len(wanted) == 1:
        wanted = ["output"]
    places = _row(work, [source.node for source, _ in found], ROW)
    for (source, edges), name, at in zip(found, wanted, places, strict=True):
        port = work.port(OUTPUT, name, at)
        work.inner_edges.append(Edge(work.id("e"), source, Endpoint(port.id, "inputs")))
        work.outer_edges += [
            replace(edge, source=Endpoint(work.instance, port.name)) for edge in edges
        ]


def _loose_inputs(work: _Work) -> Iterator[Endpoint]:
    for node in _in_order(work.graph, work.chosen):
        params = params_of(work.graph, node)
        for port in input_ports(work.graph, work.catalog, node):
            given = port.constant and params.get(port.name) is not None
            wired = work.graph.edges_into(Endpoint(node.id, port.name))
            if not (port.optional or given or wired):
                yield Endpoint(node.id, port.name)


def _loose_outputs(work: _Work) -> Iterator[Endpoint]:
    for node in _in_order(work.graph, work.chosen):
        ports = output_ports(work.graph, work.catalog, node)
        if ports and not work.graph.outgoing(node.id):
            yield Endpoint(node.id, ports[0].name)


def _carried_in(graph: Graph, source: Endpoint, edges: list[Edge]) -> str:
    """Return what comes in: the name of a telling port that takes it, else who gives it."""
    ports = {edge.target.port for edge in edges} - _PLAIN
    if len(ports) == 1 and len(edges) == 1:
        return legal_name(ports.pop())
    name = graph.nodes[source.node].name
    return legal_name(name if source.port in _PLAIN else f"{name}_{source.port}")


def _carried_out(graph: Graph, source: Endpoint, edges: list[Edge]) -> str:
    """Return what goes out: the name of a telling port, else who gives it."""
    if source.port not in _PLAIN:
        return legal_name(source.port)
    ports = {edge.target.port for edge in edges} - _PLAIN
    if len(ports) == 1:
        return legal_name(ports.pop())
    return legal_name(f"{graph.nodes[source.node].name}_output")


def _row(work: _Work, beside: list[NodeId], gap: float) -> list[Point]:
    """Return places in a row over (or under) all layers, each near the one beside it, apart."""
    ys = [node.position[1] for node in work.inner.values() if node.id in work.chosen]
    y = (min(ys) if gap < 0 else max(ys)) + gap
    places: dict[int, Point] = {}
    right = float("-inf")
    for index in sorted(range(len(beside)), key=lambda i: (work.inner[beside[i]].position[0], i)):
        x = max(work.inner[beside[index]].position[0], right + _COLUMN)
        places[index] = (x, y)
        right = x
    return [places[index] for index in range(len(beside))]


def _with_exposures(work: _Work, scope: BlockId | None) -> tuple[Project, tuple[Exposed, ...]]:
    """Hand parameters on that the block around exposes of the layers that go into this one."""
    if scope is None:
        return work.project, ()
    project, found = work.project, []
    for param in project.blocks[scope].params:
        inner = tuple(t for t in param.targets if t[0] in work.chosen)
        if inner:
            found.append(Exposed(param.name, param.default, inner, param.help))
        for target in inner:
            first = target == inner[0]
            new = ((work.instance, param.name),) if first else ()
            project = retargeted(project, scope, target, new)
    return project, tuple(found)


def _middle(graph: Graph, chosen: Iterable[NodeId]) -> Point:
    xs = [graph.nodes[id].position[0] for id in chosen]
    ys = [graph.nodes[id].position[1] for id in chosen]
    return (round((min(xs) + max(xs)) / 16) * 8.0, round((min(ys) + max(ys)) / 16) * 8.0)


def _in_order(graph: Graph, ids: Iterable[NodeId]) -> list[Node]:
    return sorted((graph.nodes[id] for id in ids), key=reading_order)


def _sorted_edges(graph: Graph) -> list[Edge]:
    def place(edge: Edge) -> tuple[object, ...]:
        nodes = graph.nodes
        ends = (nodes.get(edge.target.node), nodes.get(edge.source.node))
        return (*(reading_order(n) if n else () for n in ends), edge.order, edge.id)

    return sorted(graph.edges.values(), key=place)


def _ends(edge: Edge) -> set[NodeId]:
    return {edge.source.node, edge.target.node}
