"""Numbers, texts and lists worked out as Python does, within bounds."""

import ast
import math
import operator
import re
from collections.abc import Callable

from designer.reading.machine import LARGEST
from designer.reading.values import Thing

_MOST_BITS = 256


class TooLarge(ArithmeticError):
    """A result that no model needs."""


def require_small(value: object) -> None:
    """Refuse values inside each other that are more in all than any model needs.

    A list that holds another twice, which holds another twice, is short and yet without end.

    Raises:
        TooLarge: if there are too many.
    """
    count, waiting = 0, [value]
    while waiting:
        here = waiting.pop()
        count += 1
        if isinstance(here, range):
            count += len(here)
        elif isinstance(here, list | tuple | set):
            waiting += here
        elif isinstance(here, dict):
            waiting += here.values()
        elif isinstance(here, Thing):
            waiting += here.config.values()
        if count + len(waiting) > LARGEST:
            raise TooLarge


def _power(left: object, right: object) -> object:
    if isinstance(left, int | float) and isinstance(right, int | float):
        if isinstance(left, int) and isinstance(right, int) and left.bit_length() * right > 1024:
            raise TooLarge
        return left**right
    raise TypeError


def _times(left: object, right: object) -> object:
    for many, count in ((left, right), (right, left)):
        if isinstance(many, str | list | tuple) and isinstance(count, int):
            if len(many) * count > LARGEST:
                raise TooLarge
            return many * count
    return _plain(operator.mul, left, right)


def _plus(left: object, right: object) -> object:
    match left, right:
        case (str() | list() | tuple(), _) if type(left) is type(right):
            if not isinstance(right, str | list | tuple):
                raise TypeError
            if len(left) + len(right) > LARGEST:
                raise TooLarge
            return operator.add(left, right)
    return _plain(operator.add, left, right)


def _modulo(left: object, right: object) -> object:
    if isinstance(left, str):
        values = right if isinstance(right, tuple) else (right,)
        if not all(isinstance(value, int | float | str) for value in values):
            raise TypeError
        if re.search(r"%[^a-zA-Z%]*\d", left):
            raise TypeError  # a width in the format could make a text of any length
        return left % right
    return _plain(operator.mod, left, right)


def _shift(left: object, right: object) -> object:
    if not (isinstance(left, int) and isinstance(right, int) and 0 <= right <= _MOST_BITS):
        raise TypeError
    return left << right


def _plain(function: Callable[..., object], left: object, right: object) -> object:
    if not (isinstance(left, int | float) and isinstance(right, int | float)):
        raise TypeError
    return function(left, right)


def _numeric(function: Callable[..., object]) -> Callable[[object, object], object]:
    return lambda left, right: _plain(function, left, right)


_BINARY: dict[type[ast.operator], Callable[[object, object], object]] = {
    ast.Add: _plus,
    ast.Sub: _numeric(operator.sub),
    ast.Mult: _times,
    ast.Div: _numeric(operator.truediv),
    ast.FloorDiv: _numeric(operator.floordiv),
    ast.Mod: _modulo,
    ast.Pow: _power,
    ast.LShift: _shift,
    ast.RShift: _numeric(operator.rshift),
    ast.BitAnd: _numeric(operator.and_),
    ast.BitOr: _numeric(operator.or_),
    ast.BitXor: _numeric(operator.xor),
}
_UNARY: dict[type[ast.unaryop], Callable[..., object]] = {
    ast.UAdd: operator.pos,
    ast.USub: operator.neg,
    ast.Invert: operator.invert,
}
_COMPARE: dict[type[ast.cmpop], Callable[..., object]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Is: operator.is_,
    ast.IsNot: operator.is_not,
}


def binary(kind: type[ast.operator], left: object, right: object) -> object:
    """Return `left <kind> right`.

    Raises:
        ArithmeticError, TypeError, ValueError: as Python, and where the result would be huge.
    """
    function = _BINARY.get(kind)
    if function is None:
        raise TypeError
    result = function(left, right)
    if isinstance(result, int) and result.bit_length() > 1024:
        raise TooLarge
    return result


def unary(kind: type[ast.unaryop], value: object) -> object:
    """Return `<kind> value`.

    Raises:
        TypeError: if it is no number.
    """
    if not isinstance(value, int | float):
        raise TypeError
    return _UNARY[kind](value)


def compare(kind: type[ast.cmpop], left: object, right: object) -> bool:
    """Return whether `left <kind> right`.

    Raises:
        TypeError: if they cannot be compared, or not in any time.
    """
    try:
        for value in (left, right):
            if isinstance(value, list | tuple | dict):
                require_small(value)
    except TooLarge as error:
        raise TypeError from error
    if kind in (ast.In, ast.NotIn):
        if not isinstance(right, str | list | tuple | dict | range | set):
            raise TypeError
        if isinstance(right, range) and not isinstance(left, int):
            right = ()  # Python would look at every number
        return (left in right) == (kind is ast.In)
    return bool(_COMPARE[kind](left, right))


MATH: dict[str, object] = {"pi": math.pi, "e": math.e, "inf": math.inf, "nan": math.nan}
"""Constants of `math` and NumPy."""

FUNCTIONS: dict[str, Callable[..., object]] = {
    "ceil": math.ceil,
    "floor": math.floor,
    "sqrt": math.sqrt,
    "log": math.log,
    "log2": math.log2,
    "log10": math.log10,
    "exp": math.exp,
    "prod": math.prod,
    "gcd": math.gcd,
    "sin": math.sin,
    "cos": math.cos,
    "tanh": math.tanh,
    "fabs": math.fabs,
    "abs": abs,
    "round": round,
    "int32": int,
    "int64": int,
    "float32": float,
    "float64": float,
    "sum": sum,
    "min": min,
    "max": max,
}
"""Functions of `math`, and of NumPy where they mean the same for plain numbers."""
