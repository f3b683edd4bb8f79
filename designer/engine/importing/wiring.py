"""Which port each tensor of a saved call goes into, and which values belong to the call."""

import inspect
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from designer.catalog.indexing import Index, key_text
from designer.catalog.operations import GET_ITEM, call_arguments, is_operation, keywords_of, star_of
from designer.catalog.specs import CallStyle, Json, LayerSpec, ObjectSpec, Port, Registry, Role
from designer.engine.construct import CannotMake, class_of
from designer.engine.importing.records import Call, Tensor, has_tensor, tensors_in
from designer.engine.importing.values import plain

_FIRST = "inputs"
_NOTHING = object()
_SAID = "training"
"""Where it is not said, it is not False, but as the model is used."""


@dataclass(slots=True)
class Wired:
    """What a call becomes: wires into ports, parameters, and what found no place.

    Attributes:
        wires: port and tensor, in the order in which they go into it.
        params: values of the call's parameters.
        lost: names of arguments that have no place in a project.
    """

    wires: list[tuple[str, Tensor]] = field(default_factory=list)
    params: dict[str, Json] = field(default_factory=dict)
    lost: list[str] = field(default_factory=list)


def wire(spec: LayerSpec | None, call: Call) -> Wired:
    """Return where everything that goes into *call* belongs."""
    if spec is None:
        return _unknown(call)
    if is_operation(spec):
        return _operation(spec, call)
    arguments = _by_name(spec, call)
    wired = Wired()
    for name, value in arguments.items():
        _place(spec, name, value, wired)
    return wired


def _by_name(spec: LayerSpec, call: Call) -> dict[str, Any]:
    """Return the arguments of a layer's call by name, old ways of writing them made new."""
    ports = [port.name for port in spec.inputs]
    first, *rest = call.args or (None,)
    if "initial_state" in ports and isinstance(first, list):
        # Keras 2 packed input, states and constants of a recurrent layer into one list.
        first, states = first[0], first[1:]
        return {ports[0]: first, "initial_state": states, **call.kwargs}
    names = ports if len(rest) == 0 else _call_names(spec)
    positional = dict(zip(names, call.args, strict=False))
    return {**positional, **call.kwargs}


def _call_names(spec: LayerSpec) -> list[str]:
    ports = [port.name for port in spec.inputs]
    names = list(_usual(spec))
    return [ports[0], *names[1:]] if names and ports else ports


def _usual(spec: LayerSpec) -> dict[str, Any]:
    """Return the arguments of the layer's `call` with their defaults, which Keras saves too."""
    return dict(_signature(spec.module, spec.kind)) if spec.role is Role.LAYER else {}


@lru_cache(maxsize=256)
def _signature(module: str, kind: str) -> tuple[tuple[str, Any], ...]:
    try:
        made = class_of(ObjectSpec(kind, module, Registry.LAYER))
        parameters = list(inspect.signature(made.call).parameters.values())[1:]
    except (CannotMake, AttributeError, TypeError, ValueError):
        return ()
    return tuple((parameter.name, parameter.default) for parameter in parameters)


def _place(spec: LayerSpec, name: str, value: Any, wired: Wired) -> None:
    ports = {port.name: port for port in spec.inputs}
    first = spec.inputs[0].name if spec.inputs else _FIRST
    if name == first and spec.call_style is CallStyle.PACKED and isinstance(value, list):
        wired.wires += [
            (port.name, entry)
            for port, entry in zip(spec.inputs, value, strict=False)
            if isinstance(entry, Tensor)
        ]
    elif name in ports and has_tensor(value):
        wired.wires += [(name, tensor) for tensor in tensors_in(value)]
        if not _only_tensors(value):
            wired.lost.append(name)
    elif has_tensor(value):
        wired.lost.append(name)
    elif value is not None:
        _keep_value(spec, name, value, wired)


def _keep_value(spec: LayerSpec, name: str, value: Any, wired: Wired) -> None:
    param = spec.param(name)
    if name != _SAID and value == _usual(spec).get(name, _NOTHING):
        return
    if param is None:
        wired.lost.append(name)
    elif plain(value) != param.default or isinstance(value, bool) != isinstance(
        param.default, bool
    ):
        wired.params[name] = plain(value)


def _operation(spec: LayerSpec, call: Call) -> Wired:
    wired = Wired()
    star = star_of(spec)
    names = call_arguments(spec)
    ports = {port.name: port for port in spec.inputs}
    keywords: dict[str, Json] = {}
    for name, value in _operation_arguments(call, names, star):
        target = names.get(name, name)
        if target in ports:
            _fill(ports[target], spec, value, wired)
        elif has_tensor(value):
            wired.lost.append(name)
        elif spec.kind == GET_ITEM and target == "key":
            wired.params["key"] = key_text(_key(value))
        elif spec.param(target) is not None:
            if value is not None:
                _keep_value(spec, target, value, wired)
        elif keywords_of(spec):
            keywords[name] = plain(value)
        elif value is not None and name != "name":
            wired.lost.append(name)
    if keywords:
        wired.params[keywords_of(spec)] = dict(keywords)
    return wired


def _operation_arguments(
    call: Call, names: Mapping[str, str], star: str
) -> Iterator[tuple[str, Any]]:
    ordered = list(names)
    for number, value in enumerate(call.args):
        if number < len(ordered):
            yield ordered[number], value
        elif star:
            yield star, value
    yield from call.kwargs.items()


def _fill(port: Port, spec: LayerSpec, value: Any, wired: Wired) -> None:
    """Put tensors into a port; a constant in its place goes into the parameter of its name."""
    if has_tensor(value):
        wired.wires += [(port.name, tensor) for tensor in tensors_in(value)]
        if not _only_tensors(value):
            wired.lost.append(port.name)
    elif value is not None:
        if port.constant or spec.param(port.name) is not None:
            wired.params[port.name] = plain(value)
        else:
            wired.lost.append(port.name)


def _only_tensors(value: Any) -> bool:
    match value:
        case Tensor():
            return True
        case list() | tuple():
            return all(_only_tensors(entry) for entry in value)
        case dict():
            return all(_only_tensors(entry) for entry in value.values())
        case _:
            return value is None


def _key(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return tuple(_index(part) for part in value)
    return _index(value)


def _index(part: Any) -> Index:
    match part:
        case {"class_name": "__ellipsis__"}:
            return ...
        case {"class_name": "__slice__", "config": dict(ends)}:
            return slice(*(ends.get(name) for name in ("start", "stop", "step")))
        case {"start": start, "stop": stop, "step": step}:
            return slice(start, stop, step)
        case int() | None:
            return part
        case _:
            return 0


def _unknown(call: Call) -> Wired:
    wired = Wired()
    for number, value in enumerate(call.args):
        name = _FIRST if number == 0 else f"{_FIRST}_{number}"
        _place_unknown(name, value, wired)
    for name, value in call.kwargs.items():
        _place_unknown(name, value, wired)
    return wired


def _place_unknown(name: str, value: Any, wired: Wired) -> None:
    if has_tensor(value):
        wired.wires += [(name, tensor) for tensor in tensors_in(value)]
    elif value is not None:
        wired.params[name] = plain(value)
