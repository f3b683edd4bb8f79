"""Values of parameters as short words: what a node shows in its one line."""

from collections.abc import Mapping

from designer.catalog.objects import object_config, object_kind
from designer.catalog.specs import Json, ObjectSpec, Param, Params, ParamType

_BETWEEN = " · "
_GRIDS = {ParamType.INT_TUPLE, ParamType.NESTED_INT_TUPLE}
_NAMED_WITH_VALUE = 40
"""The longest text of one value; what is longer is cut."""


def describe(param: Param, value: Json) -> str:
    """Return *value* as people say it: `3×3`, `relu`, `L2 · 0.0001`, `on`.

    One figure that stands for all of a tuple is written out: kernel_size 3 of a Conv2D is `3×3`.
    """
    types = set(param.types)
    if ParamType.INT_TUPLE in types and isinstance(value, int) and not isinstance(value, bool):
        return "×".join([str(value)] * (param.rank or 1))
    if types & _GRIDS and isinstance(value, list) and all(isinstance(v, int) for v in value):
        return "×".join(str(entry) for entry in value)
    if ParamType.SHAPE in types and isinstance(value, list):
        return shape_text(value)
    if types & {ParamType.STRING_LIST, ParamType.OBJECT_LIST} and isinstance(value, list):
        return _shortened(", ".join(shown(entry) for entry in value)) or shown(None)
    return _shortened(shown(value))


def shown(value: Json) -> str:
    """Return any value of a parameter as short plain words."""
    match value:
        case None:
            return "nothing"
        case bool():
            return "on" if value else "off"
        case float():
            return number_text(value)
        case str():
            return value if value else "empty text"
        case {"class_name": str()}:
            told = (shown(entry) for entry in object_config(value).values())
            return _BETWEEN.join((object_kind(value) or "", *told))
        case Mapping():
            return ", ".join(f"{name}: {shown(entry)}" for name, entry in value.items())
        case list():
            return _shortened(f"({', '.join(shown(entry) for entry in value)})")
        case _:
            return str(value)


def shape_text(shape: list[Json]) -> str:
    """Return a shape as Python writes it: `(28, 28, 1)`, `(4,)`, `(None, 8)`."""
    return f"({', '.join(str(size) for size in shape)}{',' if len(shape) == 1 else ''})"


def number_text(value: float) -> str:
    """Return a number in few figures: `0.0001`, `1e-07`, `0.5`."""
    text = f"{value:.6g}"
    mantissa, _, exponent = text.partition("e")
    if exponent and -5 < int(exponent) < 0:
        return f"{value:.10f}".rstrip("0")
    return f"{mantissa}e{int(exponent):d}" if exponent else text


def summary_line(spec: ObjectSpec, params: Params) -> str:
    """Return the key parameters in one line: `32 · 3×3 · same · relu`.

    What is at its default is left out, unless it must be given or is the first of them. Values
    that say little alone (switches, bare figures) come with their names.
    """
    told = []
    for place, name in enumerate(getattr(spec, "key_params", ())):
        param = spec.param(name)
        value = params.get(name, param.default if param else None)
        if param is None or value is None or value == []:
            continue
        is_kept = param.required or (place == 0 and not isinstance(value, bool))
        if is_kept or value != param.default:
            told.append(_told(param, value))
    return _BETWEEN.join(told)


def _told(param: Param, value: Json) -> str:
    if isinstance(value, bool):
        return param.name if value else f"no {param.name}"
    text = describe(param, value)
    is_figure = isinstance(value, int | float) and ParamType.INT_TUPLE not in param.types
    if is_figure and not param.required:
        return f"{param.name} {text}".replace("-", "−")
    if param.name == "strides":
        return f"strides {text}"
    return text


def _shortened(text: str) -> str:
    return text if len(text) <= _NAMED_WITH_VALUE else f"{text[: _NAMED_WITH_VALUE - 1]}…"
