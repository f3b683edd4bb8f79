"""A Keras model as the calls of its layers, for models that stand in a model as one node."""

from collections.abc import Sequence
from typing import Any

from designer.engine.memory.habits import Habit, numbers
from designer.engine.memory.layer_memory import LayerMemory, layer_memory
from designer.engine.memory.liveness import Call, Walk, walk
from designer.engine.tensors import Shape

_WIDTH = 4


def is_model(layer: Any) -> bool:
    """Tell whether *layer* is a functional model, whose calls can be walked through."""
    return hasattr(_functional(layer), "_nodes_by_depth")


def _functional(model: Any) -> Any:
    """Return what a `Sequential` is made of; a functional model itself."""
    return getattr(model, "_functional", None) or model


def model_memory(model: Any) -> LayerMemory:
    """Return what a functional model needs as a layer of another model."""
    calls = model_calls(model)
    found = walk_model(model, calls)
    memories = layer_memory(model, (), ())
    kept = sum(found.kept.values()) / _WIDTH
    inference = max((each for each, _ in found.inference), default=0.0) / _WIDTH
    training = max((each for each, _ in found.training), default=0.0) / _WIDTH
    known = all(numbers([tuple(t.shape)]) is not None for n in _nodes(model) for t in n.outputs)
    habit = Habit(
        keeps_inputs=True,
        kept=kept if known else None,
        work=inference if known else None,
        back=max(0.0, training - kept) if known else None,
        dense=max((call.habit.dense for call in calls), default=0.0),
    )
    return LayerMemory(
        memories.weights,
        memories.trainable,
        memories.largest,
        memories.variables,
        len(calls),
        habit,
    )


def walk_model(model: Any, calls: Sequence[Call] | None = None) -> Walk:
    """Walk through a functional model there and back, in single precision."""
    ends = [_key(tensor) for tensor in model.outputs]
    return walk(calls or model_calls(model), ends, [_key(tensor) for tensor in model.inputs])


def model_calls(model: Any) -> list[Call]:
    """Return the calls of the layers of a functional model, in the order of the model."""
    counted: set[int] = set()
    return [_call(node, counted) for node in _nodes(model)]


def _nodes(model: Any) -> list[Any]:
    by_depth = _functional(model)._nodes_by_depth
    return [node for depth in sorted(by_depth, reverse=True) for node in by_depth[depth]]


def _call(node: Any, counted: set[int]) -> Call:
    operation = node.operation
    given, made = list(node.input_tensors), list(node.output_tensors)
    memory = LayerMemory()
    if not node.is_input:
        memory = memory_of(
            operation,
            [tuple(tensor.shape) for tensor in given],
            [tuple(tensor.shape) for tensor in made],
            shared=id(operation) in counted,
        )
    counted.add(id(operation))
    return Call(
        operation.name,
        tuple(_key(tensor) for tensor in given),
        tuple((_key(t), _WIDTH * (numbers([tuple(t.shape)]) or 0)) for t in made),
        memory.habit,
        _WIDTH,
        memory.weights,
        memory.trainable,
        memory.largest,
    )


def memory_of(
    layer: Any, inputs: Sequence[Shape], outputs: Sequence[Shape], *, shared: bool = False
) -> LayerMemory:
    """Return what a layer, an operation or a model in the model needs when it is called."""
    if is_model(layer) and not shared:
        return model_memory(layer)
    return layer_memory(layer, inputs, outputs, shared=shared)


def _key(tensor: Any) -> str:
    return str(id(tensor))
