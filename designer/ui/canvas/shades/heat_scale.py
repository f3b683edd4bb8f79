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
_DARK_INK: Final = QColor("#10131A")
_LIGHT_INK: Final = QColor("#FFFFFF")


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
    """Return the colour of words on *color*."""
    light = 0.299 * color.red() + 0.587 * color.green() + 0.114 * color.blue()
    return _DARK_INK if light > 126 else _LIGHT_INK


def _mixed(place: float) -> QColor:
    along = min(max(place, 0.0), 1.0) * (len(_POINTS) - 1)
    index = min(int(along), len(_POINTS) - 2)
    rest = along - index
    first, second = _POINTS[index], _POINTS[index + 1]
    return QColor(*(round(a + (b - a) * rest) for a, b in zip(first, second, strict=True)))
