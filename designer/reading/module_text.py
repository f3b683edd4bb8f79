"""The part of a script that becomes the project's own module: classes and what they need."""

import ast
from collections.abc import Iterable, Mapping, Set

from designer.catalog.specs import Json
from designer.graph.blocks import Blocks
from designer.graph.graph import Graph

_MARK = "custom."


def own_names(graph: Graph, blocks: Blocks, settings: Iterable[Json]) -> frozenset[str]:
    """Return the names of the script's classes and functions that a project uses."""
    found: set[str] = set()
    for part in (graph, *(block.graph for block in blocks.values())):
        for node in part.nodes.values():
            _gather([node.kind, dict(node.params)], found)
    _gather(list(settings), found)
    return frozenset(found)


def _gather(value: Json, found: set[str]) -> None:
    match value:
        case str() if value.startswith(_MARK):
            found.add(value.removeprefix(_MARK))
        case list():
            for entry in value:
                _gather(entry, found)
        case dict():
            for entry in value.values():
                _gather(entry, found)
        case _:
            pass


def module_text(tree: ast.Module, text: str, wanted: Set[str]) -> str:
    """Return the source of the classes and functions called *wanted*, with all they refer to.

    Nothing is run; the text runs where the user trusts it.
    """
    parts = {name: node for node in tree.body for name in _defined(node)}
    chosen: dict[int, ast.stmt] = {}
    waiting = sorted(name for name in wanted if name in parts)
    while waiting:
        node = parts[waiting.pop()]
        if id(node) in chosen:
            continue
        chosen[id(node)] = node
        waiting += sorted(_free_names(node) & parts.keys())
    if not chosen:
        return ""
    ordered = sorted(chosen.values(), key=lambda node: node.lineno)
    imports = [node for node in ordered if isinstance(node, ast.Import | ast.ImportFrom)]
    constants = [node for node in ordered if isinstance(node, ast.Assign | ast.AnnAssign)]
    others = [node for node in ordered if node not in imports and node not in constants]
    lines = text.splitlines()
    heads = ["\n".join(_source(n, lines) for n in group) for group in (imports, constants) if group]
    head = "\n\n".join(heads)
    return "\n\n\n".join([*([head] if head else []), *(_source(n, lines) for n in others)]) + "\n"


def _free_names(node: ast.stmt) -> set[str]:
    """Return the names that *node* takes from around it."""
    used: set[str] = set()
    bound: set[str] = set()
    for part in ast.walk(node):
        if isinstance(part, ast.Name):
            (used if isinstance(part.ctx, ast.Load) else bound).add(part.id)
        elif isinstance(part, ast.arg):
            bound.add(part.arg)
    return used - bound


def merged_module(module: str, before: str, now: str) -> str:
    """Return *module* with every definition that differs between *before* and *now* as it is now.

    Args:
        module: the whole of it.
        before: the part that a script showed.
        now: the same part, edited.
    """
    old, new = _parts(before), _parts(now)
    changed = {name: text for name, text in new.items() if old.get(name) != text}
    if not module.strip() or not changed:
        return module if module.strip() else now
    lines = module.splitlines()
    result: list[str] = []
    place = 0
    for name, (start, end) in _places(module).items():
        if name in changed and start >= place:
            result += [*lines[place:start], *changed.pop(name).splitlines()]
            place = end
    result += lines[place:]
    text = "\n".join(result).rstrip()
    return "\n\n\n".join([text, *changed.values()]) + "\n"


def _parts(text: str) -> Mapping[str, str]:
    lines = text.splitlines()
    return {name: "\n".join(lines[start:end]) for name, (start, end) in _places(text).items()}


def _places(text: str) -> dict[str, tuple[int, int]]:
    """Return the lines of each definition of *text*, in order; none where it is no Python."""
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError):
        return {}
    return {name: _range(node) for node in tree.body for name in _defined(node)[:1]}


def _range(node: ast.stmt) -> tuple[int, int]:
    marks = getattr(node, "decorator_list", [])
    first = min([node.lineno, *(mark.lineno for mark in marks)])
    return first - 1, node.end_lineno or node.lineno


def _source(node: ast.stmt, lines: list[str]) -> str:
    start, end = _range(node)
    return "\n".join(lines[start:end])


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
