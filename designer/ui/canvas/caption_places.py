"""Where names stand that are read from afar: beside what they name, and never over each other."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from PySide6.QtCore import QRectF

from designer.ui.canvas.lanes import Boxes

HEIGHT: Final = 17.0
PADDING: Final = 4.0
_GAP: Final = 3.0
_CELL: Final = 48.0
_WIDE: Final = 1.6
"""How much wider than the box where it begins the name of an inner section may be."""
_ENOUGH: Final = {1: 0.5, 2: 0.8}
"""Which share of the sections of a rank must find room."""
_INNER_FROM: Final = 0.11
_TITLE: Final = 22.0


@dataclass(frozen=True, slots=True)
class Caption:
    """A name and what it is the name of.

    Attributes:
        area: the box that is called so, or at which what is called so begins.
        rank: 0 for single nodes, 1 for sections, 2 for sections in these.
        short: what to write where the whole text has no room.
        free: it may stand over other nodes.
        wide: the width of the text and of the short one, in pixels of the screen.
    """

    text: str
    area: QRectF
    rank: int = 0
    short: str = ""
    free: bool = False
    wide: tuple[float, float] = (0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Placed:
    """A text in its box on the canvas."""

    text: str
    rect: QRectF
    strong: bool


def place(
    captions: Iterable[Caption], scale: float, boxes: Boxes, frames: Iterable[QRectF] = ()
) -> list[Placed]:
    """Return what finds a place, the first ones first.

    Of sections, either most are named or none: single names would look like chance. Where few
    have room for the whole name, all are named shortly.

    Args:
        captions: in ascending order of rank.
        frames: boxes whose titles stand above their upper left corners.
    """
    page = _Page(scale, boxes)
    for frame in frames:
        high = _TITLE / scale
        page.take(QRectF(frame.left(), frame.top() - high, frame.width(), high))
    found: list[Placed] = []
    for rank, group in groupby(captions, key=lambda caption: caption.rank):
        every = list(group)
        if rank == 0:
            found += page.put(every, short=False)
            continue
        for short in (False, True):
            some = page.put(every, short=short) if rank < 2 or scale >= _INNER_FROM else []
            if some and len(some) >= _ENOUGH[rank] * len(every):
                found += some
                break
            page.take_back(some)
    return found


class _Page:
    """What is taken already, found by place."""

    def __init__(self, scale: float, boxes: Boxes) -> None:
        self._scale = scale
        self._cell = _CELL / scale
        self._boxes = boxes
        self._taken: dict[tuple[int, int], list[QRectF]] = {}

    def put(self, captions: Iterable[Caption], *, short: bool) -> list[Placed]:
        """Find places for captions, in the whole or in short."""
        found = []
        for caption in captions:
            text = caption.short if short else caption.text
            if not text:
                continue
            wide = (caption.wide[short] + 2 * PADDING) / self._scale
            rect = next(
                (rect for rect in self._places(caption, wide) if self._free(rect, caption)), None
            )
            if rect is not None:
                self.take(rect)
                found.append(Placed(text, rect, caption.rank < 2))
        return found

    def take(self, rect: QRectF) -> None:
        """Keep a place from others."""
        for cell in self._cells(rect):
            self._taken.setdefault(cell, []).append(rect)

    def take_back(self, placed: Iterable[Placed]) -> None:
        """Free places again."""
        for each in placed:
            for cell in self._cells(each.rect):
                self._taken[cell].remove(each.rect)

    def _free(self, rect: QRectF, caption: Caption) -> bool:
        for cell in self._cells(rect):
            if any(rect.intersects(other) for other in self._taken.get(cell, ())):
                return False
        inside = caption.rank > 0 and rect.left() >= caption.area.left()
        if inside and caption.free:
            return True
        near = self._boxes.within((rect.left(), rect.top(), rect.right(), rect.bottom()))
        left, right = caption.area.left(), caption.area.right()
        return not any(box[0] > right or box[2] < left or not inside for box in near.values())

    def _places(self, caption: Caption, wide: float) -> Iterator[QRectF]:
        """The places to try, the best first."""
        area = caption.area
        high, gap = HEIGHT / self._scale, _GAP / self._scale
        middle = area.center().y() - high / 2
        beside = (
            QRectF(area.right() + gap, middle, wide, high),
            QRectF(area.left() - gap - wide, middle, wide, high),
        )
        if caption.rank == 0:
            yield from beside
            yield QRectF(area.center().x() - wide / 2, area.top() - gap - high, wide, high)
            yield QRectF(area.center().x() - wide / 2, area.bottom() + gap, wide, high)
        else:
            yield beside[1]
            if caption.free or wide <= _WIDE * area.width():
                yield QRectF(area.left(), area.top(), wide, high)

    def _cells(self, rect: QRectF) -> Iterator[tuple[int, int]]:
        cell = self._cell
        rows = range(int(rect.top() // cell), int(rect.bottom() // cell) + 1)
        for column in range(int(rect.left() // cell), int(rect.right() // cell) + 1):
            for row in rows:
                yield (column, row)
