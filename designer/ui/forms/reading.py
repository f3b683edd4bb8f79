"""What text in a field means as a value of a parameter, and how a value is written in a field."""

import json
import re
from collections.abc import Callable, Mapping
from typing import Final

from designer.catalog.specs import Json, Param, ParamType

_SEPARATORS: Final = re.compile(r"\s*[,;×x\s]\s*", re.IGNORECASE)
_NONE_WORDS: Final = frozenset({"none", "any", "?", "null"})


class Unreadable(ValueError):
    """Text that is no value of the parameter; says what was expected."""


def read(text: str, param: Param) -> Json:
    """Return the value that *text* stands for.

    Raises:
        Unreadable: with words for the user.
    """
    text = text.strip()
    if not text or (param.nullable and text.lower() == "none"):
        return _nothing(param)
    value = _READERS.get(param.type, _read_any)(text, param)
    if word := refusal(value, param):
        raise Unreadable(word)
    return value


def refusal(value: Json, param: Param) -> str:
    """Say why *value* is not legal for *param*; empty where it is."""
    if value is None:
        return "" if param.nullable or not param.required else f"{param.name} is needed."
    numbers = [entry for entry in _flat(value) if isinstance(entry, int | float)]
    return next((words for number in numbers if (words := _beyond(number, param))), "")


def write(value: Json, param: Param) -> str:
    """Return the text that stands for *value* in a field."""
    match value:
        case None:
            return ""
        case bool():
            return "on" if value else "off"
        case list() if _is_flat(value) and param.type in _JOINED:
            return _JOINED[param.type].join(_word(entry) for entry in value)
        case list() | dict():
            return json.dumps(value, ensure_ascii=False)
        case _:
            return _word(value)


def hint(param: Param) -> str:
    """Return what an empty field shows."""
    if param.nullable or param.default is None:
        return "none" if not param.required else "needed"
    return write(param.default, param)


def _nothing(param: Param) -> Json:
    if param.required and not param.nullable:
        raise Unreadable(f"{param.name} is needed.")
    if param.nullable or param.default is None:
        return None
    if param.type is ParamType.STRING:
        return ""
    raise Unreadable(f"{param.name} needs a value.")


def _beyond(number: float, param: Param) -> str:
    low, high = param.minimum, param.maximum
    if low is not None and param.exclusive and number <= low:
        return f"Expected more than {low:g}, found {number:g}."
    if low is not None and number < low:
        return f"Expected {low:g} or more, found {number:g}."
    if high is not None and number > high:
        return f"Expected {high:g} or less, found {number:g}."
    return ""


def _read_int(text: str, param: Param) -> Json:
    try:
        return int(text.replace("_", "").replace(" ", ""))
    except ValueError:
        if len(param.types) > 1:
            return _read_other(text, param)
        raise Unreadable(f"Expected a whole number, found “{text}”.") from None


def _read_float(text: str, param: Param) -> Json:
    plain = text.replace("−", "-")
    if re.fullmatch(r"[+-]?\d+,\d+", plain):
        plain = plain.replace(",", ".")
    try:
        number = float(plain)
    except ValueError:
        if len(param.types) > 1:
            return _read_other(text, param)
        raise Unreadable(f"Expected a number such as 0.001 or 1e-3, found “{text}”.") from None
    whole = re.fullmatch(r"[+-]?\d+", plain) and ParamType.INT in param.types
    return int(plain) if whole else number


def _read_string(text: str, param: Param) -> Json:
    return text


def _read_shape(text: str, param: Param) -> Json:
    return [_size(word) for word in _words(text)]


def _read_ints(text: str, param: Param) -> Json:
    if text.startswith(("[", "(")) and text.count("[") + text.count("(") > 1:
        return _read_any(text.replace("(", "[").replace(")", "]"), param)
    words = _words(text)
    if len(words) == 1 and not words[0].lstrip("+-").isdigit():
        return _read_other(text, param)
    numbers: list[Json] = [_whole(word) for word in words]
    return _of_rank(numbers, param)


def _read_floats(text: str, param: Param) -> Json:
    scalar = Param(param.name, (ParamType.FLOAT,))
    return _of_rank([_read_float(word, scalar) for word in _words(text)], param)


def _read_strings(text: str, param: Param) -> Json:
    if text.startswith("["):
        return _read_any(text, param)
    return [word.strip() for word in text.split(",") if word.strip()]


def _read_any(text: str, param: Param) -> Json:
    try:
        value: Json = json.loads(text)
    except ValueError:
        if param.type in (ParamType.DICT, ParamType.ARRAY):
            shape = '{"name": value}' if param.type is ParamType.DICT else "[1, 2, 3]"
            raise Unreadable(f"Expected {shape}, found “{text}”.") from None
        return text
    if param.type is ParamType.DICT and not isinstance(value, dict):
        raise Unreadable(f'Expected {{"name": value}}, found “{text}”.')
    return value


def _read_other(text: str, param: Param) -> Json:
    """Read *text* as one of the less usual types of *param*."""
    word = text.strip("\"'")
    if word in param.choices or ParamType.STRING in param.types:
        return word
    for type in param.types[1:]:
        if type in _READERS:
            return _READERS[type](text, Param(param.name, (type,), rank=param.rank))
    raise Unreadable(f"Expected whole numbers, found “{text}”.")


def _of_rank(numbers: list[Json], param: Param) -> Json:
    if param.rank is None or len(numbers) == param.rank:
        return numbers
    if len(numbers) == 1:
        return numbers * param.rank if param.rank > 1 else numbers
    raise Unreadable(f"Expected 1 or {param.rank} numbers, found {len(numbers)}.")


def _words(text: str) -> list[str]:
    return [word for word in _SEPARATORS.split(text.strip("()[] ")) if word]


def _whole(word: str) -> int:
    try:
        return int(word)
    except ValueError:
        raise Unreadable(f"Expected whole numbers, found “{word}”.") from None


def _size(word: str) -> int | None:
    return None if word.lower() in _NONE_WORDS else _whole(word)


def _flat(value: Json) -> list[Json]:
    if not isinstance(value, list):
        return [value]
    return [leaf for entry in value for leaf in _flat(entry)]


def _is_flat(value: list[Json]) -> bool:
    return not any(isinstance(entry, list | dict) for entry in value)


def _word(value: Json) -> str:
    if value is None:
        return "any"
    return f"{value:.10g}" if isinstance(value, float) else str(value)


_READERS: Final[Mapping[ParamType, Callable[[str, Param], Json]]] = {
    ParamType.INT: _read_int,
    ParamType.FLOAT: _read_float,
    ParamType.STRING: _read_string,
    ParamType.CHOICE: _read_string,
    ParamType.DTYPE: _read_string,
    ParamType.PATH: _read_string,
    ParamType.SHAPE: _read_shape,
    ParamType.INT_TUPLE: _read_ints,
    ParamType.NESTED_INT_TUPLE: _read_ints,
    ParamType.INT_LIST: _read_ints,
    ParamType.FLOAT_TUPLE: _read_floats,
    ParamType.STRING_LIST: _read_strings,
    ParamType.ARRAY: _read_any,
    ParamType.DICT: _read_any,
    ParamType.ANY: _read_any,
}

_JOINED: Final[Mapping[ParamType, str]] = {
    ParamType.SHAPE: " × ",
    ParamType.INT_TUPLE: " × ",
    ParamType.NESTED_INT_TUPLE: " × ",
    ParamType.INT_LIST: ", ",
    ParamType.FLOAT_TUPLE: ", ",
    ParamType.STRING_LIST: ", ",
}
