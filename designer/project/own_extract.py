"""Takes classes and functions out of a script, with all that they need, as an own module."""

import ast
from collections.abc import Iterable

from designer.project.own_source import NotPython, syntax


def extract(script: str, names: Iterable[str]) -> str:
    """Return the part of *script* that defines *names*: imports, constants, helpers, in order.

    Nothing where none of them is defined at the top of the script.
    """
    try:
        tree = syntax(script)
    except NotPython:
        return ""
    defined = {name: node for node in tree.body for name in _defines(node)}
    needed = _closure({name for name in names if name in defined}, defined)
    if not needed:
        return ""
    lines = script.splitlines()
    imports = [n for n in tree.body if n in needed and isinstance(n, ast.Import | ast.ImportFrom)]
    others = [n for n in tree.body if n in needed and n not in imports]
    head = "\n".join(_text(lines, node) for node in imports)
    body = "\n\n\n".join(_text(lines, node) for node in others)
    return "\n\n\n".join(part for part in (head, body) if part) + "\n"


def _defines(node: ast.stmt) -> list[str]:
    match node:
        case ast.ClassDef(name=name) | ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
            return [name]
        case ast.Import(names=names) | ast.ImportFrom(names=names):
            return [alias.asname or alias.name.partition(".")[0] for alias in names]
        case ast.Assign(targets=targets):
            found = [part for target in targets for part in ast.walk(target)]
            return [part.id for part in found if isinstance(part, ast.Name)]
        case ast.AnnAssign(target=ast.Name(id=name)):
            return [name]
        case _:
            return []


def _closure(wanted: set[str], defined: dict[str, ast.stmt]) -> set[ast.stmt]:
    """Return the statements of *wanted* and of everything that they name."""
    found: set[ast.stmt] = set()
    waiting = list(wanted)
    while waiting:
        node = defined.get(waiting.pop())
        if node is not None and node not in found:
            found.add(node)
            waiting += [n.id for n in ast.walk(node) if isinstance(n, ast.Name)]
    return found


def _text(lines: list[str], node: ast.stmt) -> str:
    decorators = getattr(node, "decorator_list", [])
    first = min([node.lineno, *(decorator.lineno for decorator in decorators)])
    return "\n".join(lines[first - 1 : node.end_lineno])
