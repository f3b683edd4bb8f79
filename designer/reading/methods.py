"""Methods of lists, dictionaries and texts."""

import copy

from designer.reading.builtin import lists
from designer.reading.findings import NotAlike, Refused
from designer.reading.machine import LARGEST, Machine
from designer.reading.values import (
    Hole,
    NameHole,
    ShapeOf,
    Unknown,
)


def call_method(
    machine: Machine,
    owner: object,
    name: str,
    positional: list[object],
    named: dict[str, object],
    line: int,
) -> object:
    """Return what a method of a list, a dictionary or a text gives."""
    if isinstance(owner, str) and any(isinstance(v, Hole | NameHole) for v in positional):
        raise NotAlike
    try:
        match owner:
            case list():
                return _list_method(machine, owner, name, positional, line)
            case dict():
                return _dict_method(owner, name, positional, line)
            case str():
                return _text_method(machine, owner, name, positional, named, line)
            case tuple() if name in ("index", "count"):
                return getattr(owner, name)(*positional)
            case ShapeOf() | tuple() if name == "as_list":
                return owner if isinstance(owner, ShapeOf) else list(owner)
            case _:
                return Unknown(line, f"the result of .{name}()")
    except (TypeError, ValueError, LookupError):
        return Unknown(line, f"the result of .{name}()")


def _list_method(
    machine: Machine, owner: list[object], name: str, values: list[object], line: int
) -> object:
    if name == "extend":
        (more,) = lists(machine, values, line)
        owner.extend(more)
        return None
    if name in ("append", "insert", "pop", "index", "count", "reverse", "copy", "clear", "remove"):
        if len(owner) >= LARGEST:
            raise Refused(line, "A list here grows too long to be read.")
        return getattr(owner, name)(*values)
    raise ValueError(name)


def _dict_method(owner: dict[object, object], name: str, values: list[object], line: int) -> object:
    match name, values:
        case "items", []:
            return list(owner.items())
        case "keys", []:
            return list(owner)
        case "values", []:
            return list(owner.values())
        case "get" | "pop" | "setdefault", _:
            return getattr(owner, name)(*values)
        case "copy", []:
            return copy.copy(owner)
        case "update", [dict() as more]:
            owner.update(more)
            return None
        case _:
            return Unknown(line, f"the result of .{name}()")


_TEXT = frozenset({
    "lower", "upper", "title", "capitalize", "strip", "lstrip", "rstrip", "split", "replace",
    "startswith", "endswith", "removeprefix", "removesuffix", "isdigit",
})  # fmt: skip


def _text_method(
    machine: Machine,
    owner: str,
    name: str,
    values: list[object],
    named: dict[str, object],
    line: int,
) -> object:
    if name == "join":
        (parts,) = lists(machine, values, line)
        return owner.join(str(part) for part in parts if isinstance(part, str))
    if not all(isinstance(v, int | float | str) for v in (*values, *named.values())):
        raise TypeError
    if name == "format" and "__" not in owner and ":" not in owner and len(owner) < LARGEST:
        return owner.format(*values, **named)
    if name in _TEXT and len(owner) < 1000:
        return getattr(owner, name)(*values)
    raise ValueError(name)
