"""The engine's recipes as text: functions that a script contains word for word.

The modules are read, never imported: a script and the engine cannot differ, and the window stays
without Keras.
"""

import ast
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "engine" / "recipes"


@dataclass(frozen=True, slots=True)
class Recipe:
    """One top-level function, class or constant of a recipe module.

    Attributes:
        text: its source, without what stands around it.
        imports: the import statements that it needs.
        uses: names of the other recipes that it needs.
    """

    name: str
    text: str
    imports: frozenset[str]
    uses: frozenset[str]
    constant: bool = False


@cache
def all_recipes() -> dict[str, Recipe]:
    """Return every recipe by its name, in the order of modules and of their text.

    Raises:
        FileNotFoundError: if the folder is not there, which means a broken installation.
    """
    modules = [_read(path) for path in sorted(FOLDER.glob("*.py")) if path.stem != "__init__"]
    known = {name for module in modules for name in module}
    found: dict[str, Recipe] = {}
    for module in modules:
        for name, recipe in module.items():
            found[name] = Recipe(
                name, recipe.text, recipe.imports, recipe.uses & known - {name}, recipe.constant
            )
    return found


def recipes_with_needs(names: Iterable[str]) -> tuple[Recipe, ...]:
    """Return the recipes called *names* and all they need, constants first, else in text order.

    Raises:
        KeyError: if there is no such recipe.
    """
    recipes = all_recipes()
    wanted: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name not in wanted:
            wanted.add(name)
            waiting.extend(recipes[name].uses)
    chosen = [recipe for name, recipe in recipes.items() if name in wanted]
    return tuple(sorted(chosen, key=lambda recipe: not recipe.constant))


def _read(path: Path) -> dict[str, Recipe]:
    text = path.read_text(encoding="utf-8")
    lines = text.splitlines()
    tree = ast.parse(text)
    imports = {name: line for node in tree.body for name, line in _imported(node)}
    found: dict[str, Recipe] = {}
    for node in tree.body:
        name = _defined(node)
        if name is not None:
            used = {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}
            first = min(
                [node.lineno, *(mark.lineno for mark in getattr(node, "decorator_list", []))]
            )
            found[name] = Recipe(
                name=name,
                text="\n".join(lines[first - 1 : node.end_lineno]),
                imports=frozenset(line for bound, line in imports.items() if bound in used),
                uses=frozenset(used),
                constant=isinstance(node, ast.Assign | ast.AnnAssign),
            )
    return found


def _defined(node: ast.stmt) -> str | None:
    match node:
        case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
            return name
        case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
            return name
        case _:
            return None


def _imported(node: ast.stmt) -> Iterable[tuple[str, str]]:
    match node:
        case ast.Import(names=names):
            for alias in names:
                written = f"import {alias.name}" + (f" as {alias.asname}" if alias.asname else "")
                yield (alias.asname or alias.name).split(".")[0], written
        case ast.ImportFrom(module=str(module), names=names) if not module.startswith("designer"):
            for alias in names:
                written = f"from {module} import {alias.name}"
                yield (
                    alias.asname or alias.name,
                    f"{written} as {alias.asname}" if alias.asname else written,
                )
        case _:
            return
