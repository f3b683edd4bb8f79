"""The function `build_model()` of a script: each node of the graph as one statement."""

from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from designer.catalog.catalog import Catalog
from designer.catalog.operations import is_operation, result_ports
from designer.catalog.specs import CallStyle, LayerSpec, Port
from designer.codegen.application_code import (
    application_maker,
    application_settings,
    is_application,
    pixels_note,
)
from designer.codegen.comments import todo
from designer.codegen.expressions import (
    INDENT,
    Expression,
    Item,
    arguments,
    call,
    listing,
    mapping,
    quoted,
    written,
)
from designer.codegen.identifiers import Names
from designer.codegen.operation_code import operation_code, own_name_pattern
from designer.codegen.values import (
    CannotWrite,
    class_path,
    constructor_items,
    is_default,
    value_code,
)
from designer.graph.graph import Graph
from designer.graph.records import INPUT, OUTPUT, Edge, Endpoint, Node, NodeId
from designer.graph.topology import Circle, build_order, circles

_BINDING = {"columns", "encoding", "index"}
"""Parameters of an `Input` that say what feeds it and where it stands, not what it is."""


@dataclass(frozen=True, slots=True)
class ModelCode:
    """What `build_model` is made of.

    Attributes:
        lines: the statements, indented.
        complete: nothing had to be left out.
        inputs: names of the model's inputs in their order.
        outputs: names of the model's outputs in their order.
        depth: how many layers stand on the longest way through the model.
    """

    lines: tuple[str, ...]
    complete: bool
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    depth: int


@dataclass(frozen=True, slots=True)
class _Statement:
    """A call, and the variables that take its results where somebody uses them."""

    targets: tuple[str, ...]
    value: Expression
    unpacked: bool = False
    """Whether the call gives a list even where it holds one result."""

    def line(self, used: set[str]) -> str:
        names = ", ".join(self.targets)
        names = f"({names},)" if self.unpacked and len(self.targets) == 1 else names
        before = f"{names} = " if used & set(self.targets) else ""
        return written(self.value, INDENT, before)


@dataclass(slots=True)
class _Writing:
    graph: Graph
    catalog: Catalog
    name: str
    names: Names
    tensors: dict[Endpoint, str] = field(default_factory=dict)
    layers: dict[NodeId, str] = field(default_factory=dict)
    outputs: dict[str, str] = field(default_factory=dict)
    inputs: dict[NodeId, str] = field(default_factory=dict)
    depths: dict[NodeId, int] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    asked: set[str] = field(default_factory=set)
    complete: bool = True

    def todo(self, node: Node, words: str) -> str:
        self.complete = False
        return todo(node.name, words)


def model_code(graph: Graph, catalog: Catalog, name: str, taken: Sequence[str] = ()) -> ModelCode:
    """Return the statements that build the model of *graph*.

    Args:
        graph: the drawing, finished or not.
        catalog: what Keras offers.
        name: the model's name.
        taken: names that no variable may have.
    """
    writing = _Writing(graph, catalog, name, Names(taken))
    statements = [part for node in _order(graph) for part in _statements(node, writing)]
    ending = list(_ending(writing))
    lines = [
        part if isinstance(part, str) else part.line(writing.used) for part in statements
    ] + ending
    return ModelCode(
        lines=tuple(lines),
        complete=writing.complete,
        inputs=tuple(n.name for n in graph.inputs if n.id in writing.inputs),
        outputs=tuple(n.name for n in graph.outputs if n.name in writing.outputs),
        depth=max(writing.depths.values(), default=0),
    )


def _order(graph: Graph) -> tuple[Node, ...]:
    """Return the nodes in the order of building; those on cycles are left out of it."""
    try:
        return build_order(graph)
    except Circle:
        unbuildable = circles(graph)
        kept = {id: node for id, node in graph.nodes.items() if id not in unbuildable}
        on_circle = tuple(graph.nodes[id] for id in sorted(unbuildable))
        return (*build_order(Graph(kept, graph.edges)), *on_circle)


def _statements(node: Node, writing: _Writing) -> list[str | _Statement]:
    writing.asked.clear()
    found: list[str | _Statement]
    try:
        if node.kind == INPUT:
            found = [_input(node, writing)]
        elif node.kind == OUTPUT:
            _note_output(node, writing)
            found = []
        else:
            found = list(_layer(node, writing))
    except CannotWrite as error:
        return [writing.todo(node, str(error))]
    writing.used |= writing.asked
    return found


def _input(node: Node, writing: _Writing) -> _Statement:
    spec = writing.catalog.layer(INPUT)
    if "shape" not in node.params:
        raise CannotWrite("has no shape")
    params = {name: value for name, value in node.params.items() if name not in _BINDING}
    if spec is None:
        raise CannotWrite("Input is not in the catalogue")
    items = constructor_items(params, spec, writing.catalog)
    variable = writing.names.take(node.name, "inputs")
    writing.inputs[node.id] = variable
    writing.tensors[Endpoint(node.id, "output")] = variable
    writing.depths[node.id] = 0
    made = call("keras.Input", *items, *arguments((), {"name": quoted(node.name)}))
    return _Statement((variable,), made)


def _note_output(node: Node, writing: _Writing) -> None:
    edges = writing.graph.incoming(node.id)
    if not edges:
        raise CannotWrite("has no input")
    writing.outputs[node.name] = _tensor(edges[0], writing)


def _layer(node: Node, writing: _Writing) -> Iterator[str | _Statement]:
    owner = writing.graph.owner(node)
    spec = writing.catalog.layer(owner.kind)
    if spec is None:
        raise CannotWrite(f"the layer {owner.kind!r} is not known")
    if is_operation(spec):
        yield _operation(node, spec, writing)
        return
    passed = _call_items(node, owner, spec, writing)
    maker: Expression
    if owner.id in writing.layers:
        maker = writing.layers[owner.id]
    elif owner is not node:
        raise CannotWrite(f"shares the layer of {owner.name}, which is not built")
    elif is_application(spec):
        maker = yield from _application(node, spec, writing)
    else:
        maker = _constructor(node, spec, writing)
        if node.id in writing.graph.twins:
            variable = writing.names.take(f"{node.name}_layer", "layer")
            writing.layers[node.id] = variable
            writing.asked.add(variable)
            yield _Statement((variable,), maker)
            maker = variable
    _note_depth(node, writing)
    yield _Statement(_targets(node, spec, owner, writing), call(maker, *passed))


def _application(
    node: Node, spec: LayerSpec, writing: _Writing
) -> Generator[str | _Statement, None, str]:
    """Write how the model of an application is made, and return its variable."""
    pictures = _tensor(writing.graph.incoming(node.id)[0], writing)
    maker = application_maker(node, spec, pictures, writing.catalog)
    variable = writing.names.take(f"{node.name}_model", "model")
    writing.layers[node.id] = variable
    writing.asked.add(variable)
    yield from pixels_note(node.params, spec)
    yield _Statement((variable,), maker)
    yield from application_settings(node, spec, variable)
    return variable


def _note_depth(node: Node, writing: _Writing) -> None:
    before = (writing.depths.get(e.source.node, 0) for e in writing.graph.incoming(node.id))
    writing.depths[node.id] = 1 + max(before, default=0)


def _operation(node: Node, spec: LayerSpec, writing: _Writing) -> _Statement:
    wired: dict[str, Expression | list[Expression]] = {
        port.name: [_tensor(edge, writing) for edge in edges]
        if port.many
        else _tensor(edges[0], writing)
        for port in spec.input_ports(node.params)
        if (edges := writing.graph.edges_into(Endpoint(node.id, port.name)))
    }
    if not wired:
        raise CannotWrite("has no input")
    unused = not writing.graph.outgoing(node.id)
    value = operation_code(spec, node.params, wired, writing.catalog, plain=unused)
    if _may_clash(spec, writing):
        value = call("name_operation", *arguments([value, quoted(node.name)]))
    _note_depth(node, writing)
    ports = result_ports(spec, node.params, len(writing.graph.incoming(node.id)))
    variables: list[str] = []
    for number, port in enumerate(() if unused else ports):
        variables.append(writing.names.take(_variable(node, spec, number, port)))
        writing.tensors[Endpoint(node.id, port.name)] = variables[-1]
    unpacked = any(port.count for port in spec.outputs)
    return _Statement(tuple(variables), value, unpacked)


def _may_clash(spec: LayerSpec, writing: _Writing) -> bool:
    """Tell whether a layer has a name that Keras may choose for an operation of this kind."""
    pattern = own_name_pattern(spec)
    return any(
        pattern.fullmatch(node.name) and not is_operation(writing.catalog.layer(node.kind))
        for node in writing.graph.nodes.values()
        if node.kind != OUTPUT
    )


def _variable(node: Node, spec: LayerSpec, number: int, port: Port) -> str:
    """Return the name that the result at *port* gets: the node's own, where it is alone."""
    if any(port.count for port in spec.outputs):
        return f"{node.name}_{number + 1}"
    return node.name if number == 0 else f"{node.name}_{port.name}"


def _constructor(node: Node, spec: LayerSpec, writing: _Writing) -> Expression:
    items = constructor_items(node.params, spec, writing.catalog)
    named: dict[str, Expression] = {} if node.trainable else {"trainable": "False"}
    named["name"] = quoted(node.name)
    return call(class_path(spec), *items, *arguments((), named))


def _targets(node: Node, spec: LayerSpec, owner: Node, writing: _Writing) -> tuple[str, ...]:
    """Return the variables that take the results; nothing where no wire leaves the node."""
    if not writing.graph.outgoing(node.id):
        return ()
    variables = []
    for number, port in enumerate(spec.output_ports(owner.params)):
        wanted = node.name if number == 0 else f"{node.name}_{port.name}"
        variables.append(writing.names.take(wanted))
        writing.tensors[Endpoint(node.id, port.name)] = variables[-1]
    return tuple(variables)


def _call_items(node: Node, owner: Node, spec: LayerSpec, writing: _Writing) -> tuple[Item, ...]:
    ports = spec.input_ports(owner.params)
    values = {port.name: _port_value(node, port, writing) for port in ports}
    given = {name: value for name, value in values.items() if value is not None}
    extra = {
        param.name: value_code(node.params[param.name], param, writing.catalog)
        for param in spec.params
        if param.call
        and param.name in node.params
        and not is_default(node.params[param.name], param)
    }
    match spec.call_style:
        case CallStyle.PACKED:
            return arguments([listing(given.values())], extra)
        case CallStyle.NAMED | CallStyle.LIST:
            if not given:
                raise CannotWrite("has no input")
            first, *rest = given
            return arguments([given[first]], {**{name: given[name] for name in rest}, **extra})


def _port_value(node: Node, port: Port, writing: _Writing) -> Expression | None:
    edges = writing.graph.edges_into(Endpoint(node.id, port.name))
    if not edges and not port.optional:
        raise CannotWrite("has no input" if port.name == "inputs" else f"has no {port.name}")
    if not edges:
        return None
    if len(edges) < port.minimum and not port.optional:
        raise CannotWrite(f"needs {port.minimum} inputs, has {len(edges)}")
    tensors = [_tensor(edge, writing) for edge in edges]
    return listing(tensors) if port.many else tensors[0]


def _tensor(edge: Edge, writing: _Writing) -> str:
    tensor = writing.tensors.get(edge.source)
    if tensor is None:
        source = writing.graph.nodes.get(edge.source.node)
        raise CannotWrite(f"its input {source.name if source else edge.source.node} is not built")
    writing.asked.add(tensor)
    return tensor


def _ending(writing: _Writing) -> Iterator[str]:
    inputs = [writing.inputs[n.id] for n in writing.graph.inputs if n.id in writing.inputs]
    outputs: Mapping[str, str] = {
        node.name: writing.outputs[node.name]
        for node in writing.graph.outputs
        if node.name in writing.outputs
    }
    if not inputs or not outputs:
        missing = "input" if not inputs else "output"
        writing.complete = False
        yield f"{INDENT}# TODO the model: has no {missing}"
        yield f'{INDENT}raise NotImplementedError("The model has no {missing} yet.")'
        return
    writing.used |= set(inputs)
    named: dict[str, Expression] = {
        "inputs": inputs[0] if len(inputs) == 1 else listing(inputs),
        "outputs": next(iter(outputs.values()))
        if len(outputs) == 1
        else mapping({quoted(name): tensor for name, tensor in outputs.items()}),
        "name": quoted(writing.name),
    }
    yield written(call("keras.Model", *arguments((), named)), INDENT, "return ")
