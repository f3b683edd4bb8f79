"""Remedies for shapes that do not fit: what one click can insert or set."""

from collections.abc import Sequence
from math import isqrt

from designer.catalog.specs import Json
from designer.engine.tensors import Shape, size_of, written
from designer.graph.graph import Graph
from designer.graph.problems import Remedy
from designer.graph.records import INPUT, Edge, Node

_PROJECTIONS = {3: ("Conv1D", 1), 4: ("Conv2D", 2), 5: ("Conv3D", 3)}
_GLOBAL_POOLS = {
    2: "GlobalAveragePooling1D",
    3: "GlobalAveragePooling2D",
    4: "GlobalAveragePooling3D",
}


def set_param(node: Node, name: str, value: Json, label: str) -> Remedy:
    """Return the click that sets a parameter."""
    return Remedy("set_param", label, {"node": node.id, "name": name, "value": value})


def unset_param(node: Node, name: str) -> Remedy:
    """Return the click that sets a parameter back to Keras's default."""
    return Remedy("unset_param", f"Default {name}", {"node": node.id, "name": name})


def insert(edge: Edge, kind: str, label: str, params: dict[str, Json] | None = None) -> Remedy:
    """Return the click that inserts a layer into a wire."""
    return Remedy("insert_layer", label, {"edge": edge.id, "kind": kind, "params": params or {}})


def vector_remedies(edge: Edge, row: Shape) -> tuple[Remedy, ...]:
    """Return the ways to make a vector of what comes along *edge*."""
    found = []
    if size_of(row) is not None:
        found.append(insert(edge, "Flatten", "Insert Flatten"))
    pool = _GLOBAL_POOLS.get(len(row))
    if pool is not None:
        found.append(insert(edge, pool, f"Insert {pool}"))
    return tuple(found)


def rank_remedies(graph: Graph, node: Node, row: Shape, wanted: int) -> tuple[Remedy, ...]:
    """Return the ways to give *node* an input of rank *wanted*, batch axis included."""
    edges = graph.incoming(node.id)
    if not edges:
        return ()
    edge = edges[0]
    source = graph.nodes[edge.source.node]
    if not row and source.kind == INPUT and wanted == 2:
        return (set_param(source, "shape", [1], f"Set the shape of {source.name} to 1"),)
    if wanted == 2 and len(row) > 1:
        return vector_remedies(edge, row)
    if node.kind.startswith("Global") and len(row) == 1:
        return ()  # a vector is what it would have made
    target = _reshaped(row, wanted - 1)
    if target is None:
        return ()
    label = f"Insert Reshape to {written(target)}"
    return (insert(edge, "Reshape", label, {"target_shape": list(target)}),)


def _reshaped(row: Shape, axes: int) -> tuple[int, ...] | None:
    """Return *row* with the number of axes that is wanted, keeping every number."""
    size = size_of(row)
    known = tuple(length for length in row if length is not None)
    if size is None or not known:
        return None
    if len(known) == axes - 1 and len(known) > 1:
        return (*known, 1)
    if len(known) == 1 and axes == 2:
        return (size, 1)
    if len(known) == 1 and axes == 3:
        return _picture(size)
    if len(known) == 3 and axes == 2:
        return (known[0], known[1] * known[2])
    return None


def _picture(size: int) -> tuple[int, ...] | None:
    """Return the square picture of *size* numbers, with one or three channels."""
    for channels in (1, 3):
        side = isqrt(size // channels)
        if side > 1 and side * side * channels == size:
            return (side, side, channels)
    return None


def smaller_window(node: Node, row: Shape) -> list[Remedy]:
    """Return the click that makes kernel or pool no larger than the picture."""
    name = next((n for n in ("kernel_size", "pool_size") if n in node.params), None)
    if name is None or len(row) < 2:
        return []
    first = node.params.get("data_format") == "channels_first"
    places = row[1:] if first else row[:-1]
    size = node.params[name]
    sizes = size if isinstance(size, list) else [size] * len(places)
    fitting: list[Json] = []
    for length, place in zip(sizes, places, strict=False):
        if not isinstance(length, int):
            return []
        fitting.append(min(length, place) if place is not None else length)
    if not fitting or fitting == sizes or any(length == 0 for length in fitting):
        return []
    words = " × ".join(str(length) for length in fitting)
    return [set_param(node, name, fitting, f"Set {name} to {words}")]


def merge_remedies(graph: Graph, node: Node, rows: Sequence[Shape]) -> tuple[Remedy, ...]:
    """Return the ways to make the inputs of a merging layer fit each other."""
    edges = graph.incoming(node.id)
    if len(edges) != len(rows):
        return ()
    if len({len(row) for row in rows}) > 1:
        return _equal_ranks(graph, edges, rows)
    if node.kind == "Concatenate":
        return _other_axis(node, rows)
    return _projections(graph, edges, rows)


def _equal_ranks(graph: Graph, edges: Sequence[Edge], rows: Sequence[Shape]) -> tuple[Remedy, ...]:
    """Make vectors of the larger inputs, where there is a vector among them."""
    if min(len(row) for row in rows) != 1:
        return ()
    found: list[Remedy] = []
    for edge, row in zip(edges, rows, strict=True):
        if len(row) > 1:
            name = graph.nodes[edge.source.node].name
            for remedy in vector_remedies(edge, row):
                label = f"{remedy.label} after {name}"
                found.append(Remedy(remedy.action, label, remedy.arguments))
    return tuple(found[:3])


def _other_axis(node: Node, rows: Sequence[Shape]) -> tuple[Remedy, ...]:
    """Join along the one axis in which the inputs differ."""
    differing = [axis for axis in range(len(rows[0])) if len({row[axis] for row in rows}) > 1]
    if len(differing) != 1 or node.params.get("axis", -1) == differing[0] + 1:
        return ()
    axis = differing[0] + 1
    return (set_param(node, "axis", axis, f"Join along axis {axis}"),)


def _projections(graph: Graph, edges: Sequence[Edge], rows: Sequence[Shape]) -> tuple[Remedy, ...]:
    """Bring one of two inputs to the shape of the other with a projection."""
    if len(rows) != 2:
        return ()
    found = []
    for this, other in ((0, 1), (1, 0)):
        remedy = _projection(graph, edges[this], rows[this], rows[other])
        if remedy is not None:
            found.append(remedy)
    return tuple(found)


def _projection(graph: Graph, edge: Edge, row: Shape, wanted: Shape) -> Remedy | None:
    channels = wanted[-1]
    if channels is None or row[-1] is None:
        return None
    name = graph.nodes[edge.source.node].name
    if len(row) == 1:
        return insert(edge, "Dense", f"Project {name} to {channels} (Dense)", {"units": channels})
    kind, axes = _PROJECTIONS.get(len(row) + 1, ("", 0))
    strides = _strides(row[:-1], wanted[:-1])
    if not kind or strides is None:
        return None
    params: dict[str, Json] = {"filters": channels, "kernel_size": [1] * axes}
    if any(stride != 1 for stride in strides):
        params |= {"strides": list(strides), "padding": "same"}
    label = f"Project {name} to {written(wanted)} ({kind} {' × '.join('1' * axes)})"
    return insert(edge, kind, label, params)


def _strides(places: Shape, wanted: Shape) -> tuple[int, ...] | None:
    """Return the steps that lead from *places* to *wanted*, where whole ones do."""
    strides = []
    for place, target in zip(places, wanted, strict=True):
        if place == target:
            strides.append(1)
        elif place is None or not target or -(-place // (place // target or 1)) != target:
            return None
        else:
            strides.append(place // target or 1)
    return tuple(strides)
