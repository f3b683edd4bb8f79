"""Drawings of convolutions: windows that slide, paint, or look at one channel each."""

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil

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
    match values.whole("axes", 2):
        case 1:
            _painted_1d(sheet, values)
        case 2:
            _painted_2d(sheet, values)
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


@dataclass(frozen=True, slots=True)
class _Slide:
    """How a window slides over *cells* places.

    Attributes:
        seen: places that the first window looks at, counted from the first zero of the border.
        before: zeros before the first place; `after` behind the last.
        outputs: how many places the result has.
    """

    cells: int
    seen: frozenset[int]
    stride: int
    before: int
    after: int
    outputs: int

    @property
    def reach(self) -> int:
        """How wide the window is, with the places that it leaves out."""
        return max(self.seen) + 1

    @property
    def width(self) -> int:
        """How many places there are with the border."""
        return self.before + self.cells + self.after

    def is_border(self, place: int) -> bool:
        """Return whether *place* is a zero of the border."""
        return not self.before <= place < self.before + self.cells


def _slide(values: Values, cells: int) -> _Slide:
    kernel = values.whole("kernel_size", 3, most=cells)
    dilation = values.whole("dilation_rate", 1, most=max(1, (cells - 1) // max(1, kernel - 1)))
    stride = values.whole("strides", 1, most=3)
    reach = dilation * (kernel - 1) + 1
    before, after = 0, 0
    padding = values.word("padding", "valid")
    if padding == "causal":
        before = reach - 1
    elif padding == "same":
        needed = max((ceil(cells / stride) - 1) * stride + reach - cells, 0)
        before, after = needed // 2, needed - needed // 2
    outputs = max(1, (before + cells + after - reach) // stride + 1)
    seen = frozenset(dilation * index for index in range(kernel))
    return _Slide(cells, seen, stride, before, after, outputs)


def _window_1d(sheet: Sheet, values: Values) -> None:
    slide = _slide(values, 9)
    size = min(26.0, 264 / slide.width)
    start = 140 - slide.width * size / 2
    for place in range(slide.width):
        border = slide.is_border(place)
        strength = 0.65 if place in slide.seen else 0.12
        tile = (start + place * size, 22, size - 1.5, size - 1.5)
        sheet.tile(*tile, 0.0 if border else strength, dashed=border, text="0" if border else "")
    left = 140 - slide.outputs * size / 2
    row(sheet, left, 80, size, [0.65] + [0.15] * (slide.outputs - 1), color=sheet.second)
    for place in slide.seen:
        end = (left + size / 2, 78)
        sheet.stroke(((start + (place + 0.5) * size, 23 + size), end), sheet.ink, 1)
    if slide.outputs > 1:
        x = start + slide.stride * size
        sheet.tile(x - 2, 19, slide.reach * size + 2, size + 4, 0, dashed=True)
        sheet.word(x - 40 + slide.reach * size / 2, 4, 80, 12, tr("next"), size=10)


def _window_2d(sheet: Sheet, values: Values) -> None:
    slide = _slide(values, 7)
    size = min(14.5, 106 / slide.width)
    top = 60 - slide.width * size / 2
    for r in range(slide.width):
        for c in range(slide.width):
            border = slide.is_border(r) or slide.is_border(c)
            seen = r in slide.seen and c in slide.seen
            tile = (20 + c * size, top + r * size, size - 1.5, size - 1.5)
            strength = 0.65 if seen else 0.1
            sheet.tile(*tile, (0.3 if seen else 0.0) if border else strength)
    side = slide.reach * size
    left, out = 176, 60 - slide.outputs * size / 2
    for corner in ((20 + side, top), (20 + side, top + side)):
        sheet.stroke((corner, (left, out + size / 2)), sheet.ink, 0.9)
    grid(
        sheet,
        left,
        out,
        size,
        slide.outputs,
        slide.outputs,
        lambda r, c: 0.7 if (r, c) == (0, 0) else 0.15,
        color=sheet.second,
    )
    if slide.outputs > 1:
        sheet.tile(19 + slide.stride * size, top - 1, side, side, 0, dashed=True)
    kernel = len(slide.seen)
    sheet.word(126, 102, 50, 12, f"{kernel} × {kernel}", size=11)


def _volume(sheet: Sheet, before: float, after: float) -> None:
    cuboid(sheet, 36, 64 - before / 2 + 8, before, before, before * 0.7, 0.12)
    small = before * 0.42
    cuboid(sheet, 36, 64 + before / 2 + 8 - small, small, small, small * 0.7, 0.5)
    between(sheet, 142)
    cuboid(sheet, 180, 64 - after / 2 + 8, after, after, after * 0.7, 0.12, color=sheet.second)
    patch = after * (0.24 if after < before else 0.5)
    low = 64 + after / 2 + 8 - patch
    cuboid(sheet, 180, low, patch, patch, patch * 0.7, 0.55, color=sheet.second)


@dataclass(frozen=True, slots=True)
class _Paint:
    """What three values paint: *cells* places, of which those from `first` to `end` stay."""

    kernel: int
    stride: int
    cells: int
    first: int
    end: int

    def stays(self, place: int) -> bool:
        """Return whether *place* belongs to the result."""
        return self.first <= place < self.end


def _paint(values: Values) -> _Paint:
    kernel = values.whole("kernel_size", 3, most=5)
    stride = values.whole("strides", 1, most=3)
    cells = 2 * stride + max(kernel, stride)
    if values.word("padding", "valid") != "same":
        return _Paint(kernel, stride, cells, 0, cells)
    first = max(kernel - stride, 0) // 2
    return _Paint(kernel, stride, cells, first, first + 3 * stride)


def _painted_1d(sheet: Sheet, values: Values) -> None:
    paint = _paint(values)
    size = 24.0
    row(sheet, 104, 18, size, [0.65, 0.12, 0.12])
    left = 140 - paint.cells * size / 2
    for place in range(paint.cells):
        stays = paint.stays(place)
        strength = 0.65 if place < paint.kernel else 0.12
        tile = (left + place * size, 80, size - 1.5, size - 1.5)
        sheet.tile(*tile, strength if stays else 0.0, color=sheet.second, dashed=not stays)
    for place in range(paint.kernel):
        sheet.stroke(((115, 42), (left + size * (place + 0.5) - 1, 78)), sheet.ink, 1)
    sheet.tile(left + paint.stride * size - 2, 77, paint.kernel * size, 28, 0, dashed=True)


def _painted_2d(sheet: Sheet, values: Values) -> None:
    paint = _paint(values)
    cells, kernel = paint.cells, paint.kernel
    size = min(14.5, 104 / cells)
    grid(sheet, 40, 38, 15, 3, 3, lambda r, c: 0.7 if (r, c) == (0, 0) else 0.1)
    left, top = 158, 60 - cells * size / 2
    for r in range(cells):
        for c in range(cells):
            stays = paint.stays(r) and paint.stays(c)
            strength = 0.65 if r < kernel and c < kernel else 0.1
            tile = (left + c * size, top + r * size, size - 1.5, size - 1.5)
            sheet.tile(*tile, strength if stays else 0.0, color=sheet.second, dashed=not stays)
    sheet.stroke(((54, 38), (left, top)), sheet.ink, 0.9)
    sheet.stroke(((54, 52), (left, top + kernel * size)), sheet.ink, 0.9)
    sheet.tile(
        left + paint.stride * size - 1, top - 1, kernel * size, kernel * size, 0, dashed=True
    )


def _lit(first: int, last: int) -> Callable[[int, int], float]:
    return lambda r, c: 0.7 if first <= r <= last and first <= c <= last else 0.15


def _rows_alone(sheet: Sheet, x: float, colors: tuple[QColor, ...]) -> None:
    for index, color in enumerate(colors):
        row(sheet, x, 30 + 24 * index, 16, [0.6, 0.6, 0.6, 0.12, 0.12, 0.12], color=color)


def _channels(sheet: Sheet) -> tuple[QColor, QColor, QColor]:
    return sheet.ink, sheet.second, sheet.third
