"""Line: what one curve shows, in which role, of which series."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtGui import QColor

from designer.session.series import Series
from designer.ui.theme import current


class Unit(StrEnum):
    """What the horizontal axis counts."""

    STEP = "step"
    EPOCH = "epoch"


@dataclass(frozen=True, slots=True)
class Line:
    """One curve.

    Attributes:
        key: tells lines of a plot apart, and stays when more points come.
        label: what the legend says.
        color: asked whenever the theme changes.
        smooth: draw the raw curve faint and a smoothed one over it.
        points: mark each point (one an epoch).
        dashed: a second curve of the same colour.
        steps_per_epoch: how many steps are one epoch of this run.
    """

    key: str
    label: str
    series: Series
    color: Callable[[], QColor]
    smooth: bool = False
    points: bool = False
    dashed: bool = False
    steps_per_epoch: int = 1

    def scale(self, unit: Unit) -> float:
        """Return how many steps are one *unit*."""
        return float(max(self.steps_per_epoch, 1)) if unit is Unit.EPOCH else 1.0


@dataclass(frozen=True, slots=True)
class Best:
    """The best value of a metric: where it was, and in which epoch."""

    key: str
    step: float
    value: float
    epoch: int


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that happened at a step: a resume, an early stop."""

    step: float
    text: str


def training_color() -> QColor:
    """Return the colour of curves of training data."""
    return current().training


def validation_color() -> QColor:
    """Return the colour of curves of validation data."""
    return current().validation
