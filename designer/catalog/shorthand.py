"""Parameters typed after a layer's name: `conv2d 32 3x3 same relu`, `dropout 0.3`, `lstm 64`.

Numbers go to the parameters in the order of the constructor, words to the first parameter that
has such a choice, `name=value` to the parameter of that name, and the bare name of a switch turns
it on.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from designer.catalog.checking import Descriptions, check_value
from designer.catalog.parsing import coerce
from designer.catalog.specs import Json, LayerSpec, Param, ParamGroup, ParamType, Registry

_NUMBER = re.compile(r"[+-]?\d+(\.\d*)?(e[+-]?\d+)?|[+-]?\.\d+(e[+-]?\d+)?", re.IGNORECASE)
_SIZES = re.compile(r"\(?(\d+|none|\?)([x×*,](\d+|none|\?))+,?\)?|\(\d+,?\)", re.IGNORECASE)
_WORD = re.compile(r"[A-Za-z_][A-Za-z_0-9]*")
_PUT_APART = re.compile(r"\s*([,=])\s*")
_WHOLE = {
    ParamType.INT,
    ParamType.INT_TUPLE,
    ParamType.INT_LIST,
    ParamType.SHAPE,
    ParamType.NESTED_INT_TUPLE,
}
_BROKEN = {ParamType.FLOAT, ParamType.FLOAT_TUPLE}
_MANY = {ParamType.SHAPE, ParamType.INT_LIST, ParamType.INT_TUPLE}
_NAMED = (Registry.ACTIVATION, Registry.LOSS, Registry.INITIALIZER, Registry.REGULARIZER)
_NOT_MEANT = {"seed", "name"}


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read what was typed: *words* name the layer, *values* its parameters."""

    words: str
    values: tuple[str, ...] = ()


@dataclass(slots=True)
class _Setting:
    """Parameters while they are read."""

    spec: LayerSpec
    catalog: Descriptions
    found: dict[str, Json] = field(default_factory=dict)
    last: int = -1
    """The place of the last parameter that got a number."""


def readings(text: str) -> Iterator[Reading]:
    """Yield the ways to read *text*, the one in which all of it is a name first.

    The first word always belongs to the name, and so does no word that looks like sizes.
    """
    words = _PUT_APART.sub(r"\1", text).split()
    for count in range(len(words), 0, -1):
        if any(_is_value(word) for word in words[1:count]):
            continue
        yield Reading(" ".join(words[:count]), tuple(words[count:]))


def params_of(
    spec: LayerSpec, values: Iterable[str], catalog: Descriptions
) -> dict[str, Json] | None:
    """Return what *values* set in a layer of this kind; None where one of them fits nothing."""
    setting = _Setting(spec, catalog)
    for value in values:
        if not _set(setting, value):
            return None
    return setting.found


def _is_value(word: str) -> bool:
    """Tell whether *word* cannot be a part of a name: `3x3`, `0.3`, `units=3`."""
    return "=" in word or "." in word or bool(_SIZES.fullmatch(word))


def _set(setting: _Setting, value: str) -> bool:
    name, equals, given = value.partition("=")
    if equals:
        return _set_named(setting, name, given)
    if _NUMBER.fullmatch(value):
        return _set_number(setting, value)
    if _SIZES.fullmatch(value):
        return _set_sizes(setting, value)
    return bool(_WORD.fullmatch(value)) and _set_word(setting, value)


def _set_named(setting: _Setting, name: str, text: str) -> bool:
    names = [param.name for param in setting.spec.params]
    alike = [known for known in names if known.startswith(name.lower())]
    known = name if name in names else alike[0] if alike and name else ""
    param = setting.spec.param(known)
    return param is not None and _take(setting, param, text)


def _set_number(setting: _Setting, text: str) -> bool:
    is_whole = text.lstrip("+-").isdigit()
    if is_whole and _lengthen(setting, text):
        return True
    for wanted in (_WHOLE, _BROKEN) if is_whole else (_BROKEN,):
        if _set_next(setting, wanted, text):
            return True
    return False


def _lengthen(setting: _Setting, text: str) -> bool:
    """Put one more size into the shape that was begun: `input 28 28 1`."""
    if setting.last < 0:
        return False
    param = setting.spec.params[setting.last]
    begun = setting.found.get(param.name)
    if ParamType.SHAPE not in param.types or not isinstance(begun, list):
        return False
    setting.found[param.name] = [*begun, int(text)]
    return True


def _set_sizes(setting: _Setting, text: str) -> bool:
    return _set_next(setting, _MANY, text.strip("()").rstrip(",")) or _set_next(
        setting, {ParamType.NESTED_INT_TUPLE, ParamType.FLOAT_TUPLE}, text.strip("()")
    )


def _set_next(setting: _Setting, wanted: set[ParamType], text: str) -> bool:
    """Give a number to the next of the main parameters that takes it."""
    for place, param in enumerate(setting.spec.params):
        if param.group is not ParamGroup.MAIN or not wanted & set(param.types):
            continue
        if place <= setting.last or param.name in _NOT_MEANT or not _free(setting, param):
            continue
        if _take(setting, param, text):
            setting.last = place
            return True
    return False


def _set_word(setting: _Setting, word: str) -> bool:
    params = [param for param in setting.spec.params if _free(setting, param)]
    for param in params:
        if word.lower() in {str(choice).lower() for choice in param.choices}:
            return _take(setting, param, word)
    for registry in _NAMED:
        for param in params:
            if param.registry is registry and (name := _found(registry, word, setting.catalog)):
                setting.found[param.name] = name
                return True
    for param in params:
        if ParamType.BOOL in param.types and param.name == word.lower():
            setting.found[param.name] = True
            return True
    return False


def _found(registry: Registry, word: str, catalog: Descriptions) -> str | None:
    for name in (word, word.lower()):
        found = catalog.find(registry, name)
        if found is not None:
            return found.names[0] if found.names and name not in found.names else name
    return None


def _free(setting: _Setting, param: Param) -> bool:
    return param.name not in setting.found


def _take(setting: _Setting, param: Param, text: str) -> bool:
    try:
        value = _value(param, text)
    except ValueError:
        return False
    if check_value(param, value, setting.catalog) is not None:
        return False
    setting.found[param.name] = value
    return True


def _value(param: Param, text: str) -> Json:
    if param.registry is not None and _WORD.fullmatch(text):
        return text
    return coerce(param, text)
