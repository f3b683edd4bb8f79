"""What is known of instances of blocks: the sums of what is known of the layers in them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from designer.engine.tensors import TensorSpec
from designer.graph.records import Endpoint, NodeId
from designer.project.expansion import Expansion, around, inner_id

SUMMED = ("parameters", "trainable", "multiply_adds", "activation_bytes")
Figures = dict[str, Any]


def block_figures(
    found: Expansion,
    nodes: Mapping[NodeId, Figures],
    tensors: Mapping[Endpoint, TensorSpec],
) -> dict[NodeId, Figures]:
    """Return the figures of every instance, and of the `Input` and `Output` nodes inside.

    Shared layers have parameters in the figures of their owners alone, so they are counted once.

    Args:
        found: the expanded graph.
        nodes: figures of its nodes; an instance with a node that has none is left out.
        tensors: by output port of its nodes.
    """
    inside: defaultdict[NodeId, list[NodeId]] = defaultdict(list)
    for id in found.graph.nodes:
        for holder in around(id):
            inside[holder].append(id)
    figures = dict(_ends(found, tensors))
    for id, instance in found.instances.items():
        held = [nodes.get(inner) for inner in inside[id]]
        known = [entry for entry in held if entry is not None]
        if len(known) < len(held):
            continue
        ports = [node.name for node in instance.block.graph.outputs]
        outputs = {
            port: spec.to_json()
            for port in ports
            if (spec := _tensor(found, tensors, Endpoint(id, port)))
        }
        figures[id] = {"outputs": outputs, **_sums(known)}
    return figures


def _sums(entries: list[Figures]) -> Figures:
    sums: Figures = {}
    for name in SUMMED:
        values = [entry[name] for entry in entries]
        sums[name] = None if None in values else sum(values)
    return sums


def _ends(
    found: Expansion, tensors: Mapping[Endpoint, TensorSpec]
) -> Iterator[tuple[NodeId, Figures]]:
    nothing = dict.fromkeys(SUMMED, 0)
    for id, instance in found.instances.items():
        graph = instance.block.graph
        for node in (*graph.inputs, *graph.outputs):
            inner = inner_id(id, node.id)
            spec = _tensor(found, tensors, Endpoint(inner, "output"))
            if spec is not None:
                yield inner, {"outputs": {"output": spec.to_json()}, **nothing}


def _tensor(
    found: Expansion, tensors: Mapping[Endpoint, TensorSpec], end: Endpoint
) -> TensorSpec | None:
    source = found.ends.get(end)
    return tensors.get(source) if source is not None else None
