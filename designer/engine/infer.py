"""Shapes, parameters and costs of a drawing, node by node, without allocating a single weight.

Each layer is made and called on symbolic tensors alone, outside of any model, and what Keras says
is remembered by (kind, parameters, input shapes and types): after an edit only the layers whose
question changed are asked again.
"""

import json
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from math import prod
from typing import Any

from designer.catalog.operations import is_operation
from designer.catalog.specs import Json, LayerSpec
from designer.engine.applications import bytes_inside, is_application, make_application
from designer.engine.build import input_params, make_input
from designer.engine.calls import Gathered, by_port, call_layer, call_params, gather
from designer.engine.construct import Catalog, make_layer
from designer.engine.costs import multiply_adds
from designer.engine.failure_text import Failure
from designer.engine.memo import Answer, Memo
from designer.engine.memory.models import memory_of
from designer.engine.memory.operations import operation_memory
from designer.engine.operation_costs import operation_multiply_adds
from designer.engine.operations import call_operation, constant_shapes
from designer.engine.own.endless import Endless, hung_before, limited
from designer.engine.own.questions import own_mark
from designer.engine.ranks import require_rank
from designer.engine.tensors import Shape, TensorSpec
from designer.engine.weightless import weightless
from designer.graph.graph import Graph
from designer.graph.records import INPUT, OUTPUT, Endpoint, Node, NodeId

Specs = Gathered[TensorSpec]

_JSON = json.JSONEncoder(sort_keys=True, separators=(",", ":"))


class Superseded(Exception):
    """A newer revision waits: this one is of no interest any more."""


@dataclass(slots=True)
class Inferred:
    """What is known of a graph.

    Attributes:
        answers: by node; those that could not be asked for want of inputs are missing.
        tensors: by output port; an `Output` has what it is given under "output".
        given: by node, the tensors at its input ports.
    """

    answers: dict[NodeId, Answer] = field(default_factory=dict)
    tensors: dict[Endpoint, TensorSpec] = field(default_factory=dict)
    given: dict[NodeId, Specs] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Question:
    """A call of a layer.

    Attributes:
        written: its parameters as JSON.
        built_with: what its owner was called with, for a shared layer.
    """

    spec: LayerSpec
    params: Mapping[str, Json]
    written: str
    trainable: bool
    inputs: Specs
    call: Mapping[str, Json]
    built_with: Specs | None = None
    own: str = ""
    allocates: bool = False

    @property
    def key(self) -> str:
        call = json.dumps(self.call, sort_keys=True) if self.call else ""
        shared = _key(self.built_with) if self.built_with is not None else ""
        flag = "" if self.trainable else "frozen"
        key = f"{self.spec.kind}|{self.written}|{flag}|{call}|{_key(self.inputs)}|{shared}"
        return f"{key}|{self.own}" if self.own else key


def infer(
    order: tuple[Node, ...],
    graph: Graph,
    catalog: Catalog,
    memo: Memo,
    superseded: Callable[[], bool] = lambda: False,
) -> Inferred:
    """Return what Keras says of each node of *graph*.

    Args:
        order: the nodes, each after those it depends on.
        graph: the drawing.
        catalog: what Keras offers.
        memo: what was asked before.
        superseded: asked now and then whether the answer is still wanted.

    Raises:
        Superseded: if it is not.
    """
    found = Inferred()
    for node in order:
        if node.kind == INPUT:
            answer = _input(node, catalog, memo)
        elif node.kind == OUTPUT:
            answer = _output(graph, node, found)
        else:
            answer = _layer(graph, catalog, memo, node, found, superseded)
        if answer is not None:
            found.answers[node.id] = answer
            for port, spec in answer.outputs.items():
                found.tensors[Endpoint(node.id, port)] = spec
    return found


def _input(node: Node, catalog: Catalog, memo: Memo) -> Answer | None:
    params = input_params(node)
    if "shape" not in params:
        return None
    key = f"{INPUT}|{json.dumps(params, sort_keys=True)}"
    answer = memo.get(key)
    if answer is None:
        try:
            answer = Answer({"output": TensorSpec.of(make_input(node, catalog))})
        except Exception as error:
            answer = Answer(failure=Failure.of(error))
        memo.put(key, answer)
    return answer


def _output(graph: Graph, node: Node, found: Inferred) -> Answer | None:
    edges = graph.incoming(node.id)
    if not edges or edges[0].source not in found.tensors:
        return None
    spec = found.tensors[edges[0].source]
    found.given[node.id] = {"inputs": spec}
    return Answer({"output": spec})


def _layer(
    graph: Graph,
    catalog: Catalog,
    memo: Memo,
    node: Node,
    found: Inferred,
    superseded: Callable[[], bool],
) -> Answer | None:
    owner = graph.owner(node)
    spec = catalog.layer(owner.kind)
    if spec is None or _lacks(spec, owner.params):
        return None
    inputs = gather(graph, spec, node, found.tensors)
    if not inputs:
        return None
    found.given[node.id] = inputs
    built_with = None
    if owner is not node:
        built_with = found.given.get(owner.id)
        if built_with is None or owner.id not in found.answers:
            return None
        if found.answers[owner.id].failure is not None:
            return None
    call = call_params(spec, node)
    written = _JSON.encode(owner.params)
    own = own_mark(spec, owner.params, written)
    question = _Question(
        spec, owner.params, written, owner.trainable, inputs, call, built_with, own
    )
    key = question.key
    answer = memo.get(key)
    if answer is None:
        if superseded():
            raise Superseded
        answer = _ask_in_time(question, catalog)
        memo.put(key, answer)
    return answer


def _ask_in_time(question: _Question, catalog: Catalog) -> Answer:
    """Ask Keras; own code that does not end is broken off."""
    if not question.own:
        return ask_keras(question, catalog)
    try:
        if hung_before(question.own):
            raise Endless
        with limited(question.own):
            answer = ask_keras(question, catalog)
            if answer.failure and "stateless scope" in answer.failure.text:
                # It makes variables of its own, as a SavedModel does: there is no other way.
                answer = ask_keras(replace(question, allocates=True), catalog)
            return answer
    except Endless:
        words = "Its own code did not come to an end within 30 seconds. Look for an endless loop."
        return Answer(failure=Failure("Endless", words))


def _lacks(spec: LayerSpec, params: Mapping[str, Json]) -> bool:
    return any(p.required and not p.call and p.name not in params for p in spec.params)


def ask_keras(question: _Question, catalog: Catalog) -> Answer:
    """Return what Keras says of one call of one layer."""
    if is_operation(question.spec):
        return _ask_operation(question, catalog)
    try:
        require_rank(question.spec, question.params, flat(question.inputs)[0].shape)
        with nullcontext() if question.allocates else weightless():
            layer = _made(question, catalog)
            if question.built_with is not None:
                call_layer(layer, question.spec, _symbolic(question.built_with), {})
            inputs = _symbolic(question.inputs)
            result = call_layer(layer, question.spec, inputs, question.call)
            results = by_port(question.spec, {**question.params, **question.call}, result)
            _refuse_handed_back(inputs, results)
            outputs = {port: TensorSpec.of(tensor) for port, tensor in results.items()}
    except Exception as error:
        return Answer(failure=Failure.of(error))
    shared = question.built_with is not None
    without_masks = {p: entry for p, entry in question.inputs.items() if "mask" not in p}
    shapes = [spec.shape for spec in flat(without_masks)]
    made = [spec.shape for spec in outputs.values()]
    return Answer(
        outputs,
        0 if shared else _count(layer.weights),
        0 if shared else _count(layer.trainable_weights),
        multiply_adds(layer, shapes, made),
        memory=memory_of(layer, shapes, made, shared=shared),
        inside=bytes_inside(layer),
    )


def _made(question: _Question, catalog: Catalog) -> Any:
    spec, params, trainable = question.spec, question.params, question.trainable
    if is_application(spec):
        first = flat(question.built_with or question.inputs)[0].shape
        return make_application(spec, params, catalog, first, "layer", trainable)
    return make_layer(spec, params, catalog, "layer", trainable)


def _ask_operation(question: _Question, catalog: Catalog) -> Answer:
    spec, params = question.spec, question.params
    try:
        inputs = _symbolic(question.inputs)
        results = by_port(spec, params, call_operation(spec, inputs, params, catalog))
        outputs = {port: TensorSpec.of(tensor) for port, tensor in results.items()}
    except Exception as error:
        return Answer(failure=Failure.of(error))
    shapes = constant_shapes(spec, params) | _shapes_by_port(question.inputs)
    products = operation_multiply_adds(spec, params, shapes, [s.shape for s in outputs.values()])
    memory = operation_memory(spec.kind, flat(question.inputs))
    return Answer(outputs, multiply_adds=products, memory=memory)


def _shapes_by_port(specs: Specs) -> dict[str, Shape]:
    found: dict[str, Shape] = {}
    for port, entry in specs.items():
        if isinstance(entry, list):
            found |= {f"{port} {place}": spec.shape for place, spec in enumerate(entry)}
        else:
            found[port] = entry.shape
    return found


def _refuse_handed_back(inputs: Mapping[str, Any], results: Mapping[str, Any]) -> None:
    """Refuse what `keras.Model` would call a cycle.

    WORKAROUND: in Keras 3.15 `Equalization` returns the very tensor that it is given.
    """
    given: list[Any] = []
    for entry in inputs.values():
        given += entry if isinstance(entry, list) else [entry]
    if any(result is tensor for result in results.values() for tensor in given):
        raise ValueError(
            "This version of Keras cannot have this layer in a model, because it hands its input "
            "back instead of a tensor of its own. Put it into a Pipeline, or do it to the data."
        )


def flat(specs: Specs) -> list[TensorSpec]:
    """Return the tensors of all input ports, in the order of the ports."""
    return [
        spec for entry in specs.values() for spec in (entry if isinstance(entry, list) else [entry])
    ]


def _symbolic(specs: Specs) -> dict[str, Any]:
    return {
        port: [spec.symbolic() for spec in entry] if isinstance(entry, list) else entry.symbolic()
        for port, entry in specs.items()
    }


def _count(weights: list[Any]) -> int:
    return sum(prod(weight.shape) for weight in weights)


def _key(specs: Specs) -> str:
    return ";".join(
        f"{port}[{','.join(spec.key for spec in entry)}]"
        if isinstance(entry, list)
        else f"{port}{entry.key}"
        for port, entry in specs.items()
    )
