"""Drawings of what several tensors become: sums, products, rows side by side."""

from collections.abc import Callable, Mapping
from math import exp, hypot, log, prod
from statistics import pstdev, pvariance
from typing import Final

from designer.ui.help.pictures.parts import between, grid, numbers, row
from designer.ui.help.sheet import Sheet
from designer.ui.help.values import Values
from designer.ui.translate import tr

_LEFT: Final = ((1, 4), (2, 3))
_RIGHT: Final = ((3, 2), (2, 5))
_HOW: Final[Mapping[str, tuple[str, Callable[[float, float], float]]]] = {
    "add": ("+", lambda a, b: a + b),
    "subtract": ("−", lambda a, b: a - b),
    "multiply": ("×", lambda a, b: a * b),
    "divide": ("÷", lambda a, b: a / b),
    "average": ("mean", lambda a, b: (a + b) / 2),
    "maximum": ("max", max),
    "minimum": ("min", min),
    "scaled": ("+", lambda a, b: a + 0.1 * b),
}


def merge(sheet: Sheet, values: Values) -> None:
    """Draw two grids of numbers and what becomes of each pair."""
    how = values.word("how", "add")
    word, made = _HOW[how]
    if how == "scaled":
        scale = values.number("scale", 0.1)
        word, made = f"+ {scale:g} ·", lambda a, b: a + scale * b
    numbers(sheet, 12, 33, 28, _LEFT)
    sheet.word(68, 47, 42, 26, word, size=13 if len(word) > 2 else 18, bold=True)
    numbers(sheet, 110, 33, 28, _RIGHT, color=sheet.second)
    sheet.word(166, 47, 30, 26, "=", size=18, bold=True)
    result = [
        [round(made(a, b), 2) for a, b in zip(*lines, strict=True)]
        for lines in zip(_LEFT, _RIGHT, strict=True)
    ]
    numbers(sheet, 202, 33, 28, result, color=sheet.third)


def concatenate(sheet: Sheet, values: Values) -> None:
    """Draw two tensors side by side in one."""
    grid(sheet, 16, 32, 18, 3, 3, lambda r, c: 0.5)
    grid(sheet, 82, 32, 18, 3, 2, lambda r, c: 0.5, color=sheet.second)
    between(sheet, 130)
    if values.on("stack"):
        for index, color in enumerate((sheet.second, sheet.ink)):
            grid(sheet, 196 - 10 * index, 24 + 10 * index, 18, 3, 3, lambda r, c: 0.5, color=color)
        return
    grid(sheet, 170, 32, 18, 3, 3, lambda r, c: 0.5)
    grid(sheet, 224, 32, 18, 3, 2, lambda r, c: 0.5, color=sheet.second)


def dot(sheet: Sheet, values: Values) -> None:
    """Draw two vectors, their products, and the sum."""
    left, right = (1, 3, 0, 2), (2, 1, 4, 2)
    products = tuple(a * b for a, b in zip(left, right, strict=True))
    numbers(sheet, 40, 6, 30, [left])
    sheet.word(14, 36, 22, 30, "×", size=15, bold=True)
    numbers(sheet, 40, 38, 30, [right], color=sheet.second)
    sheet.word(14, 68, 22, 60, "=", size=15, bold=True)
    numbers(sheet, 40, 82, 30, [products], color=sheet.third)
    sheet.arrow(168, 96, 198, 96, sheet.muted)
    sheet.word(160, 76, 46, 14, tr("sum"))
    sheet.tile(208, 80, 34, 32, 0.5, text=str(sum(products)))


def matmul(sheet: Sheet, values: Values) -> None:
    """Draw a row and a column that meet in one value."""
    grid(sheet, 22, 26, 20, 3, 4, lambda r, c: 0.6 if r == 1 else 0.1)
    sheet.word(102, 40, 22, 30, "·", size=20, bold=True)
    shade = lambda r, c: 0.6 if c == 1 else 0.1  # noqa: E731
    grid(sheet, 124, 18, 20, 4, 3, shade, color=sheet.second)
    sheet.word(184, 40, 26, 30, "=", size=16, bold=True)
    shade = lambda r, c: 0.7 if (r, c) == (1, 1) else 0.1  # noqa: E731
    grid(sheet, 210, 28, 20, 3, 3, shade, color=sheet.third)


def reduce(sheet: Sheet, values: Values) -> None:
    """Draw each row becoming one number."""
    field = ((3, 1, 4, 2), (0, 5, 2, 1), (2, 2, 6, 2))
    numbers(sheet, 40, 16, 28, field)
    how = values.word("how", "Σ")
    made: Mapping[str, Callable[[tuple[int, ...]], float]] = {
        "Σ": sum,
        "mean": lambda line: sum(line) / len(line),
        "max": max,
        "min": min,
        "argmax": lambda line: line.index(max(line)),
        "argmin": lambda line: line.index(min(line)),
        "median": lambda line: sum(sorted(line)[1:3]) / 2,
        "Π": prod,
        "σ²": pvariance,
        "σ": pstdev,
        "‖x‖": lambda line: hypot(*line),
        "lse": lambda line: log(sum(exp(value) for value in line)),
    }
    known = made.get(how)
    for index, line in enumerate(field):
        sheet.arrow(158, 29 + 28 * index, 184, 29 + 28 * index, sheet.muted)
        text = f"{known(line):.3g}" if known else ""
        sheet.tile(192, 16 + 28 * index, 34, 26, 0.5, color=sheet.second, text=text)
    sheet.word(150, 102, 44, 14, how)


def channel_scale(sheet: Sheet, values: Values) -> None:
    """Draw channels, each made smaller by a weight of its own."""
    shades = (0.7, 0.5, 0.85)
    for index, (shade, weight) in enumerate(zip(shades, (0.1, 0.5, 0.3), strict=True)):
        y = 14 + 34 * index
        row(sheet, 24, y, 22, [shade] * 3)
        sheet.word(94, y, 60, 22, f"× γ = {weight}")
        sheet.arrow(160, y + 11, 186, y + 11, sheet.muted)
        row(sheet, 194, y, 22, [shade * weight + 0.04] * 3)
