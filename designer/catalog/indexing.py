"""Indexing as text and back: `[:, 0]`, `[..., ::2]`, which `ops.get_item` has as its `key`.

The text is read as Python's grammar reads it, never evaluated.
"""

import ast
from types import EllipsisType
from typing import TypeAlias

Index: TypeAlias = int | slice | EllipsisType | None
Key: TypeAlias = tuple[Index, ...]


class BadKey(ValueError):
    """A text that is no indexing, in one sentence."""


def parse_key(text: str) -> Key | Index:
    """Return what *text* takes of a tensor: a tuple where it has a comma, else one index.

    Args:
        text: `[:, 0]`, or the same without its brackets.

    Raises:
        BadKey: if it is no indexing by whole numbers, slices, `...` and `None`.
    """
    inside = text.strip()
    if inside.startswith("[") and inside.endswith("]"):
        inside = inside[1:-1]
    try:
        tree = ast.parse(f"x[{inside}]", mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError) as error:
        raise _bad(text) from error
    if not isinstance(tree, ast.Subscript) or not isinstance(tree.value, ast.Name):
        raise _bad(text)
    if isinstance(tree.slice, ast.Tuple):
        return tuple(_index(part, text) for part in tree.slice.elts)
    return _index(tree.slice, text)


def key_text(key: Key | Index | list[Index]) -> str:
    """Return *key* as it is written: `[:, 0]`."""
    if not isinstance(key, tuple | list):
        return f"[{_text(key)}]"
    comma = "," if len(key) == 1 else ""
    return f"[{', '.join(_text(part) for part in key)}{comma}]"


def _index(part: ast.expr, text: str) -> Index:
    match part:
        case ast.Slice(lower, upper, step):
            return slice(_whole(lower, text), _whole(upper, text), _whole(step, text))
        case ast.Constant(value=value) if value is Ellipsis or value is None:
            return value
        case ast.Name(id="newaxis") | ast.Attribute(attr="newaxis"):
            return None
        case _:
            return _whole(part, text)


def _whole(part: ast.expr | None, text: str) -> int | None:
    match part:
        case None | ast.Constant(value=None):
            return None
        case ast.Constant(value=int(value)) if not isinstance(value, bool):
            return value
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int(value))):
            return -value
        case _:
            raise _bad(text)


def _text(index: Index) -> str:
    match index:
        case slice(start=start, stop=stop, step=step):
            ends = f"{'' if start is None else start}:{'' if stop is None else stop}"
            return ends if step is None else f"{ends}:{step}"
        case EllipsisType():
            return "..."
        case _:
            return str(index)


def _bad(text: str) -> BadKey:
    return BadKey(f"Expected an indexing such as [:, 0] or [..., ::2], found {text}.")
