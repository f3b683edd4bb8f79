"""Reads JSON that a stranger wrote, within limits."""

import json
from typing import Any

from designer.engine.importing.errors import CannotImport

MOST_BYTES = 64 << 20
DEEPEST = 200


def parse(text: bytes | str, what: str) -> Any:
    """Return the value that *text* holds.

    Args:
        what: what the text is, for the sentence of an error ("the config of model.keras").

    Raises:
        CannotImport: if it is no JSON, or larger or deeper than any model needs.
    """
    if len(text) > MOST_BYTES:
        raise CannotImport(
            f"Expected at most {MOST_BYTES >> 20} MB in {what}, found {len(text) >> 20} MB. "
            "No model needs that much; the file is not opened."
        )
    try:
        value = json.loads(text)
    except RecursionError as error:
        raise _too_deep(what) from error
    except (ValueError, UnicodeDecodeError) as error:
        raise CannotImport(
            f"Expected JSON in {what}, found text that is none ({error})."
        ) from error
    if not _is_shallow(value):
        raise _too_deep(what)
    return without_tuples(value)


def without_tuples(value: Any) -> Any:
    """Return *value* with lists for the tuples that Keras 2 marked as such."""
    match value:
        case {"class_name": "__tuple__", "items": list(items)}:
            return [without_tuples(entry) for entry in items]
        case dict():
            return {name: without_tuples(entry) for name, entry in value.items()}
        case list():
            return [without_tuples(entry) for entry in value]
        case _:
            return value


def _too_deep(what: str) -> CannotImport:
    return CannotImport(
        f"Expected at most {DEEPEST} values inside each other in {what}, found more. "
        "No model needs that; the file is not opened."
    )


def _is_shallow(value: Any) -> bool:
    waiting = [(value, 1)]
    while waiting:
        entry, depth = waiting.pop()
        if isinstance(entry, dict | list):
            if depth > DEEPEST:
                return False
            inner = entry.values() if isinstance(entry, dict) else entry
            waiting += ((each, depth + 1) for each in inner)
    return True


def mapping(value: Any, what: str) -> dict[str, Any]:
    """Return *value* where it is an object of JSON.

    Raises:
        CannotImport: if it is something else.
    """
    if not isinstance(value, dict):
        raise CannotImport(f"Expected {what} to be a JSON object, found {_kind(value)}.")
    return value


def sequence(value: Any, what: str) -> list[Any]:
    """Return *value* where it is a list.

    Raises:
        CannotImport: if it is something else.
    """
    if not isinstance(value, list):
        raise CannotImport(f"Expected {what} to be a list, found {_kind(value)}.")
    return value


def _kind(value: Any) -> str:
    names = {dict: "an object", list: "a list", str: "text", type(None): "nothing"}
    return names.get(type(value), f"{value!r:.40}")
