"""Messages as lines of JSON: `{"type": "StopTraining", "id": "..."}` and a newline.

NaN and infinities, which JSON lacks, travel as Python's `json` writes them; both ends are ours.
"""

import json
from dataclasses import fields
from typing import Any

from designer.protocol.events import EVENTS, Event
from designer.protocol.requests import REQUESTS, Request

_TYPES: dict[str, type[Any]] = {message.__name__: message for message in (*REQUESTS, *EVENTS)}


class BadMessage(ValueError):
    """A line that is not a message."""


def encode(message: Request | Event) -> bytes:
    """Return *message* as one line of UTF-8, newline included.

    Paths may hold bytes that are no UTF-8: Python keeps them as lone surrogates, which pass.
    """
    data: dict[str, Any] = {"type": type(message).__name__}
    for entry in fields(message):
        data[entry.name] = getattr(message, entry.name)
    text = json.dumps(data, separators=(",", ":"), ensure_ascii=False)
    return text.encode("utf-8", "surrogatepass") + b"\n"


def decode(line: bytes) -> Any:
    """Return the message of one line.

    Raises:
        BadMessage: if the line is no JSON, names no message, or lacks a field.
    """
    try:
        data = json.loads(line)
        kind = _TYPES[data.pop("type")]
        known = {entry.name for entry in fields(kind)}
        return kind(**{name: value for name, value in data.items() if name in known})
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        shown = line[:200].decode("utf-8", "replace")
        raise BadMessage(f"Expected a message, found {shown!r}: {error}") from error


class LineSplitter:
    """Turns chunks of bytes, as pipes deliver them, into whole lines."""

    def __init__(self) -> None:
        self._rest = b""

    def feed(self, chunk: bytes) -> list[bytes]:
        """Return the lines that *chunk* completes, without their newlines."""
        *lines, self._rest = (self._rest + chunk).split(b"\n")
        return [line for line in lines if line.strip()]
