"""How the wires of the drawing become the arguments of a call, and its results ports again.

Used alike for real tensors (`build`) and for shapes alone (`infer`).
"""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from designer.catalog.operations import is_constant
from designer.catalog.specs import CallStyle, Json, LayerSpec
from designer.engine.construct import is_default
from designer.graph.graph import Graph
from designer.graph.records import Edge, Endpoint, Node

Tensor = TypeVar("Tensor")
Gathered = dict[str, Tensor | list[Tensor]]


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
    owner = graph.owner(node)
    by_port: dict[str, list[Edge]] = {}
    for edge in graph.incoming(node.id):
        by_port.setdefault(edge.target.port, []).append(edge)
    found: Gathered[Tensor] = {}
    for port in spec.input_ports(owner.params):
        edges = by_port.get(port.name, [])
        values = [tensors[edge.source] for edge in edges if edge.source in tensors]
        needed = not port.optional and not is_constant(port, node.params)
        if len(values) < len(edges) or (len(values) < port.minimum and needed):
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
    if spec.call_style is CallStyle.PACKED:
        return layer(list(gathered.values()), **params)
    first, *rest = gathered
    return layer(gathered[first], **{name: gathered[name] for name in rest}, **params)


def by_port(spec: LayerSpec, params: Mapping[str, Json], result: Any) -> dict[str, Any]:
    """Return the results of a call by output port; what has no port is left out."""
    ports = [port.name for port in spec.output_ports(params)]
    if isinstance(result, Mapping):
        named = {name: result[name] for name in ports if name in result}
        return named or dict(zip(ports, result.values(), strict=False))
    return dict(zip(ports, _flat(result), strict=False))


def _flat(result: Any) -> list[Any]:
    if isinstance(result, Sequence):
        return [tensor for entry in result for tensor in _flat(entry)]
    return [result]
