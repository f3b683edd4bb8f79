"""Last step: parts that do not hang together stand beside each other, in rows like books."""

from collections.abc import Sequence
from math import sqrt

from designer.graph.records import Point

Box = tuple[float, float, float, float]
"""Across, along, breadth and length."""


def reading_rows(boxes: Sequence[Box]) -> list[list[int]]:
    """Return the numbers of *boxes* in rows of those that stand beside each other now."""
    order = sorted(range(len(boxes)), key=lambda at: (boxes[at][1], boxes[at][0], at))
    rows: list[list[int]] = []
    end = float("-inf")
    for at in order:
        top, length = boxes[at][1], boxes[at][3]
        if not rows or top >= end:
            rows.append([])
            end = top + length
        rows[-1].append(at)
    return [sorted(row, key=lambda at: (boxes[at][0], boxes[at][1], at)) for row in rows]


def shelved(
    sizes: Sequence[tuple[float, float]], order: Sequence[int], gap: float, aspect: float
) -> list[Point]:
    """Return the corner of each part: rows from the left, about *aspect* times as wide as high.

    Args:
        sizes: breadth and length of each part.
        order: the numbers of the parts as they are to be read.
        gap: free room between parts.
        aspect: the breadth of the whole by its length.
    """
    area = sum((breadth + gap) * (length + gap) for breadth, length in sizes)
    widest = max(breadth for breadth, _ in sizes)
    tallest = max(length for _, length in sizes)
    limit = max(sqrt(aspect * area), widest, aspect * tallest)
    corners: list[Point] = [(0.0, 0.0)] * len(sizes)
    x = y = row = 0.0
    for at in order:
        breadth, length = sizes[at]
        if x and x + breadth > limit:
            x, y, row = 0.0, y + row + gap, 0.0
        corners[at] = (x, y)
        x += breadth + gap
        row = max(row, length)
    return corners
