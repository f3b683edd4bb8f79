"""Imports of files that lie beside a script: what they define stands where it is imported."""

import ast
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

Beside: TypeAlias = Callable[[str], str | None]
"""Gives the text of the module with a dotted name; None where no such file lies beside."""

_MOST = 30
_LARGEST = 1_000_000
_NEVER = frozenset({"keras", "tensorflow", "numpy", "tf_keras"})


def beside(script: Path) -> Beside:
    """Return what finds modules in the folder of *script*, and nowhere else."""
    folder = script.resolve().parent

    def text_of(module: str) -> str | None:
        path = folder.joinpath(*module.split(".")).with_suffix(".py").resolve()
        if not path.is_relative_to(folder) or not path.is_file():
            return None
        if path.stat().st_size > _LARGEST:
            return None
        try:
            return path.read_bytes().decode("utf-8-sig")
        except (OSError, UnicodeDecodeError):
            return None

    return text_of


def with_modules(tree: ast.Module, text: str, find: Beside) -> tuple[ast.Module, str]:
    """Return a script with the modules beside it in the place of their imports.

    Args:
        tree: of the script.
        text: of the script.
        find: what gives the text of a module.

    Returns:
        The script, and its text with that of the modules below it: the lines of the script stay
        where they are.
    """
    joined = _Joined(text, find)
    return ast.Module(joined.body(tree), tree.type_ignores), joined.text


class _Joined:
    """A script and the modules that were put into it, each once."""

    def __init__(self, text: str, find: Beside) -> None:
        self.text, self._find = text, find
        self._known: set[str] = set()

    def body(self, tree: ast.Module) -> list[ast.stmt]:
        return [made for node in tree.body for made in self._in_place(node)]

    def _in_place(self, node: ast.stmt) -> list[ast.stmt]:
        if not isinstance(node, ast.ImportFrom) or not node.module or node.level > 1:
            return [node]
        if node.module.partition(".")[0] in _NEVER:
            return [node]
        names = [_named(alias, node) for alias in node.names if alias.asname]
        if node.module in self._known:
            return [*names]
        found = self._module(node.module) if len(self._known) < _MOST else None
        return [node] if found is None else [*found, *names]

    def _module(self, module: str) -> list[ast.stmt] | None:
        text = self._find(module)
        if text is None:
            return None
        try:
            tree = ast.parse(text)
        except (SyntaxError, ValueError, RecursionError):
            return None
        self._known.add(module)
        ast.increment_lineno(tree, len(self.text.splitlines()))
        self.text = "\n".join([*self.text.splitlines(), text])
        return [node for node in self.body(tree) if not _is_for_running(node)]


def _named(alias: ast.alias, node: ast.ImportFrom) -> ast.stmt:
    """Return `other = name` for `import name as other`."""
    made = ast.parse(f"{alias.asname} = {alias.name}").body[0]
    for part in ast.walk(made):
        ast.copy_location(part, node)
    return made


def _is_for_running(node: ast.stmt) -> bool:
    """Tell whether *node* is `if __name__ == "__main__":`, which an import does not run."""
    return isinstance(node, ast.If) and "__name__" in ast.unparse(node.test)
