"""Series: the values of one metric, of any number, ready to be drawn at any zoom.

Beside the raw values stands a pyramid: for every 16 points, every 256, every 4096 ... where the
smallest and the greatest lie. A view of a million points costs as much as one of a thousand, and
no extreme is ever lost.
"""

import math
from typing import Final, TypeAlias, TypeVar

import numpy as np
import numpy.typing as npt

Floats: TypeAlias = npt.NDArray[np.float64]
Indices: TypeAlias = npt.NDArray[np.int64]

Number = TypeVar("Number", np.float64, np.int64)

FAN_OUT: Final = 16


class _Level:
    """For each whole block of points: where its extremes are."""

    __slots__ = ("count", "highest", "lowest")

    def __init__(self) -> None:
        self.lowest: Indices = np.empty(64, dtype=np.int64)
        self.highest: Indices = np.empty(64, dtype=np.int64)
        self.count = 0

    def extend(self, lowest: Indices, highest: Indices) -> None:
        """Append blocks."""
        end = self.count + len(lowest)
        self.lowest = _with_room(self.lowest, self.count, end)
        self.highest = _with_room(self.highest, self.count, end)
        self.lowest[self.count : end] = lowest
        self.highest[self.count : end] = highest
        self.count = end


class Series:
    """An append-only store of points with ascending x.

    Points that go back in x replace what stood from there on: a run that is resumed from a
    checkpoint writes its last steps again. A y that is not finite is kept and makes a gap.
    """

    def __init__(self) -> None:
        self._x: Floats = np.empty(256)
        self._y: Floats = np.empty(256)
        self._count = 0
        self._levels: list[_Level] = []
        self._version = 0
        self._cuts = 0

    def __len__(self) -> int:
        return self._count

    @property
    def x(self) -> Floats:
        """Every x; a view that must not be written to."""
        return self._x[: self._count]

    @property
    def y(self) -> Floats:
        """Every y; a view that must not be written to."""
        return self._y[: self._count]

    @property
    def version(self) -> int:
        """A number that grows with every change."""
        return self._version

    @property
    def cuts(self) -> int:
        """How often points were replaced: what follows the series begins anew when this grows."""
        return self._cuts

    def append(self, xs: npt.ArrayLike, ys: npt.ArrayLike) -> None:
        """Add points; where they go back in x, what stood from there on is dropped.

        Raises:
            ValueError: if there are not as many xs as ys, or an x is not a number.
        """
        new_x = np.atleast_1d(np.asarray(xs, dtype=np.float64))
        new_y = np.atleast_1d(np.asarray(ys, dtype=np.float64))
        if new_x.shape != new_y.shape or new_x.ndim != 1:
            raise ValueError(f"Expected as many xs as ys, found {new_x.shape} and {new_y.shape}.")
        if np.isnan(new_x).any():
            raise ValueError("Expected numbers for x, found NaN.")
        starts = np.flatnonzero(np.diff(new_x) < 0) + 1
        for piece_x, piece_y in zip(np.split(new_x, starts), np.split(new_y, starts), strict=True):
            self._append_ascending(piece_x, piece_y)

    def truncate(self, x: float) -> None:
        """Drop the points at *x* and beyond."""
        count = int(np.searchsorted(self.x, x, side="left"))
        if count == self._count:
            return
        self._count = count
        block = FAN_OUT
        for level in self._levels:
            level.count = min(level.count, count // block)
            block *= FAN_OUT
        self._cuts += 1
        self._version += 1

    def view(self, x0: float, x1: float, buckets: int) -> tuple[Floats, Floats]:
        """Return points to draw between *x0* and *x1*: two a bucket, every extreme among them.

        The neighbours on both sides are included, so that lines run to the edge. Few points come
        as they are. The points are real ones; x ascends.
        """
        first, last = self._inside(x0, x1)
        before, after = max(first - 1, 0), min(last + 1, self._count)
        if last - first <= 2 * max(buckets, 1):
            return self._x[before:after], self._y[before:after]
        inside = self._chosen(first, last, max(buckets, 1))
        chosen = np.concatenate((np.arange(before, first), inside, np.arange(last, after)))
        return self._x[chosen], self._y[chosen]

    def extremes(self, x0: float = -math.inf, x1: float = math.inf) -> tuple[float, float] | None:
        """Return the least and greatest finite y from *x0* to *x1*; None where there is none."""
        first, last = self._inside(x0, x1)
        if first >= last:
            return None
        values = self._y[self._chosen(first, last, 1)]
        values = values[np.isfinite(values)]
        return (float(values.min()), float(values.max())) if len(values) else None

    def nearest(self, x: float) -> tuple[float, float] | None:
        """Return the point nearest to *x*, exactly as it was appended."""
        if not self._count:
            return None
        right = int(np.searchsorted(self.x, x))
        index = min(right, self._count - 1)
        if index and abs(self._x[index - 1] - x) <= abs(self._x[index] - x):
            index -= 1
        return float(self._x[index]), float(self._y[index])

    def value_at(self, x: float) -> float | None:
        """Return the y of the point nearest to *x*; None in an empty series."""
        point = self.nearest(x)
        return None if point is None else point[1]

    def _append_ascending(self, xs: Floats, ys: Floats) -> None:
        if not len(xs):
            return
        if self._count and xs[0] <= self._x[self._count - 1]:
            self.truncate(float(xs[0]))
        end = self._count + len(xs)
        self._x = _with_room(self._x, self._count, end)
        self._y = _with_room(self._y, self._count, end)
        self._x[self._count : end] = xs
        self._y[self._count : end] = ys
        self._count = end
        self._version += 1
        self._grow_pyramid()

    def _grow_pyramid(self) -> None:
        whole = self._count // FAN_OUT
        depth = 0
        while whole:
            if depth == len(self._levels):
                self._levels.append(_Level())
            level = self._levels[depth]
            if whole > level.count:
                span = slice(level.count * FAN_OUT, whole * FAN_OUT)
                level.extend(*self._reduced(depth, span, FAN_OUT))
            whole //= FAN_OUT
            depth += 1

    def _reduced(self, depth: int, span: slice, size: int) -> tuple[Indices, Indices]:
        """Return where the extremes of each *size* entries of the level below *depth* are."""
        if depth == 0:
            lowest = highest = np.arange(span.start, span.stop, dtype=np.int64)
        else:
            below = self._levels[depth - 1]
            lowest, highest = below.lowest[span], below.highest[span]
        lowest, highest = lowest.reshape(-1, size), highest.reshape(-1, size)
        rows = np.arange(len(lowest))
        low = np.argmin(_finite_or(self._y[lowest], np.inf), axis=1)
        high = np.argmax(_finite_or(self._y[highest], -np.inf), axis=1)
        return lowest[rows, low], highest[rows, high]

    def _inside(self, x0: float, x1: float) -> tuple[int, int]:
        first = int(np.searchsorted(self.x, x0, side="left"))
        last = int(np.searchsorted(self.x, x1, side="right"))
        return first, max(last, first)

    def _chosen(self, first: int, last: int, buckets: int) -> Indices:
        """Return the indices of the extremes of about *buckets* parts of `[first, last)`."""
        depth, block = 0, 1
        while block * FAN_OUT * buckets <= last - first and depth < len(self._levels):
            depth, block = depth + 1, block * FAN_OUT
        start = -(-first // block)
        stop = min(last // block, self._levels[depth - 1].count if depth else last)
        size = max(1, (stop - start) // buckets)
        stop -= (stop - start) % size if stop > start else 0
        if stop <= start:
            return self._ends(first, last)
        lowest, highest = self._reduced(depth, slice(start, stop), size)
        pairs = np.column_stack((np.minimum(lowest, highest), np.maximum(lowest, highest)))
        head, tail = self._ends(first, start * block), self._ends(stop * block, last)
        return np.concatenate((head, pairs.ravel(), tail))

    def _ends(self, first: int, last: int) -> Indices:
        """Return the first, the lowest, the highest and the last of few raw points, in order."""
        if first >= last:
            return np.empty(0, dtype=np.int64)
        values = self._y[first:last]
        low = first + int(np.argmin(_finite_or(values, np.inf)))
        high = first + int(np.argmax(_finite_or(values, -np.inf)))
        return np.array(sorted({first, low, high, last - 1}), dtype=np.int64)


def _finite_or(values: Floats, other: float) -> Floats:
    finite = np.isfinite(values)
    return values if finite.all() else np.where(finite, values, other)


def _with_room(array: npt.NDArray[Number], used: int, needed: int) -> npt.NDArray[Number]:
    if needed <= len(array):
        return array
    grown = np.empty(max(needed, 2 * len(array)), dtype=array.dtype)
    grown[:used] = array[:used]
    return grown
