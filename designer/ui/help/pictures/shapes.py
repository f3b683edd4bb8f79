"""Drawings of what only moves values: other shapes, borders, repetitions, parts."""

from designer.ui.help.pictures.parts import between, cuboid, grid, row
from designer.ui.help.sheet import Sheet, wave
from designer.ui.help.values import Values
from designer.ui.translate import tr


def flatten(sheet: Sheet, values: Values) -> None:
    """Draw rows laid one behind the other."""
    shades = (0.65, 0.35, 0.12)
    grid(sheet, 16, 36, 18, 3, 3, lambda r, c: shades[r], text=lambda r, c: str(3 * r + c + 1))
    between(sheet, 78, length=20)
    for index in range(9):
        place = (106 + 18.6 * index, 51, 17, 18)
        sheet.tile(*place, shades[index // 3], text=str(index + 1))


def reshape(sheet: Sheet, values: Values) -> None:
    """Draw the same numbers in rows of another length."""
    grid(
        sheet, 16, 36, 20, 2, 6, lambda r, c: _ramp(6 * r + c), text=lambda r, c: str(6 * r + c + 1)
    )
    between(sheet, 146, 56)
    grid(
        sheet,
        184,
        28,
        20,
        3,
        4,
        lambda r, c: _ramp(4 * r + c),
        text=lambda r, c: str(4 * r + c + 1),
    )


def permute(sheet: Sheet, values: Values) -> None:
    """Draw rows that become columns."""
    shades = (0.6, 0.15)
    grid(sheet, 24, 36, 23, 2, 4, lambda r, c: shades[r], text=lambda r, c: str(4 * r + c + 1))
    between(sheet, 132, 60)
    grid(sheet, 182, 14, 23, 4, 2, lambda r, c: shades[c], text=lambda r, c: str(4 * c + r + 1))


def repeat(sheet: Sheet, values: Values) -> None:
    """Draw one vector that becomes several equal steps."""
    count = values.whole("n", 4, most=5)
    shades = [0.1 + 0.6 * value for value in wave(4, seed=7)]
    row(sheet, 22, 50, 20, shades)
    between(sheet, 116, text=f"× {values.whole('n', 4, most=999)}")
    for index in range(count):
        row(sheet, 164, 60 - count * 10.5 + index * 21, 20, shades)


def tile(sheet: Sheet, values: Values) -> None:
    """Draw a whole tensor that stands there several times."""
    shades = (0.65, 0.15, 0.4)
    row(sheet, 98, 16, 28, shades)
    for index in range(6):
        sheet.tile(56 + 28 * index, 78, 26.5, 26.5, shades[index % 3])
    for middle in (97, 181):
        sheet.arrow(139, 48, middle, 70, sheet.muted)


def upsample(sheet: Sheet, values: Values) -> None:
    """Draw every value repeated along each axis."""
    axes, size = values.whole("axes", 2), values.whole("size", 2, most=3)
    if axes == 1:
        three = (0.65, 0.15, 0.4)
        row(sheet, 98, 16, 28, three)
        step = 28 if size < 3 else 26
        left = 140 - 3 * size * step / 2
        row(sheet, left, 78, step, [three[index // size] for index in range(3 * size)])
        for index in range(3 * size):
            start = (111 + 28 * (index // size), 44)
            sheet.stroke((start, (left + step * (index + 0.5), 76)), sheet.muted, 0.8)
    elif axes == 2:
        shades = (0.65, 0.2, 0.1, 0.45)
        grid(sheet, 44, 38, 22, 2, 2, lambda r, c: shades[2 * r + c])
        between(sheet, 112, text=f"× {size}")
        cell = 88 / (2 * size)
        large = 2 * size
        grid(sheet, 158, 16, cell, large, large, lambda r, c: shades[2 * (r // size) + c // size])
    else:
        _grown(sheet, 34, 62, text=f"× {size}")


def pad(sheet: Sheet, values: Values) -> None:
    """Draw a border of zeros."""
    axes, wide = values.whole("axes", 2), values.whole("padding", 1, most=2)
    shades = [0.2 + 0.5 * value for value in wave(9, seed=3)]
    if axes == 1:
        row(sheet, 98, 18, 28, shades[:3])
        left = 140 - (3 + 2 * wide) * 14
        for index in range(3 + 2 * wide):
            within = wide <= index < wide + 3
            shade = shades[index - wide] if within else 0.0
            sheet.tile(left + 28 * index, 76, 26.5, 26.5, shade, text="" if within else "0")
        sheet.arrow(139, 50, 139, 70, sheet.muted)
    elif axes == 2:
        grid(sheet, 30, 33, 18, 3, 3, lambda r, c: shades[3 * r + c])
        between(sheet, 104)
        cells = 3 + 2 * wide
        size = min(19.0, 100 / cells)

        def inside(r: int, c: int) -> bool:
            return wide <= r < wide + 3 and wide <= c < wide + 3

        def shade_at(r: int, c: int) -> float:
            return shades[3 * (r - wide) + c - wide] if inside(r, c) else 0.0

        def zero(r: int, c: int) -> str:
            return "" if inside(r, c) else "0"

        grid(sheet, 150, 60 - cells * size / 2, size, cells, cells, shade_at, text=zero)
    else:
        cuboid(sheet, 42, 50, 36, 36, 26, 0.5)
        between(sheet, 118)
        cuboid(sheet, 166, 40, 64, 64, 46, 0.08)
        cuboid(sheet, 184, 54, 32, 32, 22, 0.5)


def crop(sheet: Sheet, values: Values) -> None:
    """Draw a border that is cut away."""
    axes = values.whole("axes", 2)
    shades = [0.2 + 0.5 * value for value in wave(25, seed=3)]
    if axes == 1:
        for index in range(7):
            cut = index in (0, 6)
            place = (42 + 28 * index, 18, 26.5, 26.5)
            sheet.tile(*place, shades[index], dashed=cut)
            if cut:
                sheet.cross(*place)
        sheet.arrow(139, 50, 139, 70, sheet.muted)
        row(sheet, 70, 76, 28, shades[1:6])
    elif axes == 2:
        for index in range(25):
            r, c = divmod(index, 5)
            cut = 0 in (r, c) or 4 in (r, c)
            place = (30 + 20 * c, 10 + 20 * r, 18.5, 18.5)
            sheet.tile(*place, 0.0 if cut else shades[index], dashed=cut)
        between(sheet, 146)
        grid(sheet, 184, 30, 20, 3, 3, lambda r, c: shades[5 * (r + 1) + c + 1])
    else:
        cuboid(sheet, 30, 42, 64, 64, 46, 0.08)
        cuboid(sheet, 48, 56, 32, 32, 22, 0.5)
        between(sheet, 142)
        cuboid(sheet, 188, 52, 36, 36, 26, 0.5)


def split(sheet: Sheet, values: Values) -> None:
    """Draw one tensor cut into several."""
    colors = (sheet.ink, sheet.second, sheet.third)
    for index, color in enumerate(colors):
        row(sheet, 22 + 40 * index, 50, 20, [0.5, 0.25], color=color)
        row(sheet, 200, 16 + 34 * index, 20, [0.5, 0.25], color=color)
        sheet.arrow(148, 60, 192, 26 + 34 * index, sheet.muted)


def part(sheet: Sheet, values: Values) -> None:
    """Draw a part that is cut out."""
    grid(sheet, 30, 15, 18, 5, 5, lambda r, c: 0.6 if r < 3 and 1 <= c < 3 else 0.1)
    between(sheet, 140)
    grid(sheet, 186, 33, 18, 3, 2, lambda r, c: 0.6)


def sort(sheet: Sheet, values: Values) -> None:
    """Draw bars brought into order."""
    heights = (34, 70, 18, 54, 86, 42)
    for index, height in enumerate(heights):
        sheet.tile(20 + 17 * index, 104 - height, 14, height, height / 110)
    between(sheet, 130)
    for index, height in enumerate(sorted(heights)):
        sheet.tile(164 + 17 * index, 104 - height, 14, height, height / 110)


def where(sheet: Sheet, values: Values) -> None:
    """Draw values chosen from one of two by a condition."""
    chosen = (True, False, False, True, True)
    row(sheet, 74, 12, 24, [0.45] * 5)
    for index, yes in enumerate(chosen):
        sheet.word(74 + 24 * index, 38, 22, 16, "✓" if yes else "✗", size=12)
    row(sheet, 74, 58, 24, [0.45] * 5, color=sheet.second)
    for index, yes in enumerate(chosen):
        place = (74 + 24 * index, 90, 22.5, 22.5)
        sheet.tile(*place, 0.45, color=None if yes else sheet.second)
    sheet.word(6, 16, 60, 14, tr("if true"))
    sheet.word(6, 62, 60, 14, tr("else"))
    sheet.word(6, 94, 60, 14, tr("result"))


def _ramp(index: int) -> float:
    return 0.1 + 0.045 * index


def _grown(sheet: Sheet, before: float, after: float, *, text: str) -> None:
    cuboid(sheet, 50, 74 - before / 2, before, before, before * 0.7, 0.4)
    between(sheet, 124, text=text)
    cuboid(sheet, 170, 72 - after / 2, after, after, after * 0.7, 0.4)
    half = after / 2
    sheet.stroke(((170 + half, 72 - half), (170 + half, 72 + half)), sheet.ink, 1)
    sheet.stroke(((170, 72), (170 + after, 72)), sheet.ink, 1)
