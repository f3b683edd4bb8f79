"""Reads the functions of `keras.ops` that trace symbolic tensors, with the Operation behind each.

Every such function has the same form: it asks `any_symbolic_tensors`, makes an `Operation` of its
settings and calls that with its tensors. What the call gets is a port, what the constructor gets
a parameter.
"""

import ast
import inspect
import textwrap
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import keras

from designer.catalog.docstrings import read_doc
from designer.engine.introspect.arguments import argument_record

Record: TypeAlias = dict[str, Any]
Function: TypeAlias = Callable[..., Any]

_MODULES = ("ops", "ops.nn", "ops.numpy", "ops.image", "ops.linalg")
_CODE = {"f", "fun", "pyfunc", "function", "cond", "true_fn", "branches", "body_fun"}
"""Arguments that are functions: an operation that needs one is no node."""


_MIXED: Record = {
    "types": ["any"],
    "nullable": True,
    "group": "advanced",
    "help": "Constants among the wires: a list of them in their places, null where a wire goes.",
}


@dataclass(frozen=True, slots=True)
class Traced:
    """How a function hands its arguments to its Operation.

    Attributes:
        operation: the class.
        made: argument of the constructor -> argument of the function.
        called: argument of the call -> argument of the function, in the order of the call.
        star: the argument that the call takes as `*args`, if there is one.
        keywords: the argument that the call takes as `**kwargs`, if there is one.
    """

    operation: Any
    made: Mapping[str, str] = field(default_factory=dict)
    called: Mapping[str, str] = field(default_factory=dict)
    star: str = ""
    keywords: str = ""


def operation_records(entries: Mapping[str, Record]) -> list[Record]:
    """Return a record of each function that can be traced, by kind.

    Args:
        entries: what the overlay knows, by kind: `settings` are arguments of the call that are
            no tensors, `mixed` ports that take constants among their wires, `left_out` says why
            a function is no node.
    """
    found = []
    for function, paths in _functions().items():
        kind, names = paths[0], paths[1:]
        traced = _traced(function)
        own = entries.get(kind, {})
        if traced is not None and "left_out" not in own and not _needs_code(function):
            found.append(_record(function, kind, names, traced, own))
    return sorted(found, key=lambda record: str(record["kind"]))


def _functions() -> dict[Function, list[str]]:
    """Return function -> its public paths after `keras.`, the shortest first.

    A function that only calls another one (`abs` calls `absolute`) is another name of it.
    """
    paths: dict[Function, list[str]] = {}
    for module in _MODULES:
        home: Any = keras
        for part in module.split("."):
            home = getattr(home, part)
        for name in sorted(dir(home)):
            target = getattr(home, name)
            if inspect.isfunction(target) and not name.startswith("_"):
                paths.setdefault(_meant(target), []).append(f"{module}.{name}")
    return {target: sorted(known, key=_shortness) for target, known in paths.items()}


def _shortness(path: str) -> tuple[int, int, str]:
    return (path.count("."), len(path), path)


def _meant(function: Function) -> Function:
    body = [part for part in _tree(function).body if not _is_docstring(part)]
    if len(body) == 1 and isinstance(body[0], ast.Return) and isinstance(body[0].value, ast.Call):
        called = body[0].value.func
        target = inspect.getmodule(function).__dict__.get(getattr(called, "id", ""))
        plain = ast.unparse(body[0].value) == f"{getattr(called, 'id', '')}(x)"
        if plain and inspect.isfunction(target):
            return target
    return function


def _is_docstring(part: ast.stmt) -> bool:
    return isinstance(part, ast.Expr) and isinstance(part.value, ast.Constant)


def _tree(function: Function) -> ast.FunctionDef:
    found = ast.parse(textwrap.dedent(inspect.getsource(function))).body[0]
    assert isinstance(found, ast.FunctionDef)
    return found


def _needs_code(function: Function) -> bool:
    return bool(_CODE & inspect.signature(function).parameters.keys())


def _traced(function: Function) -> Traced | None:
    """Return how *function* calls its Operation; None where it makes none of its own."""
    names = inspect.getmodule(function).__dict__
    arguments = set(inspect.signature(function).parameters)
    for call, maker in _operation_calls(_tree(function)):
        operation: Any = names.get(getattr(maker.func, "id", ""))
        if _is_operation(operation):
            made, _, _ = _passed(maker, operation.__init__, arguments)
            called, star, keywords = _passed(call, operation.call, arguments)
            return Traced(operation, made, called, star, keywords)
    return None


def _is_operation(target: Any) -> bool:
    return inspect.isclass(target) and issubclass(target, keras.Operation)


def _operation_calls(tree: ast.FunctionDef) -> Iterator[tuple[ast.Call, ast.Call]]:
    """Yield `Add().symbolic_call(x1, x2)` and `Cast(dtype)(x)` as (call, constructor)."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        target = node.func
        if isinstance(target, ast.Attribute) and target.attr == "symbolic_call":
            target = target.value
        if isinstance(target, ast.Call):
            yield node, target


def _passed(call: ast.Call, function: Function, known: set[str]) -> tuple[dict[str, str], str, str]:
    """Return argument of *function* -> name that *call* passes for it, and the starred names."""
    order = [name for name in inspect.signature(function).parameters if name != "self"]
    passed: dict[str, str] = {}
    star = keywords = ""
    for place, value in enumerate(call.args):
        if isinstance(value, ast.Starred):
            star = ast.unparse(value.value)
        elif isinstance(value, ast.Name) and value.id in known:
            passed[order[place]] = value.id
    for keyword in call.keywords:
        if keyword.arg is None:
            keywords = ast.unparse(keyword.value)
        elif isinstance(keyword.value, ast.Name) and keyword.value.id in known:
            passed[keyword.arg] = keyword.value.id
    return passed, star, keywords


def _record(function: Function, kind: str, names: list[str], traced: Traced, own: Record) -> Record:
    settings, mixed = own.get("settings", ()), own.get("mixed", ())
    doc = read_doc(function)
    module, _, _ = f"keras.{kind}".rpartition(".")
    ports = [name for name in traced.called.values() if name not in settings]
    ports += [traced.star] if traced.star else []
    record: Record = {"kind": kind, "module": module, "names": sorted(names)}
    record |= {"summary": doc.summary, "help": doc.help, "role": "operation"}
    record["params"] = []
    record["inputs"] = []
    for entry in inspect.signature(function).parameters.values():
        is_port = entry.name in ports
        if is_port:
            record["inputs"].append(_port(entry, len(ports) > 1))
        if entry.name in mixed:
            record["params"].append(_MIXED | {"name": entry.name})
            continue
        if entry.name == "kwargs" or (is_port and len(ports) == 1):
            continue
        described = argument_record(entry, doc)
        record["params"].append(_constant(described) if is_port else described)
    order = [entry.name for entry in inspect.signature(function).parameters.values()]
    record["facts"] = {**_facts(traced), "order": [name for name in order if name != "kwargs"]}
    return record


def _port(entry: inspect.Parameter, constant: bool) -> Record:
    port: Record = {"name": entry.name}
    if constant:
        port["constant"] = True
    if entry.default is not inspect.Parameter.empty:
        port["optional"] = True
    if entry.kind is inspect.Parameter.VAR_POSITIONAL:
        port |= {"many": True, "maximum": None}
    return port


def _constant(record: Record) -> Record:
    """Return the parameter that stands for a port without a wire: any number or list of them."""
    kept: Record = {"help": "A number or a list of numbers, where no wire leads here."}
    kept |= {name: record[name] for name in ("name", "help", "default") if name in record}
    return {**kept, "types": ["any"], "nullable": True}


def _facts(traced: Traced) -> Record:
    facts: Record = {
        "operation": f"{traced.operation.__module__}.{traced.operation.__qualname__}",
        "constructor": dict(traced.made),
        "call": dict(traced.called),
    }
    if traced.star:
        facts["star"] = traced.star
    if traced.keywords not in ("", "kwargs"):
        facts["keywords"] = traced.keywords
    return facts
