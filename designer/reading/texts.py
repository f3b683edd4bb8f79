"""Texts of a script: f-strings as values, and expressions as the words of a message."""

import ast

from designer.reading.findings import NotAlike
from designer.reading.machine import LARGEST, Machine
from designer.reading.values import COUNTED, Hole, Index, NameHole, Unknown


def source(node: ast.AST) -> str:
    """Return the text of *node*, short."""
    text = " ".join(ast.unparse(node).split())
    return text if len(text) <= 60 else text[:57] + "…"


def joined_text(machine: Machine, node: ast.JoinedStr) -> object:
    """Return the value of an f-string."""
    result: object = ""
    for part in node.values:
        if isinstance(part, ast.Constant):
            piece: object = str(part.value)
        elif isinstance(part, ast.FormattedValue):
            piece = _formatted(machine, part)
        result = _added(result, piece)
        if isinstance(result, Unknown):
            return result
    return result


def _added(text: object, piece: object) -> object:
    if isinstance(piece, NameHole) and text == "":
        return piece
    if isinstance(text, NameHole) and isinstance(piece, str):
        return NameHole(text.ending + piece)
    if isinstance(text, str) and isinstance(piece, str):
        if len(text) + len(piece) > LARGEST:
            return Unknown(0, "a text that is too long")
        return text + piece
    if isinstance(piece, Unknown):
        return piece
    raise NotAlike


def _formatted(machine: Machine, node: ast.FormattedValue) -> object:
    value = machine.evaluate(node.value)
    if isinstance(value, NameHole) and node.format_spec is None:
        return value
    if isinstance(value, Index) and value.added == 1 and node.format_spec is None:
        return f"{COUNTED}{value.hole.name}"
    if isinstance(value, Hole | NameHole | Index):
        raise NotAlike
    if not isinstance(value, int | float | str):
        return Unknown(node.lineno, f"`{source(node.value)}`")
    form = machine.evaluate(node.format_spec) if node.format_spec else ""
    shown = repr(value) if node.conversion == ord("r") else value
    try:
        return (
            format(shown, form)
            if isinstance(form, str) and len(form) < 6
            else Unknown(node.lineno, f"`{source(node.value)}`")
        )
    except ValueError:
        return Unknown(node.lineno, f"`{source(node.value)}`")
