"""Values of parameters as Python: numbers, tuples, short names and objects of Keras.

Names that come from a file are only ever written as string literals or, where they are legal
identifiers, as identifiers: a project cannot smuggle a statement into its script.
"""

import keyword
from collections.abc import Mapping

from designer.catalog.catalog import Catalog
from designer.catalog.specs import Json, ObjectSpec, Param, ParamType, Registry
from designer.codegen.expressions import (
    Expression,
    Item,
    arguments,
    call,
    listing,
    literal,
    pair_up,
)

_TUPLES = {
    ParamType.SHAPE,
    ParamType.INT_TUPLE,
    ParamType.FLOAT_TUPLE,
    ParamType.NESTED_INT_TUPLE,
}
_BY_POSITION = {
    "units", "filters", "kernel_size", "rate", "stddev", "pool_size", "input_dim", "output_dim",
    "n", "target_shape", "dims", "layer", "cell", "activation", "scale", "size", "padding",
    "cropping", "height", "width", "factor", "equation", "groups", "output_size",
}  # fmt: skip
"""Arguments that people write without their names, where they come first."""

_OTHER_PLACES = {Registry.SCHEDULE: "keras.optimizers.schedules"}


class CannotWrite(ValueError):
    """A value that has no place in a script, in a few words."""


def value_code(value: Json, param: Param | None, catalog: Catalog) -> Expression:
    """Return the Python of one value.

    Raises:
        CannotWrite: if the value is code, or an object whose class cannot be named.
    """
    types = set(param.types) if param else set()
    registry = param.registry if param else None
    match value:
        case {"class_name": str(name)}:
            config = value.get("config", {})
            return object_code(name, config if isinstance(config, dict) else {}, registry, catalog)
        case str() if ParamType.CODE in types and ParamType.OBJECT not in types:
            raise CannotWrite(f"{param.name if param else 'a value'} is code of its own")
        case list():
            entries = [value_code(entry, param, catalog) for entry in value]
            return pair_up(entries) if types & _TUPLES else listing(entries)
        case _:
            return literal(value)


def object_code(
    name: str, config: Mapping[str, Json], registry: Registry | None, catalog: Catalog
) -> Expression:
    """Return `keras.module.Name(arguments)`.

    Raises:
        CannotWrite: if the class cannot be named.
    """
    spec = catalog.find(registry, name) if registry else _search(name, catalog)
    if spec is None and not (registry and is_name(name)):
        raise CannotWrite(f"{name!r} is not known")
    if spec is None:
        module = _OTHER_PLACES.get(registry, f"keras.{registry}s") if registry else "keras"
        return call(f"{module}.{name}", *_named(config))
    return call(class_path(spec), *constructor_items(config, spec, catalog))


def class_path(spec: ObjectSpec) -> str:
    """Return what the script calls a class: `layers.Dense`, `keras.losses.Huber`."""
    module = "layers" if spec.module == "keras.layers" else spec.module
    return f"{module}.{spec.kind}"


def constructor_items(
    params: Mapping[str, Json], spec: ObjectSpec, catalog: Catalog
) -> tuple[Item, ...]:
    """Return the arguments of a constructor: in Keras's order, what is default left out.

    Raises:
        CannotWrite: if a value has no place in a script.
    """
    positional: list[Expression] = []
    named: dict[str, Expression] = {}
    for param in spec.params:
        if param.call or param.name not in params or is_default(params[param.name], param):
            continue
        code = value_code(params[param.name], param, catalog)
        leading = not named and spec.params[len(positional)] is param
        if leading and param.required and param.name in _BY_POSITION:
            positional.append(code)
        else:
            named[param.name] = code
    known = {param.name for param in spec.params}
    named |= {
        item.prefix[:-1]: item.value
        for item in _named({name: value for name, value in params.items() if name not in known})
    }
    return arguments(positional, named)


def is_default(value: Json, param: Param) -> bool:
    """Tell whether *value* is what Keras takes anyway; True is not 1 here."""
    if param.required:
        return False
    return value == param.default and isinstance(value, bool) == isinstance(param.default, bool)


def is_name(text: str) -> bool:
    """Tell whether *text* can stand in code as a name."""
    return text.isidentifier() and not keyword.iskeyword(text)


def _named(config: Mapping[str, Json]) -> tuple[Item, ...]:
    strange = [name for name in config if not is_name(name)]
    if strange:
        raise CannotWrite(f"{strange[0]!r} is no name of an argument")
    return arguments((), {name: literal(config[name]) for name in sorted(config)})


def _search(name: str, catalog: Catalog) -> ObjectSpec | None:
    return next((spec for entry in Registry if (spec := catalog.find(entry, name))), None)
