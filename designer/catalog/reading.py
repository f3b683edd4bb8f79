"""Turns the JSON of `resources/catalog/` into descriptions and back."""

import json
from collections.abc import Mapping
from dataclasses import MISSING, fields
from enum import StrEnum
from pathlib import Path
from typing import Any

from designer import paths
from designer.catalog.specs import (
    CallStyle,
    Family,
    LayerSpec,
    ObjectSpec,
    Param,
    ParamGroup,
    ParamType,
    Port,
    Registry,
    Role,
)

_TYPES = {str(type): type for type in ParamType}
_GROUPS = {str(group): group for group in ParamGroup}
_REGISTRIES = {str(registry): registry for registry in Registry}
_FAMILIES = {str(family): family for family in Family}
_ROLES = {str(role): role for role in Role}
_STYLES = {str(style): style for style in CallStyle}
_TUPLES = ("names", "key_params", "words", "input_ranks")

Record = dict[str, Any]


def read_specs(
    folder: Path | None = None,
) -> tuple[list[LayerSpec], dict[Registry, list[ObjectSpec]], str]:
    """Return layers, objects by registry, and the version of Keras that they describe."""
    folder = folder or paths.resources() / "catalog"
    layers = json.loads((folder / "layers.json").read_bytes())
    objects = json.loads((folder / "objects.json").read_bytes())
    found = {
        registry: [object_spec(record, registry) for record in objects[registry]]
        for registry in Registry
        if registry in objects
    }
    records = [*layers["layer"]]
    for role in (Role.OPERATION, Role.APPLICATION):
        records += _records(folder / f"{role}s.json", role)
    return [layer_spec(record) for record in records], found, layers["keras"]


def _records(path: Path, role: Role) -> list[Record]:
    records: list[Record] = json.loads(path.read_bytes())[role] if path.is_file() else []
    return records


def object_spec(record: Record, registry: Registry) -> ObjectSpec:
    """Return the description that *record* holds."""
    return ObjectSpec(**_prepared(record), registry=registry)


def layer_spec(record: Record) -> LayerSpec:
    """Return the description of a layer that *record* holds."""
    values = _prepared(record)
    for ports in ("inputs", "outputs"):
        if ports in values:
            values[ports] = tuple(Port(**port) for port in values[ports])
    values["family"] = _FAMILIES[values["family"]]
    values["role"] = _ROLES[values.get("role", "layer")]
    values["call_style"] = _STYLES[values.get("call_style", "named")]
    return LayerSpec(**values, registry=Registry.LAYER)


def _prepared(record: Record) -> Record:
    values = {**record, "params": tuple(_param(param) for param in record["params"])}
    for name in _TUPLES:
        if name in values:
            values[name] = tuple(values[name])
    return values


def _param(record: Record) -> Param:
    values = {**record, "types": tuple(_TYPES[type] for type in record["types"])}
    if "choices" in values:
        values["choices"] = tuple(values["choices"])
    if "group" in values:
        values["group"] = _GROUPS[values["group"]]
    if "registry" in values:
        values["registry"] = _REGISTRIES[values["registry"]]
    return Param(**values)


def to_record(value: Any) -> Any:
    """Return a description as JSON; fields that have their default are left out."""
    match value:
        case StrEnum():
            return str(value)
        case Param() | Port() | ObjectSpec():
            return {
                field.name: to_record(content)
                for field in fields(value)
                if (content := getattr(value, field.name)) != _default(field)
            }
        case list() | tuple():
            return [to_record(entry) for entry in value]
        case Mapping():
            return {name: to_record(entry) for name, entry in value.items()}
        case _:
            return value


def _default(field: Any) -> Any:
    return field.default if field.default_factory is MISSING else field.default_factory()
