"""Tells operations of `keras.ops` from layers in HDF5 files, where Keras 3 leaves modules out."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from designer.catalog.catalog import load_catalog
from designer.catalog.specs import Role


def module_of(class_name: str, config: Mapping[str, Any]) -> str:
    """Return the module of an operation that was saved without one; empty for a layer.

    `Add`, say, is both: the config of a layer has `trainable`, that of an operation has not.
    """
    if "trainable" in config or "dtype" in config or "units" in config:
        return ""
    return _modules().get(class_name, "")


@cache
def _modules() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for spec in load_catalog().layers.values():
        operation = spec.facts.get("operation")
        if spec.role is Role.OPERATION and isinstance(operation, str):
            module, _, name = operation.rpartition(".")
            found.setdefault(name, module)
    return found
