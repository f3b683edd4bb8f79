"""Statements of a script, read one after the other."""

import ast
from collections.abc import Callable, Iterable

from designer.reading.binding import bind, say_not_frozen
from designer.reading.expressions import binary, defaults, truth
from designer.reading.library import canonical
from designer.reading.machine import Machine
from designer.reading.texts import source
from designer.reading.values import (
    Function,
    OwnClass,
    Reference,
    Scope,
    Tensor,
    Unknown,
)

_MEMBERS = (ast.FunctionDef, ast.Assign, ast.AnnAssign)
_OBJECTS = (
    "keras.losses.", "keras.metrics.", "keras.initializers.", "keras.regularizers.",
    "keras.constraints.", "keras.callbacks.", "keras.optimizers.", "keras.Loss", "keras.Metric",
    "keras.Initializer", "keras.Regularizer", "keras.Optimizer",
)  # fmt: skip


class Returned(Exception):
    """A `return` was met."""

    def __init__(self, value: object) -> None:
        super().__init__()
        self.value = value


class Broken(Exception):
    """A `break` was met."""


class Continued(Exception):
    """A `continue` was met."""


class Raised(Exception):
    """A `raise` was met: what follows is not reached."""

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line


def run(machine: Machine, statements: Iterable[ast.stmt]) -> None:
    """Read *statements*; those that mean nothing to a model are passed over."""
    for statement in statements:
        machine.step(statement.lineno)
        machine.statement = statement
        function = _STATEMENTS.get(type(statement))
        if function is not None:
            function(machine, statement)


def _expression(machine: Machine, node: ast.Expr) -> None:
    machine.evaluate(node.value)


def _assign(machine: Machine, node: ast.Assign) -> None:
    before = machine.places
    value = machine.evaluate(node.value)
    for target in node.targets:
        _label(machine, target, value, before)
        bind(machine, target, value)


def _label(machine: Machine, target: ast.expr, value: object, before: int) -> None:
    """Note the variable that takes the result of a call, where it has no other meaning."""
    if isinstance(target, ast.Tuple) and target.elts:
        names = tuple(part.id if isinstance(part, ast.Name) else "" for part in target.elts)
        target = target.elts[0]
        if isinstance(value, list | tuple) and value:
            value = value[0]
        if isinstance(value, Tensor) and value.call.place > before:
            value.call.variables = names
    if not isinstance(target, ast.Name) or not isinstance(value, Tensor):
        return
    call = value.call
    if call.place > before and not call.is_named:
        call.variable = target.id
        call.label = target.id if _is_bound_once(machine, target.id) else ""


def _is_bound_once(machine: Machine, name: str) -> bool:
    for counts in machine.name_counts.values():
        if counts.get(name, 0) > 1 and counts is _counts_here(machine):
            return False
    return True


def _counts_here(machine: Machine) -> dict[str, int] | None:
    function = machine.scope.names.get("\0function")
    node = function.node if isinstance(function, Function) else machine.tree
    return machine.name_counts.get(id(node))


def _assign_with(machine: Machine, node: ast.AugAssign) -> None:
    reading = _loaded(node.target)
    left, right = machine.evaluate(reading), machine.evaluate(node.value)
    if isinstance(left, list) and isinstance(node.op, ast.Add):
        left += machine.iterate(right, node.lineno) or []
        return
    words = source(node)
    bind(machine, node.target, binary(machine, type(node.op), left, right, node.lineno, words))


def _loaded(target: ast.expr) -> ast.expr:
    reading = ast.parse(ast.unparse(target), mode="eval").body
    return ast.copy_location(reading, target)


def _assign_typed(machine: Machine, node: ast.AnnAssign) -> None:
    if node.value is not None:
        before = machine.places
        value = machine.evaluate(node.value)
        _label(machine, node.target, value, before)
        bind(machine, node.target, value)


def _if(machine: Machine, node: ast.If) -> None:
    known = truth(machine.evaluate(node.test))
    if known is None:
        forget(machine, [*node.body, *node.orelse], f"what `if {source(node.test)}` decides")
    else:
        machine.run(node.body if known else node.orelse)


def _for(machine: Machine, node: ast.For) -> None:
    entries = machine.iterate(machine.evaluate(node.iter), node.lineno)
    if entries is None:
        forget(machine, node.body, f"made in a loop over `{source(node.iter)}`")
        bind(machine, node.target, Unknown(node.lineno, f"an element of `{source(node.iter)}`"))
        return
    machine.runs += 1
    number = machine.runs
    for place, entry in enumerate(entries):
        machine.step(node.lineno)
        bind(machine, node.target, entry)
        machine.loops.append((node, number, place))
        try:
            machine.run(node.body)
        except Broken:
            return
        except Continued:
            continue
        finally:
            machine.loops.pop()
    machine.run(node.orelse)


def _while(machine: Machine, node: ast.While) -> None:
    while True:
        machine.step(node.lineno)
        known = truth(machine.evaluate(node.test))
        if known is None:
            forget(machine, node.body, f"made in a loop while `{source(node.test)}`")
            return
        if not known:
            machine.run(node.orelse)
            return
        try:
            machine.run(node.body)
        except Broken:
            return
        except Continued:
            continue


def forget(machine: Machine, statements: Iterable[ast.stmt], words: str) -> None:
    """Let every name that *statements* bind be unknown: whether they are run is not known."""
    for statement in statements:
        for node in ast.walk(statement):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                machine.scope.put(node.id, Unknown(node.lineno, f"`{node.id}`, {words}"))
            if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
                say_not_frozen(machine, node.attr, node.lineno)


def _function(machine: Machine, node: ast.FunctionDef) -> None:
    made = Function(node.name, node, machine.scope, defaults(machine, node.args))
    machine.scope.put(node.name, made)


def _class(machine: Machine, node: ast.ClassDef) -> None:
    bases = [machine.evaluate(base) for base in node.bases]
    machine.scope.put(
        node.name,
        OwnClass(
            node.name,
            node,
            is_layer=any(_is_layer(base) for base in bases),
            is_model=any(_is_model(base) for base in bases),
            is_object=any(_is_object(base) for base in bases),
            scope=machine.scope,
            members=_members(machine, node),
        ),
    )


def _members(machine: Machine, node: ast.ClassDef) -> dict[str, object]:
    """Return what stands in a class: functions and constants."""
    scope = Scope(machine.scope)
    with machine.inside(scope, node.lineno):
        machine.run(part for part in node.body if isinstance(part, _MEMBERS))
    return scope.names


def _is_layer(base: object) -> bool:
    if isinstance(base, OwnClass):
        return base.is_layer
    return isinstance(base, Reference) and (
        base.path.startswith("keras.layers.") or base.path == "keras.Layer"
    )


def _is_object(base: object) -> bool:
    if isinstance(base, OwnClass):
        return base.is_object
    return isinstance(base, Reference) and base.path.startswith(_OBJECTS)


def _is_model(base: object) -> bool:
    if isinstance(base, OwnClass):
        return base.is_model
    return isinstance(base, Reference) and base.path in (
        "keras.Model", "keras.Sequential", "keras.models.Model", "keras.models.Sequential",
    )  # fmt: skip


def _import(machine: Machine, node: ast.Import) -> None:
    for alias in node.names:
        if alias.asname:
            machine.scope.put(alias.asname, Reference(canonical(alias.name)))
        else:
            machine.scope.put(alias.name.split(".")[0], Reference(alias.name.split(".")[0]))


def _import_from(machine: Machine, node: ast.ImportFrom) -> None:
    module = ("." * node.level) + (node.module or "")
    for alias in node.names:
        path = canonical(f"{module}.{alias.name}")
        machine.scope.put(alias.asname or alias.name, Reference(path))


def _return(machine: Machine, node: ast.Return) -> None:
    value = None if node.value is None else machine.evaluate(node.value)
    raise Returned(value)


def _break(machine: Machine, node: ast.Break) -> None:
    raise Broken


def _continue(machine: Machine, node: ast.Continue) -> None:
    raise Continued


def _raise(machine: Machine, node: ast.Raise) -> None:
    raise Raised(node.lineno)


def _with(machine: Machine, node: ast.With) -> None:
    for item in node.items:
        value = machine.evaluate(item.context_expr)
        if item.optional_vars is not None:
            words = f"`{source(item.context_expr)}`"
            bind(machine, item.optional_vars, _opened(value, node.lineno, words))
    machine.run(node.body)


def _opened(value: object, line: int, words: str) -> object:
    return value if isinstance(value, Unknown) else Unknown(line, words)


def _try(machine: Machine, node: ast.Try) -> None:
    try:
        machine.run(node.body)
        machine.run(node.orelse)
    finally:
        machine.run(node.finalbody)


def _outer(machine: Machine, node: ast.Global | ast.Nonlocal) -> None:
    for name in node.names:
        scope: Scope | None = machine.module
        if isinstance(node, ast.Nonlocal) and machine.scope.parent is not None:
            scope = machine.scope.parent.find(name)
        machine.scope.outer[name] = scope or machine.module


def _delete(machine: Machine, node: ast.Delete) -> None:
    for target in node.targets:
        if isinstance(target, ast.Name):
            machine.scope.names.pop(target.id, None)


_STATEMENTS: dict[type[ast.stmt], Callable[..., None]] = {
    ast.Expr: _expression,
    ast.Assign: _assign,
    ast.AugAssign: _assign_with,
    ast.AnnAssign: _assign_typed,
    ast.If: _if,
    ast.For: _for,
    ast.While: _while,
    ast.FunctionDef: _function,
    ast.ClassDef: _class,
    ast.Import: _import,
    ast.ImportFrom: _import_from,
    ast.Return: _return,
    ast.Break: _break,
    ast.Continue: _continue,
    ast.Raise: _raise,
    ast.With: _with,
    ast.Try: _try,
    ast.Global: _outer,
    ast.Nonlocal: _outer,
    ast.Delete: _delete,
}
