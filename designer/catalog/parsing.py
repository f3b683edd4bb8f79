"""What the words in a text field mean."""

import json
import math
import re

from designer.catalog.expectations import expected
from designer.catalog.specs import Json, Param, ParamType

_NOTHING = {"", "none", "null", "nothing", "auto", "default"}
_TRUE = {"true", "yes", "on", "1"}
_FALSE = {"false", "no", "off", "0"}
_SEPARATORS = re.compile(r"\s*[×x*,;]\s*|\s+")
_TEXTS = {ParamType.STRING, ParamType.PATH, ParamType.CODE, ParamType.CHOICE, ParamType.DTYPE,
          ParamType.OBJECT, ParamType.ANY}  # fmt: skip


def coerce(param: Param, text: str) -> Json:
    """Return the value that *text* means for *param*: `3x3` is [3, 3], `none` is nothing.

    Raises:
        ValueError: if it means nothing there; the text says what was expected and found.
    """
    words = text.strip()
    choices = {str(choice).lower(): choice for choice in param.choices}
    if words.lower() in choices:
        return choices[words.lower()]
    if param.nullable and words.lower() in _NOTHING:
        return None
    for type in param.types:
        try:
            return _read(type, param, words)
        except ValueError:
            continue
    raise ValueError(f"Expected {expected(param)}, found {words or 'nothing'}.")


def _read(type: ParamType, param: Param, words: str) -> Json:
    match type:
        case ParamType.INT:
            return _whole(words)
        case ParamType.FLOAT:
            return _number(words)
        case ParamType.BOOL:
            return _truth(words)
        case ParamType.INT_TUPLE | ParamType.INT_LIST:
            numbers = [_whole(part) for part in _parts(words)]
            return _one_or_all(type, param, numbers)
        case ParamType.FLOAT_TUPLE:
            return _ranked(param, [_number(part) for part in _parts(words)])
        case ParamType.SHAPE:
            return [_size(part) for part in _parts(words)]
        case ParamType.STRING_LIST:
            return [part.strip() for part in words.split(",") if part.strip()]
        case ParamType.NESTED_INT_TUPLE | ParamType.ARRAY | ParamType.DICT | ParamType.OBJECT_LIST:
            return _structure(type, words)
        case _ if type in _TEXTS:
            return _text(type, words)
        case _:
            raise ValueError(words)


def _parts(words: str) -> list[str]:
    inside = words.strip("()[] ")
    return [part for part in _SEPARATORS.split(inside) if part]


def _whole(words: str) -> int:
    number = float(words.replace("_", "").replace("−", "-"))
    if not number.is_integer():
        raise ValueError(words)
    return int(number)


def _number(words: str) -> float:
    number = float(words.replace("−", "-"))
    if not math.isfinite(number):
        raise ValueError(words)
    return number


def _truth(words: str) -> bool:
    if words.lower() in _TRUE | _FALSE:
        return words.lower() in _TRUE
    raise ValueError(words)


def _size(words: str) -> int | None:
    return None if words.lower() in ("none", "?", "any") else _whole(words)


def _one_or_all(type: ParamType, param: Param, numbers: list[int]) -> Json:
    if type is ParamType.INT_TUPLE and len(numbers) == 1:
        return numbers[0]
    return _ranked(param, numbers) if type is ParamType.INT_TUPLE else list(numbers)


def _ranked(param: Param, numbers: list[int] | list[float]) -> Json:
    if not numbers or (param.rank is not None and len(numbers) != param.rank):
        raise ValueError(str(numbers))
    return list(numbers)


def _structure(type: ParamType, words: str) -> Json:
    value: Json = json.loads(words.replace("(", "[").replace(")", "]").replace(",]", "]"))
    wanted = dict if type is ParamType.DICT else list
    if type is ParamType.NESTED_INT_TUPLE and isinstance(value, int):
        return value
    if not isinstance(value, wanted):
        raise ValueError(words)
    return value


def _text(type: ParamType, words: str) -> Json:
    if words.startswith("{") or type is ParamType.ANY:
        try:
            parsed: Json = json.loads(words)
        except json.JSONDecodeError:
            return words
        return parsed
    if type in (ParamType.CHOICE, ParamType.DTYPE):
        raise ValueError(words)
    if not words and type is not ParamType.STRING:
        raise ValueError(words)
    return words
