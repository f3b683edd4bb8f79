"""Drawings of convolutions: windows that slide, paint, or look at one channel each."""

from collections.abc import Callable

from PySide6.QtGui import QColor

from designer.ui.help.pictures.parts import between, cuboid, grid, row
from designer.ui.help.sheet import Sheet
from designer.ui.help.values import Values
from designer.ui.translate import tr


def window(sheet: Sheet, values: Values) -> None:
    """Draw a window that slides over the input, and the value that it gives."""
    match values.whole("axes", 2):
        case 1:
            _window_1d(sheet, values)
        case 2:
            _window_2d(sheet, values)
        case _:
            _volume(sheet, 62, 44)


def transposed(sheet: Sheet, values: Values) -> None:
    """Draw one value that paints a whole window of the larger output."""
    kernel = values.whole("kernel_size", 3, most=4)
    stride = values.whole("strides", 2, most=3)
    match values.whole("axes", 2):
        case 1:
            _painted_1d(sheet, kernel, stride)
        case 2:
            _painted_2d(sheet, kernel, stride)
        case _:
            _volume(sheet, 40, 64)


def depthwise(sheet: Sheet, values: Values) -> None:
    """Draw each channel with a window of its own."""
    colors = _channels(sheet)
    if values.whole("axes", 2) == 1:
        _rows_alone(sheet, 20, colors)
        between(sheet, 134, 64)
        sheet.word(110, 100, 72, 14, tr("each alone"))
        for index, color in enumerate(colors):
            row(sheet, 178, 30 + 24 * index, 18, [0.35] * 4, color=color)
        return
    for index, color in enumerate(colors):
        y = 6 + 38 * index
        grid(sheet, 52, y, 8.5, 4, 4, _lit(1, 3), color=color)
        sheet.arrow(96, y + 17, 124, y + 17, color)
        grid(sheet, 134, y + 4, 8.5, 3, 3, lambda r, c: 0.7, color=color)
        sheet.arrow(168, y + 17, 196, y + 17, color)
        grid(sheet, 204, y, 8.5, 4, 4, lambda r, c: 0.3, color=color)


def separable(sheet: Sheet, values: Values) -> None:
    """Draw the two steps: each channel alone, then all mixed."""
    colors = _channels(sheet)
    for index, color in enumerate(colors):
        y = 12 + 34 * index
        if values.whole("axes", 2) == 1:
            row(sheet, 12, y + 6, 12, [0.15, 0.6, 0.6, 0.6, 0.15], color=color)
            row(sheet, 112, y + 6, 12, [0.35] * 4, color=color)
        else:
            grid(sheet, 22, y, 7.5, 4, 4, _lit(1, 3), color=color)
            grid(sheet, 118, y, 7.5, 4, 4, lambda r, c: 0.35, color=color)
        sheet.arrow(78, y + 14, 104, y + 14, color)
        for target in range(2):
            sheet.stroke(((164, y + 14), (206, 34 + 44 * target)), sheet.faint, 1)
    for target in range(2):
        sheet.tile(208, 20 + 44 * target, 28, 28, 0.5)
    sheet.word(74, 106, 36, 12, tr("alone"), size=10)
    sheet.word(166, 106, 44, 12, tr("mixed"), size=10)


def _window_1d(sheet: Sheet, values: Values) -> None:
    cells, size = 9, 26
    kernel, dilation, stride = _sizes(values, cells)
    seen = {dilation * index for index in range(kernel)}
    row(sheet, 22, 22, size, [0.65 if index in seen else 0.12 for index in range(cells)])
    outputs = max(1, (cells - dilation * (kernel - 1) - 1) // stride + 1)
    left = 22 + (cells - outputs) * size / 2
    row(sheet, left, 80, size, [0.65] + [0.15] * (outputs - 1), color=sheet.second)
    for place in seen:
        sheet.stroke(((34 + place * size, 48), (left + 12, 78)), sheet.ink, 1)
    if outputs > 1:
        x = 22 + stride * size
        sheet.tile(x - 3, 18, (max(seen) + 1) * size + 4, 32, 0, dashed=True)
        sheet.word(x - 40, 3, 80, 12, tr("next"), size=10)


def _window_2d(sheet: Sheet, values: Values) -> None:
    cells, size = 7, 14.5
    kernel, dilation, stride = _sizes(values, cells)
    seen = {dilation * index for index in range(kernel)}
    grid(sheet, 20, 10, size, cells, cells, lambda r, c: 0.65 if r in seen and c in seen else 0.1)
    reach = max(seen) + 1
    outputs = max(1, (cells - reach) // stride + 1)
    left, top = 176, 60 - outputs * size / 2
    for corner in ((20 + reach * size, 10), (20 + reach * size, 10 + reach * size)):
        sheet.stroke((corner, (left, top + size / 2)), sheet.ink, 0.9)
    grid(
        sheet,
        left,
        top,
        size,
        outputs,
        outputs,
        lambda r, c: 0.7 if (r, c) == (0, 0) else 0.15,
        color=sheet.second,
    )
    if outputs > 1:
        sheet.tile(20 + stride * size - 1, 9, reach * size, reach * size, 0, dashed=True)
    sheet.word(128, 100, 48, 12, f"{kernel} × {kernel}", size=11)


def _sizes(values: Values, cells: int) -> tuple[int, int, int]:
    kernel = values.whole("kernel_size", 3, most=cells)
    dilation = values.whole("dilation_rate", 1, most=max(1, (cells - 1) // max(1, kernel - 1)))
    return kernel, dilation, values.whole("strides", 1, most=3)


def _volume(sheet: Sheet, before: float, after: float) -> None:
    cuboid(sheet, 36, 64 - before / 2 + 8, before, before, before * 0.7, 0.12)
    small = before * 0.42
    cuboid(sheet, 36, 64 + before / 2 + 8 - small, small, small, small * 0.7, 0.5)
    between(sheet, 142)
    cuboid(sheet, 180, 64 - after / 2 + 8, after, after, after * 0.7, 0.12, color=sheet.second)
    patch = after * (0.24 if after < before else 0.5)
    low = 64 + after / 2 + 8 - patch
    cuboid(sheet, 180, low, patch, patch, patch * 0.7, 0.55, color=sheet.second)


def _painted_1d(sheet: Sheet, kernel: int, stride: int) -> None:
    size = 24.0
    row(sheet, 104, 18, size, [0.65, 0.12, 0.12])
    cells = 2 * stride + kernel
    left = 140 - cells * size / 2
    painted = [0.65 if place < kernel else 0.12 for place in range(cells)]
    row(sheet, left, 80, size, painted, color=sheet.second)
    for place in range(kernel):
        sheet.stroke(((115, 42), (left + size * (place + 0.5) - 1, 78)), sheet.ink, 1)
    sheet.tile(left + stride * size - 2, 77, kernel * size, 28, 0, dashed=True)


def _painted_2d(sheet: Sheet, kernel: int, stride: int) -> None:
    cells = 2 * stride + kernel
    size = min(14.5, 104 / cells)
    grid(sheet, 40, 38, 15, 3, 3, lambda r, c: 0.7 if (r, c) == (0, 0) else 0.1)
    left, top = 158, 60 - cells * size / 2
    grid(
        sheet,
        left,
        top,
        size,
        cells,
        cells,
        lambda r, c: 0.65 if r < kernel and c < kernel else 0.1,
        color=sheet.second,
    )
    sheet.stroke(((54, 38), (left, top)), sheet.ink, 0.9)
    sheet.stroke(((54, 52), (left, top + kernel * size)), sheet.ink, 0.9)
    sheet.tile(left + stride * size - 1, top - 1, kernel * size, kernel * size, 0, dashed=True)


def _lit(first: int, last: int) -> Callable[[int, int], float]:
    return lambda r, c: 0.7 if first <= r <= last and first <= c <= last else 0.15


def _rows_alone(sheet: Sheet, x: float, colors: tuple[QColor, ...]) -> None:
    for index, color in enumerate(colors):
        row(sheet, x, 30 + 24 * index, 16, [0.6, 0.6, 0.6, 0.12, 0.12, 0.12], color=color)


def _channels(sheet: Sheet) -> tuple[QColor, QColor, QColor]:
    return sheet.ink, sheet.second, sheet.third
