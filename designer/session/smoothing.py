"""Smoothing that keeps up: a debiased exponential mean of a series, folded in as points come.

The mean of point i is the sum of `factor ** (i - j) * y_j` over all j up to i, divided by the same
sum of ones: it begins at the first value and not at zero (the correction of Adam, Kingma and Ba,
2015, section 3). Values that are not finite count for nothing.
"""

from typing import Final

import numpy as np

from designer.session.series import Floats, Series

MAX_FACTOR: Final = 0.99
_BLOCK: Final = 256


class Smoothed:
    """The smoothed values of one series, for one factor at a time."""

    def __init__(self, source: Series, factor: float = 0.6) -> None:
        self._source = source
        self._factor = factor
        self._begin()

    @property
    def source(self) -> Series:
        """What is smoothed."""
        return self._source

    @property
    def factor(self) -> float:
        """0 (not at all) to `MAX_FACTOR`."""
        return self._factor

    @property
    def complete(self) -> bool:
        """Whether every point of the source is folded in."""
        return self._cuts == self._source.cuts and len(self.series) == len(self._source)

    def set_factor(self, factor: float) -> None:
        """Begin anew with another factor; `update` then folds the points in."""
        factor = min(max(factor, 0.0), MAX_FACTOR)
        if factor != self._factor:
            self._factor = factor
            self._begin()

    def update(self, limit: int = 250_000) -> bool:
        """Fold in at most *limit* of the points that came since; return `complete`."""
        if self._cuts != self._source.cuts:
            self._begin()
        done = len(self.series)
        end = min(done + limit, len(self._source))
        if end > done:
            values = self._fold(self._source.y[done:end])
            self.series.append(self._source.x[done:end], values)
        return self.complete

    def _begin(self) -> None:
        self.series = Series()
        self._cuts = self._source.cuts
        self._sum = 0.0
        self._weight = 0.0

    def _fold(self, values: Floats) -> Floats:
        finite = np.isfinite(values)
        sums = _decayed(np.where(finite, values, 0.0), self._factor, self._sum)
        weights = _decayed(finite.astype(np.float64), self._factor, self._weight)
        self._sum, self._weight = float(sums[-1]), float(weights[-1])
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.where(weights > 0, sums / weights, np.nan)


def smooth_displayed(xs: Floats, ys: Floats, factor: float, points: int) -> tuple[Floats, Floats]:
    """Smooth what is on the screen only: a stand-in while the factor is being chosen.

    Args:
        xs: as `Series.view` returned them.
        ys: likewise.
        factor: of one step.
        points: how many points of the series *xs* stand for.
    """
    if len(xs) < 4 or points <= len(xs):
        return xs, _debiased(ys, factor)
    even = len(xs) // 2 * 2
    middle = ys[:even].reshape(-1, 2).mean(axis=1)
    return xs[1:even:2], _debiased(middle, factor ** (2 * points / even))


def _debiased(values: Floats, factor: float) -> Floats:
    finite = np.isfinite(values)
    sums = _decayed(np.where(finite, values, 0.0), factor, 0.0)
    weights = _decayed(finite.astype(np.float64), factor, 0.0)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(weights > 0, sums / weights, np.nan)


def _decayed(values: Floats, factor: float, start: float) -> Floats:
    """Return s with `s[i] = factor * s[i - 1] + values[i]`, block by block."""
    count = len(values)
    if not count:
        return values
    size = min(_BLOCK, count)
    padded = np.zeros(-(-count // size) * size)
    padded[:count] = values
    powers = factor ** np.arange(size + 1, dtype=np.float64)
    lags = np.subtract.outer(np.arange(size), np.arange(size))
    kernel = np.where(lags >= 0, powers[np.maximum(lags, 0)], 0.0)
    local: Floats = padded.reshape(-1, size) @ kernel.T
    carries = np.empty(len(local))
    carry = start
    for row, last in enumerate(local[:, -1]):
        carries[row] = carry
        carry = carry * powers[size] + last
    local += np.outer(carries, powers[1:])
    return local.ravel()[:count]
