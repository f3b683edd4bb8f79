"""Drawings of regularization: values that are dropped, shaken, or made dear."""

from math import log, sin, sqrt

from designer.ui.help.pictures.parts import between, cuboid, grid, row
from designer.ui.help.sheet import TURN, Sheet, wave
from designer.ui.help.values import Values
from designer.ui.translate import tr

_ROWS, _COLUMNS, _CELL = 4, 5, 20.0


def dropout(sheet: Sheet, values: Values) -> None:
    """Draw values before, and after a random share of them was dropped."""
    rate = values.number("rate", 0.4)
    shades = [0.2 + 0.45 * value for value in wave(_ROWS * _COLUMNS, seed=2)]
    what = values.word("what", "values")
    if what == "channels":
        _channels(sheet, rate, values.whole("axes", 2))
        return
    grid(sheet, 16, 20, _CELL, _ROWS, _COLUMNS, lambda r, c: shades[_COLUMNS * r + c])
    between(sheet, 126)
    order = sorted(range(_ROWS * _COLUMNS), key=lambda index: wave(_ROWS * _COLUMNS, seed=9)[index])
    dropped = set(order[: round(rate * _ROWS * _COLUMNS)])
    for index, shade in enumerate(shades):
        r, c = divmod(index, _COLUMNS)
        place = (164 + c * _CELL, 20 + r * _CELL, _CELL - 1.5, _CELL - 1.5)
        if what == "gaussian":
            noise = _gauss(index) * sqrt(rate / max(0.01, 1 - rate))
            sheet.tile(*place, max(0.02, min(1.0, shade * (1 + noise))))
        elif index not in dropped:
            kept = shade if what == "alpha" else shade / max(0.05, 1 - rate)
            sheet.tile(*place, min(1.0, kept))
        elif what == "alpha":
            sheet.tile(*place, 0.4, color=sheet.second, text="α′")
        else:
            sheet.tile(*place, 0, dashed=True)
            sheet.cross(*place)
    sheet.word(16, 102, 100, 14, tr("values"))
    said = tr("times noise") if what == "gaussian" else tr("{n} % dropped", n=round(100 * rate))
    sheet.word(164, 102, 100, 14, said)


def _channels(sheet: Sheet, rate: float, axes: int) -> None:
    dropped = {1, 3} if rate >= 0.4 else {1}
    for index in range(4):
        shades = [0.15 + 0.5 * value for value in wave(16, seed=index)]
        gone = index in dropped
        name = tr("channel {n}", n=index + 1)
        if axes == 1:
            line = [0.0] * 8 if gone else shades[:8]
            row(sheet, 86, 8 + 27 * index, 22, line)
            sheet.word(6, 8 + 27 * index, 74, 20, name)
            if gone:
                sheet.stroke(((88, 18 + 27 * index), (258, 18 + 27 * index)), sheet.muted, 1.6)
            continue
        x = 14 + 66 * index
        sheet.word(x, 88, 56, 14, name)
        _field(sheet, x, [0.0] * 16 if gone else shades, axes)
        if gone:
            sheet.cross(x - 6, 20, 66, 66)


def _field(sheet: Sheet, x: float, shades: list[float], axes: int) -> None:
    if axes == 2:
        grid(sheet, x, 26, 14, 4, 4, lambda r, c: shades[4 * r + c])
    else:
        cuboid(sheet, x + 2, 42, 38, 38, 26, sum(shades) / 16)


def _gauss(index: int) -> float:
    first, other = wave(40, seed=11)[index], wave(40, seed=12)[index]
    return sqrt(-2 * log(max(first, 0.02))) * sin(TURN * other)


def noise(sheet: Sheet, values: Values) -> None:
    """Draw a curve before and after noise."""
    spread = min(1.0, values.number("stddev", 0.25))
    steps = 44
    shape = [sin(TURN * index / 22) for index in range(steps)]
    plain = [(14 + 2.4 * index, 60 - 30 * value) for index, value in enumerate(shape)]
    sheet.stroke(plain, sheet.ink, 1.6)
    between(sheet, 128)
    noisy = [
        (164 + 2.4 * index, max(6.0, min(114.0, 60 - 30 * (value + spread * _gauss(index % 40)))))
        for index, value in enumerate(shape)
    ]
    sheet.stroke([(x + 150, y) for x, y in plain], sheet.faint, 1.2)
    sheet.stroke(noisy, sheet.second, 1.3)


def penalty(sheet: Sheet, values: Values) -> None:
    """Draw what values cost: l1 and l2."""
    sheet.arrow(30, 100, 250, 100, sheet.muted, width=1)
    sheet.arrow(140, 104, 140, 8, sheet.muted, width=1)
    reach = [index / 20 for index in range(-20, 21)]
    sheet.stroke([(140 + 95 * x, 100 - 76 * abs(x)) for x in reach], sheet.ink, 1.8)
    sheet.stroke([(140 + 95 * x, 100 - 76 * x * x) for x in reach], sheet.second, 1.8)
    sheet.word(32, 10, 66, 14, "l1: |x|", color=sheet.ink)
    sheet.word(206, 76, 44, 14, "l2: x²", color=sheet.second)
    sheet.word(146, 4, 60, 14, tr("added loss"), left=True)
    sheet.word(236, 104, 40, 14, tr("value"))
