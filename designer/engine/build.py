"""Builds the Keras model of a project: the same model, weights included, as the exported script."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import keras

from designer.catalog.operations import is_operation
from designer.catalog.specs import LayerSpec, Params, Role
from designer.engine.applications import is_application, make_application
from designer.engine.calls import Gathered, by_port, call_layer, call_params, gather
from designer.engine.construct import CannotMake, Catalog, constructor_arguments, make_layer
from designer.engine.errors import UserError
from designer.engine.explain import explain
from designer.engine.failure_text import Failure
from designer.engine.operations import call_operation
from designer.engine.ranks import require_rank
from designer.engine.recipes.naming import name_operation
from designer.engine.tensors import TensorSpec
from designer.graph.blocks import BlockId, Blocks, block_of
from designer.graph.connecting import params_of
from designer.graph.graph import Graph
from designer.graph.problems import Problem, Severity
from designer.graph.records import INPUT, OUTPUT, Endpoint, Node, NodeId
from designer.graph.topology import Circle, above
from designer.project.build_plan import Step, build_plan, shared_layers
from designer.project.built import built
from designer.project.expansion import (
    CannotExpand,
    expand,
    expansion,
    inner_graph,
    instance_names,
)
from designer.project.kinds import catalog_for
from designer.project.places_in_blocks import name_in_blocks, placed
from designer.project.project import Project

BINDING = ("columns", "encoding", "index")
"""Parameters of an `Input` that say what feeds it and where it stands, not what it is."""


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

    Layers are made and called in the order of `build_plan`. One input is the tensor itself,
    several are a list in the order of `graph.inputs`; one output is the tensor, several are a
    dictionary by the names of the Output nodes.

    Args:
        project: what is drawn.
        catalog: `catalog_for` the project; made where it is None.

    Raises:
        BuildError: tied to the node that cannot be built.
    """
    project = built(project)
    graph = project.graph
    keras.utils.set_random_seed(project.fit.seed)
    whole = _Whole(project.blocks, catalog or catalog_for(project), _shared(project))
    try:
        _require_an_end(project)
        tensors = _build(whole, graph)
    except BuildError as error:
        raise _where_the_user_finds_it(error, project) from error
    inputs = [tensors[Endpoint(node.id, "output")] for node in graph.inputs]
    outputs = {node.name: tensors[Endpoint(node.id, "output")] for node in graph.outputs}
    if not inputs or not outputs:
        missing = "Input" if not inputs else "Output"
        raise BuildError(None, f"The model has no {missing}. Add one and wire it.")
    return _model(project.model_name, inputs, outputs)


@dataclass(frozen=True, slots=True)
class _Whole:
    """What is the same for a model and for the models in it.

    Attributes:
        shared: the blocks whose layers are all made before the first is called.
    """

    blocks: Blocks
    catalog: Catalog
    shared: frozenset[BlockId]


@dataclass(slots=True)
class _Building:
    """A model in the making.

    Attributes:
        layers: by the id of the owner; nested models by that of the instance and repetition.
        used: the nodes on which an output depends.
    """

    whole: _Whole
    graph: Graph
    tensors: dict[Endpoint, Any] = field(default_factory=dict)
    layers: dict[NodeId, Any] = field(default_factory=dict)
    used: frozenset[NodeId] = frozenset()


def _require_an_end(project: Project) -> None:
    try:
        expand(project, models=True)
    except CannotExpand as error:
        raise BuildError(None, str(error)) from error


def _shared(project: Project) -> frozenset[BlockId]:
    return shared_layers(project.graph, project.blocks)


def _build(
    whole: _Whole, graph: Graph, given: Mapping[NodeId, Any] | None = None
) -> dict[Endpoint, Any]:
    """Return the tensors of *graph* by port; *given* are those of its `Input`s, if it is nested."""
    expanded, plan = _plan(whole, graph)
    made = _Building(whole, expanded)
    made.used = above(expanded, [node.id for node in expanded.outputs])
    for id, tensor in (given or {}).items():
        made.tensors[Endpoint(id, "output")] = tensor
    for step in plan:
        _build_node(made, step)
    return made.tensors


def _plan(whole: _Whole, graph: Graph) -> tuple[Graph, tuple[Step, ...]]:
    try:
        return build_plan(graph, whole.blocks, whole.shared)
    except Circle as error:
        raise BuildError(None, "The wires form a circle. Take one of them away.") from error
    except CannotExpand as error:
        raise BuildError(None, str(error)) from error


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


def _build_node(made: _Building, step: Step) -> None:
    node = step.node
    try:
        if step.only_made:
            _make(made, node)
        elif node.kind == INPUT:
            if Endpoint(node.id, "output") not in made.tensors:
                made.tensors[Endpoint(node.id, "output")] = make_input(node, made.whole.catalog)
        elif node.kind == OUTPUT:
            made.tensors[Endpoint(node.id, "output")] = _output_tensor(made, node)
        elif (results := _call(made, node)) is not None:
            made.tensors.update(results)
        elif node.id in made.used:
            raise CannotMake("Nothing is wired to an input that it needs.")
    except BuildError as error:
        raise _inside(node, error) from error
    except Exception as error:
        raise _tied(made, node, error) from error


def _make(made: _Building, node: Node, given: Gathered[Any] | None = None) -> None:
    """Make the layer of *node*; a model in the model is made for the tensors of its first call."""
    spec = made.whole.catalog.layer(node.kind)
    if spec is None or is_operation(spec) or spec.role is Role.BLOCK:
        return
    if is_application(spec):
        if given:
            made.layers[node.id] = _application(made, spec, node, given)
        return
    made.layers[node.id] = make_layer(
        spec, node.params, made.whole.catalog, node.name, node.trainable
    )


def _application(made: _Building, spec: LayerSpec, node: Node, given: Gathered[Any]) -> Any:
    first = next(iter(given.values()))
    shape = (first[0] if isinstance(first, list) else first).shape
    catalog = made.whole.catalog
    return make_application(spec, node.params, catalog, shape, node.name, node.trainable)


def _output_tensor(made: _Building, node: Node) -> Any:
    edges = made.graph.incoming(node.id)
    if not edges or edges[0].source not in made.tensors:
        raise CannotMake("Nothing is wired to this output.")
    return made.tensors[edges[0].source]


def _call(made: _Building, node: Node) -> dict[Endpoint, Any] | None:
    owner, catalog = made.graph.owner(node), made.whole.catalog
    spec = catalog.layer(owner.kind)
    if spec is None and block_of(owner.kind) is not None:
        raise CannotMake("Its block is not in the project.")
    if spec is None:
        raise CannotMake(f"The layer {owner.kind} is not known in this version of Keras.")
    gathered = gather(made.graph, spec, node, made.tensors)
    if gathered is None:
        return None
    if is_operation(spec):
        params = params_of(made.graph, node)
        result = call_operation(spec, gathered, params, catalog)
        ports = by_port(spec, params, name_operation(result, node.name))
        return {Endpoint(node.id, port): tensor for port, tensor in ports.items()}
    if spec.role is Role.BLOCK:
        given = [gathered[port.name] for port in spec.inputs if port.name in gathered]
        results = _call_nested(made, node, owner, given, call_params(spec, node))
        ports = by_port(spec, owner.params, results)
        return {Endpoint(node.id, port): tensor for port, tensor in ports.items()}
    if owner.id not in made.layers:
        _require_own(node, owner)
        _make(made, node, gathered)
    first = next(iter(gathered.values()))
    require_rank(spec, owner.params, (first[0] if isinstance(first, list) else first).shape)
    result = call_layer(made.layers[owner.id], spec, gathered, call_params(spec, node))
    ports = by_port(spec, params_of(made.graph, node), result)
    return {Endpoint(node.id, port): tensor for port, tensor in ports.items()}


def _require_own(node: Node, owner: Node) -> None:
    if owner is not node:
        raise CannotMake(f"It calls the layer of {owner.name}, which is not built.")


def _call_nested(
    made: _Building, node: Node, owner: Node, given: list[Any], call: Params
) -> list[Any]:
    """Return the results of an instance of a block that is a model in the model."""
    for number, name in enumerate(instance_names(owner), 1):
        key = f"{owner.id}#{number}"
        if key not in made.layers:
            _require_own(node, owner)
            made.layers[key] = _nested_model(made.whole, owner, name, given)
        result = made.layers[key](given if len(given) > 1 else given[0], **call)
        results = list(result) if isinstance(result, list | tuple) else [result]
        given = [*results[: len(given)], *given[len(results) :]]
    return results


def _nested_model(whole: _Whole, node: Node, name: str, given: list[Any]) -> keras.Model:
    graph = inner_graph(whole.blocks[block_of(node.kind) or ""], node.params)
    inputs = {
        port.id: keras.Input(batch_shape=tensor.shape, dtype=tensor.dtype, name=port.name)
        for port, tensor in zip(graph.inputs, given, strict=True)
    }
    tensors = _build(whole, graph, inputs)
    outputs = [tensors[Endpoint(port.id, "output")] for port in graph.outputs]
    if not outputs:
        raise CannotMake("The block has no Output.")
    tops = list(inputs.values())
    model = keras.Model(
        inputs=tops[0] if len(tops) == 1 else tops,
        outputs=outputs[0] if len(outputs) == 1 else outputs,
        name=name,
    )
    if not node.trainable:
        model.trainable = False
    return model


def _where_the_user_finds_it(error: BuildError, project: Project) -> BuildError:
    """Return *error* with the block in which it is, and the names that are seen there."""
    if not project.blocks or error.node_id is None:
        return error
    found = expansion(project.graph, project.blocks, models=True)
    if "/" not in error.node_id:
        return error
    (problem,) = placed(error.problems, found)
    name = name_in_blocks(error.node_id, found)
    sentence = f"{name} cannot be built. {problem.title}. {problem.text}".strip()
    return BuildError(problem.node, sentence, problem)


def _inside(node: Node, error: BuildError) -> BuildError:
    """Return an error of the model that *node* is, said of what is in it."""
    (problem,) = error.problems
    id = f"{node.id}/{problem.node}" if problem.node else node.id
    return BuildError(id, f"In {node.name}: {error.message}", replace(problem, node=id))


def _tied(made: _Building, node: Node, error: Exception) -> BuildError:
    graph = made.graph
    spec = made.whole.catalog.layer(graph.owner(node).kind)
    seen = {end: TensorSpec.of(tensor) for end, tensor in made.tensors.items()}
    given = gather(graph, spec, node, seen) if spec else None
    problem = explain(graph, node, Failure.of(error), given, spec)
    sentence = f"{node.name} cannot be built. {problem.title}. {problem.text}".strip()
    return BuildError(node.id, sentence, problem)
