"""Python expressions as small trees, and the printer that lays them out as `ruff format` does.

An expression is printed on one line where it fits in 88 columns; otherwise its first bracket is
opened, one element a line with a trailing comma, which is a layout that formatters keep.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

WIDTH = 88
INDENT = "    "


class Variable(str):
    """The name of a variable, where a value is expected: it is written as it is."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Item:
    """One element of a bracket, with what stands before it: `units=` or `"label": `."""

    value: "Expression"
    prefix: str = ""


@dataclass(frozen=True, slots=True)
class Bracket:
    """Elements between two brackets; `single_comma` is the comma of a tuple of one."""

    opening: str
    items: tuple[Item, ...]
    closing: str
    single_comma: bool = False


@dataclass(frozen=True, slots=True)
class Sequence:
    """Parts written one after the other: a name and the brackets that follow it."""

    parts: tuple["str | Bracket", ...]


Expression: TypeAlias = str | Bracket | Sequence


def call(function: Expression, *items: Item) -> Sequence:
    """Return `function(items)`."""
    parts = function.parts if isinstance(function, Sequence) else (function,)
    return Sequence((*parts, Bracket("(", items, ")")))


def arguments(
    positional: Iterable[Expression], named: Mapping[str, Expression] | None = None
) -> tuple[Item, ...]:
    """Return the items of a call: values by position, then by name."""
    return (
        *(Item(value) for value in positional),
        *(Item(value, f"{name}=") for name, value in (named or {}).items()),
    )


def listing(values: Iterable[Expression]) -> Bracket:
    """Return `[values]`."""
    return Bracket("[", tuple(Item(value) for value in values), "]")


def pair_up(values: Iterable[Expression]) -> Bracket:
    """Return `(values)` as a tuple."""
    return Bracket("(", tuple(Item(value) for value in values), ")", single_comma=True)


def mapping(values: Mapping[str, Expression]) -> Bracket:
    """Return a dictionary; the keys of *values* are code already."""
    return Bracket("{", tuple(Item(value, f"{key}: ") for key, value in values.items()), "}")


def literal(value: object) -> Expression:
    """Return a value of JSON as Python; lists become lists.

    Tuples become tuples. Anything else is written as its `repr`.
    """
    match value:
        case Variable():
            return str(value)
        case str():
            return quoted(value)
        case float():
            return _float(value)
        case list():
            return listing(literal(entry) for entry in value)
        case tuple():
            return pair_up(literal(entry) for entry in value)
        case dict():
            return mapping({flat(literal(key)): literal(entry) for key, entry in value.items()})
        case _:
            return repr(value)


def quoted(text: str) -> str:
    """Return *text* as a string literal, in double quotes unless those need more escapes."""
    written = repr(text)
    if written[0] == '"' or text.count('"') > text.count("'"):
        return written
    body = written[1:-1].replace("\\'", "'").replace('"', '\\"')
    return f'"{body}"'


def _float(value: float) -> str:
    written = repr(value)
    return written if written[-1].isdigit() else f'float("{written}")'


def flat(expression: Expression) -> str:
    """Return *expression* on one line."""
    match expression:
        case str():
            return expression
        case Bracket(opening, items, closing, single_comma):
            inner = ", ".join(item.prefix + flat(item.value) for item in items)
            comma = "," if single_comma and len(items) == 1 else ""
            return f"{opening}{inner}{comma}{closing}"
        case Sequence(parts):
            return "".join(flat(part) for part in parts)


def written(expression: Expression, indent: str = "", before: str = "", after: str = "") -> str:
    """Return the lines of *expression*, joined.

    Args:
        expression: what to write.
        indent: of the line on which it begins.
        before: what stands before it on that line, the indent not counted.
        after: what follows it, such as a comma.
    """
    line = f"{indent}{before}{flat(expression)}{after}"
    if len(line) <= WIDTH or isinstance(expression, str):
        return line
    parts = expression.parts if isinstance(expression, Sequence) else (expression,)
    result = indent + before
    for number, part in enumerate(parts):
        rest = "".join(flat(later) for later in parts[number:]) + after
        if isinstance(part, str) or not part.items or _fits(result, rest):
            result += flat(part)
        else:
            result += _opened(part, indent)
    return result + after


def _fits(result: str, rest: str) -> bool:
    return len(result) - result.rfind("\n") - 1 + len(rest) <= WIDTH


def _opened(bracket: Bracket, indent: str) -> str:
    inner = indent + INDENT
    lines = [written(item.value, inner, item.prefix, ",") for item in bracket.items]
    return "\n".join((bracket.opening, *lines, indent + bracket.closing))
