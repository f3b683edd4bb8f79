"""The memory of a drawing, from what inference knows of its nodes; nothing is allocated."""

from collections.abc import Iterable, Mapping

from designer.catalog.specs import Json
from designer.engine.construct import Catalog
from designer.engine.infer import Inferred
from designer.engine.memory.layer_memory import LayerMemory
from designer.engine.memory.liveness import Call, Walk, walk
from designer.engine.memory.slots import optimizer_slots
from designer.engine.tensors import TensorSpec
from designer.graph.graph import Graph
from designer.graph.records import INPUT, OUTPUT, Endpoint, NodeId
from designer.project.memory_need import MemoryFigures, Moment, Use, moments_key

_FLOAT = 4
_HALF = 2
_TRAINING_HOST = (80e6, 0.8e6, 1.2e6)
_INFERENCE_HOST = (15e6, 0.25e6, 0.0)
"""Bytes of TensorFlow's own: always, for each layer, and for each weight that is trained.

Measured on the models of keras.applications (`benchmarks/memory.py`): TensorFlow keeps the graph
of a step, and what it needed to make it, in the memory of the process.
"""


def estimate(graph: Graph, found: Inferred, optimizer: Json, catalog: Catalog) -> MemoryFigures:
    """Return what the model of a drawing needs.

    Args:
        graph: the drawing, its blocks expanded.
        found: what inference says of it.
        optimizer: as `CompileSettings` has it.
        catalog: what Keras offers.
    """
    memories = {id: answer.memory for id, answer in found.answers.items() if not answer.failure}
    slots = optimizer_slots(optimizer, catalog)
    trainable = sum(memory.trainable for memory in memories.values())
    weights = sum(memory.weights for memory in memories.values())
    unknown = next((_name(graph, id) for id in memories if _is_unknown(found, id)), "")
    if unknown or not memories or len(memories) < len(graph.nodes):
        return MemoryFigures(weights, slots, slots * trainable, unknown=unknown)
    moments: dict[str, tuple[Moment, ...]] = {}
    single = _walk(graph, found, memories, _FLOAT)
    for mixed in (False, True):
        walked = _halved(graph, found, memories, single) if mixed else single
        more = _HALF / _FLOAT * weights if mixed else 0.0  # the weights once more, cast
        moments[moments_key(Use.INFERENCE, mixed=mixed)] = _with(walked.inference, more)
        moments[moments_key(Use.TRAINING, mixed=mixed)] = _with(
            walked.training, more + slots * trainable
        )
    layers = sum(memory.layers for memory in memories.values())
    variables = sum(memory.variables for memory in memories.values())
    host = host_bytes(layers, variables)
    return MemoryFigures(weights, slots, slots * trainable, moments, host)


def _halved(
    graph: Graph, found: Inferred, memories: Mapping[NodeId, LayerMemory], single: Walk
) -> Walk:
    """Walk in half precision; where all tensors become half as large, no step has to be taken."""
    if any(spec.dtype != "float32" for spec in found.tensors.values()):
        return _walk(graph, found, memories, _HALF)

    def half(moments: Iterable[Moment]) -> tuple[Moment, ...]:
        return tuple((each * _HALF / _FLOAT, fixed) for each, fixed in moments)

    return Walk(half(single.inference), half(single.training), {})


def _walk(
    graph: Graph, found: Inferred, memories: Mapping[NodeId, LayerMemory], width: int
) -> Walk:
    kinds = {id: graph.nodes[id].kind for id in memories}
    calls = [_call(graph, found, id, memory, width) for id, memory in memories.items()]
    ends = [_source(graph, id) for id, kind in kinds.items() if kind == OUTPUT]
    sources = [_key(Endpoint(id, "output")) for id, kind in kinds.items() if kind == INPUT]
    return walk(calls, ends, sources)


def _call(graph: Graph, found: Inferred, id: NodeId, memory: LayerMemory, width: int) -> Call:
    inputs = tuple(_key(edge.source) for edge in graph.incoming(id) if edge.source in found.tensors)
    is_end = graph.nodes[id].kind == OUTPUT
    outputs = tuple(
        (_key(Endpoint(id, port)), _bytes(spec, width))
        for port, spec in found.answers[id].outputs.items()
    )
    return Call(
        id,
        inputs,
        () if is_end else outputs,
        memory.habit,
        width,
        memory.weights,
        memory.trainable,
        memory.largest,
    )


def _bytes(spec: TensorSpec, width: int) -> float:
    size = float(spec.bytes or 0)
    return size * width / _FLOAT if spec.dtype == "float32" else size


def _is_unknown(found: Inferred, id: NodeId) -> bool:
    answer = found.answers[id]
    habit = answer.memory.habit
    free = any(spec.bytes is None for spec in answer.outputs.values())
    return free or None in (habit.kept, habit.work, habit.back)


def _source(graph: Graph, id: NodeId) -> str:
    edges = graph.incoming(id)
    return _key(edges[0].source) if edges else ""


def host_bytes(layers: int, variables: int) -> dict[str, float]:
    """Return what TensorFlow needs besides on the computer itself, by use.

    Args:
        layers: how many there are, those in models in the model included.
        variables: weights that training changes.
    """
    return {
        str(use): base + each_layer * layers + each_variable * variables
        for use, (base, each_layer, each_variable) in (
            (Use.TRAINING, _TRAINING_HOST),
            (Use.INFERENCE, _INFERENCE_HOST),
        )
    }


def _with(moments: Iterable[Moment], more: float) -> tuple[Moment, ...]:
    return tuple((round(each, 1), round(fixed + more, 1)) for each, fixed in moments)


def _key(end: Endpoint) -> str:
    return f"{end.node} {end.port}"


def _name(graph: Graph, id: NodeId) -> str:
    return graph.nodes[id].name
