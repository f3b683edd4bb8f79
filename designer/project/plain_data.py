"""Data from a file that a stranger wrote: is it plain enough to be walked through and sent on."""

from typing import Any, Final

DEEPEST: Final = 64


def complaint(data: Any) -> str | None:
    """Return what is wrong with *data*, as JSON gave it; None where nothing is.

    Deep nesting would end every function that walks through values, and half of a character
    pair (U+D800, say) can be written to no file and sent to no process.
    """
    waiting = [(data, 1)]
    while waiting:
        value, depth = waiting.pop()
        if isinstance(value, str):
            if not value.isascii() and not _is_text(value):
                return f"Expected Unicode text, found half of a character pair in {value[:40]!a}."
        elif isinstance(value, dict | list):
            if depth > DEEPEST:
                return f"Expected at most {DEEPEST} values inside each other, found more."
            waiting += ((inner, depth + 1) for inner in value)
            if isinstance(value, dict):
                waiting += ((inner, depth + 1) for inner in value.values())
    return None


def _is_text(value: str) -> bool:
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True
