"""Python code as text of copied layers, so that a few lines of a script can be pasted.

What can be read is what `designer.reading` reads: a whole script, `model.add` lines, a list of
layers, or lines of the functional interface whose tensors come from elsewhere.
"""

import ast
import builtins
import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, replace

from designer.catalog.catalog import Catalog
from designer.document.commands.clipboard import selection_text
from designer.graph.graph import Graph
from designer.graph.records import INPUT, OUTPUT
from designer.project.project import Project

_IMPORTS = """import numpy as np
import tensorflow as tf
import keras
from keras import Model, Sequential, initializers, layers, models, ops, regularizers
"""
_KNOWN = frozenset(dir(builtins)) | {
    "np", "tf", "keras", "Model", "Sequential", "initializers", "layers", "models", "ops",
    "regularizers",
}  # fmt: skip
_CALLED = re.compile(r"(?<![.\w])([A-Z]\w*)\(")
_ENDS = (INPUT, OUTPUT)
_LONGEST = 200_000
_MADE = "pasted_input_"
_MODELS = ("Sequential", "Model(")


@dataclass(frozen=True, slots=True)
class _Attempt:
    """A script made of what was pasted; `bare`: its inputs and outputs are no part of that."""

    script: str
    bare: bool = True


def layers_text(text: str, catalog: Catalog) -> str | None:
    """Return what *text*, Python source, makes as text of copied layers; None if it makes none."""
    if len(text) > _LONGEST or "(" not in text or text.lstrip().startswith("{"):
        return None
    from designer.reading.reading import read_code  # slow to load, and seldom needed

    text = textwrap.dedent(text).strip()
    for attempt in _attempts(text, _imports(text, catalog)):
        reading = read_code(attempt.script, catalog)
        for model in reading.models[:1]:
            project = _bare(model.project) if attempt.bare else model.project
            if project.graph.nodes:
                return selection_text(project)
    return None


def _imports(text: str, catalog: Catalog) -> str:
    """Return what a script would import, the layers that *text* calls by their bare names too."""
    called = dict.fromkeys(_CALLED.findall(text))
    bare = [name for name in called if name not in _ENDS and catalog.layer(name) is not None]
    return _IMPORTS + (f"from keras.layers import {', '.join(bare)}\n" if bare else "")


def _attempts(text: str, imports: str) -> Iterator[_Attempt]:
    """Yield scripts that *text* may be a part of, the likeliest first."""
    tree = _parsed(text)
    if tree is not None and any(word in text for word in _MODELS):
        yield _Attempt(text, bare=False)
        yield _Attempt(imports + text, bare=False)
        return
    if tree is not None and ".add(" in text:
        owner = text.partition(".add(")[0].split()[-1]
        yield _Attempt(f"{imports}{owner} = keras.Sequential()\n{text}\n")
    listed = f"pasted = keras.Sequential([\n{text.rstrip(',')}\n])\n"
    if _parsed(listed) is not None:
        yield _Attempt(imports + listed)
    if tree is not None and all(isinstance(part, ast.Expr) for part in tree.body):
        parts = ",\n".join(ast.get_source_segment(text, part) or "" for part in tree.body)
        yield _Attempt(f"{imports}pasted = keras.Sequential([\n{parts}\n])\n")
    if tree is not None:
        yield from _functional(text, tree, imports)


def _functional(text: str, tree: ast.Module, imports: str) -> Iterator[_Attempt]:
    """Yield *text* with an input for each tensor from elsewhere, and a model of what is left."""
    given, made = _free(tree), _made(tree)
    ends = [name for name in made if name not in _used_later(tree, name)]
    if not made:
        return
    inputs = "".join(f"{name} = {_MADE}{name} = keras.Input((8,))\n" for name in given)
    ends = ends or made[-1:]
    starts = f"[{', '.join(_MADE + name for name in given)}]"
    yield _Attempt(
        f"{imports}{inputs}{text}\npasted = keras.Model({starts}, [{', '.join(ends)}])\n"
    )


def _free(tree: ast.Module) -> list[str]:
    """Return the names that are used before anything is assigned to them, in their order."""
    known: set[str] = set(_KNOWN)
    found: dict[str, None] = {}
    for statement in tree.body:
        for node in ast.walk(statement):
            if isinstance(node, ast.Call) and node.args and isinstance(node.func, ast.Call):
                for name in _loaded(node.args[0]):
                    if name not in known:
                        found[name] = None
        known.update(_assigned(statement))
    return list(found)


def _made(tree: ast.Module) -> list[str]:
    return list(dict.fromkeys(name for part in tree.body for name in _assigned(part)))


def _used_later(tree: ast.Module, name: str) -> list[str]:
    """Return [name] where it is used after it was assigned last."""
    last = max(place for place, part in enumerate(tree.body) if name in _assigned(part))
    return [used for part in tree.body[last + 1 :] for used in _loaded(part) if used == name]


def _assigned(statement: ast.stmt) -> list[str]:
    return [
        node.id
        for node in ast.walk(statement)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    ]


def _loaded(part: ast.AST) -> list[str]:
    return [
        node.id
        for node in ast.walk(part)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
    ]


def _parsed(text: str) -> ast.Module | None:
    try:
        return ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _bare(project: Project) -> Project:
    """Return *project* without the ends that were made for what comes from elsewhere."""
    ends = {id for id, node in project.graph.nodes.items() if node.kind in (INPUT, OUTPUT)}
    nodes = {id: node for id, node in project.graph.nodes.items() if id not in ends}
    edges = {
        id: edge
        for id, edge in project.graph.edges.items()
        if edge.source.node in nodes and edge.target.node in nodes
    }
    return replace(project, graph=Graph(nodes, edges))
