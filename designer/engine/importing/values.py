"""Turns values as Keras saves them into values as a project holds them, as short as they go."""

from collections.abc import Mapping
from typing import Any

from designer.catalog.catalog import Catalog
from designer.catalog.objects import object_config, object_kind, short_name
from designer.catalog.specs import Json, LayerSpec, ObjectSpec, Param, ParamType, Registry
from designer.engine.importing.chains import chain_of
from designer.engine.importing.records import LayerRecord
from designer.engine.importing.renames import modern_object

_POLICIES = frozenset({"DTypePolicy", "FloatDTypePolicy", "Policy", "PolicyV1"})
_DEFAULT_DTYPE = "float32"
_TUPLES = frozenset({ParamType.INT_TUPLE, ParamType.FLOAT_TUPLE, ParamType.NESTED_INT_TUPLE})


def value_of(raw: Any, param: Param | None, catalog: Catalog) -> Json:
    """Return the value of a parameter from what Keras saved for it."""
    match raw:
        case {"class_name": "__tensor__" | "__numpy__", "config": {"value": value}}:
            return plain(value)
        case {"class_name": str(name)} if name in _POLICIES:
            return dtype_of(raw)
        case {"class_name": "function", "config": str(name)}:
            return _function(raw, name, param, catalog)
        case {"class_name": str()}:
            return object_of(raw, param.registry if param else None, catalog)
        case list() if param is not None and ParamType.OBJECT_LIST in param.types:
            return [value_of(entry, param, catalog) for entry in raw]
        case str() if param is not None and param.registry is not None:
            return _known_short(raw, param.registry, catalog)
        case _:
            return plain(raw)


def dtype_of(raw: Any) -> Json:
    """Return the name of a dtype policy; None for the usual one, an object for a special one."""
    match raw:
        case {"class_name": str(name), "config": {"name": str(word)}} if name in _POLICIES:
            return None if word == _DEFAULT_DTYPE else word
        case {"class_name": str(name), "config": dict(config)}:
            return {"class_name": name, "config": plain(config)}
        case str():
            return None if raw == _DEFAULT_DTYPE else raw
        case _:
            return None


def object_of(raw: Mapping[str, Any], registry: Registry | None, catalog: Catalog) -> Json:
    """Return an object as a short name, or with the arguments that differ from the default."""
    chain = chain_of(raw)
    if chain is not None:
        inner = [_layer_object(record, catalog) for record in chain]
        return {"class_name": "Sequential", "config": {"layers": inner}}
    name, config = modern_object(raw)
    spec = _spec(name, registry, catalog)
    if spec is None:
        return {"class_name": name, "config": plain(config)}
    params = arguments_of(spec, config, catalog)
    if spec.registry is Registry.LAYER:
        trainable: dict[str, Json] = (
            {"trainable": False} if config.get("trainable") is False else {}
        )
        return {"class_name": spec.kind, "config": {**params, **trainable}}
    short = short_name(spec) if registry in (None, spec.registry) else None
    if short and not params and _is_found(spec, short, catalog):
        return short
    return {"class_name": spec.kind, "config": params}


def _layer_object(record: LayerRecord, catalog: Catalog) -> Json:
    raw: dict[str, Any] = {"class_name": record.class_name, "config": record.config}
    if record.module:
        raw["module"] = record.module
    return object_of(raw, Registry.LAYER, catalog)


def arguments_of(spec: ObjectSpec, config: Mapping[str, Any], catalog: Catalog) -> dict[str, Json]:
    """Return the arguments in a config that *spec* has and that differ from its defaults."""
    found: dict[str, Json] = {}
    for param in spec.params:
        if param.name not in config or param.call:
            continue
        raw = config[param.name]
        value = dtype_of(raw) if param.name == "dtype" else value_of(raw, param, catalog)
        if not is_as_default(value, param, catalog):
            found[param.name] = value
    if isinstance(spec, LayerSpec):
        _drop_derived(spec, found, config)
    return found


def is_as_default(value: Json, param: Param, catalog: Catalog) -> bool:
    """Tell whether Keras takes *value* anyway where nothing is said."""
    if param.required:
        return False
    if isinstance(value, str) and param.registry is not None and isinstance(param.default, str):
        return _means(value, param, catalog) == _means(param.default, param, catalog)
    if param.registry is Registry.ACTIVATION and param.default is None and value == "linear":
        return True
    if value == param.default and isinstance(value, bool) == isinstance(param.default, bool):
        return True
    if set(param.types) & _TUPLES and param.default is not None:
        return _spread(value, param.rank) == _spread(param.default, param.rank)
    return param.default is None and (param.name, value) == ("data_format", "channels_last")


def _means(name: str, param: Param, catalog: Catalog) -> str:
    assert param.registry is not None
    spec = catalog.find(param.registry, name)
    return spec.kind if spec else name


def plain(value: Any) -> Json:
    """Return *value* as JSON, whatever Keras wrapped it in."""
    match value:
        case {"class_name": "__tensor__" | "__numpy__", "config": {"value": inner}}:
            return plain(inner)
        case dict():
            return {str(name): plain(entry) for name, entry in value.items()}
        case list() | tuple():
            return [plain(entry) for entry in value]
        case bool() | int() | float() | str() | None:
            return value
        case _:
            return str(value)


def _spread(value: Json, rank: int | None) -> Json:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return [value] * (rank or 1)
    if isinstance(value, list) and len(value) == (rank or len(value)):
        return [_one_of_pair(entry) for entry in value]
    return value


def _one_of_pair(entry: Json) -> Json:
    """Return what both sides of an even pair are: 1 for (1, 1)."""
    even = isinstance(entry, list) and len(entry) == 2 and entry[0] == entry[1]
    return entry[0] if even and isinstance(entry, list) else entry


def _drop_derived(spec: LayerSpec, found: dict[str, Json], config: Mapping[str, Any]) -> None:
    """Leave out what Keras works out by itself and then saves as if it had been said."""
    if "Pooling" in spec.kind and found.get("strides") is not None:
        pool = config.get("pool_size", 2)
        strides = spec.param("strides")
        rank = strides.rank if strides else None
        if _spread(found["strides"], rank) == _spread(plain(pool), rank):
            del found["strides"]
    if "value_dim" in found and found["value_dim"] == config.get("key_dim"):
        del found["value_dim"]
    if isinstance(found.get("dtype"), dict):
        found.pop("quantization_config", None)  # the policy says as much
    if spec.kind == "Bidirectional" and _is_mirrored(found):
        del found["backward_layer"]
    if found.get("dtype") is not None and found["dtype"] == _OWN_DTYPES.get(spec.kind):
        del found["dtype"]


def _is_mirrored(found: Mapping[str, Json]) -> bool:
    """Tell whether the backward layer is the one that Keras makes of the forward layer."""
    forward, backward = object_config(found.get("layer")), found.get("backward_layer")
    if backward is None or object_kind(backward) != object_kind(found.get("layer")):
        return False
    turned = {**forward, "go_backwards": not forward.get("go_backwards", False)}
    given = {"go_backwards": False, **object_config(backward)}
    return turned == given


_OWN_DTYPES = {"IntegerLookup": "int64", "StringLookup": "string", "TextVectorization": "string"}


def _function(raw: Mapping[str, Any], name: str, param: Param | None, catalog: Catalog) -> Json:
    registry = param.registry if param else None
    if registry is not None and catalog.find(registry, name) is not None:
        return name
    if raw.get("module") in ("builtins", "keras.activations", "keras.losses", "keras.metrics"):
        return name
    return {"class_name": "function", "config": name, "module": plain(raw.get("module"))}


def _known_short(name: str, registry: Registry, catalog: Catalog) -> Json:
    """Return the usual name of what a class name without arguments stands for."""
    spec = catalog.find(registry, name)
    if spec is None or registry is Registry.LAYER:
        return name
    return short_name(spec) or name


def _spec(name: str, registry: Registry | None, catalog: Catalog) -> ObjectSpec | None:
    places = [registry] if registry is not None else list(Registry)
    if registry is Registry.ACTIVATION or registry is None:
        places.append(Registry.LAYER)
    if registry is Registry.METRIC:
        places.append(Registry.LOSS)
    for place in places:
        found = catalog.layer(name) if place is Registry.LAYER else catalog.find(place, name)
        if found is not None:
            return found
    return None


def _is_found(spec: ObjectSpec, short: str, catalog: Catalog) -> bool:
    return catalog.find(spec.registry, short) is spec
