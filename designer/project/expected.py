"""Plain data of a file, asked for with the type that is expected of it."""

import sys
from collections.abc import Mapping
from enum import StrEnum
from typing import Any, TypeVar

Word = TypeVar("Word", bound=StrEnum)


class BadProject(ValueError):
    """A file that is no project, in one clear sentence."""


def entries(data: Mapping[str, Any], name: str) -> list[tuple[str, Any]]:
    """Return the entries of a list, each with what a message calls it (`node 3`).

    Raises:
        BadProject: if it is no list.
    """
    found = data.get(name, [])
    if not isinstance(found, list):
        raise BadProject(f"Expected {name!r} to be a list, found {kind_of(found)}.")
    return [(f"{name[:-1]} {number}", entry) for number, entry in enumerate(found, 1)]


def mapping(data: Any, place: str) -> dict[str, Any]:
    """Return *data* where it is an object.

    Raises:
        BadProject: if it is none.
    """
    if not isinstance(data, dict):
        raise BadProject(f"Expected {place} to be an object, found {kind_of(data)}.")
    return data


def text(
    data: Mapping[str, Any], name: str, default: str | None, place: str = "the project"
) -> str:
    """Return a text.

    Args:
        default: what stands for one that is missing; None where it must be there.

    Raises:
        BadProject: if it is none.
    """
    value = data.get(name, default)
    if not isinstance(value, str):
        raise BadProject(f"Expected {name!r} of {place} to be a text, found {value!r}.")
    return value


def word(kind: type[Word], value: Any, what: str) -> Word:
    """Return the word of a table that *value* is.

    Args:
        what: what a message calls it.

    Raises:
        BadProject: if it is none of them.
    """
    if isinstance(value, str) and value in set(kind):
        return kind(value)
    raise BadProject(f"Expected {what} to be one of {', '.join(kind)}; found {value!r}.")


def is_finite(value: Any) -> bool:
    """Tell whether *value* is a number that a float can hold."""
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return is_number and abs(value) <= sys.float_info.max  # also for whole numbers of any length


def kind_of(value: Any) -> str:
    """Return what a message calls the type of *value*."""
    words = {
        dict: "an object",
        list: "a list",
        str: "a text",
        bool: "true or false",
        type(None): "null",
    }
    return words.get(type(value), "a number")
