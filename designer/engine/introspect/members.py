"""Which classes and functions Keras offers in each of its registries, and under which names."""

import inspect
from collections.abc import Iterator
from dataclasses import dataclass
from types import ModuleType
from typing import Any

import keras

from designer.catalog.specs import Registry

MODULES: dict[Registry, ModuleType] = {
    Registry.LAYER: keras.layers,
    Registry.ACTIVATION: keras.activations,
    Registry.INITIALIZER: keras.initializers,
    Registry.REGULARIZER: keras.regularizers,
    Registry.CONSTRAINT: keras.constraints,
    Registry.OPTIMIZER: keras.optimizers,
    Registry.SCHEDULE: keras.optimizers.schedules,
    Registry.LOSS: keras.losses,
    Registry.METRIC: keras.metrics,
    Registry.CALLBACK: keras.callbacks,
    Registry.DTYPE_POLICY: keras.dtype_policies,
}
_PLUMBING = {"get", "serialize", "deserialize", "InputSpec"}


@dataclass(frozen=True, slots=True)
class Member:
    """A class of Keras, or an activation function.

    Attributes:
        kind: the public name; the class's own where Keras exports it under that.
        names: every other name under which Keras finds it.
    """

    kind: str
    module: str
    names: tuple[str, ...]
    target: Any


def members(registry: Registry) -> list[Member]:
    """Return what Keras offers in *registry*, by name."""
    module = MODULES[registry]
    public: dict[Any, list[str]] = {}
    for name, target in _public(module, registry):
        public.setdefault(target, []).append(name)
    return sorted(
        (_member(module, target, names, registry) for target, names in public.items()),
        key=lambda member: member.kind,
    )


def _public(module: ModuleType, registry: Registry) -> Iterator[tuple[str, Any]]:
    wanted = inspect.isfunction if registry is Registry.ACTIVATION else inspect.isclass
    for name in sorted(set(dir(module)) - _PLUMBING):
        target = getattr(module, name)
        if not name.startswith("_") and wanted(target):
            yield name, target


def _member(module: ModuleType, target: Any, public: list[str], registry: Registry) -> Member:
    kind = target.__name__ if target.__name__ in public else public[0]
    names = {*public, target.__name__, *_short_names(registry, target)} - {kind}
    return Member(kind, _path(module), tuple(sorted(names)), target)


def _path(module: ModuleType) -> str:
    """Return the public path of a module: `keras.losses`, not `keras._tf_keras...`."""
    name = module.__name__.removeprefix("keras._tf_keras.").removeprefix("keras.api.")
    return name if name.startswith("keras") else f"keras.{name}"


def _short_names(registry: Registry, target: Any) -> Iterator[str]:
    """Return the words that Keras's own `get` takes for *target* ("mse", "glorot_uniform")."""
    source = inspect.getmodule(MODULES[registry].get) if _has_get(registry) else None
    known = getattr(source, "ALL_OBJECTS_DICT", {})
    for name, found in known.items():
        if found is target or _snake(target.__name__) == getattr(found, "__name__", None):
            yield name


def _has_get(registry: Registry) -> bool:
    return hasattr(MODULES[registry], "get")


def _snake(name: str) -> str:
    from keras.src.utils.naming import to_snake_case

    return str(to_snake_case(name))
