"""A tiny landscape of pixels, and what the preprocessing layers make of it."""

from collections.abc import Callable, Mapping
from math import exp
from typing import Final

from PySide6.QtGui import QColor

from designer.ui.help.sheet import wave

COLUMNS: Final = 16
ROWS: Final = 12

Pixel = tuple[float, float, float]
Picture = list[list[Pixel]]


def landscape() -> Picture:
    """Return sky, sun, hills and a tree; colours from 0 to 1."""
    picture = [[_sky(r) for _ in range(COLUMNS)] for r in range(ROWS)]
    for r in range(ROWS):
        for c in range(COLUMNS):
            if (r - 2.5) ** 2 + (c - 11.5) ** 2 < 4.2:
                picture[r][c] = (0.98, 0.82, 0.25)
            if r > 7 - 2.2 * exp(-(((c - 4) / 3.4) ** 2)) + 0.08 * c:
                picture[r][c] = (0.36, 0.62, 0.36)
            if r > 9.4:
                picture[r][c] = (0.27, 0.48, 0.28)
    for r, c in ((8, 12), (9, 12)):
        picture[r][c] = (0.42, 0.28, 0.18)
    for r, c in ((5, 12), (6, 11), (6, 12), (6, 13), (7, 11), (7, 12), (7, 13)):
        picture[r][c] = (0.15, 0.4, 0.22)
    return picture


def other() -> Picture:
    """Return another picture: a house before an evening sky."""
    picture = [[(0.95 - 0.03 * r, 0.6 - 0.02 * r, 0.45)] * COLUMNS for r in range(ROWS)]
    for r in range(ROWS):
        for c in range(COLUMNS):
            if r > 9:
                picture[r][c] = (0.35, 0.33, 0.36)
            elif r > 5 and 3 < c < 12:
                picture[r][c] = (0.88, 0.86, 0.82)
            elif 2 < r <= 5 and abs(c - 7.5) < (r - 1) * 1.2:
                picture[r][c] = (0.6, 0.2, 0.18)
    for r, c in ((7, 5), (7, 6), (7, 9), (7, 10), (8, 5), (8, 6), (8, 9), (8, 10)):
        picture[r][c] = (0.25, 0.3, 0.4)
    return picture


def changed(effect: str) -> Picture | None:
    """Return the landscape with its pixels changed; None where only its geometry changes."""
    made = EFFECTS.get(effect)
    return made(landscape()) if made else None


def _each(change: Callable[[Pixel], Pixel]) -> Callable[[Picture], Picture]:
    return lambda picture: [[_clamped(change(pixel)) for pixel in line] for line in picture]


def _clamped(pixel: Pixel) -> Pixel:
    r, g, b = (max(0.0, min(1.0, value)) for value in pixel)
    return r, g, b


def _values(change: Callable[[float], float]) -> Callable[[Picture], Picture]:
    return _each(lambda pixel: (change(pixel[0]), change(pixel[1]), change(pixel[2])))


def _sky(row: int) -> Pixel:
    return 0.5 + 0.03 * row, 0.7 + 0.02 * row, 0.9


def _grey(pixel: Pixel) -> float:
    return 0.299 * pixel[0] + 0.587 * pixel[1] + 0.114 * pixel[2]


def _mixed_with_grey(share: float) -> Callable[[Pixel], Pixel]:
    def mix(pixel: Pixel) -> Pixel:
        grey = _grey(pixel)
        r, g, b = (value + share * (grey - value) for value in pixel)
        return r, g, b

    return mix


def _hue(pixel: Pixel) -> Pixel:
    color = QColor.fromRgbF(*pixel)
    hue = (max(0.0, color.hsvHueF()) + 0.3) % 1
    turned = QColor.fromHsvF(hue, color.hsvSaturationF(), color.valueF())
    return turned.redF(), turned.greenF(), turned.blueF()


def _around(picture: Picture, r: int, c: int) -> Pixel:
    near = [
        picture[min(max(r + i, 0), ROWS - 1)][min(max(c + j, 0), COLUMNS - 1)]
        for i in (-1, 0, 1)
        for j in (-1, 0, 1)
    ]
    red, green, blue = (sum(pixel[k] for pixel in near) / 9 for k in range(3))
    return red, green, blue


def blurred(picture: Picture) -> Picture:
    """Return each pixel as the mean of its neighbours."""
    return [[_around(picture, r, c) for c in range(COLUMNS)] for r in range(ROWS)]


def blended(left: Picture, right: Picture, share: float) -> Picture:
    """Return *share* of the left and the rest of the right."""
    return [
        [_blend(a, b, share) for a, b in zip(*lines, strict=True)]
        for lines in zip(left, right, strict=True)
    ]


def _blend(a: Pixel, b: Pixel, share: float) -> Pixel:
    r, g, bl = (share * x + (1 - share) * y for x, y in zip(a, b, strict=True))
    return r, g, bl


def _sharpened(picture: Picture) -> Picture:
    return _values(lambda v: v)(blended(picture, blurred(picture), 2.2))


def _equalized(picture: Picture) -> Picture:
    ranks = [sorted({pixel[k] for line in picture for pixel in line}) for k in range(3)]

    def level(pixel: Pixel) -> Pixel:
        r, g, b = (ranks[k].index(pixel[k]) / max(1, len(ranks[k]) - 1) for k in range(3))
        return r, g, b

    return [[level(pixel) for pixel in line] for line in picture]


def _stretched(picture: Picture) -> Picture:
    spans = []
    for k in range(3):
        flat = [pixel[k] for line in picture for pixel in line]
        spans.append((min(flat), max(flat) - min(flat)))

    def stretch(pixel: Pixel) -> Pixel:
        r, g, b = ((value - low) / span for value, (low, span) in zip(pixel, spans, strict=True))
        return r, g, b

    return [[stretch(pixel) for pixel in line] for line in picture]


def _warm(pixel: Pixel) -> Pixel:
    return pixel[0] * 1.15, pixel[1] * 0.95, pixel[2] * 0.75


def _erased(picture: Picture) -> Picture:
    noise = wave(ROWS * COLUMNS, seed=6)
    result = [list(line) for line in picture]
    for r in range(4, 9):
        for c in range(2, 8):
            value = noise[r * COLUMNS + c]
            result[r][c] = (value, value, value)
    return result


def _cut(picture: Picture) -> Picture:
    house = other()
    result = [list(line) for line in picture]
    for r in range(3, ROWS):
        for c in range(8):
            result[r][c] = house[r][c + 4]
    return result


def dull(picture: Picture) -> Picture:
    """Return the picture with little contrast."""
    return _values(lambda v: 0.42 + 0.3 * (v - 0.5))(picture)


def _tiles(picture: Picture) -> Picture:
    halves = _values(lambda v: (v - 0.5) * 1.5 + 0.5)(picture)
    return blended(halves, _equalized(picture), 0.7)


EFFECTS: Final[Mapping[str, Callable[[Picture], Picture]]] = {
    "brightness": _values(lambda v: v + 0.28),
    "contrast": _values(lambda v: (v - 0.5) * 1.9 + 0.5),
    "hue": _each(_hue),
    "saturation": _each(_mixed_with_grey(-1.1)),
    "fade": _each(_mixed_with_grey(0.7)),
    "grayscale": _each(_mixed_with_grey(1.0)),
    "invert": _values(lambda v: 1 - v),
    "posterize": _values(lambda v: round(v * 3) / 3 if v < 1 else 1.0),
    "solarize": _values(lambda v: 1 - v if v > 0.6 else v),
    "sharpen": _sharpened,
    "blur": lambda picture: blurred(blurred(picture)),
    "erase": _erased,
    "equalize": lambda picture: _equalized(dull(picture)),
    "autocontrast": lambda picture: _stretched(dull(picture)),
    "clahe": _tiles,
    "jitter": lambda picture: _values(lambda v: (v - 0.5) * 1.3 + 0.55)(_each(_warm)(picture)),
    "cutmix": _cut,
    "mixup": lambda picture: blended(picture, other(), 0.6),
    "augmix": lambda picture: blended(picture, _values(lambda v: 1 - v)(picture), 0.75),
    "randaugment": _values(lambda v: round(v * 3) / 3 + 0.08),
}
DULL: Final = frozenset(("equalize", "autocontrast", "clahe"))
"""Effects that are shown on a dull picture."""
