"""Builds the Keras model of a project: the same model, weights included, as the exported script."""

from typing import Any

import keras

from designer.catalog.catalog import load_catalog
from designer.catalog.operations import is_operation
from designer.catalog.specs import Params
from designer.engine.calls import by_port, call_layer, call_params, gather
from designer.engine.construct import CannotMake, Catalog, constructor_arguments, make_layer
from designer.engine.errors import UserError
from designer.engine.explain import explain
from designer.engine.failure_text import Failure
from designer.engine.operations import call_operation
from designer.engine.ranks import require_rank
from designer.engine.tensors import TensorSpec
from designer.graph.graph import Graph
from designer.graph.problems import Problem, Severity
from designer.graph.records import INPUT, OUTPUT, Endpoint, Node, NodeId
from designer.graph.topology import Circle, above, build_order
from designer.project.project import Project

BINDING = ("columns", "encoding")
"""Parameters of an `Input` that say what feeds it, not what it is."""


class BuildError(UserError):
    """A node that cannot be built.

    Attributes:
        node_id: the node, or None where it is the whole model.
    """

    def __init__(
        self, node_id: NodeId | None, message: str, problem: Problem | None = None
    ) -> None:
        made = problem or Problem("cannot-build", Severity.ERROR, message, node=node_id)
        super().__init__(message, (made,))
        self.node_id = node_id


def build_model(project: Project, catalog: Catalog | None = None) -> keras.Model:
    """Return the model, not compiled, with initial weights that depend on `fit.seed` alone.

    Layers are made and called in `build_order`. One input is the tensor itself, several are a
    list in the order of `graph.inputs`; one output is the tensor, several are a dictionary by the
    names of the Output nodes.

    Raises:
        BuildError: tied to the node that cannot be built.
    """
    graph = project.graph
    keras.utils.set_random_seed(project.fit.seed)
    tensors: dict[Endpoint, Any] = {}
    layers: dict[NodeId, Any] = {}
    used = above(graph, [node.id for node in graph.outputs])
    for node in _ordered(graph):
        _build_node(graph, catalog or load_catalog(), node, tensors, layers, node.id in used)
    inputs = [tensors[Endpoint(node.id, "output")] for node in graph.inputs]
    outputs = {node.name: tensors[Endpoint(node.id, "output")] for node in graph.outputs}
    if not inputs or not outputs:
        missing = "Input" if not inputs else "Output"
        raise BuildError(None, f"The model has no {missing}. Add one and wire it.")
    return _model(project.model_name, inputs, outputs)


def _model(name: str, inputs: list[Any], outputs: dict[str, Any]) -> keras.Model:
    try:
        return keras.Model(
            inputs=inputs[0] if len(inputs) == 1 else inputs,
            outputs=next(iter(outputs.values())) if len(outputs) == 1 else outputs,
            name=name,
        )
    except ValueError as error:
        words = Failure.of(error).text
        raise BuildError(None, f"Keras cannot make a model of this: {words}") from error


def make_input(node: Node, catalog: Catalog) -> Any:
    """Return the symbolic tensor of an `Input` node.

    Raises:
        CannotMake: if it has no shape.
        Exception: whatever Keras raises for a shape that it refuses.
    """
    spec = catalog.layer(INPUT)
    params = input_params(node)
    if "shape" not in params:
        raise CannotMake("The shape of the input is not set.", "shape")
    arguments = constructor_arguments(spec, params, catalog) if spec else dict(params)
    return keras.Input(**arguments, name=node.name)


def input_params(node: Node) -> Params:
    """Return what `keras.Input` gets of a node's parameters."""
    return {name: value for name, value in node.params.items() if name not in BINDING}


def _ordered(graph: Graph) -> tuple[Node, ...]:
    try:
        return build_order(graph)
    except Circle as error:
        raise BuildError(None, "The wires form a circle. Take one of them away.") from error


def _build_node(
    graph: Graph,
    catalog: Catalog,
    node: Node,
    tensors: dict[Endpoint, Any],
    layers: dict[NodeId, Any],
    used: bool,
) -> None:
    try:
        if node.kind == INPUT:
            tensors[Endpoint(node.id, "output")] = make_input(node, catalog)
        elif node.kind == OUTPUT:
            tensors[Endpoint(node.id, "output")] = _output_tensor(graph, node, tensors)
        elif (results := _call(graph, catalog, node, tensors, layers)) is not None:
            tensors.update(results)
        elif used:
            raise CannotMake("Nothing is wired to an input that it needs.")
    except Exception as error:
        raise _tied(graph, catalog, node, tensors, error) from error


def _output_tensor(graph: Graph, node: Node, tensors: dict[Endpoint, Any]) -> Any:
    edges = graph.incoming(node.id)
    if not edges or edges[0].source not in tensors:
        raise CannotMake("Nothing is wired to this output.")
    return tensors[edges[0].source]


def _call(
    graph: Graph,
    catalog: Catalog,
    node: Node,
    tensors: dict[Endpoint, Any],
    layers: dict[NodeId, Any],
) -> dict[Endpoint, Any] | None:
    owner = graph.owner(node)
    spec = catalog.layer(owner.kind)
    if spec is None:
        raise CannotMake(f"The layer {owner.kind} is not known in this version of Keras.")
    gathered = gather(graph, spec, node, tensors)
    if gathered is None:
        return None
    if is_operation(spec):
        ports = by_port(spec, node.params, call_operation(spec, gathered, node.params, catalog))
        return {Endpoint(node.id, port): tensor for port, tensor in ports.items()}
    if owner.id not in layers:
        if owner is not node:
            raise CannotMake(f"It calls the layer of {owner.name}, which is not built.")
        layers[node.id] = make_layer(spec, node.params, catalog, node.name, node.trainable)
    first = next(iter(gathered.values()))
    require_rank(spec, owner.params, (first[0] if isinstance(first, list) else first).shape)
    result = call_layer(layers[owner.id], spec, gathered, call_params(spec, node))
    ports = by_port(spec, owner.params, result)
    return {Endpoint(node.id, port): tensor for port, tensor in ports.items()}


def _tied(
    graph: Graph,
    catalog: Catalog,
    node: Node,
    tensors: dict[Endpoint, Any],
    error: Exception,
) -> BuildError:
    spec = catalog.layer(graph.owner(node).kind)
    seen = {end: TensorSpec.of(tensor) for end, tensor in tensors.items()}
    given = gather(graph, spec, node, seen) if spec else None
    problem = explain(graph, node, Failure.of(error), given, spec)
    sentence = f"{node.name} cannot be built. {problem.title}. {problem.text}".strip()
    return BuildError(node.id, sentence, problem)
