"""How far apart colours are for eyes of different kinds.

Dichromats are simulated by the matrices of Machado, Oliveira and Fernandes (2009) for severity 1,
applied to linear light; distances are Euclidean in OKLab (Ottosson, 2020).
"""

from math import dist

from PySide6.QtGui import QColor

Triple = tuple[float, float, float]

EYES: dict[str, tuple[Triple, Triple, Triple]] = {
    "usual": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
_CONES = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
_LAB = (
    (0.2104542553, 0.7936177850, -0.0040720468),
    (1.9779984951, -2.4285922050, 0.4505937099),
    (0.0259040371, 0.7827717662, -0.8086757660),
)


def apart(one: QColor, other: QColor, eye: str) -> float:
    """Return how far apart two colours are for an eye; 0.02 is about what can just be seen."""
    return dist(_seen(one, eye), _seen(other, eye))


def contrast(one: QColor, other: QColor) -> float:
    """Return the contrast of two colours as WCAG 2 defines it, 1 to 21."""
    low, high = sorted(_luminance(color) for color in (one, other))
    return (high + 0.05) / (low + 0.05)


def _seen(color: QColor, eye: str) -> Triple:
    light = _times(EYES[eye], _linear(color))
    clipped = tuple(min(1.0, max(0.0, value)) for value in light)
    return _times(_LAB, tuple(value ** (1 / 3) for value in _times(_CONES, clipped)))


def _linear(color: QColor) -> Triple:
    return tuple(
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in color.getRgbF()[:3]
    )


def _luminance(color: QColor) -> float:
    return sum(
        weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), _linear(color), strict=True)
    )


def _times(matrix: tuple[Triple, Triple, Triple], values: Triple) -> Triple:
    return tuple(sum(a * b for a, b in zip(row, values, strict=True)) for row in matrix)
