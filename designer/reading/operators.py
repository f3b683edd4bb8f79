"""Operators on tensors: each is a function of `keras.ops`."""

import ast

from designer.reading.findings import NotAlike
from designer.reading.layers import call_operation
from designer.reading.machine import Machine
from designer.reading.values import Hole, NameHole, Tensor, Unknown

_BINARY: dict[type[ast.operator], str] = {
    ast.Add: "add",
    ast.Sub: "subtract",
    ast.Mult: "multiply",
    ast.Div: "true_divide",
    ast.FloorDiv: "floor_divide",
    ast.Mod: "mod",
    ast.Pow: "power",
    ast.MatMult: "matmul",
    ast.BitAnd: "logical_and",
    ast.BitOr: "logical_or",
    ast.BitXor: "logical_xor",
}
_UNARY: dict[type[ast.unaryop], str] = {ast.USub: "negative", ast.Invert: "logical_not"}
_COMPARE: dict[type[ast.cmpop], str] = {
    ast.Gt: "greater",
    ast.GtE: "greater_equal",
    ast.Lt: "less",
    ast.LtE: "less_equal",
    ast.Eq: "equal",
    ast.NotEq: "not_equal",
}


def binary(
    machine: Machine, kind: type[ast.operator], left: object, right: object, line: int
) -> object:
    """Return `left <kind> right`, one of them a tensor."""
    name = _BINARY.get(kind)
    if name is None:
        return Unknown(line, "the result of an operator that tensors do not have")
    return call_operation(machine, f"ops.{name}", [left, right], {}, line)


def unary(machine: Machine, kind: type[ast.unaryop], value: Tensor, line: int) -> object:
    """Return `<kind> value`."""
    if kind is ast.UAdd:
        return value
    return call_operation(machine, f"ops.{_UNARY[kind]}", [value], {}, line)


def compare(
    machine: Machine, kind: type[ast.cmpop], left: object, right: object, line: int
) -> object:
    """Return `left <kind> right`, one of them a tensor."""
    name = _COMPARE.get(kind)
    if name is None:
        return Unknown(line, "a comparison that tensors do not have")
    return call_operation(machine, f"ops.{name}", [left, right], {}, line)


def get_item(machine: Machine, tensor: Tensor, index: ast.expr, line: int) -> object:
    """Return `tensor[index]`."""
    parts = index.elts if isinstance(index, ast.Tuple) else [index]
    texts = [_part(machine, part) for part in parts]
    lost = next((text for text in texts if isinstance(text, Unknown)), None)
    if lost is not None:
        return lost
    key = ", ".join(str(text) for text in texts) + ("," if isinstance(index, ast.Tuple) and
                                                    len(texts) == 1 else "")  # fmt: skip
    return call_operation(machine, "ops.get_item", [tensor], {"key": f"[{key}]"}, line)


def _part(machine: Machine, part: ast.expr) -> str | Unknown:
    if isinstance(part, ast.Slice):
        ends = [_number(machine, end) for end in (part.lower, part.upper)]
        step = _number(machine, part.step)
        lost = next((text for text in (*ends, step) if isinstance(text, Unknown)), None)
        if lost is not None:
            return lost
        return ":".join(str(end) for end in ends) + (f":{step}" if step else "")
    if isinstance(part, ast.Constant) and part.value is Ellipsis:
        return "..."
    value = machine.evaluate(part)
    if value is None:
        return "None"
    return _as_text(value, part.lineno)


def _number(machine: Machine, part: ast.expr | None) -> str | Unknown:
    if part is None:
        return ""
    value = machine.evaluate(part)
    return "" if value is None else _as_text(value, part.lineno)


def _as_text(value: object, line: int) -> str | Unknown:
    if isinstance(value, Hole | NameHole):
        raise NotAlike
    if isinstance(value, int):
        return str(value)
    return value if isinstance(value, Unknown) else Unknown(line, "a place that is no number")
