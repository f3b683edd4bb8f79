"""The nodes of a graph as statements: layers, operations, applications, and `keras.Input`."""

from collections.abc import Generator, Iterable, Iterator, Mapping

from designer.catalog.catalog import Catalog
from designer.catalog.counting import state_groups
from designer.catalog.operations import is_operation, result_ports
from designer.catalog.own import FROZEN
from designer.catalog.specs import CallStyle, Family, LayerSpec, Params, Port, key_path
from designer.codegen.application_code import (
    application_maker,
    application_settings,
    is_application,
    pixels_note,
)
from designer.codegen.expressions import (
    Bracket,
    Expression,
    Item,
    arguments,
    call,
    flat,
    listing,
    mapping,
    quoted,
)
from designer.codegen.operation_code import operation_code, own_name_pattern
from designer.codegen.statements import Line, Loop, Statement, Writing
from designer.codegen.values import (
    CannotWrite,
    class_path,
    constructor_items,
    is_default,
    value_code,
)
from designer.graph.connecting import params_of
from designer.graph.graph import Graph
from designer.graph.records import INPUT, OUTPUT, Endpoint, Node

_WITHOUT_WEIGHTS = {Family.MERGING, Family.POOLING, Family.RESHAPING, Family.REGULARIZATION}
"""Families of layers that have nothing to freeze."""
_BINDING = {"columns", "encoding", "index"}
"""Parameters of an `Input` that say what feeds it and where it stands, not what it is."""
_MASKS = ("query_mask", "value_mask")
"""Ports of masks that a layer which takes its tensors as one list takes as one list too."""


def node_statements(node: Node, writing: Writing) -> list[Line]:
    """Return what builds one node that is no instance of a block; a remark where it cannot be."""
    writing.asked.clear()
    found: list[Line]
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


def _input(node: Node, writing: Writing) -> Statement:
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
    made = call("keras.Input", *items, *arguments((), {"name": quoted(node.name)}))
    return Statement((variable,), made)


def _note_output(node: Node, writing: Writing) -> None:
    edges = writing.graph.incoming(node.id)
    if not edges:
        raise CannotWrite("has no input")
    writing.outputs[node.name] = writing.tensor(edges[0])


def _layer(node: Node, writing: Writing) -> Iterator[Line]:
    owner = writing.graph.owner(node)
    spec = writing.catalog.layer(owner.kind)
    if spec is None:
        raise CannotWrite(f"the layer {owner.kind!r} is not known")
    if is_operation(spec):
        yield _operation(node, spec, writing)
        return
    passed = _call_items(node, spec, writing)
    maker: Expression
    if owner.id in writing.layers:
        maker = writing.layers[owner.id]
    elif owner is not node:
        raise CannotWrite(f"shares the layer of {owner.name}, which is not built")
    elif is_application(spec):
        maker = yield from _application(node, spec, writing)
    elif spec.facts.get("function"):
        maker = class_path(spec)
        passed = (*passed, *constructor_items(node.params, spec, writing.catalog))
    else:
        maker = layer_constructor(node, spec, writing)
        if node.id in writing.graph.twins:
            variable = writing.names.take(f"{node.name}_layer", "layer")
            writing.layers[node.id] = variable
            writing.asked.add(variable)
            yield Statement((variable,), maker)
            maker = variable
    yield _called(node, spec, call(maker, *passed), writing)


def _application(node: Node, spec: LayerSpec, writing: Writing) -> Generator[Line, None, str]:
    """Write how the model of an application is made, and return its variable."""
    pictures = writing.tensor(writing.graph.incoming(node.id)[0])
    name = writing.layer_name(node.name)
    maker = application_maker(node, spec, pictures, writing.catalog, name)
    late = writing.late.get(node.id)
    variable = late or writing.names.take(f"{node.name}_model", "model")
    writing.layers[node.id] = variable
    writing.asked.add(variable)
    frozen = () if not node.trainable else tuple(writing.freeze(node, variable))
    made: tuple[Line, ...] = (
        *pixels_note(node.params, spec),
        Statement((variable,), maker),
        *application_settings(node, spec, variable, name=name),
        *frozen,
    )
    if late:
        yield Loop(f"if {variable} is None:", made)
    else:
        yield from made
    return variable


def _operation(node: Node, spec: LayerSpec, writing: Writing) -> Statement:
    params = params_of(writing.graph, node)
    wired: dict[str, Expression | list[Expression]] = {
        port.name: [writing.tensor(edge) for edge in edges]
        if port.many
        else writing.tensor(edges[0])
        for port in spec.input_ports(params)
        if (edges := writing.graph.edges_into(Endpoint(node.id, port.name)))
    }
    if not wired:
        raise CannotWrite("has no input")
    unused = not writing.graph.outgoing(node.id)
    value = operation_code(spec, params, wired, writing.catalog, plain=unused)
    if _may_clash(spec, writing):
        value = call("name_operation", *arguments([value, writing.layer_name(node.name)]))
    ports = result_ports(spec, params, len(writing.graph.incoming(node.id)))
    variables: list[str] = []
    for number, port in enumerate(() if unused else ports):
        variables.append(writing.names.take(_variable(node, spec, number, port)))
        writing.tensors[Endpoint(node.id, port.name)] = variables[-1]
    is_list = any(port.count for port in spec.outputs) and len(variables) == 1
    return Statement(tuple(variables), value, f"({variables[0]},)" if is_list else "")


def _may_clash(spec: LayerSpec, writing: Writing) -> bool:
    """Tell whether a layer has a name that Keras may choose for an operation of this kind."""
    pattern = own_name_pattern(spec)
    return any(pattern.fullmatch(name) for name in writing.layer_names)


def layer_names(graphs: Iterable[Graph], catalog: Catalog) -> frozenset[str]:
    """Return the names of all nodes that are no operations, wherever they stand."""
    return frozenset(
        node.name
        for graph in graphs
        for node in graph.nodes.values()
        if node.kind != OUTPUT and not is_operation(catalog.layer(node.kind))
    )


def _variable(node: Node, spec: LayerSpec, number: int, port: Port) -> str:
    """Return the name that the result at *port* gets: the node's own, where it is alone."""
    if any(port.count for port in spec.outputs):
        return f"{node.name}_{number + 1}"
    return node.name if number == 0 else f"{node.name}_{port.name}"


def layer_constructor(node: Node, spec: LayerSpec, writing: Writing) -> Expression:
    """Return the call that makes the layer of *node*.

    Raises:
        CannotWrite: if a value has no place in a script.
    """
    items = constructor_items(node.params, spec, writing.catalog)
    trained = {} if spec.family in _WITHOUT_WEIGHTS and node.trainable else writing.trained(node)
    if spec.kind in FROZEN:
        trained = {"trainable": "False"}
    named: dict[str, Expression] = {"name": writing.layer_name(node.name)}
    if around := writing.catalog.layer(str(spec.facts.get("inside", ""))):
        inner = call(class_path(spec), *items, *arguments((), trained))
        return call(class_path(around), *arguments([listing([inner])], named))
    return call(class_path(spec), *items, *arguments((), {**trained, **named}))


def _called(node: Node, spec: LayerSpec, value: Expression, writing: Writing) -> Statement:
    """Return the call with the variables of its results; none where no wire leaves the node."""
    if not writing.graph.outgoing(node.id):
        return Statement((), value)
    params = params_of(writing.graph, node)
    ports = spec.output_ports(params)
    if spec.call_style is CallStyle.DICT:
        return _by_key(node, spec, ports, value, writing)
    variables = []
    for number, port in enumerate(ports):
        wanted = node.name if number == 0 else f"{node.name}_{port.name}"
        variables.append(writing.names.take(wanted))
        writing.tensors[Endpoint(node.id, port.name)] = variables[-1]
    return Statement(tuple(variables), value, _nested_targets(spec, params, variables))


def _by_key(
    node: Node, spec: LayerSpec, ports: tuple[Port, ...], value: Expression, writing: Writing
) -> Statement:
    """Return the call of a layer that gives a dictionary; its results are looked up there."""
    variable = writing.names.take(node.name)
    results = []
    for port in ports:
        keys = "".join(f"[{quoted(key)}]" for key in key_path(spec, port.name))
        results.append(f"{variable}{keys}")
        writing.tensors[Endpoint(node.id, port.name)] = results[-1]
    return Statement(tuple(results), value, variable)


def _nested_targets(spec: LayerSpec, params: Params, variables: list[str]) -> str:
    """Return `out, (h, c), state` where states come in pairs; empty where nothing is nested."""
    groups = _state_groups(spec, params)
    if not any(size > 1 for size in groups) or sum(groups) > len(variables):
        return ""
    first = len(variables) - sum(groups)
    return ", ".join([*variables[:first], *_grouped(variables[first:], groups)])


def _state_groups(spec: LayerSpec, params: Params) -> tuple[int, ...]:
    """Return how the states of a recurrent layer stand together; nothing for other layers."""
    if spec.kind == "RNN":
        return state_groups(params.get("cell"))
    if spec.kind == "Bidirectional":
        return state_groups(params.get("layer")) * 2
    return ()


def _grouped(variables: list[str], groups: tuple[int, ...]) -> Iterator[str]:
    waiting = iter(variables)
    for size in groups:
        names = [next(waiting) for _ in range(size)]
        yield names[0] if size == 1 else f"({', '.join(names)})"


def _call_items(node: Node, spec: LayerSpec, writing: Writing) -> tuple[Item, ...]:
    params = params_of(writing.graph, node)
    values = {p.name: _port_value(node, p, writing) for p in spec.input_ports(params)}
    given = {name: value for name, value in values.items() if value is not None}
    if not given:
        raise CannotWrite("has no input")
    extra = {
        param.name: value_code(node.params[param.name], param, writing.catalog)
        for param in spec.params
        if param.call
        and param.name in node.params
        and not is_default(node.params[param.name], param)
    }
    match spec.call_style:
        case CallStyle.PACKED:
            masks = {name: given.pop(name, "None") for name in _MASKS}
            if any(mask != "None" for mask in masks.values()):
                extra = {"mask": listing(masks.values()), **extra}
            return arguments([listing(given.values())], extra)
        case CallStyle.DICT:
            return arguments([_keyed(spec, given)], extra)
        case CallStyle.NAMED | CallStyle.LIST:
            first, *rest = given
            if "initial_state" in rest:
                groups = _state_groups(spec, params)
                given["initial_state"] = _states(given["initial_state"], groups)
            return arguments([given[first]], {**{name: given[name] for name in rest}, **extra})


def _states(states: Expression, groups: tuple[int, ...]) -> Expression:
    """Return the list of initial states, in pairs where the layer keeps them so."""
    names = [flat(item.value) for item in states.items] if isinstance(states, Bracket) else []
    if sum(groups) != len(names) or all(size == 1 for size in groups):
        return states
    return listing(text.replace("(", "[").replace(")", "]") for text in _grouped(names, groups))


def _keyed(spec: LayerSpec, given: Mapping[str, Expression]) -> Expression:
    """Return the dictionary that a layer takes, nested where it nests."""
    inside: dict[str, Expression] = {}
    nested: dict[str, dict[str, Expression]] = {}
    for name, value in given.items():
        *outer, last = key_path(spec, name)
        (nested.setdefault(outer[0], {}) if outer else inside)[quoted(last)] = value
    return mapping({**inside, **{quoted(key): mapping(part) for key, part in nested.items()}})


def _port_value(node: Node, port: Port, writing: Writing) -> Expression | None:
    edges = writing.graph.edges_into(Endpoint(node.id, port.name))
    if not edges and not port.optional:
        raise CannotWrite("has no input" if port.name == "inputs" else f"has no {port.name}")
    if not edges:
        return None
    if len(edges) < port.minimum and not port.optional:
        raise CannotWrite(f"needs {port.minimum} inputs, has {len(edges)}")
    tensors = [writing.tensor(edge) for edge in edges]
    return listing(tensors) if port.many else tensors[0]
