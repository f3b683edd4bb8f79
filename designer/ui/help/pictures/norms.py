"""Drawings of normalization: which values share a mean, and how lengths become one."""

from math import cos, sin
from typing import Final

from designer.ui.help.pictures.parts import between
from designer.ui.help.sheet import TURN, Sheet
from designer.ui.help.values import Values
from designer.ui.translate import tr

_CELLS: Final = 4
_SIZE: Final = 16.0
_BACK: Final = 8.0
_LEFT: Final = 42.0
_TOP: Final = 40.0


def axes_cube(sheet: Sheet, values: Values) -> None:
    """Draw batch, places and channels as a cube, and lit in it what shares one mean.

    The front is the first sample: channels to the right, places downwards. Samples go back.
    """
    mode = values.word("mode", "batch")
    for a in reversed(range(_CELLS)):
        for b in range(_CELLS):
            sheet.fill(_top(b, a), _shade(mode, sample=a, place=0, channel=b))
    for a in reversed(range(_CELLS)):
        for b in range(_CELLS):
            sheet.fill(_side(b, a), _shade(mode, sample=a, place=b, channel=_CELLS - 1))
    for place in range(_CELLS):
        for channel in range(_CELLS):
            strength = _shade(mode, sample=0, place=place, channel=channel)
            sheet.fill(_front(place, channel), strength)
    low = _TOP + _CELLS * _SIZE
    sheet.word(_LEFT, low + 1, _CELLS * _SIZE, 13, tr("channels"), size=10)
    sheet.word(_LEFT - 42, _TOP + 24, 38, 14, tr("places"), size=10)
    sheet.word(_LEFT + 78, low - 16, 44, 14, tr("batch"), size=10)
    _say(sheet, mode)


def _say(sheet: Sheet, mode: str) -> None:
    words = {
        "batch": (tr("one channel of"), tr("the whole batch")),
        "layer": (tr("one sample,"), tr("at one place")),
        "group": (tr("some channels"), tr("of one sample")),
        "rms": (tr("one sample,"), tr("at one place")),
    }[mode]
    goal = tr("mean square 1") if mode == "rms" else tr("mean 0, spread 1")
    sheet.tile(164, 20, 14, 14, 0.75)
    sheet.word(184, 13, 94, 14, words[0], left=True)
    sheet.word(184, 27, 94, 14, words[1], left=True)
    sheet.arrow(198, 48, 198, 66, sheet.muted)
    sheet.word(164, 70, 112, 16, goal, left=True, color=sheet.text_color)


def _shade(mode: str, *, sample: int, place: int, channel: int) -> float:
    lit = {
        "batch": channel == _CELLS - 1,
        "layer": sample == 0 and place == 0,
        "rms": sample == 0 and place == 0,
        "group": sample == 0 and channel >= _CELLS // 2,
    }[mode]
    return 0.75 if lit else 0.07


def _front(place: int, channel: int) -> list[tuple[float, float]]:
    x, y = _LEFT + channel * _SIZE, _TOP + place * _SIZE
    return [(x, y), (x + _SIZE, y), (x + _SIZE, y + _SIZE), (x, y + _SIZE)]


def _top(channel: int, sample: int) -> list[tuple[float, float]]:
    x, y, d = _LEFT + channel * _SIZE + sample * _BACK, _TOP - sample * _BACK, _BACK
    return [(x, y), (x + d, y - d), (x + d + _SIZE, y - d), (x + _SIZE, y)]


def _side(place: int, sample: int) -> list[tuple[float, float]]:
    d = _BACK
    x = _LEFT + _CELLS * _SIZE + sample * d
    y = _TOP + place * _SIZE - sample * d
    return [(x, y), (x + d, y - d), (x + d, y - d + _SIZE), (x, y + _SIZE)]


def unit_vectors(sheet: Sheet, values: Values) -> None:
    """Draw arrows of several lengths, and the same ones ending on a circle."""
    arrows = ((0.35, 52.0), (1.15, 24.0), (2.5, 38.0), (4.1, 46.0))
    for x, length in ((66, 0.0), (214, 34.0)):
        sheet.stroke(_ring(x, 60, 34, 34), sheet.faint, 1.2)
        for angle, own in arrows:
            reach = length or own
            sheet.arrow(x, 60, x + reach * cos(angle), 60 - reach * sin(angle), sheet.ink)
    between(sheet, 130)


def spectral(sheet: Sheet, values: Values) -> None:
    """Draw what weights make of a circle, before and after they are divided."""
    sheet.stroke(_ring(46, 56, 26, 26), sheet.muted, 1.2)
    sheet.word(10, 100, 72, 14, tr("inputs"))
    between(sheet, 84, 56, length=18, text="W")
    sheet.stroke(_ring(150, 56, 42, 15), sheet.second, 1.6)
    sheet.arrow(150, 56, 191, 56, sheet.second)
    sheet.word(152, 43, 20, 13, "σ", color=sheet.text_color)
    between(sheet, 198, 56, length=18, text="W / σ")
    sheet.stroke(_ring(246, 56, 26, 26), sheet.faint, 1)
    sheet.stroke(_ring(246, 56, 26, 9.3), sheet.ink, 1.6)
    sheet.word(212, 100, 68, 14, tr("at most 1"))


def _ring(x: float, y: float, wide: float, high: float) -> list[tuple[float, float]]:
    steps = 48
    turns = [TURN * index / steps for index in range(steps + 1)]
    return [(x + wide * cos(turn), y - high * sin(turn)) for turn in turns]
