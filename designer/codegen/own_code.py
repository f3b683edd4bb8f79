"""The project's own module inside a script: its imports at the top, the rest before the model."""

import ast
import io
import json
import re
import tokenize
from dataclasses import dataclass

from designer.catalog.catalog import load_catalog
from designer.catalog.own import OWN, own_name
from designer.project.files import project_to_dict
from designer.project.own_code import code_texts
from designer.project.own_module import OwnModule, read_module
from designer.project.own_packages import importable
from designer.project.own_source import NotPython, syntax
from designer.project.project import Project


@dataclass(frozen=True, slots=True)
class OwnText:
    """A module as it is pasted.

    Attributes:
        imports: statements, each of one name.
        body: everything else, without the docstring of the module.
        names: that it defines: no variable of the script may have one of these.
    """

    imports: tuple[str, ...] = ()
    body: str = ""
    names: tuple[str, ...] = ()


def own_text(project: Project) -> OwnText:
    """Return the module of *project* for a script; nothing where no layer or value needs it."""
    module = read_module(project.module, load_catalog())
    if not project.module.strip() or not is_used(project, module):
        return OwnText()
    try:
        tree = syntax(project.module)
    except NotPython:
        return OwnText()
    defined = (*module.source.classes, *module.source.functions, *module.source.constants)
    lines = project.module.splitlines()
    imports: list[str] = []
    for number, statement in enumerate(tree.body):
        if _is_docstring(statement, number):
            _drop(lines, statement)
        elif isinstance(statement, ast.Import | ast.ImportFrom):
            imports += _one_by_one(statement)
            _drop(lines, statement)
    return OwnText(tuple(imports), _tidy(lines), defined)


def is_used(project: Project, module: OwnModule) -> bool:
    """Tell whether anything in *project* names something of its own module."""
    data = project_to_dict(project)
    data.pop("module", None)
    text = json.dumps(data)
    if f'"{OWN}.' in text or any(f'>{name}"' in text for name in module.source.classes):
        return True
    words = set(re.findall(r"\w+", " ".join(code_texts(project))))
    defined = {*module.source.classes, *module.source.functions, *module.source.constants}
    return bool(words & defined)


def expression_code(text: str) -> str:
    """Return code of a parameter as it stands in a script: one expression, whatever is in it.

    Raises:
        ValueError: if it is no expression.
    """
    source = own_name(text.strip()) or text.strip()
    try:
        tree = ast.parse(source, mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise ValueError("is no Python expression") from error
    return _double_quotes(ast.unparse(tree))


def _double_quotes(code: str) -> str:
    """Write strings as formatters do, where that changes nothing."""
    tokens = list(tokenize.generate_tokens(io.StringIO(code).readline))
    for token in reversed(tokens):
        inner = token.string[1:-1]
        plain = token.type == tokenize.STRING and token.string.startswith("'")
        if plain and not re.search(r"[\"'\\]", inner) and token.start[0] == 1:
            code = f'{code[: token.start[1]]}"{inner}"{code[token.end[1] :]}'
    return code


def _is_docstring(statement: ast.stmt, number: int) -> bool:
    match statement:
        case ast.Expr(value=ast.Constant(value=str())):
            return number == 0
        case _:
            return False


def _one_by_one(statement: ast.Import | ast.ImportFrom) -> list[str]:
    """Return a statement for each name; the script merges them again."""
    if isinstance(statement, ast.ImportFrom):
        if statement.module == "__future__" or statement.level:
            return []
        made = (ast.ImportFrom(statement.module, [alias], 0) for alias in statement.names)
        return [ast.unparse(one) for one in made]
    return [ast.unparse(ast.Import([alias])) for alias in statement.names]


def _drop(lines: list[str], statement: ast.stmt) -> None:
    """Empty the lines of a statement; the others keep their numbers."""
    for number in range(statement.lineno, (statement.end_lineno or statement.lineno) + 1):
        lines[number - 1] = "\0"


def _tidy(lines: list[str]) -> str:
    kept = "\n".join(line for line in lines if line != "\0")
    return re.sub(r"\n{4,}", "\n\n\n", kept).strip("\n")


def package_imports(project: Project) -> set[str]:
    """Return the imports of the packages of which *project* has layers."""
    packages = importable(project.packages)
    if not packages:
        return set()
    data = project_to_dict(project)
    data.pop("packages", None)
    text = json.dumps(data)
    return {f"import {name}" for name in packages if f'"{name}.' in text}


_NEEDED = {
    "ops": "from keras import ops",
    "np": "import numpy as np",
    "tf": "import tensorflow as tf",
    "math": "import math",
}
