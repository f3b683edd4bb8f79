"""Calls the functions of `keras.ops` with what stands at their ports: tensors, or constants.

The same for real tensors (`build`) and for shapes alone (`infer`).
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from designer.catalog.indexing import BadKey, parse_key
from designer.catalog.operations import GET_ITEM, keywords_of, star_of
from designer.catalog.specs import Json, LayerSpec, Params, Port, is_constant
from designer.engine.construct import (
    CannotMake,
    Catalog,
    class_of,
    constructor_arguments,
)

_DTYPES = {bool: "bool", int: "int32", float: "float32"}


def call_operation(
    spec: LayerSpec, gathered: Mapping[str, Any], params: Params, catalog: Catalog
) -> Any:
    """Return what the function that *spec* describes gives.

    Args:
        spec: an operation.
        gathered: the tensors at its ports; a list where a port takes many.
        params: its settings, and the constants that stand at ports without a wire.
        catalog: what Keras offers.

    Raises:
        CannotMake: if a value cannot be what it stands for.
        Exception: whatever Keras raises for values and shapes that it refuses.
    """
    ports = {port.name for port in spec.inputs}
    settings = {name: value for name, value in params.items() if name not in ports}
    named = constructor_arguments(spec, settings, catalog)
    if spec.kind == GET_ITEM:
        named["key"] = _key(settings.get("key"))
    for port in spec.inputs:
        if port.name in gathered or is_constant(port, params):
            named[port.name] = _argument(port, gathered.get(port.name), params.get(port.name))
    more = named.pop(keywords_of(spec), {}) if keywords_of(spec) else {}
    positional: list[Any] = []
    if star := star_of(spec):
        leading = [param.name for param in spec.params if param.required]
        positional = [named.pop(name) for name in leading] + list(named.pop(star))
    return class_of(spec)(*positional, **named, **more)


def constant(value: Json, name: str = "") -> Any:
    """Return a constant as Keras takes it: a list is an array, a number is itself.

    Args:
        value: a number, nested lists of them, or an array with its type, in Keras's own words:
            `{"class_name": "__numpy__", "config": {"value": [...], "dtype": "float32"}}`.
        name: of the port where it stands.

    Raises:
        CannotMake: if it is nothing of these.
    """
    match value:
        case {"class_name": "__numpy__" | "__tensor__", "config": {"value": found, **rest}}:
            return _array(found, str(rest.get("dtype", "float32")), name)
        case list():
            return _array(value, _DTYPES[_widest(value)], name)
        case None | bool() | int() | float() | str():
            return value
        case _:
            raise CannotMake(f"Expected a number or a list of numbers, found {value}.", name)


def constant_shapes(spec: LayerSpec, params: Params) -> dict[str, tuple[int, ...]]:
    """Return the shape of each constant that stands at a port of *spec*."""
    return {
        port.name: tuple(np.shape(constant(params[port.name], port.name)))
        for port in spec.inputs
        if is_constant(port, params) and not port.many
    }


def _argument(port: Port, tensors: Any, value: Json) -> Any:
    """Return what a port gives; constants of a `many` port stand in their places among the wires.

    A null in such a list is the place of a wire.
    """
    if not port.many:
        return constant(value, port.name) if tensors is None else tensors
    if not isinstance(value, list):
        return tensors
    wired = iter(tensors or ())
    placed = [next(wired, None) if entry is None else constant(entry, port.name) for entry in value]
    return [entry for entry in (*placed, *wired) if entry is not None]


def _key(text: Json) -> Any:
    try:
        return parse_key(text if isinstance(text, str) else "")
    except BadKey as error:
        raise CannotMake(str(error), "key") from error


def _array(value: Json, dtype: str, name: str) -> Any:
    try:
        return np.array(value, dtype=dtype)
    except (TypeError, ValueError) as error:
        raise CannotMake(f"These are no numbers of {dtype} in even rows: {value}.", name) from error


def _widest(value: Sequence[Json]) -> type:
    """Return the type that holds every number of a nested list."""
    found: set[type] = set()
    for entry in value:
        found.add(_widest(entry) if isinstance(entry, list) else type(entry))
    for type_ in (float, int, bool):
        if type_ in found:
            return type_
    return float
