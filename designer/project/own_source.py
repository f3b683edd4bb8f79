"""The project's own module as syntax: what it imports, and the classes and functions it has.

Nothing of it is run: the text is only parsed.
"""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

Function: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef

_MOST = 1 << 20
_TF_KERAS = ("tensorflow.keras.", "tf_keras.", "keras.api.", "tensorflow.python.keras.")


class NotPython(ValueError):
    """A text that is no Python.

    Attributes:
        line: where, from 1.
    """

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line


@dataclass(frozen=True, slots=True)
class Source:
    """A module as syntax.

    Attributes:
        names: what a name at the top stands for: `layers` -> `keras.layers`.
        classes: at the top of the module, in their order.
        functions: the same.
        constants: names at the top that are plain values.
    """

    names: Mapping[str, str] = field(default_factory=dict)
    classes: Mapping[str, ast.ClassDef] = field(default_factory=dict)
    functions: Mapping[str, Function] = field(default_factory=dict)
    constants: Mapping[str, ast.expr] = field(default_factory=dict)

    def path(self, expression: ast.expr) -> str:
        """Return what a dotted name stands for, such as `keras.layers.Layer`; else nothing."""
        parts: list[str] = []
        while isinstance(expression, ast.Attribute):
            parts.append(expression.attr)
            expression = expression.value
        if not isinstance(expression, ast.Name):
            return ""
        first = self.names.get(expression.id, expression.id)
        return _keras_path(".".join([first, *reversed(parts)]))

    def bases(self, definition: ast.ClassDef) -> tuple[str, ...]:
        """Return what a class derives from, as far as it can be named."""
        return tuple(path for base in definition.bases if (path := self.path(base)))

    def lineage(self, definition: ast.ClassDef) -> Iterator[ast.ClassDef]:
        """Yield a class and those of the module that it derives from, the nearest first."""
        waiting, seen = [definition], set[str]()
        while waiting:
            found = waiting.pop(0)
            if found.name not in seen:
                seen.add(found.name)
                yield found
                waiting += [self.classes[b] for b in self.bases(found) if b in self.classes]

    def method(self, definition: ast.ClassDef, name: str) -> Function | None:
        """Return a method that a class has or inherits within the module."""
        for owner in self.lineage(definition):
            for entry in owner.body:
                if isinstance(entry, Function) and entry.name == name:
                    return entry
        return None

    def foreign_bases(self, definition: ast.ClassDef) -> tuple[str, ...]:
        """Return the classes of other modules that a class derives from, also indirectly."""
        found = [base for owner in self.lineage(definition) for base in self.bases(owner)]
        return tuple(dict.fromkeys(base for base in found if base not in self.classes))


def parse(text: str) -> Source:
    """Return the syntax of *text*.

    Raises:
        NotPython: with the line at which it stops being Python.
    """
    tree = syntax(text)
    names: dict[str, str] = {}
    classes: dict[str, ast.ClassDef] = {}
    functions: dict[str, Function] = {}
    constants: dict[str, ast.expr] = {}
    for statement in _at_the_top(tree.body):
        match statement:
            case ast.Import() | ast.ImportFrom():
                names.update(_imported(statement))
            case ast.ClassDef():
                classes[statement.name] = statement
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                functions[statement.name] = statement
            case ast.Assign(targets=[ast.Name(id)], value=value):
                if isinstance(value, ast.Attribute):
                    names[id] = Source(names).path(value)
                constants[id] = value
            case ast.AnnAssign(target=ast.Name(id), value=ast.expr() as value):
                constants[id] = value
            case _:
                pass
    return Source(names, classes, functions, constants)


def syntax(text: str) -> ast.Module:
    """Return the tree of *text*.

    Raises:
        NotPython: with the line at which it stops being Python.
    """
    if len(text) > _MOST:
        raise NotPython(f"Expected at most {_MOST:,} characters, found {len(text):,}.", 1)
    try:
        return ast.parse(text)
    except SyntaxError as error:
        raise NotPython(error.msg or "no Python", error.lineno or 1) from error
    except (ValueError, RecursionError, MemoryError) as error:
        raise NotPython(str(error) or "It is nested too deeply.", 1) from error


def _at_the_top(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """Yield the statements of a module, those in `try` and `if` as well."""
    for statement in body:
        match statement:
            case ast.Try(body=inner, handlers=handlers):
                yield from _at_the_top(inner)
                for handler in handlers:
                    yield from _at_the_top(handler.body)
            case ast.If(body=inner, orelse=other):
                if not _is_main_guard(statement):
                    yield from _at_the_top(inner)
                    yield from _at_the_top(other)
            case _:
                yield statement


def _is_main_guard(statement: ast.If) -> bool:
    return any(isinstance(n, ast.Name) and n.id == "__name__" for n in ast.walk(statement.test))


def _imported(statement: ast.Import | ast.ImportFrom) -> Iterator[tuple[str, str]]:
    match statement:
        case ast.Import(names=names):
            for alias in names:
                yield (alias.asname, alias.name) if alias.asname else (_root(alias.name),) * 2
        case ast.ImportFrom(module=str(module), names=names):
            for alias in names:
                yield alias.asname or alias.name, f"{module}.{alias.name}"
        case _:
            pass


def _root(path: str) -> str:
    return path.partition(".")[0]


def _keras_path(path: str) -> str:
    """Return a path of `tf.keras` as the path of Keras's own."""
    for prefix in _TF_KERAS:
        if path.startswith(prefix):
            return "keras." + path.removeprefix(prefix)
    return path
