"""Which of a project's own code may run while a request is answered: none, unless it says so.

What is in force holds for the thread that answers. The default is that nothing may run.
"""

import ast
import hashlib
import importlib
import inspect
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import keras

from designer.catalog.own import OWN, own_name
from designer.engine.own.running import Ran, run_module
from designer.project.own_code import HARMLESS

OFF = "Own code is off until you trust this file."


class CodeOff(ValueError):
    """Own code that may not run, or cannot.

    Attributes:
        param: the argument it was given for; empty where that is not known.
        code: it is off for want of trust.
    """

    def __init__(self, message: str, param: str = "", code: bool = False) -> None:
        super().__init__(message)
        self.param = param
        self.code = code


@dataclass(frozen=True, slots=True)
class OwnCode:
    """The own code of one project, and whether the user trusts it.

    Attributes:
        text: of its module.
        packages: installed packages that it names.
        folder: of the project; files below it may be read without being trusted.
        told: the texts of functions that the user was told of before they trusted; None where
            that is not known. It is asked only where there is such a text.
    """

    text: str = ""
    packages: tuple[str, ...] = ()
    trusted: bool = False
    folder: str = ""
    functions: dict[str, Any] = field(default_factory=dict, compare=False)
    told: Callable[[], Collection[str]] | None = field(default=None, compare=False)


_NONE = OwnCode()
_current: ContextVar[OwnCode] = ContextVar("own_code", default=_NONE)


def current() -> OwnCode:
    """Return what is in force in this thread."""
    return _current.get()


@contextmanager
def in_force(code: OwnCode, functions: Iterable[str] = ()) -> Iterator[OwnCode]:
    """Let *code* be in force, with its classes known to Keras where it is trusted.

    Args:
        code: of the project in hand.
        functions: texts of functions in its parameters, which a model that is read may name.
    """
    token = _current.set(code)
    try:
        with keras.saving.CustomObjectScope(_known_to_keras(code, functions)):
            yield code
    finally:
        _current.reset(token)


@contextmanager
def files_below(folder: Path | str) -> Iterator[None]:
    """Let parameters name the files below *folder*, which is the program's own, and no others."""
    token = _current.set(replace(current(), folder=str(folder)))
    try:
        yield
    finally:
        _current.reset(token)


def require_trust(what: str, param: str = "") -> None:
    """Refuse *what* unless the user trusts the project.

    Raises:
        CodeOff: if not.
    """
    if not current().trusted:
        raise CodeOff(f"{what} {OFF}", param, code=True)


def module() -> Ran:
    """Return the own module, run.

    Raises:
        CodeOff: if it may not run, or cannot.
    """
    require_trust("This is of the project's own module.")
    ran = run_module(current().text)
    if ran.why:
        where = f" (line {ran.line})" if ran.line else ""
        raise CodeOff(f"The own module cannot be run{where}. {ran.why}")
    return ran


def own_member(kind: str) -> Any:
    """Return the class or function of the own module that *kind* names.

    Raises:
        CodeOff: if the module may not run, cannot, or does not have it.
    """
    name = own_name(kind) or kind
    names = module().names
    if name not in names:
        raise CodeOff(f"The own module has no {name}. Write it there, or choose another.")
    return names[name]


def package_member(path: str, name: str) -> Any:
    """Return the class *name* of the module *path* of an installed package.

    Raises:
        CodeOff: if the project does not name the package, it is not trusted, or has no such class.
    """
    require_trust(f"{name} is of the package {path}.")
    root = path.partition(".")[0]
    if root not in current().packages:
        raise CodeOff(f"The project does not name the package {root}. Add it first.")
    try:
        return getattr(importlib.import_module(path), name)
    except Exception as error:
        raise CodeOff(f"{path}.{name} cannot be imported: {error}") from error


def function_of(text: str, param: str = "") -> Any:
    """Return what a text such as `lambda x: x * 2` or `scale` stands for, the module in sight.

    Raises:
        CodeOff: if it may not run, is no expression, or is nothing that can be called.
    """
    require_trust("This is code of the project's own.", param)
    known, told = current().functions, current().told
    if text not in known:
        if told is not None and text != HARMLESS and text not in told():
            raise CodeOff(f"Nobody was asked about this code, so it does not run. {OFF}", param)
        known[text] = _evaluated(text, param)
    return known[text]


def _evaluated(text: str, param: str) -> Any:
    source = text.strip()
    name = own_name(source)
    try:
        ast.parse(source, mode="eval")
        value = own_member(source) if name else eval(source, _sight())
    except CodeOff:
        raise
    except Exception as error:
        raise CodeOff(f"{param or 'The code'} cannot be read: {error}.", param) from error
    if not callable(value):
        raise CodeOff(
            f"Expected a function such as lambda x: x * 2, found {type(value).__name__}.", param
        )
    if inspect.isfunction(value) and value.__name__ == "<lambda>":
        # A name lets Keras save it in a run's model and read it back without running bytecode.
        value.__name__ = value.__qualname__ = lambda_name(text)
    return value


def lambda_name(text: str) -> str:
    """Return the name under which a function without one is kept in a run's models."""
    return f"lambda_{hashlib.sha256(text.encode()).hexdigest()[:12]}"


def _sight() -> dict[str, Any]:
    """Return the names that a function in a parameter can use."""
    import math

    import numpy as np
    import tensorflow as tf

    usual = {"keras": keras, "layers": keras.layers, "ops": keras.ops, "np": np, "tf": tf}
    own = dict(module().names) if current().text.strip() else {}
    return {**usual, "math": math, **own}


def _known_to_keras(code: OwnCode, functions: Iterable[str]) -> dict[str, Any]:
    """Return what models that are read or written may name: nothing of code that is off."""
    if not code.trusted:
        return {}
    found: dict[str, Any] = {}
    if code.text.strip():
        for value in run_module(code.text).names.values():
            if getattr(value, "__module__", "") == OWN and callable(value):
                found |= _by_names(value)
    for text in functions:
        try:
            found |= _by_names(function_of(text))
        except CodeOff:
            continue  # told where the layer is made
    return found


def _by_names(value: Any) -> dict[str, Any]:
    name = getattr(value, "__name__", "")
    return {name: value, keras.saving.get_registered_name(value): value} if name else {}
