"""The way from one look at the drawing to another, which the eye can follow."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEasingCurve, QObject, QPointF, QVariantAnimation

from designer.ui.theme import Sizes


@dataclass(frozen=True, slots=True)
class Look:
    """How near one is, and the point of the drawing in the middle."""

    scale: float
    middle: QPointF


class Flight:
    """Goes from look to look, each step as much nearer as the one before."""

    def __init__(self, parent: QObject, show: Callable[[Look], None]) -> None:
        self._show = show
        self._begin = self._end = Look(1.0, QPointF())
        self._animation = QVariantAnimation(parent)
        self._animation.setDuration(Sizes.DURATION)
        self._animation.setEasingCurve(QEasingCurve.Type.InOutCubic)
        self._animation.setStartValue(0.0)
        self._animation.setEndValue(1.0)
        self._animation.valueChanged.connect(self._on_step)

    def start(self, begin: Look, end: Look) -> None:
        """Begin at *begin* and come to *end*."""
        self.stop()
        self._begin, self._end = begin, end
        if begin != end:
            self._animation.start()

    def stop(self) -> None:
        """Stay where it is."""
        self._animation.stop()

    def _on_step(self, progress: float) -> None:
        self._show(between(self._begin, self._end, float(progress)))


def between(begin: Look, end: Look, progress: float) -> Look:
    """Return the look at *progress*, 0 to 1, of the way.

    The scale grows by equal factors, and the middle moves so that one point of the drawing stays
    fixed on the screen, as it does when one zooms to it by hand.
    """
    scale = begin.scale * (end.scale / begin.scale) ** progress
    if abs(end.scale - begin.scale) < 1e-9:
        share = progress
    else:
        share = (1 / begin.scale - 1 / scale) / (1 / begin.scale - 1 / end.scale)
    return Look(scale, begin.middle + (end.middle - begin.middle) * share)
