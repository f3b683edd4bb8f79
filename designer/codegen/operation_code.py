"""Operations as Python: `x + y`, `x[:, 0]`, or a call of a function of `keras.ops`.

A sign is written only where Python makes the very same Operation of it as the function does.
"""

import math
import re
from collections.abc import Mapping

from designer.catalog.catalog import Catalog
from designer.catalog.indexing import BadKey, key_text, parse_key
from designer.catalog.operations import (
    GET_ITEM,
    argument_order,
    keywords_of,
    star_of,
)
from designer.catalog.specs import Json, LayerSpec, Params, Port, is_constant
from designer.codegen.expressions import (
    Expression,
    Item,
    Variable,
    arguments,
    call,
    flat,
    listing,
    literal,
    quoted,
)
from designer.codegen.values import CannotWrite, is_default, value_code

_SIGNS = {
    "ops.add": " + ", "ops.subtract": " - ", "ops.multiply": " * ", "ops.true_divide": " / ",
    "ops.matmul": " @ ", "ops.power": "**", "ops.floor_divide": " // ", "ops.mod": " % ",
}  # fmt: skip
_SIGNS_OF_TENSORS = {
    "ops.less": " < ", "ops.less_equal": " <= ", "ops.greater": " > ",
    "ops.greater_equal": " >= ", "ops.not_equal": " != ", "ops.logical_and": " & ",
    "ops.logical_or": " | ", "ops.logical_xor": " ^ ",
}  # fmt: skip
"""Signs that Python turns round, or means otherwise, where a number stands on the left."""
_BEFORE = {"ops.negative": "-", "ops.logical_not": "~"}
_LONG = 60
_DTYPES = {bool: "bool", int: "int32", float: "float32"}

Wired = Mapping[str, Expression | list[Expression]]


def operation_code(
    spec: LayerSpec, params: Params, wired: Wired, catalog: Catalog, plain: bool = False
) -> Expression:
    """Return the Python of one operation.

    Args:
        spec: the operation.
        params: its settings, and constants at ports without a wire.
        wired: the variable at each port with a wire; several where it takes many.
        catalog: what Keras offers.
        plain: always a call, never a sign.

    Raises:
        CannotWrite: if a port has neither wire nor constant, or a value cannot be written.
    """
    values = _port_values(spec, params, wired)
    signed = None if plain else _signed(spec, params, wired, values)
    if signed is not None and len(signed) <= _LONG:
        return signed
    settings = _settings(spec, params, catalog)
    return call(spec.kind, *_items(spec, values, settings))


def own_name_pattern(spec: LayerSpec) -> re.Pattern[str]:
    """Return what the names look like that Keras chooses for an operation of this kind."""
    made = str(spec.facts.get("operation", "")).rpartition(".")[2]
    snake = re.sub(r"(.)([A-Z][a-z]+)", r"\1_\2", made)
    snake = re.sub(r"([a-z])([A-Z])", r"\1_\2", snake).lower()
    return re.compile(rf"{re.escape(snake)}(_\d+)?")


def constant_code(value: Json) -> Expression:
    """Return a constant as Python: a number, or an array with its type.

    Raises:
        CannotWrite: if it is neither.
    """
    match value:
        case {"class_name": "__numpy__" | "__tensor__", "config": {"value": found, **rest}}:
            return _array(found, str(rest.get("dtype", "float32")))
        case list():
            return _array(value, _DTYPES[_widest(value)])
        case Variable():
            return value
        case bool() | int() | float() | str():
            return literal(value)
        case _:
            raise CannotWrite(f"{value!r} is no number and no list of numbers")


def _array(value: Json, dtype: str) -> Expression:
    return call("np.array", *arguments([literal(value)], {"dtype": quoted(dtype)}))


def _widest(value: list[Json]) -> type:
    found: set[type] = set()
    for entry in value:
        found.add(_widest(entry) if isinstance(entry, list) else type(entry))
    return next((type_ for type_ in (float, int, bool) if type_ in found), float)


def _port_values(
    spec: LayerSpec, params: Params, wired: Wired
) -> dict[str, Expression | list[Expression]]:
    values: dict[str, Expression | list[Expression]] = {}
    for port in spec.inputs:
        if port.many and isinstance(params.get(port.name), list):
            values[port.name] = _mixed(port, params, wired)
        elif port.name in wired:
            values[port.name] = wired[port.name]
        elif is_constant(port, params):
            values[port.name] = constant_code(params[port.name])
        elif not port.optional:
            raise CannotWrite(f"has no {port.name}")
    return values


def _mixed(port: Port, params: Params, wired: Wired) -> list[Expression]:
    """Return wires and constants of a `many` port; a null is the place of a wire."""
    given, entries = wired.get(port.name, []), params[port.name]
    waiting = list(given) if isinstance(given, list) else [given]
    placed: list[Expression] = []
    for entry in entries if isinstance(entries, list) else []:
        if entry is not None:
            placed.append(constant_code(entry))
        elif waiting:
            placed.append(waiting.pop(0))
    return [*placed, *waiting]


def _signed(
    spec: LayerSpec, params: Params, wired: Wired, values: Mapping[str, object]
) -> str | None:
    """Return the operation as signs; None where there is none that means the same."""
    names = [port.name for port in spec.inputs]
    texts = [flat(value) if isinstance(value := values.get(name), str) else "" for name in names]
    if not all(texts):
        return None
    if spec.kind == GET_ITEM and names[0] in wired:
        return f"{texts[0]}{_key(params)}"
    if spec.kind in _BEFORE and names[0] in wired:
        return f"{_BEFORE[spec.kind]}{texts[0]}"
    sign = _SIGNS_OF_TENSORS.get(spec.kind)
    if sign and names[0] in wired and _is_operand(names[1], params, wired):
        return sign.join(texts)
    sign = _SIGNS.get(spec.kind)
    if sign and all(_is_operand(name, params, wired) for name in names):
        return sign.join(texts)
    return None


def _is_operand(name: str, params: Params, wired: Wired) -> bool:
    """Tell whether a tensor, or a number that can stand beside a sign, is at the port *name*."""
    if name in wired:
        return True
    value = params.get(name)
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return is_number and math.isfinite(value) and value >= 0  # type: ignore[arg-type,operator]  # a number by now


def _key(params: Params) -> str:
    try:
        return key_text(parse_key(str(params.get("key", ""))))
    except BadKey as error:
        raise CannotWrite("has no indexing that can be read") from error


def _settings(spec: LayerSpec, params: Params, catalog: Catalog) -> dict[str, Expression]:
    ports = {port.name for port in spec.inputs}
    found: dict[str, Expression] = {}
    for param in spec.params:
        if param.name in ports:
            continue
        if param.name not in params:
            if param.required:
                raise CannotWrite(f"has no {param.name}")
        elif spec.kind == GET_ITEM:
            found[param.name] = _key_object(params)
        elif not is_default(params[param.name], param):
            found[param.name] = value_code(params[param.name], param, catalog)
    if more := keywords_of(spec):
        lengths = params.get(more)
        found.pop(more, None)
        if isinstance(lengths, dict):
            found |= {name: literal(n) for name, n in lengths.items() if name.isidentifier()}
    return found


def _key_object(params: Params) -> str:
    """Return an indexing as the value that `get_item` takes: slices as objects."""
    try:
        return repr(parse_key(str(params.get("key", "")))).replace("Ellipsis", "...")
    except BadKey as error:
        raise CannotWrite("has no indexing that can be read") from error


def _items(
    spec: LayerSpec,
    values: Mapping[str, Expression | list[Expression]],
    settings: Mapping[str, Expression],
) -> tuple[Item, ...]:
    """Return the arguments; ports and what is required by position, as long as none is missing."""
    order, star = argument_order(spec), star_of(spec)
    required = {param.name for param in spec.params if param.required}
    positional: list[Expression] = []
    named: dict[str, Expression] = {}
    for name in order:
        if name == star:
            given = values.get(name, [])
            positional += given if isinstance(given, list) else [given]
        elif (value := values.get(name, settings.get(name))) is not None:
            code = listing(value) if isinstance(value, list) else value
            if (
                not named
                and len(positional) == order.index(name)
                and (name in values or name in required)
            ):
                positional.append(code)
            else:
                named[name] = code
    more = {name: value for name, value in settings.items() if name not in order}
    return arguments(positional, {**named, **more})
