"""The parameters that several kinds of layers share, so that they can be set together."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from designer.catalog.specs import LayerSpec, Param, ParamType


def shared_params(specs: Sequence[LayerSpec]) -> tuple[Param, ...]:
    """Return the parameters of the same name and of compatible values, as the first kind has them.

    What is legal is what is legal for all: choices that all offer, the narrowest range.
    """
    if not specs:
        return ()
    first, *others = specs
    found: list[Param] = []
    for param in first.params:
        joined: Param | None = param
        for other in others:
            joined = _joined(joined, other.param(param.name)) if joined else None
        if joined is not None:
            found.append(joined)
    return tuple(found)


def _joined(param: Param, other: Param | None) -> Param | None:
    """Return what both take; None where that is nothing."""
    if other is None or (param.registry, param.rank) != (other.registry, other.rank):
        return None
    if param.call != other.call:
        return None
    if (param.types, param.choices) == (other.types, other.choices):
        types, choices = param.types, param.choices
    else:
        types = tuple(type for type in param.types if type in other.types)
        choices = tuple(choice for choice in param.choices if choice in other.choices)
        if ParamType.CHOICE in types and not choices:
            types = tuple(type for type in types if type is not ParamType.CHOICE)
    if not types:
        return None
    return replace(
        param,
        types=types,
        choices=choices,
        nullable=param.nullable and other.nullable,
        required=param.required or other.required,
        minimum=_bound(param.minimum, other.minimum, max),
        maximum=_bound(param.maximum, other.maximum, min),
        exclusive=param.exclusive or other.exclusive,
    )


def _bound(
    one: float | None, other: float | None, narrower: Callable[[float, float], float]
) -> float | None:
    if one is None or other is None:
        return other if one is None else one
    return narrower(one, other)
