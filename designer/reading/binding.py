"""Assignments: what a name, an attribute or an element stands for from now on."""

import ast

from designer.reading.machine import Machine
from designer.reading.values import Inner, Instance, Layer, Model, Unknown, Use


def bind(machine: Machine, target: ast.expr, value: object) -> None:
    """Let *target* (a name, an attribute, an element or several of them) stand for *value*."""
    match target:
        case ast.Name(id=name):
            machine.scope.put(name, value)
        case ast.Tuple(elts=targets) | ast.List(elts=targets):
            _unpack(machine, targets, value, target.lineno)
        case ast.Starred(value=inner):
            bind(machine, inner, value)
        case ast.Attribute(value=owner, attr=name):
            made = machine.evaluate(owner)
            if isinstance(made, Unknown):
                say_not_frozen(machine, name, target.lineno)
            _set_attribute(machine, made, name, value)
        case ast.Subscript(value=owner, slice=index):
            _set_item(machine.evaluate(owner), machine.evaluate(index), value)
        case _:
            pass


def say_not_frozen(machine: Machine, name: str, line: int) -> None:
    """Say that the drawing does not hold what setting the attribute *name* here would do."""
    if name == "trainable":
        machine.findings.warn(
            line,
            "Which layers are frozen here is not known before the script runs.",
            "The drawing leaves them as they are. Of a model of keras.applications all layers or "
            "none can be frozen; expand it in the drawing to freeze some of them.",
        )


def _unpack(machine: Machine, targets: list[ast.expr], value: object, line: int) -> None:
    entries = machine.iterate(value, line)
    star = next((n for n, t in enumerate(targets) if isinstance(t, ast.Starred)), None)
    if entries is not None and star is not None:
        after = len(targets) - star - 1
        middle = entries[star : len(entries) - after]
        entries = [*entries[:star], middle, *entries[len(entries) - after :]]
    if entries is None or len(entries) != len(targets):
        words = value if isinstance(value, Unknown) else Unknown(line, "one of several results")
        entries = [words] * len(targets)
    for target, entry in zip(targets, entries, strict=True):
        bind(machine, target, entry)


def _set_attribute(machine: Machine, owner: object, name: str, value: object) -> None:
    if isinstance(owner, Instance):
        owner.fields[name] = value
    if name == "trainable" and isinstance(owner, Inner) and isinstance(value, bool):
        owner.model.trainable = value
    if name == "name" and isinstance(owner, Layer | Use) and isinstance(value, str):
        owner.name, owner.named = value, True
    if name == "trainable" and isinstance(owner, Layer | Model | Use) and isinstance(value, bool):
        owner.trainable = value


def _set_item(owner: object, index: object, value: object) -> None:
    match owner, index:
        case dict(), str() | int() | float() | tuple():
            owner[index] = value
        case list(), int() if -len(owner) <= index < len(owner):
            owner[index] = value
        case _:
            pass
