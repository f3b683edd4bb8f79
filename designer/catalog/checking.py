"""Whether a value is one that its parameter takes."""

import re
import sys
from collections.abc import Mapping
from typing import Protocol

from designer.catalog.counting import STACK
from designer.catalog.expectations import expected
from designer.catalog.objects import object_config, object_kind
from designer.catalog.specs import Json, LayerSpec, ObjectSpec, Param, ParamType, Registry
from designer.catalog.wording import shown

_WIDTHS = {"int": (8, 16, 32, 64), "uint": (8, 16, 32, 64), "float": (16, 32, 64)}
_DTYPES = frozenset(
    {f"{name}{width}" for name, widths in _WIDTHS.items() for width in widths}
    | {"bfloat16", "bool", "string"}
)
_QUANTIZED = re.compile(r"(?:int8|int4(?:/-?\d+)?|float8)_from_(?:mixed_)?b?float(?:16|32|64)")
_ALSO_FROM = {Registry.ACTIVATION: (Registry.LAYER,), Registry.METRIC: (Registry.LOSS,)}
"""Registries whose entries Keras takes as well: a layer as activation, a loss as metric."""


class Descriptions(Protocol):
    """The part of the catalogue that is asked here."""

    def layer(self, kind: str) -> LayerSpec | None:
        """Return the description of *kind*, or None."""

    def find(self, registry: Registry, name: str) -> ObjectSpec | None:
        """Return the description of a class or short name, or None."""


def check_value(param: Param, value: Json, catalog: Descriptions) -> str | None:
    """Return what is wrong with *value* in one sentence, or None where it is fine."""
    if value is None and param.nullable:
        return None
    if isinstance(value, list) and STACK in param.choices:
        value = {"class_name": STACK, "config": {"cells": value}}  # Keras makes a stack of a list
    if any(_fits(type, param, value, catalog) for type in param.types):
        return None
    if (inner := _inside(param, value, catalog)) is not None:
        return inner
    return f"Expected {expected(param)}, found {shown(value)}."


def find_object(registry: Registry, name: str, catalog: Descriptions) -> ObjectSpec | None:
    """Return what *name* means where something of *registry* is wanted."""
    for place in (registry, *_ALSO_FROM.get(registry, ())):
        found = catalog.layer(name) if place is Registry.LAYER else catalog.find(place, name)
        if found is not None:
            return found
    return None


def _fits(type: ParamType, param: Param, value: Json, catalog: Descriptions) -> bool:
    match type:
        case ParamType.INT:
            return _is_int(value) and _in_range(param, value)
        case ParamType.FLOAT:
            return _is_number(value) and _in_range(param, value)
        case ParamType.BOOL:
            return isinstance(value, bool)
        case ParamType.CHOICE:
            return any(value == c and isinstance(value, bool) == isinstance(c, bool)
                       for c in param.choices)  # fmt: skip
        case ParamType.DTYPE:
            return isinstance(value, str) and _is_dtype(value, param)
        case ParamType.STRING | ParamType.PATH | ParamType.CODE:
            return isinstance(value, str) and (type is ParamType.STRING or bool(value.strip()))
        case ParamType.OBJECT:
            return _object_problem(param, value, catalog) is None
        case ParamType.OBJECT_LIST:
            return isinstance(value, list) and all(
                _object_problem(param, entry, catalog) is None for entry in value
            )
        case ParamType.DICT:
            return isinstance(value, Mapping)
        case ParamType.ANY:
            return True
        case _:
            return _fits_list(type, param, value)


def _fits_list(type: ParamType, param: Param, value: Json) -> bool:
    if type in (ParamType.INT_TUPLE, ParamType.NESTED_INT_TUPLE) and _is_int(value):
        return _in_range(param, value)
    if not isinstance(value, list):
        return False
    right_length = param.rank is None or len(value) == param.rank
    match type:
        case ParamType.SHAPE:
            return all(entry is None or _is_int_in(param, entry) for entry in value)
        case ParamType.INT_TUPLE:
            return right_length and bool(value) and all(_is_int_in(param, v) for v in value)
        case ParamType.FLOAT_TUPLE:
            return right_length and all(_is_number(v) and _in_range(param, v) for v in value)
        case ParamType.NESTED_INT_TUPLE:
            return right_length and (
                all(_is_int_in(param, v) for v in value) or all(_is_pair(param, v) for v in value)
            )
        case ParamType.INT_LIST:
            return bool(value) and all(_is_int_in(param, entry) for entry in value)
        case ParamType.STRING_LIST:
            return all(isinstance(entry, str) for entry in value)
        case ParamType.ARRAY:
            return all(
                _in_range(param, entry) if _is_number(entry) else _fits_list(type, param, entry)
                for entry in value
            )
        case _:
            return False


def _inside(param: Param, value: Json, catalog: Descriptions) -> str | None:
    """Return what is wrong inside a known object, or in one entry of a list of objects."""
    if not {ParamType.OBJECT, ParamType.OBJECT_LIST} & set(param.types):
        return None
    entries = value if isinstance(value, list) else [value]
    for entry in entries:
        if (problem := _object_problem(param, entry, catalog)) not in (None, ""):
            return problem
    return None


def _object_problem(param: Param, value: Json, catalog: Descriptions) -> str | None:
    """Return None for a good object, "" for no such object, else what is wrong inside it."""
    name = object_kind(value)
    if name is None or param.registry is None:
        return ""
    spec = find_object(param.registry, name, catalog)
    if spec is None or (_is_restricted(param) and spec.kind not in param.choices):
        return ""
    if isinstance(value, str) and spec.facts.get("bare") is False:
        return (
            f'Keras takes {name} only with its arguments: {{"class_name": "{name}", "config": …}}.'
        )
    config = object_config(value)
    for inner in spec.params:
        if inner.name not in config:
            if inner.required and not inner.call:
                return f"{spec.kind} cannot be made without {inner.name}."
        elif problem := check_value(inner, config[inner.name], catalog):
            return f"{spec.kind}, {inner.name}: {problem}"
    unknown = sorted(config.keys() - {inner.name for inner in spec.params} - {"name", "trainable"})
    return f"{spec.kind} has no argument {unknown[0]}." if unknown else None


def _is_dtype(value: str, param: Param) -> bool:
    """Tell whether *value* names a number format, or the policy of a quantized layer."""
    return value in (*_DTYPES, *param.choices) or _QUANTIZED.fullmatch(value) is not None


def _is_restricted(param: Param) -> bool:
    """Tell whether only some classes of the registry fit, as cells into an RNN."""
    return bool(param.choices) and param.registry is Registry.LAYER


def _is_int(value: Json) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_number(value: Json) -> bool:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    # Also for whole numbers of any length, of which `math.isfinite` makes an error.
    return is_number and abs(value) <= sys.float_info.max  # type: ignore[arg-type]  # a number by now


def _is_int_in(param: Param, value: Json) -> bool:
    return _is_int(value) and _in_range(param, value)


def _is_pair(param: Param, value: Json) -> bool:
    return isinstance(value, list) and len(value) == 2 and all(_is_int_in(param, v) for v in value)


def _in_range(param: Param, value: Json) -> bool:
    assert isinstance(value, int | float)
    if param.minimum is not None and (
        value < param.minimum or (param.exclusive and value == param.minimum)
    ):
        return False
    return param.maximum is None or value <= param.maximum
