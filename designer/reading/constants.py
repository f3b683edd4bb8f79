"""Values of a script as values of a project: plain JSON, and objects of Keras by their names."""

import math
from collections.abc import Mapping

from designer.catalog.catalog import Catalog
from designer.catalog.specs import Json, ObjectSpec, Param, ParamType, Registry
from designer.reading.arithmetic import TooLarge, require_small
from designer.reading.findings import NotAlike
from designer.reading.values import (
    Function,
    Hole,
    Index,
    Layer,
    Model,
    NameHole,
    OwnClass,
    Reference,
    Thing,
    Unknown,
)

_REGISTRIES = {
    "activations": Registry.ACTIVATION,
    "initializers": Registry.INITIALIZER,
    "regularizers": Registry.REGULARIZER,
    "constraints": Registry.CONSTRAINT,
    "optimizers": Registry.OPTIMIZER,
    "optimizers.schedules": Registry.SCHEDULE,
    "losses": Registry.LOSS,
    "metrics": Registry.METRIC,
    "callbacks": Registry.CALLBACK,
    "dtype_policies": Registry.DTYPE_POLICY,
}
_ELSEWHERE = {
    "keras.Loss": "keras.losses.Loss",
    "keras.DTypePolicy": "keras.dtype_policies.DTypePolicy",
    "keras.mixed_precision.Policy": "keras.dtype_policies.DTypePolicy",
    "keras.mixed_precision.DTypePolicy": "keras.dtype_policies.DTypePolicy",
}
_DTYPES = {
    "float16", "float32", "float64", "bfloat16", "int8", "int16", "int32", "int64", "uint8",
    "uint16", "uint32", "bool", "string",
}  # fmt: skip


class NotPlain(ValueError):
    """A value that a project cannot hold; *unknown* says why."""

    def __init__(self, unknown: Unknown) -> None:
        super().__init__(unknown.words)
        self.unknown = unknown


def object_spec(path: str, catalog: Catalog) -> ObjectSpec | None:
    """Return the description of a class of Keras that is no layer, by its public path."""
    path = _ELSEWHERE.get(path, path)
    head, _, rest = path.partition(".")
    module, _, name = rest.rpartition(".")
    registry = _REGISTRIES.get(module)
    if head != "keras" or registry is None:
        return None
    return catalog.find(registry, name)


def plain(value: object, param: Param | None, catalog: Catalog, line: int) -> Json:
    """Return *value* as a project holds it.

    Raises:
        NotPlain: if it is not known, or nothing that a project can hold.
    """
    if isinstance(value, list | tuple | dict | range | Thing):
        try:
            require_small(value)
        except TooLarge as error:
            raise NotPlain(Unknown(line, "more values than any model needs")) from error
    return _plain(value, param, catalog, line)


def _plain(value: object, param: Param | None, catalog: Catalog, line: int) -> Json:
    match value:
        case None | bool() | int() | float() | str():
            return value
        case list() | tuple() | range():
            return [_plain(entry, param, catalog, line) for entry in value]
        case dict():
            inner = None
            return {str(key): _plain(entry, inner, catalog, line) for key, entry in value.items()}
        case Thing():
            return thing(value, catalog)
        case Layer():
            return _layer(value)
        case Model(sequence=list()):
            return _row(value, catalog, line)
        case Reference():
            return _reference(value, param, catalog, line)
        case Function(name=name) if name and name != "<lambda>":
            return f"custom.{name}"
        case OwnClass(name=name):
            return {"class_name": f"custom.{name}", "config": {}}
        case Hole() | NameHole() | Index():
            raise NotAlike
        case Unknown():
            raise NotPlain(value)
        case _:
            raise NotPlain(Unknown(line, "a value that a project cannot hold"))


def thing(value: Thing, catalog: Catalog) -> Json:
    """Return an object of Keras as a project holds it.

    Raises:
        NotPlain: if one of its arguments cannot be held.
    """
    spec = object_spec(value.path, catalog)
    name = spec.kind if spec else value.path.removeprefix("keras.").rpartition(".")[2]
    if spec is None and value.path.startswith("custom."):
        name = value.path
    config = {
        key: plain(entry, spec.param(key) if spec else None, catalog, value.line)
        for key, entry in value.config.items()
    }
    if spec is not None and spec.registry is Registry.ACTIVATION and not config:
        return spec.kind
    return {"class_name": name, "config": config}


def _layer(layer: Layer) -> Json:
    if layer.unknown:
        raise NotPlain(next(iter(layer.unknown.values())))
    config: dict[str, Json] = dict(layer.params)
    if layer.named and layer.spec is not None and layer.spec.param("name"):
        config["name"] = layer.name
    return {"class_name": layer.kind, "config": config}


def _row(model: Model, catalog: Catalog, line: int) -> Json:
    """Return a Sequential model that is the argument of a layer."""
    if model.trouble is not None:
        raise NotPlain(model.trouble)
    layers = [plain(entry, None, catalog, line) for entry in model.sequence or ()]
    model.is_value = True
    return {"class_name": "Sequential", "config": {"layers": layers}}


def _reference(value: Reference, param: Param | None, catalog: Catalog, line: int) -> Json:
    name = value.name
    types = set(param.types) if param else set()
    if ParamType.DTYPE in types and name.rstrip("_") in _DTYPES:
        return name.rstrip("_")
    spec = object_spec(value.path, catalog)
    registry = param.registry if param else None
    if (
        spec is None
        and registry is not None
        and value.path.split(".")[0] in ("keras", "tensorflow")
    ):
        spec = catalog.find(registry, name)
    if spec is None:
        if name in _DTYPES:
            return name
        raise NotPlain(Unknown(line, f"`{value.path}`, which no field of a project can hold"))
    if name == name.lower():
        return spec.kind if spec.registry is Registry.ACTIVATION else name
    return {"class_name": spec.kind, "config": {}}


def bound(
    spec: ObjectSpec, positional: list[object], named: Mapping[str, object]
) -> dict[str, object]:
    """Return the arguments of a constructor by their names, in Keras's order."""
    names = [param.name for param in spec.params if not param.call]
    by_place = dict(zip(names, positional, strict=False))
    return {**by_place, **named}


def finite(value: Json) -> bool:
    """Tell whether *value* is a number that JSON has words for."""
    return not isinstance(value, float) or math.isfinite(value)
