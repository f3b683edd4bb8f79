"""Models with own code, written to files and read back."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FunctionType
from typing import Any

import keras

from designer.engine.build import build_model
from designer.engine.errors import UserError
from designer.engine.own.in_force import OFF, current
from designer.graph.problems import Problem, Remedy, Severity
from designer.project.kinds import catalog_for
from designer.project.own_code import ItemKind, items_of
from designer.project.project import Project

_LAMBDA = "lambda_"


def read_model(path: Path, project: Project, *, compile: bool = True) -> Any:
    """Return the model in a `.keras` file of a run of *project*.

    Raises:
        UserError: if it holds own code and the user does not trust that.
        Exception: whatever Keras raises for a file that it refuses.
    """
    kinds = {item.kind for item in items_of(project)}
    if not current().trusted and kinds - {ItemKind.FILE}:
        text = f"This run was trained with code that came with the project. {OFF}"
        remedies = (Remedy("trust", "Trust this file…"),)
        problem = Problem("code-off", Severity.ERROR, "Own code is off", text, remedies=remedies)
        raise UserError(text, [problem])
    if ItemKind.MODEL in kinds:  # Keras reads no TFSMLayer from a file
        model = build_model(project, catalog_for(project))
        model.load_weights(path)
        return model
    return keras.models.load_model(path, compile=compile)


@contextmanager
def as_written_by_hand(model: Any) -> Iterator[bool]:
    """Give functions without a name their usual one back, and tell whether there are any.

    In a run's models they have names, so that they are read back without running bytecode; in a
    file that is taken away they are what Keras makes of them everywhere.
    """
    named = [function for function in _functions(model) if function.__name__.startswith(_LAMBDA)]
    names = [function.__name__ for function in named]
    for function in named:
        function.__name__ = "<lambda>"
    try:
        yield bool(named)
    finally:
        for function, name in zip(named, names, strict=True):
            function.__name__ = name


def _functions(model: Any) -> Iterator[FunctionType]:
    for layer in model._flatten_layers():
        function = getattr(layer, "function", None)
        if isinstance(function, FunctionType):
            yield function


def runs_code(model: Any) -> bool:
    """Tell whether a file of *model* is read back only with `safe_mode=False`."""
    names = {type(layer).__name__ for layer in model._flatten_layers()}
    lambdas = (function.__name__ == "<lambda>" for function in _functions(model))
    return "TFSMLayer" in names or any(lambdas)
