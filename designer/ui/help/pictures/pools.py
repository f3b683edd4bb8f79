"""Drawings of pooling: windows that keep one number."""

from math import ceil, floor

from designer.ui.help.pictures.parts import between, cuboid, grid, numbers, row
from designer.ui.help.sheet import Sheet, wave
from designer.ui.help.values import Values

_FIELD = (
    (1, 3, 2, 0, 4, 1),
    (5, 2, 1, 6, 0, 2),
    (0, 4, 7, 2, 3, 5),
    (2, 1, 3, 8, 1, 0),
    (6, 0, 2, 1, 4, 3),
    (1, 5, 0, 3, 2, 9),
)


def pool(sheet: Sheet, values: Values) -> None:
    """Draw numbers in windows, and the one that each window keeps."""
    how, axes = values.word("how", "max"), values.whole("axes", 2)
    window = values.whole("pool_size", 2, least=2, most=3)
    if axes == 1:
        _pool_1d(sheet, window, _stride(values, window), how)
    elif axes == 2:
        _pool_2d(sheet, window, _stride(values, window), how)
    else:
        cuboid(sheet, 40, 42, 66, 66, 46, 0.12)
        cuboid(sheet, 40, 75, 33, 33, 23, 0.5)
        between(sheet, 150, text=how)
        cuboid(sheet, 194, 58, 33, 33, 23, 0.3, color=sheet.second)


def global_pool(sheet: Sheet, values: Values) -> None:
    """Draw each channel becoming one number."""
    how, axes = values.word("how", "mean"), values.whole("axes", 2)
    colors = (sheet.ink, sheet.second, sheet.third)
    for index, color in enumerate(colors):
        y = 8 + 37 * index
        shades = [0.1 + 0.6 * value for value in wave(16, seed=index + 2)]
        best = max(shades) if how == "max" else sum(shades) / len(shades)
        if axes == 1:
            row(sheet, 24, y + 8, 18, shades[:6], color=color)
            best = max(shades[:6]) if how == "max" else sum(shades[:6]) / 6
        elif axes == 2:
            grid(sheet, 64, y, 8.5, 4, 4, lambda r, c, s=shades: s[4 * r + c], color=color)  # type: ignore[misc]
        else:
            cuboid(sheet, 64, y + 12, 22, 22, 20, sum(shades) / 16, color=color)
        between(sheet, 144, y + 17, length=30, text=how if index == 0 and axes > 1 else "")
        sheet.tile(192, y + 5, 24, 24, best, color=color)


def adaptive_pool(sheet: Sheet, values: Values) -> None:
    """Draw windows that are laid so that they give the wanted size."""
    how, axes = values.word("how", "mean"), values.whole("axes", 2)
    if axes == 3:
        cuboid(sheet, 40, 42, 66, 66, 46, 0.15)
        between(sheet, 150, text=how)
        cuboid(sheet, 194, 58, 38, 38, 24, 0.4, color=sheet.second)
        return
    cells, wanted = 7, values.whole("output_size", 3, most=5)
    if axes == 1:
        shades = [0.1 + 0.6 * value for value in wave(cells, seed=4)]
        row(sheet, 42, 14, 28, shades)
        for index, (first, last) in enumerate(_windows(cells, wanted)):
            y = 50 + 9 * (index % 2)
            sheet.stroke(((44 + first * 28, y), (66 + (last - 1) * 28, y)), sheet.ink, 3)
            center = 41 + 14 * (first + last)
            sheet.stroke(((center, y + 2), (center, 84)), sheet.muted, 1)
            seen = shades[first:last]
            kept = max(seen) if how == "max" else sum(seen) / len(seen)
            sheet.tile(center - 12, 86, 25, 25, kept, color=sheet.second)
        return
    _adaptive_2d(sheet, wanted, how)


def _adaptive_2d(sheet: Sheet, wanted: int, how: str) -> None:
    size, cells = 13.0, 7
    shades = wave(cells * cells, seed=5)
    grid(sheet, 46, 22, size, cells, cells, lambda r, c: 0.1 + 0.5 * shades[cells * r + c])
    windows = _windows(cells, wanted)
    for index, (first, last) in enumerate(windows):
        shift = 5 * (index % 2)
        x, y = 40 - shift, 16 - shift
        sheet.stroke(((47 + first * size, y), (43 + last * size, y)), sheet.ink, 3)
        sheet.stroke(((x, 23 + first * size), (x, 19 + last * size)), sheet.ink, 3)
    between(sheet, 148, 66, text=how)

    def kept(r: int, c: int) -> float:
        rows, columns = range(*windows[r]), range(*windows[c])
        seen = [0.1 + 0.5 * shades[cells * i + j] for i in rows for j in columns]
        return max(seen) if how == "max" else sum(seen) / len(seen)

    side = min(24.0, 80 / wanted)
    grid(sheet, 188, 66 - wanted * side / 2, side, wanted, wanted, kept, color=sheet.second)


def _windows(cells: int, wanted: int) -> list[tuple[int, int]]:
    """Return first place and end of each window, as Keras lays them."""
    return [
        (floor(index * cells / wanted), ceil((index + 1) * cells / wanted))
        for index in range(wanted)
    ]


def _stride(values: Values, window: int) -> int:
    """Return how far the window goes; empty is as far as it is wide."""
    return values.whole("strides", window, most=3)


def _starts(cells: int, window: int, stride: int) -> range:
    return range(0, cells - window + 1, stride)


def _pool_2d(sheet: Sheet, window: int, stride: int, how: str) -> None:
    cells = 4 if window == 2 else 6
    size = 100 / cells
    field = [line[:cells] for line in _FIELD[:cells]]
    starts = _starts(cells, window, stride)
    numbers(sheet, 30, 10, size, field)
    side = window * size - 1.5
    for top in starts:
        for left in starts:
            x, y = 30 + left * size, 10 + top * size
            if stride >= window or (top, left) == (0, 0):
                _framed(sheet, x, y, side)
    if stride < window:
        sheet.tile(30 + stride * size, 10, side, side, 0, dashed=True)
    between(sheet, 148, text=how)
    out = [[_kept(field, top, left, window, how) for left in starts] for top in starts]
    step = min(27.0, 96 / len(starts))
    numbers(sheet, 186, 60 - len(starts) * step / 2, step, out, color=sheet.second)


def _framed(sheet: Sheet, x: float, y: float, side: float) -> None:
    corners = ((x, y), (x + side, y), (x + side, y + side), (x, y + side), (x, y))
    sheet.stroke(corners, sheet.ink, 2)


def _pool_1d(sheet: Sheet, window: int, stride: int, how: str) -> None:
    line = _FIELD[1][:6]
    numbers(sheet, 50, 16, 30, [line])
    for start in _starts(6, window, stride):
        seen = line[start : start + window]
        left = 50 + start * 30
        middle = left + window * 15
        for place in range(window):
            sheet.stroke(((left + 14 + 30 * place, 46), (middle, 78)), sheet.ink, 1)
        kept = max(seen) if how == "max" else sum(seen) / len(seen)
        sheet.tile(middle - 13, 80, 26, 28, 0.4, color=sheet.second, text=f"{kept:.2g}")
    sheet.word(4, 54, 44, 14, how)


def _kept(field: list[tuple[int, ...]], top: int, left: int, window: int, how: str) -> float:
    places = range(window)
    seen = [field[top + i][left + j] for i in places for j in places]
    return max(seen) if how == "max" else round(sum(seen) / len(seen), 1)
