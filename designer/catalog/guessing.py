"""What kind of value an argument takes, told by its name, its default and its docstring.

Keras annotates almost nothing. These rules settle nine arguments of ten; the overlay has the rest.
"""

import re
from typing import Any

from designer.catalog.specs import Json, ParamType, Registry

Record = dict[str, Any]

_OBJECTS = {
    "initializer": Registry.INITIALIZER,
    "regularizer": Registry.REGULARIZER,
    "constraint": Registry.CONSTRAINT,
    "activation": Registry.ACTIVATION,
}
_WORDS = (
    (r"^(optional |if set, )*(a )?(boolean|bool|whether|if true|if `?true)", ParamType.BOOL),
    (r"^(optional |an? |positive |single |non-negative )*(python )?(integer|int\b)", ParamType.INT),
    (r"^(optional |an? |the )*(floating point|float|scalar)", ParamType.FLOAT),
    (r"^(optional |an? |the )*(string|str\b|name)", ParamType.STRING),
    (r"^(optional )?(maximum|number|size|dimension)", ParamType.INT),
)
_QUOTED = re.compile(r"[\"']([\w+-]*)[\"']")
_BETWEEN = r"(?:or|and|,|\(default\)|None|[\s{}\[\]|/])*"
_CHOICE_LIST = re.compile(
    r"(?:one of|either|can be|choose between|valid values are|options are|supported values are|"
    r"available methods are|must be|could be)[:\s{\[(]*((?:" + _BETWEEN + r"[\"'][\w+-]+[\"'])+)",
    re.IGNORECASE,
)


def guess(name: str, default: Json, required: bool, help: str) -> Record:
    """Return the fields `types`, `registry`, `choices`, `rank` and `nullable` of one argument."""
    record = _by_name(name) or _by_default(default) or _by_words(help)
    if record["types"] == [ParamType.STRING] and (choices := _choices(help)):
        record = {"types": [ParamType.CHOICE], "choices": choices}
    if record["types"] == [ParamType.INT] and re.match(r"(a )?float", help, re.IGNORECASE):
        record = {"types": [ParamType.FLOAT]}
    if default is None and not required:
        record["nullable"] = True
    return record


def _by_name(name: str) -> Record | None:
    suffix = name.rsplit("_", 1)[-1]
    if suffix in _OBJECTS:
        return {"types": [ParamType.OBJECT], "registry": _OBJECTS[suffix]}
    return None


def _by_default(default: Json) -> Record | None:
    match default:
        case bool():
            return {"types": [ParamType.BOOL]}
        case int():
            return {"types": [ParamType.INT]}
        case float():
            return {"types": [ParamType.FLOAT]}
        case str():
            return {"types": [ParamType.STRING]}
        case [list(), *_]:
            return {"types": [ParamType.NESTED_INT_TUPLE], "rank": len(default)}
        case [int(), *_]:
            return {"types": [ParamType.INT_TUPLE], "rank": len(default)}
        case [float(), *_]:
            return {"types": [ParamType.FLOAT_TUPLE], "rank": len(default)}
        case dict():
            return {"types": [ParamType.DICT]}
        case _:
            return None


def _by_words(help: str) -> Record:
    for pattern, type in _WORDS:
        if re.match(pattern, help, re.IGNORECASE):
            return {"types": [type]}
    return {"types": [ParamType.ANY]}


def _choices(help: str) -> list[str]:
    found = _CHOICE_LIST.search(help)
    words = dict.fromkeys(_QUOTED.findall(found[1])) if found else {}
    return list(words) if len(words) > 1 else []
