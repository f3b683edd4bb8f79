"""Drawings of functions of one number: the real curve, and softmax as bars."""

from collections.abc import Callable, Mapping
from math import (
    atan,
    ceil,
    cos,
    cosh,
    erf,
    exp,
    expm1,
    floor,
    inf,
    log,
    log1p,
    nan,
    sin,
    sinh,
    sqrt,
    tanh,
)
from typing import Final

from designer.ui.help.pictures.parts import between
from designer.ui.help.sheet import Sheet
from designer.ui.help.values import Values

Function = Callable[[float], float]

_LEFT, _TOP, _WIDE, _HIGH = 30.0, 8.0, 220.0, 104.0


def _sigmoid(x: float) -> float:
    return 1 / (1 + exp(-x))


def _clip(x: float, low: float, high: float) -> float:
    return max(low, min(high, x))


def _elu(x: float, alpha: float = 1.0) -> float:
    return x if x > 0 else alpha * expm1(x)


FUNCTIONS: Final[Mapping[str, Function]] = {
    "linear": lambda x: x,
    "relu": lambda x: max(0.0, x),
    "relu6": lambda x: _clip(x, 0, 6),
    "leaky_relu": lambda x: x if x > 0 else 0.2 * x,
    "prelu": lambda x: x if x > 0 else 0.25 * x,
    "elu": _elu,
    "celu": _elu,
    "selu": lambda x: 1.0507 * _elu(x, 1.67326),
    "gelu": lambda x: x * 0.5 * (1 + erf(x / sqrt(2))),
    "silu": lambda x: x * _sigmoid(x),
    "swish": lambda x: x * _sigmoid(x),
    "mish": lambda x: x * tanh(log1p(exp(x))),
    "sigmoid": _sigmoid,
    "hard_sigmoid": lambda x: _clip(x / 6 + 0.5, 0, 1),
    "hard_silu": lambda x: x * _clip(x / 6 + 0.5, 0, 1),
    "hard_swish": lambda x: x * _clip(x / 6 + 0.5, 0, 1),
    "tanh": tanh,
    "hard_tanh": lambda x: _clip(x, -1, 1),
    "tanh_shrink": lambda x: x - tanh(x),
    "soft_shrink": lambda x: x - _clip(x, -0.5, 0.5),
    "hard_shrink": lambda x: x if abs(x) > 0.5 else 0.0,
    "threshold": lambda x: x if x > 1 else 0.0,
    "log_sigmoid": lambda x: -log1p(exp(-x)),
    "softplus": lambda x: log1p(exp(x)),
    "softsign": lambda x: x / (1 + abs(x)),
    "squareplus": lambda x: (x + sqrt(x * x + 4)) / 2,
    "sparse_plus": lambda x: 0.0 if x <= -1 else x if x >= 1 else (x + 1) ** 2 / 4,
    "sparse_sigmoid": lambda x: _clip((x + 1) / 2, 0, 1),
    "exponential": exp,
    "exp": exp,
    "expm1": expm1,
    "log": lambda x: log(x) if x > 0 else nan,
    "log1p": lambda x: log1p(x) if x > -1 else nan,
    "sqrt": lambda x: sqrt(x) if x >= 0 else nan,
    "rsqrt": lambda x: 1 / sqrt(x) if x > 0 else nan,
    "reciprocal": lambda x: 1 / x if x else nan,
    "square": lambda x: x * x,
    "abs": abs,
    "negative": lambda x: -x,
    "sign": lambda x: nan if x == 0 else 1.0 if x > 0 else -1.0,
    "floor": lambda x: float(floor(x)),
    "ceil": lambda x: float(ceil(x)),
    "round": lambda x: float(round(x)),
    "sin": sin,
    "cos": cos,
    "sinh": sinh,
    "cosh": cosh,
    "arctan": atan,
    "erf": erf,
    "clip": lambda x: _clip(x, -1.5, 1.5),
}
_STEPS: Final = frozenset(
    ("sign", "floor", "ceil", "round", "hard_shrink", "threshold", "reciprocal")
)
_WIDER: Final = {"relu6": 9.0, "sin": 7.0, "cos": 7.0, "hard_sigmoid": 5.0, "sigmoid": 6.0}


def curve(sheet: Sheet, values: Values) -> None:
    """Plot the function over its axes."""
    name = values.word("function") or values.word("activation", "relu")
    if name in ("softmax", "log_softmax", "sparsemax"):
        softmax(sheet, values)
        return
    made = _shaped(name, values)
    reach = _WIDER.get(name, 4.0)
    if name == "relu":
        reach = max(reach, 1.5 * min(values.number("max_value", 0), 100))
    xs = [reach * index / 160 for index in range(-160, 161)]
    ys = [made(x) for x in xs]
    low, high = _limits(ys, reach)
    _axes(sheet, reach, low, high, made)
    drawn = []
    for part in _parts(xs, ys, low, high, steps=name in _STEPS):
        points = [_place(x, y, reach, low, high) for x, y in part]
        sheet.stroke(points, sheet.ink, 2.2)
        drawn += points
    x, y = _free(drawn, 6.5 * len(name), _place(0, 0, reach, low, high)[0])
    sheet.word(x, y, 80, 16, name, left=True, color=sheet.text_color)


def _free(points: list[tuple[float, float]], wide: float, axis: float) -> tuple[float, float]:
    """Return where a name of this width stands clear of the curve."""
    low = _TOP + _HIGH - 18
    places = ((_LEFT + 4, _TOP), (axis + 18, _TOP), (_LEFT + 4, low), (_LEFT + 150, low))
    for left, top in places:
        if not any(left - 4 < x < left + wide and top - 2 < y < top + 18 for x, y in points):
            return left, top
    return places[0]


def _shaped(name: str, values: Values) -> Function:
    """Return the function with the parameters of the node put in."""
    if name == "relu" and (values.has("max_value") or values.number("negative_slope", 0)):
        top = values.number("max_value", inf)
        slope = values.number("negative_slope", 0)
        return lambda x: min(top, x) if x > 0 else slope * x
    if name == "leaky_relu":
        slope = values.number("negative_slope", 0.3)
        return lambda x: x if x > 0 else slope * x
    if name in ("elu", "celu"):
        alpha = values.number("alpha", 1.0)
        return lambda x: _elu(x, alpha)
    return FUNCTIONS.get(name, FUNCTIONS["linear"])


def _limits(ys: list[float], reach: float) -> tuple[float, float]:
    known = [y for y in ys if abs(y) < reach]
    low, high = min(known, default=-1.0), max(known, default=1.0)
    gap = 0.12 * max(high - low, 0.5)
    return min(low - gap, -0.4), max(high + gap, 0.4)


def _place(x: float, y: float, reach: float, low: float, high: float) -> tuple[float, float]:
    across = _LEFT + _WIDE * (x + reach) / (2 * reach)
    return across, _TOP + _HIGH * (high - y) / (high - low)


def _axes(sheet: Sheet, reach: float, low: float, high: float, made: Function) -> None:
    x0, y0 = _place(0, 0, reach, low, high)
    sheet.arrow(_LEFT, y0, _LEFT + _WIDE + 8, y0, sheet.muted, width=1)
    sheet.arrow(x0, _TOP + _HIGH, x0, _TOP - 4, sheet.muted, width=1)
    for x in (-reach / 2, reach / 2):
        across = _place(x, 0, reach, low, high)[0]
        sheet.stroke(((across, y0 - 2), (across, y0 + 2)), sheet.muted, 1)
        below = -14 if made(x) < 0 else 2
        sheet.word(across - 14, y0 + below, 28, 12, f"{x:g}".replace("-", "−"), size=10)
    if low < 1 < high:
        down = _place(0, 1, reach, low, high)[1]
        sheet.stroke(((x0 - 2, down), (x0 + 2, down)), sheet.muted, 1)
        sheet.word(x0 + 4, down - 6, 12, 12, "1", size=10, left=True)


def _parts(
    xs: list[float], ys: list[float], low: float, high: float, *, steps: bool
) -> list[list[tuple[float, float]]]:
    """Return the pieces of the curve that are seen, torn where it jumps."""
    parts: list[list[tuple[float, float]]] = [[]]
    for x, y in zip(xs, ys, strict=True):
        seen = low <= y <= high
        jumps = steps and parts[-1] and abs(parts[-1][-1][1] - y) > 0.3
        if (not seen or jumps) and parts[-1]:
            parts.append([])
        if seen:
            parts[-1].append((x, y))
    return [part for part in parts if len(part) > 1]


def softmax(sheet: Sheet, values: Values) -> None:
    """Draw scores as bars, and the shares that they become."""
    scores = (1.2, -0.6, 2.3, 0.4)
    total = sum(exp(score) for score in scores)
    sheet.stroke(((18, 84), (118, 84)), sheet.muted, 1)
    for index, score in enumerate(scores):
        high = abs(score) * 26
        top = 84 - high if score > 0 else 84
        sheet.tile(24 + 24 * index, top, 18, max(3, high), 0.4)
    between(sheet, 128)
    sheet.stroke(((162, 100), (272, 100)), sheet.muted, 1)
    for index, score in enumerate(scores):
        share = exp(score) / total
        sheet.tile(166 + 27 * index, 100 - 100 * share, 20, 100 * share, 0.55, color=sheet.second)
        sheet.word(160 + 27 * index, 102, 32, 13, f"{share:.0%}", size=10)
