"""Expressions of a script as values."""

import ast
from collections.abc import Callable, Iterator

from designer.reading import arithmetic, operators
from designer.reading.binding import bind
from designer.reading.findings import NotAlike
from designer.reading.layers import TRAINABLE
from designer.reading.machine import Machine
from designer.reading.texts import joined_text, source
from designer.reading.values import (
    Function,
    Hole,
    Index,
    NameHole,
    Reference,
    Scope,
    ShapeOf,
    Tensor,
    TypeOf,
    Unknown,
)

_Differing = Hole | NameHole | Index
_BUILTIN_NAMES = frozenset({
    "range", "len", "zip", "enumerate", "reversed", "sum", "min", "max", "abs", "round", "int",
    "float", "str", "bool", "list", "tuple", "dict", "set", "sorted", "any", "all", "isinstance",
    "print", "divmod", "pow", "map", "filter", "repr", "hasattr", "getattr", "super", "callable",
    "type", "open", "next", "iter", "chr", "ord",
})  # fmt: skip


def evaluate(machine: Machine, node: ast.expr) -> object:
    """Return the value of *node*; `Unknown` where only a run could tell.

    Raises:
        Refused: if the script takes too long, or cannot be read at all.
        NotAlike: if a function that is read as a block does more than pass a value on.
    """
    machine.step(node.lineno)
    function = _EXPRESSIONS.get(type(node))
    if function is None:
        return Unknown(node.lineno, f"`{source(node)}`")
    return function(machine, node)


def _constant(machine: Machine, node: ast.Constant) -> object:
    if isinstance(node.value, int | float | str | bool | None):
        return node.value
    return Unknown(node.lineno, f"`{source(node)}`")


def _name(machine: Machine, node: ast.Name) -> object:
    scope = machine.scope.find(node.id)
    if scope is not None:
        return scope.names[node.id]
    if node.id in _BUILTIN_NAMES:
        return Reference(f"builtins.{node.id}")
    if node.id == "__name__":
        return "__main__"
    return Unknown(node.lineno, f"`{node.id}`, which nothing here defines")


def _attribute(machine: Machine, node: ast.Attribute) -> object:
    owner = machine.evaluate(node.value)
    if isinstance(owner, Unknown):
        return owner
    return machine.attribute(owner, node.attr, node.lineno)


def _call(machine: Machine, node: ast.Call) -> object:
    function = machine.evaluate(node.func)
    positional: list[object] = []
    for argument in node.args:
        if isinstance(argument, ast.Starred):
            entries = machine.iterate(machine.evaluate(argument.value), node.lineno)
            if entries is None:
                return Unknown(node.lineno, f"the result of `{source(node)}`")
            positional += entries
        else:
            positional.append(machine.evaluate(argument))
    named: dict[str, object] = {}
    for keyword in node.keywords:
        value = machine.evaluate(keyword.value)
        if keyword.arg is not None:
            named[keyword.arg] = value
        elif isinstance(value, dict):
            named.update({str(key): entry for key, entry in value.items()})
    if isinstance(function, Unknown):
        return Unknown(node.lineno, f"the result of `{source(node)}`")
    return machine.call(function, positional, named, node.lineno)


def _binary(machine: Machine, node: ast.BinOp) -> object:
    left, right = machine.evaluate(node.left), machine.evaluate(node.right)
    return binary(machine, type(node.op), left, right, node.lineno, source(node))


def binary(
    machine: Machine,
    kind: type[ast.operator],
    left: object,
    right: object,
    line: int,
    words: str,
) -> object:
    """Return `left <kind> right`; an operation where one of them is a tensor."""
    if isinstance(left, Tensor) or isinstance(right, Tensor):
        return operators.binary(machine, kind, left, right, line)
    if kind is ast.Add and isinstance(left, NameHole) and isinstance(right, str):
        return NameHole(left.ending + right)
    if isinstance(left, Index) and isinstance(right, int) and kind is ast.Add:
        return Index(left.hole, left.added + right)
    if isinstance(left, _Differing) or isinstance(right, _Differing):
        raise NotAlike
    if isinstance(left, Unknown):
        return left
    if isinstance(right, Unknown):
        return right
    try:
        return arithmetic.binary(kind, left, right)
    except (TypeError, ValueError, ArithmeticError):
        return Unknown(line, f"`{words}`")


def _unary(machine: Machine, node: ast.UnaryOp) -> object:
    value = machine.evaluate(node.operand)
    if isinstance(node.op, ast.Not):
        known = truth(value)
        return Unknown(node.lineno, f"`{source(node)}`") if known is None else not known
    if isinstance(value, Tensor):
        return operators.unary(machine, type(node.op), value, node.lineno)
    if isinstance(value, _Differing):
        raise NotAlike
    try:
        return arithmetic.unary(type(node.op), value)
    except TypeError:
        return Unknown(node.lineno, f"`{source(node)}`")


def truth(value: object) -> bool | None:
    """Return whether *value* counts as true; None where that is not known.

    Raises:
        NotAlike: if it is what differs between the uses of a block.
    """
    if isinstance(value, Hole) and value.name == TRAINABLE:
        return True
    if isinstance(value, _Differing):
        raise NotAlike
    if isinstance(value, Unknown | Tensor | Reference | ShapeOf | TypeOf):
        return None
    return bool(value)


def _bool(machine: Machine, node: ast.BoolOp) -> object:
    value: object = None
    for entry in node.values:
        value = machine.evaluate(entry)
        known = truth(value)
        if known is None:
            return Unknown(node.lineno, f"`{source(node)}`")
        if known != isinstance(node.op, ast.And):
            return value
    return value


def _compare(machine: Machine, node: ast.Compare) -> object:
    left = machine.evaluate(node.left)
    for operation, other in zip(node.ops, node.comparators, strict=True):
        right = machine.evaluate(other)
        known = _compared(type(operation), left, right)
        if known is None:
            return _compared_tensor(machine, node, left, right)
        if not known:
            return False
        left = right
    return True


def _compared_tensor(machine: Machine, node: ast.Compare, left: object, right: object) -> object:
    if len(node.ops) == 1 and (isinstance(left, Tensor) or isinstance(right, Tensor)):
        return operators.compare(machine, type(node.ops[0]), left, right, node.lineno)
    return Unknown(node.lineno, f"`{source(node)}`")


def _compared(kind: type[ast.cmpop], left: object, right: object) -> bool | None:
    if isinstance(left, _Differing) or isinstance(right, _Differing):
        raise NotAlike
    if kind in (ast.Is, ast.IsNot) and (left is None or right is None):
        if isinstance(left, Unknown) or isinstance(right, Unknown):
            return None
        return (left is right) == (kind is ast.Is)
    for value in (left, right):
        if isinstance(value, Unknown | Tensor | ShapeOf | TypeOf):
            return None
    try:
        return arithmetic.compare(kind, left, right)
    except TypeError:
        return None


def _choice(machine: Machine, node: ast.IfExp) -> object:
    if _asks_for_several(machine, node.test):
        return machine.evaluate(node.body)
    known = truth(machine.evaluate(node.test))
    if known is None:
        return Unknown(node.lineno, f"`{source(node)}`")
    return machine.evaluate(node.body if known else node.orelse)


def _asks_for_several(machine: Machine, test: ast.expr) -> bool:
    """Tell whether *test* is `count > 1`, where the count differs between uses of a block."""
    match test:
        case ast.Compare(left=left, ops=[ast.Gt()], comparators=[ast.Constant(value=1)]):
            value = machine.evaluate(left)
            return isinstance(value, Hole) and value.name in machine.trace.counts
        case _:
            return False


def _list(machine: Machine, node: ast.List | ast.Tuple | ast.Set) -> object:
    entries: list[object] = []
    for entry in node.elts:
        if isinstance(entry, ast.Starred):
            inner = machine.iterate(machine.evaluate(entry.value), node.lineno)
            if inner is None:
                return Unknown(node.lineno, f"`{source(node)}`")
            entries += inner
        else:
            entries.append(machine.evaluate(entry))
    return tuple(entries) if isinstance(node, ast.Tuple) else entries


def _dict(machine: Machine, node: ast.Dict) -> object:
    found: dict[object, object] = {}
    for key, value in zip(node.keys, node.values, strict=True):
        made = machine.evaluate(value)
        if key is None:
            if not isinstance(made, dict):
                return Unknown(node.lineno, f"`{source(node)}`")
            found.update(made)
            continue
        name = machine.evaluate(key)
        if not isinstance(name, str | int | float | bool | tuple | None):
            return Unknown(node.lineno, f"`{source(node)}`")
        found[name] = made
    return found


def _subscript(machine: Machine, node: ast.Subscript) -> object:
    owner = machine.evaluate(node.value)
    if isinstance(owner, Unknown):
        return Unknown(owner.line, owner.words)
    if isinstance(owner, Tensor):
        return operators.get_item(machine, owner, node.slice, node.lineno)
    if isinstance(owner, _Differing):
        raise NotAlike
    index = machine.evaluate(node.slice)
    if isinstance(owner, ShapeOf):
        if isinstance(index, slice):
            return owner
        return Unknown(node.lineno, f"`{source(node)}`, a size that only Keras knows")
    return item(owner, index, node.lineno, source(node))


def item(owner: object, index: object, line: int, words: str) -> object:
    """Return `owner[index]`."""
    try:
        if isinstance(owner, dict):
            return owner[index]
        if isinstance(owner, list | tuple | str | range) and isinstance(index, int | slice):
            return owner[index]
    except (LookupError, TypeError, ValueError):
        pass
    return Unknown(line, f"`{words}`")


def _slice(machine: Machine, node: ast.Slice) -> object:
    parts = [
        None if part is None else machine.evaluate(part)
        for part in (node.lower, node.upper, node.step)
    ]
    if all(part is None or isinstance(part, int) for part in parts):
        return slice(*parts)
    return Unknown(node.lineno, f"`{source(node)}`")


def _lambda(machine: Machine, node: ast.Lambda) -> object:
    return Function("<lambda>", node, machine.scope, defaults(machine, node.args))


def defaults(machine: Machine, arguments: ast.arguments) -> dict[str, object]:
    """Return the defaults of a function's parameters as they are now."""
    places = [*arguments.posonlyargs, *arguments.args]
    found = {
        argument.arg: machine.evaluate(value)
        for argument, value in zip(
            places[len(places) - len(arguments.defaults) :], arguments.defaults, strict=True
        )
    }
    for argument, default in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True):
        if default is not None:
            found[argument.arg] = machine.evaluate(default)
    return found


def _comprehension(
    machine: Machine, node: ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp
) -> object:
    found: list[object] = []
    pairs: dict[object, object] = {}
    scope = Scope(machine.scope)
    with machine.inside(scope, node.lineno):
        for known in _passes(machine, node.generators):
            if not known:
                return Unknown(node.lineno, f"`{source(node)}`")
            if isinstance(node, ast.DictComp):
                key = machine.evaluate(node.key)
                if isinstance(key, str | int | float | tuple):
                    pairs[key] = machine.evaluate(node.value)
            else:
                found.append(machine.evaluate(node.elt))
    return pairs if isinstance(node, ast.DictComp) else found


def _passes(machine: Machine, generators: list[ast.comprehension]) -> Iterator[bool]:
    """Yield true once for every pass with its names bound; false where that is not known."""
    if not generators:
        yield True
        return
    first, *rest = generators
    entries = machine.iterate(machine.evaluate(first.iter), first.iter.lineno)
    if entries is None:
        yield False
        return
    for entry in entries:
        machine.step(first.iter.lineno)
        bind(machine, first.target, entry)
        wanted = [truth(machine.evaluate(test)) for test in first.ifs]
        if None in wanted:
            yield False
        elif all(wanted):
            yield from _passes(machine, rest)


def _named(machine: Machine, node: ast.NamedExpr) -> object:
    value = machine.evaluate(node.value)
    bind(machine, node.target, value)
    return value


_EXPRESSIONS: dict[type[ast.expr], Callable[..., object]] = {
    ast.Constant: _constant,
    ast.Name: _name,
    ast.Attribute: _attribute,
    ast.Call: _call,
    ast.BinOp: _binary,
    ast.UnaryOp: _unary,
    ast.BoolOp: _bool,
    ast.Compare: _compare,
    ast.IfExp: _choice,
    ast.List: _list,
    ast.Tuple: _list,
    ast.Set: _list,
    ast.Dict: _dict,
    ast.JoinedStr: joined_text,
    ast.Subscript: _subscript,
    ast.Slice: _slice,
    ast.Lambda: _lambda,
    ast.ListComp: _comprehension,
    ast.SetComp: _comprehension,
    ast.GeneratorExp: _comprehension,
    ast.DictComp: _comprehension,
    ast.NamedExpr: _named,
}
