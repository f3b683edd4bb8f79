"""How the wires of the drawing become the arguments of a call, and its results ports again.

Used alike for real tensors (`build`) and for shapes alone (`infer`).
"""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from designer.catalog.specs import CallStyle, Json, LayerSpec, key_path
from designer.engine.construct import is_default
from designer.graph.connecting import params_of
from designer.graph.graph import Graph
from designer.graph.records import Edge, Endpoint, Node

Tensor = TypeVar("Tensor")
Gathered = dict[str, Tensor | list[Tensor]]

MASKS = ("query_mask", "value_mask")
"""Ports that a layer which takes its tensors as one list takes as one list of masks."""


def gather(
    graph: Graph,
    spec: LayerSpec,
    node: Node,
    tensors: Mapping[Endpoint, Tensor],
) -> Gathered[Tensor] | None:
    """Return the tensors of each input port in the order of the ports.

    Returns:
        A tensor, or a list where the port takes many; None where something that is needed is
        not wired or not there.
    """
    by_port: dict[str, list[Edge]] = {}
    for edge in graph.incoming(node.id):
        by_port.setdefault(edge.target.port, []).append(edge)
    found: Gathered[Tensor] = {}
    for port in spec.input_ports(params_of(graph, node)):
        edges = by_port.get(port.name, [])
        values = [tensors[edge.source] for edge in edges if edge.source in tensors]
        if len(values) < len(edges) or (len(values) < port.minimum and not port.optional):
            return None
        if values:
            found[port.name] = values if port.many else values[0]
    return found or None


def call_params(spec: LayerSpec, node: Node) -> dict[str, Json]:
    """Return the arguments that belong to the call of *node* and differ from the default."""
    return {
        param.name: node.params[param.name]
        for param in spec.params
        if param.call and param.name in node.params
        and not is_default(node.params[param.name], param)
    }  # fmt: skip


def call_layer(
    layer: Any, spec: LayerSpec, gathered: Mapping[str, Any], params: Mapping[str, Json]
) -> Any:
    """Call *layer* as Keras wants it and return what it returns."""
    match spec.call_style:
        case CallStyle.PACKED:
            masks = {name: gathered[name] for name in MASKS if name in gathered}
            packed = [value for name, value in gathered.items() if name not in masks]
            more = {"mask": [masks.get(name) for name in MASKS]} if masks else {}
            return layer(packed, **more, **params)
        case CallStyle.DICT:
            return layer(nested_by_key(spec, gathered), **params)
        case _:
            first, *rest = gathered
            named = {name: gathered[name] for name in rest}
            if "initial_state" in named:
                named["initial_state"] = _as_kept(layer, named["initial_state"])
            return layer(gathered[first], **named, **params)


def nested_by_key(spec: LayerSpec, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of ports as the dictionary that a layer takes, nested where it nests."""
    found: dict[str, Any] = {}
    for name, value in values.items():
        *outer, last = key_path(spec, name)
        inside = found
        for key in outer:
            inside = inside.setdefault(key, {})
        inside[last] = value
    return found


def _as_kept(layer: Any, states: list[Any]) -> list[Any]:
    """Return *states* in pairs where the cells of a stack keep pairs of them."""
    parts = [getattr(layer, name, None) for name in ("forward_layer", "backward_layer")]
    sizes: list[Any] = []
    for part in parts if parts[0] is not None else [layer]:
        size = getattr(part, "state_size", None)
        sizes += size if isinstance(size, list | tuple) else [size]
    counts = [len(size) if isinstance(size, list | tuple) else 1 for size in sizes]
    if sum(counts) in (len(counts), 0) or sum(counts) != len(states):
        return states
    waiting = iter(states)
    return [
        [next(waiting) for _ in size] if isinstance(size, list | tuple) else next(waiting)
        for size in sizes
    ]


def by_port(spec: LayerSpec, params: Mapping[str, Json], result: Any) -> dict[str, Any]:
    """Return the results of a call by output port; what has no port is left out."""
    ports = [port.name for port in spec.output_ports(params)]
    if isinstance(result, Mapping):
        named = {name: _inside(spec, name, result) for name in ports}
        known = {name: value for name, value in named.items() if value is not None}
        return known or dict(zip(ports, result.values(), strict=False))
    return dict(zip(ports, _flat(result), strict=False))


def _inside(spec: LayerSpec, name: str, result: Any) -> Any:
    for key in key_path(spec, name):
        result = result.get(key) if isinstance(result, Mapping) else None
    return result


def _flat(result: Any) -> list[Any]:
    if isinstance(result, Sequence):
        return [tensor for entry in result for tensor in _flat(entry)]
    return [result]
