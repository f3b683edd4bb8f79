"""The colours of the heat-map, told apart by colour-blind people and in print.

The scale is cividis (Nuñez, Anderton and Renslow 2018, doi:10.1371/journal.pone.0199239), whose
lightness grows steadily. More cost is what stands out from the paper: dark on light, light on dark.
"""

from typing import Final

from PySide6.QtGui import QColor

STEPS: Final = 16
_POINTS: Final = (
    (0, 32, 81),
    (29, 54, 108),
    (71, 78, 108),
    (104, 103, 112),
    (134, 127, 118),
    (166, 154, 111),
    (205, 186, 94),
    (253, 234, 69),
)
_PALE: Final = 0.65
"""How much of the paper's white the lowest step has, so that what costs nothing is quiet."""
_CURVE: Final = 1 / 3
_DARK_INK: Final = QColor("#000000")
_LIGHT_INK: Final = QColor("#FFFFFF")
_EVEN: Final = 0.179
"""The luminance on which black and white stand out alike."""


def step_of(value: float, most: float) -> int:
    """Return the step of a figure among *STEPS*; small figures are told apart, too."""
    if most <= 0 or value <= 0:
        return 0
    return min(STEPS - 1, int((value / most) ** _CURVE * STEPS))


def figure_at(place: float, most: float) -> float:
    """Return the figure that stands at a place (0 to 1) of the scale."""
    return float(place ** (1 / _CURVE) * most)


def heat_color(step: int, *, dark: bool) -> QColor:
    """Return the colour of a step."""
    place = step / (STEPS - 1)
    if dark:
        return _mixed(place)
    color = _mixed(1 - place)
    white = _PALE * (1 - place)
    parts = (color.red(), color.green(), color.blue())
    return QColor(*(round(part + (255 - part) * white) for part in parts))


def ink_on(color: QColor) -> QColor:
    """Return the colour of words on *color*: that of black and white that stands out more."""
    return _DARK_INK if luminance(color) > _EVEN else _LIGHT_INK


def luminance(color: QColor) -> float:
    """Return the relative luminance of WCAG 2, from 0 for black to 1 for white."""
    parts = (_linear(color.redF()), _linear(color.greenF()), _linear(color.blueF()))
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.03928 else float(((part + 0.055) / 1.055) ** 2.4)


def _mixed(place: float) -> QColor:
    along = min(max(place, 0.0), 1.0) * (len(_POINTS) - 1)
    index = min(int(along), len(_POINTS) - 2)
    rest = along - index
    first, second = _POINTS[index], _POINTS[index + 1]
    return QColor(*(round(a + (b - a) * rest) for a, b in zip(first, second, strict=True)))
