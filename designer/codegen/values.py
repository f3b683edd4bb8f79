"""Values of parameters as Python: numbers, tuples, short names and objects of Keras.

Names that come from a file are only ever written as string literals or, where they are legal
identifiers, as identifiers: a project cannot smuggle a statement into its script.
"""

from collections.abc import Mapping

from designer.catalog.catalog import Catalog
from designer.catalog.own import OWN, own_name
from designer.catalog.specs import Json, ObjectSpec, Param, ParamType, Registry
from designer.codegen.expressions import (
    Expression,
    Item,
    Variable,
    arguments,
    call,
    listing,
    literal,
    pair_up,
)
from designer.codegen.own_code import expression_code

_WHOLE = {ParamType.INT, ParamType.INT_TUPLE, ParamType.INT_LIST}
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


class CannotWrite(ValueError):
    """A value that has no place in a script, in a few words."""


def value_code(value: Json, param: Param | None, catalog: Catalog) -> Expression:
    """Return the Python of one value.

    Raises:
        CannotWrite: if the value is code, or an object whose class cannot be named.
    """
    types = set(param.types) if param else set()
    registry = param.registry if param else None
    is_object = bool(types & {ParamType.OBJECT, ParamType.OBJECT_LIST})
    match value:
        case Variable():
            return str(value)
        case {"class_name": str(name), **rest}:
            config = rest.get("config")
            return object_code(name, config if isinstance(config, dict) else {}, registry, catalog)
        case str() if ParamType.CODE in types and not is_object:
            return _code(value, param)
        case str() if is_object and own_name(value):
            return object_code(value, {}, registry, catalog)
        case str() if registry in (Registry.LAYER, Registry.CALLBACK) and is_object:
            return object_code(value, {}, registry, catalog)
        case list():
            entries = [value_code(entry, param, catalog) for entry in value]
            return pair_up(entries) if types & _TUPLES else listing(entries)
        case int() if ParamType.FLOAT in types and not isinstance(value, bool):
            # WORKAROUND: optimizers and some metrics of Keras 3.15 refuse 1 where 1.0 is meant.
            return literal(value if types & _WHOLE else float(value))
        case _:
            return literal(value)


def object_code(
    name: str, config: Mapping[str, Json], registry: Registry | None, catalog: Catalog
) -> Expression:
    """Return `keras.module.Name(arguments)`.

    Raises:
        CannotWrite: if the class cannot be named.
    """
    spec = _described(name, registry, catalog)
    if spec is None:
        raise CannotWrite(f"{name!r} is not known")
    if spec.registry is Registry.ACTIVATION and spec.kind.islower() and not config:
        return class_path(spec)
    if spec.facts.get("function") and not config:
        return class_path(spec)
    return call(class_path(spec), *constructor_items(config, spec, catalog))


def _code(text: str, param: Param | None) -> Expression:
    try:
        return expression_code(text)
    except ValueError as error:
        raise CannotWrite(f"{param.name if param else 'a value'} {error}") from error


def _described(name: str, registry: Registry | None, catalog: Catalog) -> ObjectSpec | None:
    """Return the description of a class; a layer may stand for an activation, and so on."""
    match registry:
        case Registry.LAYER:
            return catalog.layer(name) or catalog.find(registry, name)
        case Registry.ACTIVATION:
            return catalog.find(registry, name) or catalog.layer(name)
        case Registry.METRIC:
            return catalog.find(registry, name) or catalog.find(Registry.LOSS, name)
        case None:
            found = (catalog.find(entry, name) for entry in Registry)
            return catalog.layer(name) or next((spec for spec in found if spec), None)
        case _:
            return catalog.find(registry, name)


def class_path(spec: ObjectSpec) -> str:
    """Return what the script calls a class: `layers.Dense`, `keras.losses.Huber`."""
    name = own_name(spec.kind)
    if name is not None and spec.module == OWN and name.isidentifier():
        return name
    if spec.facts.get("package") and all(part.isidentifier() for part in spec.kind.split(".")):
        return spec.kind
    module = "layers" if spec.module == "keras.layers" else spec.module
    if spec.module.partition(".")[0] != "keras" or not spec.kind.isidentifier():
        raise CannotWrite(f"{spec.kind!r} is no part of Keras")
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
    return arguments(positional, named)


def is_default(value: Json, param: Param) -> bool:
    """Tell whether *value* is what Keras takes anyway; True is not 1 here."""
    if param.required or isinstance(value, Variable):
        return False
    return value == param.default and isinstance(value, bool) == isinstance(param.default, bool)
