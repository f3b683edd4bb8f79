"""Objects as JSON, a short name or `{"class_name", "config"}`, and what can be chosen."""

from collections.abc import Mapping

from designer.catalog.catalog import Catalog
from designer.catalog.specs import Json, ObjectSpec, ParamType, Registry


def name_of(value: Json) -> str | None:
    """Return the class or short name of an object; None where there is none."""
    if isinstance(value, dict):
        name = value.get("class_name")
        return name if isinstance(name, str) else None
    return value if isinstance(value, str) and value else None


def config_of(value: Json) -> dict[str, Json]:
    """Return the arguments that are set."""
    config = value.get("config") if isinstance(value, dict) else None
    return config if isinstance(config, dict) else {}


def make_object(spec: ObjectSpec, config: Mapping[str, Json]) -> Json:
    """Return the JSON of an object: the short name where Keras usually writes that."""
    if spec.registry is Registry.ACTIVATION and not config:
        return spec.kind
    return {"class_name": spec.kind, "config": dict(config)}


def offers(catalog: Catalog, registry: Registry) -> tuple[ObjectSpec, ...]:
    """Return what can be chosen from a part of Keras, by name."""
    return tuple(sorted(catalog.of(registry), key=lambda spec: spec.kind.lower()))


def summary(spec: ObjectSpec, config: Mapping[str, Json]) -> str:
    """Return an object in few words: `L2 · 0.0001`."""
    said = [
        _short(config[param.name], param.name)
        for param in spec.params
        if param.name in config and param.type is not ParamType.CODE
    ]
    return " · ".join([spec.kind, *(word for word in said[:2] if word)])


def _short(value: Json, name: str) -> str:
    match value:
        case None | dict() | list():
            return name_of(value) or ""
        case bool():
            return name if value else ""
        case int() | float():
            return f"{value:g}"
        case _:
            return value
