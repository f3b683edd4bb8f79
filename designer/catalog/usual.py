"""The values that people usually give a parameter, to be chosen instead of typed."""

import json
from collections.abc import Mapping
from functools import cache

from designer import paths
from designer.catalog.specs import Json, Param, ParamType

_TUPLES = (ParamType.INT_TUPLE, ParamType.FLOAT_TUPLE)
_SHAPES = (ParamType.SHAPE, ParamType.INT_LIST)
_WHOLE = (ParamType.INT, ParamType.INT_TUPLE)
_NUMBERS = (ParamType.INT, ParamType.FLOAT, *_TUPLES)


def usual_values(param: Param) -> tuple[Json, ...]:
    """Return usual values of *param*, ascending, each in the form that it takes.

    They go by its name: what is usual for `filters` is so in every convolution. Empty where
    nothing is usual.
    """
    return tuple(
        _formed(param, value)
        for value in _table().get(param.name, ())
        if _fits(param, value) and _in_range(param, value)
    )


def _fits(param: Param, value: Json) -> bool:
    if isinstance(value, list):
        return param.type in _SHAPES
    if param.type in _WHOLE:
        return isinstance(value, int)
    return param.type in _NUMBERS


def _in_range(param: Param, value: Json) -> bool:
    if not isinstance(value, int | float):
        return True
    low, high = param.minimum, param.maximum
    above = low is None or value > low or (value == low and not param.exclusive)
    return above and (high is None or value <= high)


def _formed(param: Param, value: Json) -> Json:
    if param.type in _TUPLES and param.rank is not None:
        return [value] * param.rank
    return float(value) if param.type is ParamType.FLOAT and isinstance(value, int) else value


@cache
def _table() -> Mapping[str, list[Json]]:
    path = paths.resources() / "catalog" / "overlay" / "usual.json"
    table: Mapping[str, list[Json]] = json.loads(path.read_bytes())
    return table
