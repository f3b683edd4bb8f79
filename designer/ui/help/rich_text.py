"""Turns the marks of help (`[Kind]`, code, `x_{i}`) into rich text."""

import re
from collections.abc import Callable
from html import escape
from typing import Final

from designer.ui.theme.fonts import MONO

KIND: Final = "kind:"
"""What the address of a link to another kind begins with."""

_MARK: Final = re.compile(r"\[([A-Za-z][\w.]*)\]|`([^`]+)`")
_SCRIPTS: Final = {"_": "sub", "^": "sup"}
_LOW: Final = str.maketrans("0123456789ijkt", "₀₁₂₃₄₅₆₇₈₉ᵢⱼₖₜ")


def words_html(text: str, known: Callable[[str], bool]) -> str:
    """Return sentences as rich text; a kind that is *known* becomes a link."""
    parts, end = [], 0
    for mark in _MARK.finditer(text):
        parts.append(escape(text[end : mark.start()]))
        parts.append(_marked(mark, known))
        end = mark.end()
    return "".join((*parts, escape(text[end:])))


def mono_html(text: str) -> str:
    """Return *text* in the face for code."""
    return f"<span style=\"font-family:'{MONO}'; font-size:12px\">{escape(text)}</span>"


def formula_html(text: str) -> str:
    """Return a formula with real subscripts and superscripts, a line for each of its own."""
    return "<br>".join(_scripts(line) for line in text.split("\n"))


def _marked(mark: re.Match[str], known: Callable[[str], bool]) -> str:
    kind, code = mark.groups()
    if code is not None:
        return mono_html(code)
    if not known(kind):
        return escape(mark.group())
    return f'<a href="{KIND}{kind}">{escape(kind.rpartition(".")[2])}</a>'


def _scripts(text: str) -> str:
    result, place = [], 0
    while place < len(text):
        tag = _SCRIPTS.get(text[place])
        if tag is None or text[place + 1 : place + 2] != "{":
            result.append(escape(text[place]))
            place += 1
            continue
        end = _closing(text, place + 1)
        inner = escape(_flat(text[place + 2 : end]))
        result.append(f"<{tag}>{inner}</{tag}>")
        place = end + 1
    return "".join(result)


def _closing(text: str, opening: int) -> int:
    depth = 0
    for place in range(opening, len(text)):
        depth += {"{": 1, "}": -1}.get(text[place], 0)
        if depth == 0:
            return place
    raise ValueError(f"Expected a closing brace in the formula {text!r}, found none.")


def _flat(text: str) -> str:
    """Return a script's own subscripts as letters: rich text knows one level only."""
    return re.sub(r"_\{(\w)\}", lambda found: found.group(1).translate(_LOW), text)
