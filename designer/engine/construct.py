"""Makes Keras objects from JSON values, driven by the catalogue's descriptions.

Only classes and functions that the catalogue names are ever looked up, and only where it says
they are: a project cannot name a function of its choice. Code of a project runs only where the
user trusts it (`designer.engine.own`).
"""

import importlib
from collections.abc import Mapping
from typing import Any, Protocol

from designer.catalog.own import FROZEN, OWN, RUNS_CODE, SENDS, own_name
from designer.catalog.specs import Json, LayerSpec, ObjectSpec, Param, ParamType, Registry
from designer.engine.own.files import own_file
from designer.engine.own.functions import OwnFunction
from designer.engine.own.in_force import function_of, own_member, package_member, require_trust

_TUPLES = {
    ParamType.SHAPE,
    ParamType.INT_TUPLE,
    ParamType.FLOAT_TUPLE,
    ParamType.NESTED_INT_TUPLE,
}
_WHOLE = {ParamType.INT, ParamType.INT_TUPLE, ParamType.INT_LIST}


class Catalog(Protocol):
    """The part of the catalogue that is asked here."""

    def layer(self, kind: str) -> LayerSpec | None:
        """Return the description of a kind of node, or None."""
        ...

    def find(self, registry: Registry, name: str) -> ObjectSpec | None:
        """Return the description of the class or short name *name*, or None."""
        ...


class CannotMake(ValueError):
    """A value from which no Keras object can be made, in one sentence.

    Attributes:
        param: the argument it was given for; empty where that is not known.
        code: whether it was refused because it is code.
    """

    def __init__(self, message: str, param: str = "", code: bool = False) -> None:
        super().__init__(message)
        self.param = param
        self.code = code


def make_layer(
    spec: LayerSpec,
    params: Mapping[str, Json],
    catalog: Catalog,
    name: str | None = None,
    trainable: bool = True,
) -> Any:
    """Return the Keras layer of *params*; those that belong to the call are left out.

    Raises:
        CannotMake: if a value names something unknown, or is code.
        Exception: whatever Keras raises for values that it refuses.
    """
    arguments = constructor_arguments(spec, params, catalog)
    if spec.facts.get("function"):
        return OwnFunction(class_of(spec), arguments)
    _require_trust(spec)
    if not trainable or spec.kind in FROZEN:
        arguments["trainable"] = False
    named = {} if name is None else {"name": name}
    if around := catalog.layer(str(spec.facts.get("inside", ""))):
        # WORKAROUND: in Keras 3.15 `Equalization` returns the very tensor that it is given,
        # which a model takes for a circle.
        return class_of(around)([class_of(spec)(**arguments)], **named)
    return class_of(spec)(**arguments, **named)


def make_object(registry: Registry, value: Json, catalog: Catalog, param: str = "") -> Any:
    """Return the Keras object of `{"class_name", "config"}`, nested ones made first.

    Short names ("relu", "mse") and None are returned as they are: Keras finds those itself.

    Raises:
        CannotMake: if a class is not known, or a value is code.
        Exception: whatever Keras raises for values that it refuses.
    """
    match value:
        case {"class_name": str(name), **rest}:
            config = rest.get("config")
            return _made(registry, name, config if isinstance(config, dict) else {}, catalog, param)
        case str() if registry in (Registry.LAYER, Registry.CALLBACK) or own_name(value):
            return _made(registry, value, {}, catalog, param)
        case list():
            return [make_object(registry, entry, catalog, param) for entry in value]
        case _:
            return value


def constructor_arguments(
    spec: ObjectSpec, params: Mapping[str, Json], catalog: Catalog
) -> dict[str, Any]:
    """Return what the constructor gets: known arguments that differ from the default.

    Raises:
        CannotMake: if a class is not known, or a value is code.
    """
    return {
        param.name: to_python(params[param.name], param, catalog)
        for param in spec.params
        if not param.call and param.name in params and not is_default(params[param.name], param)
    }


def is_default(value: Json, param: Param) -> bool:
    """Tell whether *value* is what Keras takes anyway; True is not 1 here."""
    if param.required:
        return False
    return value == param.default and isinstance(value, bool) == isinstance(param.default, bool)


def to_python(value: Json, param: Param, catalog: Catalog) -> Any:
    """Return *value* as Keras wants it: objects made, tuples where it wants tuples.

    Raises:
        CannotMake: if a class is not known, or the value is code.
    """
    types = set(param.types)
    is_object = bool(types & {ParamType.OBJECT, ParamType.OBJECT_LIST})
    match value:
        case {"class_name": str(name)}:
            return make_object(param.registry or _registry_of(name, catalog), value, catalog,
                               param.name)  # fmt: skip
        case str() if ParamType.CODE in types and not is_object:
            return function_of(value, param.name)
        case str() if ParamType.PATH in types and value not in param.choices:
            return own_file(value, param.name)
        case str() if is_object and param.registry is not None:
            return make_object(param.registry, value, catalog, param.name)
        case list() if types & _TUPLES:
            return _tuples(value)
        case list():
            return [to_python(entry, param, catalog) for entry in value]
        case int() if ParamType.FLOAT in types and not isinstance(value, bool):
            # WORKAROUND: optimizers and some metrics of Keras 3.15 refuse 1 where 1.0 is meant.
            return value if types & _WHOLE else float(value)
        case _:
            return value


def class_of(spec: ObjectSpec) -> Any:
    """Return the class, or function, that *spec* describes.

    Raises:
        CannotMake: if this version of Keras does not have it.
    """
    if spec.module == OWN:
        return own_member(spec.kind)
    if spec.facts.get("package"):
        return package_member(spec.module, spec.kind.rpartition(".")[2])
    if spec.module != "keras" and not spec.module.startswith("keras."):
        raise CannotMake(f"{spec.kind} is no part of Keras.")
    try:
        return getattr(importlib.import_module(spec.module), spec.kind.rpartition(".")[2])
    except (ImportError, AttributeError) as error:
        raise CannotMake(f"This version of Keras has no {spec.module}.{spec.kind}.") from error


def _require_trust(spec: ObjectSpec) -> None:
    if spec.kind in RUNS_CODE:
        require_trust(f"{spec.kind} runs code that came with the project.")
    if spec.kind in SENDS:
        require_trust(f"{spec.kind} sends figures of the training to another computer.")


def _made(
    registry: Registry, name: str, config: Mapping[str, Json], catalog: Catalog, param: str
) -> Any:
    spec = _described(registry, name, catalog)
    if spec is None:
        raise CannotMake(
            f"{name} is not known here as {registry}. Choose another"
            f"{' for ' + param if param else ''}.",
            param,
        )
    _require_trust(spec)
    made = class_of(spec)
    if not isinstance(made, type) and not config:
        return made
    return made(**constructor_arguments(spec, config, catalog))


def _described(registry: Registry, name: str, catalog: Catalog) -> ObjectSpec | None:
    """Return the description of *name*; a layer may stand for an activation, and so on."""
    if registry is Registry.LAYER:
        return catalog.layer(name) or catalog.find(registry, name)
    found = catalog.find(registry, name)
    if found is None and registry is Registry.ACTIVATION:
        return catalog.layer(name)
    if found is None and registry is Registry.METRIC:
        return catalog.find(Registry.LOSS, name)
    return found


def _registry_of(name: str, catalog: Catalog) -> Registry:
    if catalog.layer(name) is not None:
        return Registry.LAYER
    found = (registry for registry in Registry if catalog.find(registry, name) is not None)
    registry = next(found, None)
    if registry is None:
        raise CannotMake(f"{name} is not known here.")
    return registry


def _tuples(value: Json) -> Any:
    return tuple(_tuples(entry) for entry in value) if isinstance(value, list) else value
