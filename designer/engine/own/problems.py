"""What is wrong with own code that runs: told with the line of the module."""

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Any

from designer.catalog.catalog import load_catalog
from designer.catalog.specs import Json, LayerSpec, ObjectSpec, Param
from designer.engine.construct import class_of, constructor_arguments
from designer.engine.failure_text import Failure
from designer.engine.own.endless import Endless, limited
from designer.engine.own.in_force import CodeOff, current
from designer.engine.own.lines import own_line
from designer.engine.own.running import run_module
from designer.graph.problems import Problem, Severity
from designer.project.own_module import fingerprint, read_module


def own_problems() -> tuple[Problem, ...]:
    """Return what is wrong with the module in force; nothing where it is off or empty."""
    code = current()
    if not code.trusted or not code.text.strip():
        return ()
    ran = run_module(code.text)
    if ran.why:
        where = f"Line {ran.line} of the own code" if ran.line else "The own code"
        return (_problem("own-code-fails", Severity.ERROR, f"{where} fails", ran.why, ran.line),)
    return _of_classes(code.text)


@lru_cache(maxsize=8)
def _of_classes(text: str) -> tuple[Problem, ...]:
    """Return what goes wrong where each class is made as it is offered, and made again."""
    catalog = load_catalog()
    specs = {s.kind: s for found in read_module(text, catalog).objects.values() for s in found}
    try:
        with limited(fingerprint(text)):
            return tuple(p for spec in specs.values() for p in _of_class(spec))
    except Endless:
        words = "Making its classes did not come to an end. Look for an endless loop."
        return (_problem("own-code-endless", Severity.ERROR, "The own code hangs", words, None),)


def _of_class(spec: ObjectSpec) -> Iterator[Problem]:
    if spec.facts.get("function") or any(p.required and p.initial is None for p in spec.params):
        return
    name, line = spec.kind.rpartition(".")[2], int(str(spec.facts["line"]))
    try:
        made = _made(spec)
    except CodeOff:
        return
    except Exception as error:
        at = own_line(error) or line
        title = f"{name} cannot be made (line {at} of the own code)"
        yield _problem("own-class-fails", Severity.WARNING, title, Failure.of(error).text, at)
        return
    if hasattr(made, "get_config"):
        yield from _again(spec, made, name, line)


def _made(spec: ObjectSpec) -> Any:
    values: dict[str, Json] = {p.name: p.initial for p in spec.params if p.required and not p.call}
    return class_of(spec)(**constructor_arguments(spec, values, load_catalog()))


def _again(spec: ObjectSpec, made: Any, name: str, line: int) -> Iterator[Problem]:
    """Tell where an object cannot be made again from its `get_config`, as a saved model must."""
    try:
        config = made.get_config()
        type(made).from_config(config)
    except Exception as error:
        at = own_line(error) or line
        words = f"Models with it cannot be read back: {Failure.of(error).text}"
        title = f"{name} does not come back from its get_config"
        yield _problem("own-class-config", Severity.WARNING, title, words, at)
        return
    lost = [p.name for p in _own(spec) if p.name not in config]
    if lost:
        words = (
            f"Its get_config leaves out {', '.join(lost)}: a model that is read back has the "
            "default there. Put them into the dictionary that it returns."
        )
        title = f"{name} forgets {', '.join(lost)}"
        yield _problem("own-class-forgets", Severity.WARNING, title, words, line)


def _own(spec: ObjectSpec) -> tuple[Param, ...]:
    kept = () if isinstance(spec, LayerSpec) else ("name", "dtype", "reduction")
    return tuple(p for p in spec.params if not p.call and p.name not in (*kept, "dtype"))


def _problem(code: str, severity: Severity, title: str, text: str, line: int | None) -> Problem:
    made = Problem(code, severity, title, text, field="module")
    return replace(made, field=f"module:{line}") if line else made
