"""Parameter values as people type and read them, and back."""

import json
from typing import Final

from designer.catalog.specs import Json, Param, ParamType

_NUMBERS: Final = (ParamType.INT, ParamType.FLOAT)
_TUPLES: Final = (ParamType.INT_TUPLE, ParamType.FLOAT_TUPLE)
_LISTS: Final = (ParamType.SHAPE, ParamType.INT_LIST, ParamType.STRING_LIST)
_WANTED: Final = {
    ParamType.INT: "a whole number",
    ParamType.FLOAT: "a number",
    ParamType.SHAPE: "sizes such as 8, 8, 1 (None where a size is free)",
    ParamType.INT_LIST: "whole numbers such as 1, 2",
    ParamType.STRING_LIST: "words parted by commas",
    ParamType.INT_TUPLE: "whole numbers such as 3 × 3",
    ParamType.FLOAT_TUPLE: "numbers such as 0.1 × 0.2",
    ParamType.NESTED_INT_TUPLE: "a number, or pairs such as [[1, 1], [2, 2]]",
    ParamType.ARRAY: "a list such as [0.1, 0.2]",
    ParamType.DICT: 'a mapping such as {"a": 1}',
    ParamType.ANY: 'a value such as 3, "same", [1, 2] or None',
}


class BadValue(ValueError):
    """What was typed cannot be read; the text says what was expected."""


def text_of(param: Param, value: Json) -> str:
    """Return *value* as the editor of *param* shows it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "on" if value else "off"
    if isinstance(value, float):
        return f"{value:g}" if float(f"{value:g}") == value else repr(value)
    if isinstance(value, int | str):
        return str(value)
    if isinstance(value, list) and not any(isinstance(v, list | dict) for v in value):
        return _list_text(param, value)
    return json.dumps(value)


def parse(param: Param, text: str) -> Json:
    """Return the value that *text* stands for; empty is None where that is legal.

    Raises:
        BadValue: if it stands for nothing that *param* takes.
    """
    text = text.strip()
    if not text or text == "None":
        return _nothing(param, text)
    for type in param.types:
        try:
            return _READERS.get(type, _read_json)(param, text)
        except ValueError:
            continue
    raise BadValue(f"Expected {wanted(param)}, found “{text}”.")


def wanted(param: Param) -> str:
    """Return in words what *param* takes."""
    words = [_WANTED[type] for type in param.types if type in _WANTED]
    return " or ".join(dict.fromkeys(words)) or "another value"


def stepped(param: Param, value: Json, steps: int) -> Json:
    """Return a number one or more steps up or down, within its range."""
    number = value if isinstance(value, int | float) and not isinstance(value, bool) else 0
    if ParamType.INT in param.types and isinstance(number, int):
        result: float = number + steps
    else:
        result = round(number + steps * _float_step(float(number)), 10)
    if param.minimum is not None:
        lowest = param.minimum + (1 if param.exclusive and isinstance(result, int) else 0)
        result = max(result, int(lowest) if isinstance(result, int) else lowest)
    if param.maximum is not None:
        result = min(result, int(param.maximum) if isinstance(result, int) else param.maximum)
    return result


def _float_step(number: float) -> float:
    if number == 0:
        return 0.1
    exponent = len(f"{abs(number):.0e}".split("e")[0]) and int(f"{abs(number):.0e}".split("e")[1])
    return float(10.0 ** min(exponent, 0)) if abs(number) >= 1 else float(10.0**exponent)


def _list_text(param: Param, value: list[Json]) -> str:
    words = [text_of(param, v) if v is not None else "None" for v in value]
    tuple_like = any(type in _TUPLES for type in param.types) and ParamType.SHAPE not in param.types
    return (" × " if tuple_like else ", ").join(words)


def _nothing(param: Param, text: str) -> Json:
    if param.nullable or not param.required:
        return None
    if ParamType.STRING in param.types and not text:
        return ""
    raise BadValue(f"Expected {wanted(param)}, found nothing.")


def _read_int(param: Param, text: str) -> Json:
    return int(text.replace(",", "").replace("_", ""))


def _read_float(param: Param, text: str) -> Json:
    number = float(text)
    if number != number or number in (float("inf"), float("-inf")):
        raise ValueError(text)
    return number


def _read_numbers(param: Param, text: str) -> Json:
    words = _words(text)
    read = _read_float if ParamType.FLOAT_TUPLE in param.types else _read_int
    numbers = [read(param, word) for word in words]
    rank = param.rank
    if rank is not None and len(numbers) == 1:
        return numbers * rank
    if rank is not None and len(numbers) != rank:
        raise ValueError(text)
    return list(numbers)


def _read_shape(param: Param, text: str) -> Json:
    return [None if word in ("None", "?", "-") else _read_int(param, word) for word in _words(text)]


def _read_int_list(param: Param, text: str) -> Json:
    return [_read_int(param, word) for word in _words(text)]


def _read_strings(param: Param, text: str) -> Json:
    return [word.strip().strip("'\"") for word in text.strip("[]()").split(",") if word.strip()]


def _read_bool(param: Param, text: str) -> Json:
    found = {"on": True, "true": True, "off": False, "false": False}.get(text.lower())
    if found is None:
        raise ValueError(text)
    return found


def _read_string(param: Param, text: str) -> Json:
    return text


def _read_choice(param: Param, text: str) -> Json:
    for choice in param.choices:
        if str(choice) == text:
            return choice
    raise ValueError(text)


def _read_json(param: Param, text: str) -> Json:
    words = text.replace("None", "null").replace("True", "true").replace("False", "false")
    found: Json = json.loads(words.replace("(", "[").replace(")", "]").replace("'", '"'))
    return found


def _words(text: str) -> list[str]:
    for mark in "×x*;,()[]":
        text = text.replace(mark, " ")
    return text.split()


_READERS: Final = {
    ParamType.INT: _read_int,
    ParamType.FLOAT: _read_float,
    ParamType.BOOL: _read_bool,
    ParamType.STRING: _read_string,
    ParamType.PATH: _read_string,
    ParamType.DTYPE: _read_string,
    ParamType.OBJECT: _read_string,
    ParamType.CHOICE: _read_choice,
    ParamType.SHAPE: _read_shape,
    ParamType.INT_TUPLE: _read_numbers,
    ParamType.FLOAT_TUPLE: _read_numbers,
    ParamType.INT_LIST: _read_int_list,
    ParamType.STRING_LIST: _read_strings,
}
