"""Nodes, edges, graphs and blocks as plain data, and back."""

from typing import Any

from designer.graph.blocks import Block, BlockStyle, Exposed
from designer.graph.graph import Graph
from designer.graph.records import Edge, Endpoint, Node
from designer.project.expected import BadProject, entries, is_finite, mapping, text

_BLOCK_FIELDS = {"id", "name", "style", "notes", "params", "nodes", "edges"}


def node_to_dict(node: Node) -> dict[str, Any]:
    """Return a node as plain data."""
    result: dict[str, Any] = {"id": node.id, "kind": node.kind, "name": node.name}
    result["position"] = [_number(part) for part in node.position]
    if node.params:
        result["params"] = dict(sorted(node.params.items()))
    if node.layer is not None:
        result["layer"] = node.layer
    if not node.trainable:
        result["trainable"] = False
    if node.weights:
        result["weights"] = node.weights
    return {**result, **node.extra}


def node_from_dict(data: Any, place: str) -> Node:
    """Return the node of plain data.

    Raises:
        BadProject: if something has not the form that was expected.
    """
    data = mapping(data, place)
    position = data.get("position", [0, 0])
    if not (isinstance(position, list) and len(position) == 2 and all(map(is_finite, position))):
        raise BadProject(f"Expected the position of {place} to be two numbers, found {position!r}.")
    layer = data.get("layer")
    if layer is not None and not isinstance(layer, str):
        raise BadProject(f"Expected the layer of {place} to be a node's id, found {layer!r}.")
    known = {"id", "kind", "name", "position", "params", "layer", "trainable", "weights"}
    return Node(
        id=text(data, "id", None, place),
        kind=text(data, "kind", None, place),
        name=text(data, "name", None, place),
        params=mapping(data.get("params", {}), f"the params of {place}"),
        position=(float(position[0]), float(position[1])),
        layer=layer,
        trainable=data.get("trainable", True) is not False,
        weights=text(data, "weights", "", place),
        extra={name: value for name, value in data.items() if name not in known},
    )


def edge_to_dict(edge: Edge) -> dict[str, Any]:
    """Return an edge as plain data."""
    return {
        "id": edge.id,
        "from": [edge.source.node, edge.source.port],
        "to": [edge.target.node, edge.target.port],
        **({"order": edge.order} if edge.order else {}),
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
    known = {"id", "from", "to", "order"}
    extra = {name: value for name, value in data.items() if name not in known}
    return Edge(text(data, "id", None, place), ends[0], ends[1], order, extra)


def graph_to_dict(graph: Graph) -> dict[str, Any]:
    """Return the records of a graph as plain data, ordered by id."""
    return {
        "nodes": [node_to_dict(graph.nodes[id]) for id in sorted(graph.nodes)],
        "edges": [edge_to_dict(graph.edges[id]) for id in sorted(graph.edges)],
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
    for what, ids in (("node", [n.id for n in nodes]), ("edge", [e.id for e in edges])):
        if len(set(ids)) < len(ids):
            twice = next(id for id in ids if ids.count(id) > 1)
            raise BadProject(
                f"Expected every {what} to have an id of its own, found {twice!r} twice."
            )
    return Graph.of(nodes, edges)


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
    style = data.get("style", str(BlockStyle.FUNCTION))
    if style not in set(BlockStyle):
        raise BadProject(
            f"Expected the style of {place} to be one of {', '.join(BlockStyle)}; found {style!r}."
        )
    return Block(
        id=text(data, "id", None, place),
        name=name,
        graph=graph_from_dict(data, f" of the block {name}"),
        params=tuple(_exposed_from_dict(entry, p) for p, entry in entries(data, "params")),
        style=BlockStyle(style),
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


def _number(value: float) -> float | int:
    return int(value) if value == int(value) else round(value, 2)
