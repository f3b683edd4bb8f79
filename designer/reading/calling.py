"""Calls of the script's own functions."""

import ast

from designer.reading.machine import Machine
from designer.reading.statements import Raised, Returned
from designer.reading.values import (
    Function,
    Scope,
    Unknown,
)


def arguments_of(
    function: Function, positional: list[object], named: dict[str, object], line: int
) -> dict[str, object] | None:
    """Return what each parameter of *function* gets; None where the call does not fit it."""
    wanted = function.node.args
    places = [argument.arg for argument in (*wanted.posonlyargs, *wanted.args)]
    found: dict[str, object] = dict(function.defaults)
    found.update(zip(places, positional, strict=False))
    if wanted.vararg is not None:
        found[wanted.vararg.arg] = tuple(positional[len(places) :])
    elif len(positional) > len(places):
        return None
    known = {*places, *(argument.arg for argument in wanted.kwonlyargs)}
    rest = {name: value for name, value in named.items() if name not in known}
    if wanted.kwarg is not None:
        found[wanted.kwarg.arg] = rest
    elif rest:
        return None
    found.update({name: value for name, value in named.items() if name in known})
    for name in known - found.keys():
        found[name] = Unknown(line, f"`{name}`, for which {function.name}() was given nothing")
    return found


def run_function(
    machine: Machine, function: Function, arguments: dict[str, object], line: int
) -> object:
    """Read the body of *function* with these arguments; return what it returns."""
    scope = Scope(function.scope, dict(arguments))
    scope.names["\0function"] = function
    scope.names["\0home"] = machine.scope.names.get("\0home") or scope
    with machine.inside(scope, line):
        if isinstance(function.node, ast.Lambda):
            return machine.evaluate(function.node.body)
        machine.functions.append(function.name)
        try:
            machine.run(function.node.body)
        except Returned as returned:
            return returned.value
        except Raised as raised:
            return Unknown(raised.line, f"the result of {function.name}(), which raises an error")
        finally:
            machine.functions.pop()
    if _yields(function.node):
        return Unknown(line, f"what {function.name}() yields")
    return None


def _yields(node: ast.FunctionDef) -> bool:
    return any(isinstance(part, ast.Yield | ast.YieldFrom) for part in ast.walk(node))
