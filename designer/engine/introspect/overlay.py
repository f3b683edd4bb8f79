"""Lays the curated overlay over what was read from Keras."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from designer import paths

Record = dict[str, Any]

_FILES = ("layers.json", "teaching.json", "objects.json", "operations.json", "applications.json")
_DIMENSIONS = "dimensions"
"""A rank in the overlay that is the figure in the class's name: 2 for `Conv2D`."""


@dataclass(frozen=True, slots=True)
class Overlay:
    """What people know and signatures do not say.

    Attributes:
        arguments: pattern of an argument's name -> fields, for all classes of a registry.
        entries: registry -> class -> fields; those of its arguments under `params`.
        families: family of layers -> fields of every layer in it.
    """

    arguments: Mapping[str, Mapping[str, Record]]
    entries: Mapping[str, Mapping[str, Record]]
    families: Mapping[str, Record]
    kinds: tuple[Record, ...]

    def apply(self, registry: str, record: Record) -> Record:
        """Return *record* with everything that the overlay knows of it laid over."""
        own = dict(self.entries.get(registry, {}).get(record["kind"], {}))
        params = own.pop("params", {})
        call_params = own.pop("call_params", [])
        more_params = own.pop("more_params", [])
        names = sorted(
            {*record["names"], *own.pop("more_names", [])} - {*own.pop("fewer_names", [])}
        )
        family = str(own.get("family", record.get("role", "")))
        merged = {**self.families.get(family, {}), **record, **own, "names": names}
        constants = {port["name"] for port in record.get("inputs", ()) if port.get("constant")}
        merged["params"] = [
            param
            if param["name"] in constants
            else self._param(registry, record["kind"], param, params)
            for param in record["params"]
            if params.get(param["name"], {}) is not None
        ] + [*more_params, *({**param, "call": True} for param in call_params)]
        return merged

    def _param(self, registry: str, kind: str, param: Record, own: Mapping[str, Record]) -> Record:
        name = param["name"]
        named = self._of_name(registry, name)
        if not param.get("required"):
            named.pop("initial", None)  # Keras's own default is good enough
        fallback = {"help": named.pop("fallback", None)}  # for what Keras has no words
        merged = {**fallback, **param, **named, **own.get(name, {})}
        if merged.get("rank") == _DIMENSIONS:
            merged["rank"] = next((int(c) for c in kind if c in "123"), None)
        return {field: value for field, value in merged.items() if value is not None}

    def _of_name(self, registry: str, name: str) -> Record:
        found: Record = {}
        for pattern, fields in self.arguments.get(registry, {}).items():
            if fnmatchcase(name, pattern):
                found |= fields
        return found


def read_overlay(folder: Path | None = None) -> Overlay:
    """Return the overlay in *folder*, which is `resources/catalog/overlay` unless said."""
    folder = folder or paths.resources() / "catalog" / "overlay"
    entries: dict[str, dict[str, Record]] = {}
    for file in _FILES:
        for registry, classes in _read(folder / file).items():
            for kind, fields in classes.items():
                entries.setdefault(registry, {}).setdefault(kind, {}).update(fields)
    return Overlay(
        arguments=_read(folder / "arguments.json"),
        entries=entries,
        families=_read(folder / "families.json"),
        kinds=tuple(_read(folder / "kinds.json")["kinds"]),
    )


def _read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))
