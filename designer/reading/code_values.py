"""Functions of a script as the code that a field holds: one expression that stands by itself."""

import ast
import builtins
import copy

from designer.reading.constants import NotPlain
from designer.reading.values import Function, Reference, Unknown

_MODULES = {"keras": "keras", "ops": "keras.ops", "np": "numpy", "tf": "tensorflow", "math": "math"}
"""What such an expression may name, as exported scripts import it."""


def code_of(function: Function) -> str:
    """Return a function as one expression: a lambda.

    Raises:
        NotPlain: if it has several statements, or needs something else of its script.
    """
    node = function.node
    if isinstance(node, ast.FunctionDef):
        body = [part for part in node.body if not _is_docstring(part)]
        if len(body) != 1 or not isinstance(body[0], ast.Return) or body[0].value is None:
            words = f"`{node.name}()`, a function of several statements: make a layer class of it"
            raise NotPlain(Unknown(node.lineno, words))
        node = ast.Lambda(args=_plain_arguments(node.args), body=body[0].value)
    filled = _Filling(function).visit(copy.deepcopy(node))
    return ast.unparse(ast.fix_missing_locations(filled))


def _is_docstring(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _plain_arguments(arguments: ast.arguments) -> ast.arguments:
    """Return the parameters of a function without their annotations."""
    plain = copy.deepcopy(arguments)
    for part in ast.walk(plain):
        if isinstance(part, ast.arg):
            part.annotation = None
    return plain


class _Filling(ast.NodeTransformer):
    """Puts values in the place of the names that a function takes from its script."""

    def __init__(self, function: Function) -> None:
        self._function = function
        nodes = list(ast.walk(function.node))
        self._bound = {part.arg for part in nodes if isinstance(part, ast.arg)}
        self._bound |= {
            part.id
            for part in nodes
            if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store)
        }

    def visit_Name(self, node: ast.Name) -> ast.expr:
        if node.id in self._bound or isinstance(node.ctx, ast.Store):
            return node
        scope = self._function.scope.find(node.id)
        value = scope.names[node.id] if scope else None
        if scope is None and hasattr(builtins, node.id):
            return node
        if isinstance(value, bool | int | float | str) or (scope and value is None):
            return ast.Constant(value)
        if isinstance(value, Reference):
            return _named(value, node)
        words = f"a function that needs `{node.id}` of the script: make a layer class of it"
        raise NotPlain(Unknown(node.lineno, words))


def _named(value: Reference, node: ast.Name) -> ast.expr:
    """Return something of a library under the name that exported scripts import it by."""
    for short, path in sorted(_MODULES.items(), key=lambda pair: -len(pair[1])):
        if value.path == path or value.path.startswith(path + "."):
            written = short + value.path.removeprefix(path)
            return ast.parse(written, mode="eval").body
    words = f"a function that needs `{node.id}`: make a layer class of it"
    raise NotPlain(Unknown(node.lineno, words))
