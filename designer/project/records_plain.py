"""Nodes, edges, remarks, graphs and blocks as plain data, and back."""

from typing import Any

from designer.graph.blocks import Block, BlockStyle, Exposed
from designer.graph.graph import Graph
from designer.graph.records import Edge, Endpoint, Node, Point
from designer.graph.remarks import Remark, RemarkKind
from designer.project.expected import BadProject, entries, is_finite, mapping, text, word

_FARTHEST = 100_000_000
_MARKS = ("bypassed", "collapsed")
_NODE_FIELDS = {
    "id",
    "kind",
    "name",
    "position",
    "params",
    "layer",
    "trainable",
    "weights",
    *_MARKS,
}
_EDGE_FIELDS = {"id", "from", "to", "order", "points"}
_REMARK_FIELDS = {"id", "kind", "text", "position", "size", "colour"}
_BLOCK_FIELDS = {"id", "name", "style", "notes", "params", "nodes", "edges", "remarks"}


def node_to_dict(node: Node) -> dict[str, Any]:
    """Return a node as plain data."""
    result: dict[str, Any] = {"id": node.id, "kind": node.kind, "name": node.name}
    result["position"] = _pair(node.position)
    if node.params:
        result["params"] = dict(sorted(node.params.items()))
    if node.layer is not None:
        result["layer"] = node.layer
    if not node.trainable:
        result["trainable"] = False
    if node.weights:
        result["weights"] = node.weights
    result |= {name: True for name in _MARKS if getattr(node, name)}
    return {**result, **node.extra}


def node_from_dict(data: Any, place: str) -> Node:
    """Return the node of plain data.

    Raises:
        BadProject: if something has not the form that was expected.
    """
    data = mapping(data, place)
    layer = data.get("layer")
    if layer is not None and not isinstance(layer, str):
        raise BadProject(f"Expected the layer of {place} to be a node's id, found {layer!r}.")
    return Node(
        id=text(data, "id", None, place),
        kind=text(data, "kind", None, place),
        name=text(data, "name", None, place),
        params=mapping(data.get("params", {}), f"the params of {place}"),
        position=_point(data.get("position", [0, 0]), f"the position of {place}"),
        layer=layer,
        trainable=data.get("trainable", True) is not False,
        weights=text(data, "weights", "", place),
        bypassed=data.get("bypassed") is True,
        collapsed=data.get("collapsed") is True,
        extra={name: value for name, value in data.items() if name not in _NODE_FIELDS},
    )


def edge_to_dict(edge: Edge) -> dict[str, Any]:
    """Return an edge as plain data."""
    return {
        "id": edge.id,
        "from": [edge.source.node, edge.source.port],
        "to": [edge.target.node, edge.target.port],
        **({"order": edge.order} if edge.order else {}),
        **({"points": [_pair(point) for point in edge.points]} if edge.points else {}),
        **edge.extra,
    }


def edge_from_dict(data: Any, place: str) -> Edge:
    """Return the edge of plain data.

    Raises:
        BadProject: if something has not the form that was expected.
    """
    data = mapping(data, place)
    ends = []
    for name in ("from", "to"):
        end = data.get(name)
        if not (isinstance(end, list) and len(end) == 2 and all(isinstance(e, str) for e in end)):
            raise BadProject(f"Expected {name!r} of {place} to be [node, port], found {end!r}.")
        ends.append(Endpoint(end[0], end[1]))
    order = data.get("order", 0)
    if not isinstance(order, int) or isinstance(order, bool):
        raise BadProject(f"Expected the order of {place} to be a whole number, found {order!r}.")
    points = tuple(_point(entry, where) for where, entry in entries(data, "points"))
    extra = {name: value for name, value in data.items() if name not in _EDGE_FIELDS}
    return Edge(text(data, "id", None, place), ends[0], ends[1], order, points, extra)


def remark_to_dict(remark: Remark) -> dict[str, Any]:
    """Return a remark as plain data."""
    return {
        "id": remark.id,
        "kind": str(remark.kind),
        "text": remark.text,
        "position": _pair(remark.position),
        "size": _pair(remark.size),
        **({"colour": remark.colour} if remark.colour else {}),
        **remark.extra,
    }


def remark_from_dict(data: Any, place: str) -> Remark:
    """Return the remark of plain data.

    Raises:
        BadProject: if something has not the form that was expected.
    """
    data = mapping(data, place)
    return Remark(
        id=text(data, "id", None, place),
        kind=word(RemarkKind, data.get("kind"), f"the kind of {place}"),
        text=text(data, "text", "", place),
        position=_point(data.get("position", [0, 0]), f"the position of {place}"),
        size=_point(data.get("size", [240, 120]), f"the size of {place}"),
        colour=text(data, "colour", "", place),
        extra={name: value for name, value in data.items() if name not in _REMARK_FIELDS},
    )


def graph_to_dict(graph: Graph) -> dict[str, Any]:
    """Return the records of a graph as plain data, ordered by id."""
    remarks = [remark_to_dict(graph.remarks[id]) for id in sorted(graph.remarks)]
    return {
        "nodes": [node_to_dict(graph.nodes[id]) for id in sorted(graph.nodes)],
        "edges": [edge_to_dict(graph.edges[id]) for id in sorted(graph.edges)],
        **({"remarks": remarks} if remarks else {}),
    }


def graph_from_dict(data: dict[str, Any], within: str = "") -> Graph:
    """Return the graph whose records stand in *data*.

    Args:
        within: added to what messages call a record: ` of the block encoder`.

    Raises:
        BadProject: if a record has not the form that was expected, or an id stands twice.
    """
    nodes = [node_from_dict(entry, place + within) for place, entry in entries(data, "nodes")]
    edges = [edge_from_dict(entry, place + within) for place, entry in entries(data, "edges")]
    remarks = [remark_from_dict(entry, place + within) for place, entry in entries(data, "remarks")]
    for what, ids in (
        ("node", [node.id for node in nodes]),
        ("edge", [edge.id for edge in edges]),
        ("remark", [remark.id for remark in remarks]),
    ):
        if len(set(ids)) < len(ids):
            twice = next(id for id in ids if ids.count(id) > 1)
            raise BadProject(
                f"Expected every {what} to have an id of its own, found {twice!r} twice."
            )
    return Graph.of(nodes, edges, remarks)


def block_to_dict(block: Block) -> dict[str, Any]:
    """Return a block as plain data."""
    result: dict[str, Any] = {"id": block.id, "name": block.name, "style": str(block.style)}
    if block.notes:
        result["notes"] = block.notes
    if block.params:
        result["params"] = [_exposed_to_dict(param) for param in block.params]
    return {**result, **graph_to_dict(block.graph), **block.extra}


def block_from_dict(data: Any, place: str) -> Block:
    """Return the block of plain data.

    Raises:
        BadProject: if something has not the form that was expected.
    """
    data = mapping(data, place)
    name = text(data, "name", None, place)
    return Block(
        id=text(data, "id", None, place),
        name=name,
        graph=graph_from_dict(data, f" of the block {name}"),
        params=tuple(_exposed_from_dict(entry, p) for p, entry in entries(data, "params")),
        style=word(BlockStyle, data.get("style", "function"), f"the style of {place}"),
        notes=text(data, "notes", "", place),
        extra={name: value for name, value in data.items() if name not in _BLOCK_FIELDS},
    )


def _exposed_to_dict(param: Exposed) -> dict[str, Any]:
    result: dict[str, Any] = {"name": param.name, "default": param.default}
    result["targets"] = [list(target) for target in param.targets]
    return {**result, "help": param.help} if param.help else result


def _exposed_from_dict(data: Any, place: str) -> Exposed:
    data = mapping(data, place)
    targets = []
    for number, target in entries(data, "targets"):
        if not (isinstance(target, list) and len(target) == 2):
            raise BadProject(
                f"Expected {number} of {place} to be [node, parameter], found {target!r}."
            )
        targets.append((str(target[0]), str(target[1])))
    name = text(data, "name", None, place)
    return Exposed(name, data.get("default"), tuple(targets), text(data, "help", "", place))


def _point(data: Any, what: str) -> Point:
    if not (isinstance(data, list) and len(data) == 2 and all(map(is_finite, data))):
        raise BadProject(f"Expected {what} to be two numbers, found {data!r}.")
    if max(map(abs, data)) > _FARTHEST:
        raise BadProject(f"Expected {what} to be at most {_FARTHEST:,} pixels away, found {data}.")
    return (float(data[0]), float(data[1]))


def _pair(point: Point) -> list[float | int]:
    return [_number(part) for part in point]


def _number(value: float) -> float | int:
    return int(value) if value == int(value) else round(value, 2)
