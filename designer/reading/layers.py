"""Layers and operations: how they are made, and what calling them gives."""

from collections.abc import Iterable, Mapping

from designer.catalog.operations import argument_order, star_of
from designer.catalog.specs import CallStyle, Json, LayerSpec, Param, ParamType, Port
from designer.reading.code_values import code_of
from designer.reading.constants import NotPlain, bound, plain
from designer.reading.findings import NotAlike
from designer.reading.library import DROPPED_ARGUMENTS, RENAMED_ARGUMENTS, SHAPE_ARGUMENTS
from designer.reading.machine import Machine
from designer.reading.shapes import shape_of
from designer.reading.values import (
    COUNTED,
    Call,
    Function,
    Hole,
    Index,
    Layer,
    NameHole,
    ShapeOf,
    Tensor,
    Unknown,
    tensors_in,
    unknown_in,
)

_WHOLE = {ParamType.INT, ParamType.INT_TUPLE, ParamType.INT_LIST}
_OTHER = {ParamType.FLOAT, ParamType.ANY}
TRAINABLE = "trainable"
"""The parameter of a block's function that freezes its layers."""


def make_layer(
    machine: Machine,
    kind: str,
    spec: LayerSpec | None,
    positional: list[object],
    named: Mapping[str, object],
    line: int,
) -> Layer:
    """Return a layer of *kind* with its arguments."""
    layer = Layer(spec.kind if spec else kind, spec, line, statement=machine.statement)
    given = bound(spec, positional, named) if spec else dict(named)
    if spec is None and positional:
        layer.params["args"] = _plain_or_note(machine, layer, "args", positional, None)
    given.update(_renamed(layer.kind, given))
    set_name(machine, layer, given.pop("name", None), line)
    trainable = given.pop("trainable", True)
    if isinstance(trainable, Hole) and trainable.name != TRAINABLE:
        raise NotAlike
    layer.trainable = trainable is not False
    for name, value in given.items():
        _set(machine, layer, name, value)
    return layer


def _renamed(kind: str, given: dict[str, object]) -> dict[str, object]:
    """Take arguments of older versions out of *given*, and return them under their new names."""
    found = {}
    for name in list(given):
        new = RENAMED_ARGUMENTS.get((kind, name))
        if new is not None:
            found[new] = given.pop(name)
    return found


def set_name(machine: Machine, layer: Layer, name: object, line: int) -> None:
    """Name *layer* as the script does, or else as Keras would.

    Raises:
        NotAlike: if a layer of a block has the same name in all its uses.
    """
    match name:
        case NameHole(ending=ending) if _is_ending(ending):
            layer.name, layer.named = ending[1:], True
        case NameHole() | Hole():
            raise NotAlike
        case str() if name:
            if COUNTED in name:
                raise NotAlike
            machine.trace.has_plain_names = True
            layer.name, layer.named = name, True
        case _:
            layer.name = machine.auto_name(layer.kind)
            if isinstance(name, Unknown):
                machine.findings.warn(
                    line,
                    f"The name of a {layer.kind} is not known.",
                    f"It is {name.words}; it is called {layer.name} here.",
                )


def _is_ending(ending: str) -> bool:
    return ending.startswith("_") and len(ending) > 1 and COUNTED not in ending


def _set(machine: Machine, layer: Layer, name: str, value: object) -> None:
    spec = layer.spec
    param = spec.param(name) if spec else None
    if param is None and name in SHAPE_ARGUMENTS:
        layer.input_shape = _input_shape(name, value)
        return
    if param is None and spec is not None:
        if name not in DROPPED_ARGUMENTS and value is not None:
            machine.findings.add(
                layer.line,
                f"{layer.kind} has no argument `{name}`.",
                "Take it out, or use the argument that Keras 3 has in its place.",
            )
        return
    if name == "input_shape" and isinstance(value, ShapeOf):
        return
    if isinstance(value, Hole):
        layer.holes[name] = value.name
        layer.params[name] = value.default
        return
    if isinstance(value, Function) and _is_code(param):
        _code(machine, layer, name, value)
        return
    layer.params[name] = _plain_or_note(machine, layer, name, value, param)
    if name in layer.unknown:
        del layer.params[name]


def _is_code(param: Param | None) -> bool:
    return param is not None and ParamType.CODE in param.types


def _code(machine: Machine, layer: Layer, name: str, function: Function) -> None:
    """Note a function that is the value of a field."""
    try:
        layer.params[name] = code_of(function)
    except NotPlain as error:
        if machine.trace.is_template:
            raise NotAlike from error
        layer.unknown[name] = error.unknown


def _plain_or_note(
    machine: Machine, layer: Layer, name: str, value: object, param: Param | None
) -> Json:
    """Return *value* as JSON; note in the layer where it is not known."""
    if isinstance(value, NameHole | Index):
        raise NotAlike
    try:
        return _fitting(plain(value, param, machine.catalog, layer.line), param)
    except NotPlain as error:
        if machine.trace.is_template:
            raise NotAlike from error
        layer.unknown[name] = error.unknown
        return None


def _fitting(value: Json, param: Param | None) -> Json:
    """Return *value* in the type that its field has: a whole number where it is one."""
    if param is None or not isinstance(value, float) or not value.is_integer():
        return value
    return int(value) if _WHOLE & set(param.types) and not _OTHER & set(param.types) else value


def _input_shape(name: str, value: object) -> object:
    if name == "input_dim":
        return (value,)
    if name in ("batch_input_shape", "batch_shape") and isinstance(value, list | tuple):
        return tuple(value[1:])
    return tuple(value) if isinstance(value, list | tuple) else value


# ---- calling ----


def call_layer(
    machine: Machine, layer: Layer, positional: list[object], named: dict[str, object], line: int
) -> object:
    """Return what *layer* gives for these tensors; unknown where they are."""
    given = {name: value for name, value in named.items() if value is not None}
    lost = unknown_in([*positional, *(v for k, v in given.items() if k != "training")])
    if lost is not None:
        return Unknown(lost.line, lost.words)
    if not tensors_in([positional, given]):
        return Unknown(line, f"the result of {layer.name}, called on no tensor of a model")
    call = Call(
        layer,
        tuple(_wired(layer, positional, given)),
        line,
        machine.next_place(),
        statement=machine.statement,
    )
    _set_call_params(machine, layer, call, positional, given)
    _forget_shape(layer, call)
    return note_call(machine, call, _ports(layer, call))


def _forget_shape(layer: Layer, call: Call) -> None:
    """Leave the shape out that a model of an application is given, where its pictures have it."""
    shape = call.inputs[0][1].call.shape if call.inputs else None
    given = layer.params.get("input_shape")
    if layer.kind.startswith("applications.") and shape and given == list(shape[1:]):
        del layer.params["input_shape"]


def note_call(machine: Machine, call: Call, ports: Iterable[str]) -> object:
    """Note *call* in its place and return its results: a tensor, or a list of them."""
    call.loop = machine.loops[-1] if machine.loops else None
    call.home = machine.scope.names.get("\0home")
    call.shape = shape_of(call)
    call.maker.calls.append(call)
    machine.trace.calls.append(call)
    results: list[object] = [Tensor(call, port) for port in ports]
    return results[0] if len(results) == 1 else results


def _ports(layer: Layer, call: Call) -> tuple[str, ...]:
    if layer.spec is None:
        return ("output",)
    params = {**layer.params, **call.params}
    return tuple(port.name for port in layer.spec.output_ports(params)) or ("output",)


def input_ports(layer: Layer) -> tuple[Port, ...]:
    """Return the ports of *layer*; of a kind that is not in the catalogue, one that takes many."""
    if layer.spec is None:
        names = layer.extra.get("ports")
        if isinstance(names, list) and names:
            return tuple(Port(str(name), many=True) for name in names)
        return (Port("inputs", many=True),)
    return layer.spec.input_ports(layer.params)


def _wired(
    layer: Layer, positional: list[object], named: Mapping[str, object]
) -> list[tuple[str, Tensor]]:
    ports = input_ports(layer)
    found: list[tuple[str, Tensor]] = []
    style = layer.spec.call_style if layer.spec else CallStyle.NAMED
    places = iter(ports)
    first = True
    for value in positional:
        if style is CallStyle.PACKED and first and isinstance(value, list | tuple):
            found += [
                (port.name, tensor) for port, tensor in zip(places, tensors_in(value), strict=False)
            ]
        elif first and isinstance(value, list | tuple) and not ports[0].many:
            found += _spread(ports, value)
            next(places, None)
        else:
            port = next(places, ports[-1])
            found += [(port.name, tensor) for tensor in tensors_in(value)]
        first = False
    for name, value in named.items():
        found += [(name, tensor) for tensor in tensors_in(value)]
    return found


def _spread(
    ports: tuple[Port, ...], value: list[object] | tuple[object, ...]
) -> list[tuple[str, Tensor]]:
    """Return wires of a list given to a layer with one main input: the rest is its state."""
    tensors = tensors_in(value)
    state = next((port.name for port in ports if port.name == "initial_state"), ports[0].name)
    return [(state if n else ports[0].name, tensor) for n, tensor in enumerate(tensors)]


def _set_call_params(
    machine: Machine,
    layer: Layer,
    call: Call,
    positional: list[object],
    named: Mapping[str, object],
) -> None:
    ports = {port.name for port in input_ports(layer)}
    for name, value in named.items():
        if name in ports and tensors_in(value):
            continue
        param = layer.spec.param(name) if layer.spec else None
        if isinstance(value, Hole):
            call.holes[name], call.params[name] = value.name, value.default
        elif param is not None or layer.spec is None or name == "training":
            if isinstance(value, NameHole):
                raise NotAlike
            try:
                call.params[name] = plain(value, param, machine.catalog, call.line)
            except NotPlain as error:
                if machine.trace.is_template:
                    raise NotAlike from error
                if name != "training":
                    layer.unknown[name] = error.unknown
        elif not tensors_in(value):
            machine.findings.add(
                call.line,
                f"A call of {layer.kind} has no argument `{name}`.",
                "Take it out of the call.",
            )


# ---- operations ----


def call_operation(
    machine: Machine,
    kind: str,
    positional: list[object],
    named: Mapping[str, object],
    line: int,
) -> object:
    """Return what a function of `keras.ops` gives; unknown where it cannot be drawn."""
    lost = unknown_in([*positional, *named.values()])
    if lost is not None:
        return lost
    spec = machine.catalog.layer(kind)
    if spec is None:
        return Unknown(
            line, f"the result of `keras.{kind}`, which is no operation that can be drawn"
        )
    layer = Layer(spec.kind, spec, line, statement=machine.statement)
    wires: list[tuple[str, Tensor]] = []
    for name, value in _arguments(spec, positional, named).items():
        port = next((port for port in spec.inputs if port.name == name), None)
        if port is not None and tensors_in(value):
            wires += [(name, tensor) for tensor in tensors_in(value)]
            if not _only_tensors(value):
                _set_mixed(machine, layer, name, value)
        elif value is not None or (param := spec.param(name)) is None or param.default is not None:
            _set(machine, layer, name, value)
    layer.name = spec.kind.rpartition(".")[2]
    call = Call(layer, tuple(wires), line, machine.next_place(), statement=machine.statement)
    return note_call(machine, call, _ports(layer, call))


def _set_mixed(machine: Machine, layer: Layer, name: str, value: object) -> None:
    """Note the constants among the tensors at a port; a null is the place of a wire."""
    entries = value if isinstance(value, list | tuple) else [value]
    places = [None if isinstance(entry, Tensor) else entry for entry in entries]
    layer.params[name] = _plain_or_note(machine, layer, name, places, None)


def _only_tensors(value: object) -> bool:
    if isinstance(value, list | tuple):
        return all(isinstance(entry, Tensor) for entry in value)
    return isinstance(value, Tensor)


def _arguments(
    spec: LayerSpec, positional: list[object], named: Mapping[str, object]
) -> dict[str, object]:
    """Return the arguments of an operation by name, in the order of its signature."""
    star = star_of(spec)
    order = argument_order(spec)
    found: dict[str, object] = {}
    values = list(positional)
    for name in order:
        if not values:
            break
        if name == star:
            found[name] = values[:]
            values.clear()
        else:
            found[name] = values.pop(0)
    aliases = {"shape": "newshape"} if "newshape" in order and "shape" in named else {}
    return {**found, **{aliases.get(name, name): value for name, value in named.items()}}
