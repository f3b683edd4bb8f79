"""The options of a data source, checked against their table."""

from collections.abc import Mapping

from designer.catalog.specs import Json, Param, ParamType
from designer.engine.data.complaints import data_error
from designer.project.data_options import DATA_OPTIONS
from designer.project.settings import DataSettings


def checked_options(settings: DataSettings) -> dict[str, Json]:
    """Return every option of this kind of data, with its default where it is not set.

    Raises:
        UserError: if an option has a value that it cannot have, or there is no such option.
    """
    params = {param.name: param for param in DATA_OPTIONS[settings.kind]}
    for name in settings.options:
        if name not in params:
            raise data_error(
                "data-option",
                "Unknown option of the data",
                f"Expected options of {settings.kind}: {', '.join(params) or 'none'}; "
                f"found {name!r}. Remove it.",
                field=f"data.options.{name}",
            )
    return {name: _value(param, settings.options) for name, param in params.items()}


def _value(param: Param, given: Mapping[str, Json]) -> Json:
    value = given.get(param.name, param.default)
    expected = _expected(param, value)
    if expected:
        raise data_error(
            "data-option",
            f"{param.name} cannot be {value!r}",
            f"Expected {param.name} of the data to be {expected}, found {value!r}.",
            field=f"data.options.{param.name}",
        )
    return value


def _expected(param: Param, value: Json) -> str:
    """Return what was expected instead of *value*; nothing where it is legal."""
    match param.type:
        case ParamType.CHOICE if ParamType.STRING in param.types:
            return "" if isinstance(value, str) else "a text"
        case ParamType.CHOICE:
            words = ", ".join(repr(choice) for choice in param.choices)
            return "" if value in param.choices else f"one of {words}"
        case ParamType.INT:
            return "" if _is_whole(param, value) else f"a whole number of {param.minimum} or more"
        case ParamType.INT_TUPLE:
            whole = isinstance(value, list) and len(value) == param.rank
            legal = whole and isinstance(value, list) and all(_is_whole(param, v) for v in value)
            return "" if legal else f"{param.rank} whole numbers up to {param.maximum}"
        case ParamType.DICT:
            return "" if isinstance(value, dict) else "an object"
        case _:
            return ""


def _is_whole(param: Param, value: Json) -> bool:
    if not isinstance(value, int) or isinstance(value, bool):
        return False
    above = param.minimum is None or value >= param.minimum
    return above and (param.maximum is None or value <= param.maximum)
