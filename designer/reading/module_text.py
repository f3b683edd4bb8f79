"""The part of a script that becomes the project's own module: classes and what they need."""

import ast
from collections.abc import Iterable


def module_text(tree: ast.Module, wanted: Iterable[str]) -> str:
    """Return the source of the classes and functions called *wanted*, with all they refer to.

    Nothing is run; the text runs where the user trusts it.
    """
    parts = {name: node for node in tree.body for name in _defined(node)}
    chosen: dict[int, ast.stmt] = {}
    waiting = [name for name in wanted if name in parts]
    while waiting:
        node = parts[waiting.pop()]
        if id(node) in chosen:
            continue
        chosen[id(node)] = node
        used = {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}
        waiting += sorted(used & parts.keys())
    if not chosen:
        return ""
    ordered = sorted(chosen.values(), key=lambda node: node.lineno)
    imports = [node for node in ordered if isinstance(node, ast.Import | ast.ImportFrom)]
    others = [node for node in ordered if node not in imports]
    head = "\n".join(ast.unparse(node) for node in imports)
    return "\n\n\n".join([part for part in (head, *map(ast.unparse, others)) if part]) + "\n"


def _defined(node: ast.stmt) -> list[str]:
    match node:
        case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
            return [name]
        case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
            return [name]
        case ast.Import(names=names) | ast.ImportFrom(names=names):
            return [(alias.asname or alias.name).split(".")[0] for alias in names]
        case _:
            return []
