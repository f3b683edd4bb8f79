"""The frames and notes of a scene: made, moved, found by place, and painted from afar."""

from collections.abc import Collection, Iterable, Mapping
from typing import Final, Protocol

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsItem

from designer.document.change import Change
from designer.graph.framing import Box, hull_of
from designer.graph.records import Point
from designer.graph.remarks import Remark, RemarkId, RemarkKind
from designer.ui.canvas.remarks.frame_paint import paint_far, paint_label, ring
from designer.ui.canvas.remarks.measures import (
    BORDER_REACH,
    CORNER_REACH,
    LABELS_BELOW,
    LEAST_TITLE,
    TITLE_STRIP,
)
from designer.ui.canvas.remarks.note_paint import NotePictures
from designer.ui.canvas.remarks.remark_item import Board, FrameItem, NoteItem, RemarkItem, is_frame
from designer.ui.canvas.style import Style

_SIDES: Final = {RemarkKind.FRAME: "ltrb", RemarkKind.NOTE: "lrb"}


class Ground(Board, Protocol):
    """What remarks ask of the scene."""

    def addItem(self, item: QGraphicsItem, /) -> None:
        """Take an item."""

    def removeItem(self, item: QGraphicsItem, /) -> None:
        """Give an item away."""


class RemarkItems:
    """The remarks by id.

    Attributes:
        items: frames and notes.
    """

    def __init__(self, ground: Ground) -> None:
        self.items: dict[RemarkId, RemarkItem] = {}
        self._ground = ground
        self._pictures = NotePictures(ground.look)
        self._hovered: RemarkId | None = None

    # Following ---------------------------------------------------------------------------

    def rebuild(self, remarks: Mapping[RemarkId, Remark]) -> None:
        """Make all anew: the scene has dropped its items."""
        self.items.clear()
        self._hovered = None
        self._pictures = NotePictures(self._ground.look)
        for remark in remarks.values():
            self._put(remark)

    def follow(self, change: Change) -> list[RemarkItem]:
        """Take over what has changed, and return the items that are elsewhere or new."""
        shown: list[RemarkItem] = []
        for id, step in change.remarks.items():
            if step.after is None:
                self._drop(id)
            else:
                shown.append(self._put(step.after))
        return shown

    def select(self, touched: Iterable[str], chosen: Collection[str]) -> None:
        """Show which remarks are selected."""
        if not self.items:
            return
        for id in touched:
            item = self.items.get(id)
            if item is not None:
                item.state.selected = id in chosen
                item.update()

    def hover(self, remark: RemarkId | None) -> None:
        """Show on which remark the pointer is."""
        if remark == self._hovered:
            return
        for id in (self._hovered, remark):
            item = self.items.get(id) if id is not None else None
            if item is not None:
                item.state.hovered = id == remark
                item.update()
        self._hovered = remark

    # What is where -----------------------------------------------------------------------

    def box(self, id: RemarkId) -> Box | None:
        """Return where a remark is, as it is drawn."""
        item = self.items.get(id)
        return item.box() if item is not None else None

    def note_boxes(self) -> dict[RemarkId, Box]:
        """Return where the notes are: higher than their records where the text is."""
        return {id: item.box() for id, item in self.items.items() if not is_frame(item)}

    def hull(self) -> QRectF:
        """Return the box round all remarks; empty without any."""
        return self.rect_of(self.items)

    def frame_rects(self) -> list[QRectF]:
        """Return the boxes of all frames."""
        return [item.rect() for item in self._topmost(RemarkKind.FRAME)]

    def rect_of(self, ids: Iterable[RemarkId]) -> QRectF:
        """Return the box round some remarks; empty without any."""
        hull = hull_of(self.items[id].box() for id in ids if id in self.items)
        if hull is None:
            return QRectF()
        return QRectF(hull[0], hull[1], hull[2] - hull[0], hull[3] - hull[1])

    def note_at(self, point: Point) -> tuple[RemarkId, str] | None:
        """Return the note at *point*, and at which of its sides."""
        if not self.items:
            return None
        for item in self._topmost(RemarkKind.NOTE):
            sides = self._sides(item, point)
            if sides or item.rect().contains(QPointF(*point)):
                return (item.id, sides)
        return None

    def frame_at(self, point: Point) -> tuple[RemarkId, str] | None:
        """Return the frame whose side or title is at *point*, and at which of its sides."""
        if not self.items:
            return None
        far = self._ground.zoom < LABELS_BELOW
        for item in self._topmost(RemarkKind.FRAME):
            sides = self._sides(item, point)
            titled = self._title(item).contains(QPointF(*point))
            if titled and far and sides == "t":  # what is seen there is the title
                sides = ""
            if sides or titled:
                return (item.id, sides)
        return None

    def ids_in(self, area: QRectF) -> set[RemarkId]:
        """Return the notes that a selection box touches, and the frames wholly inside."""
        return {
            id
            for id, item in self.items.items()
            if (area.contains(item.rect()) if is_frame(item) else area.intersects(item.rect()))
        }

    # Painting from afar ------------------------------------------------------------------

    def paint_far(self, painter: QPainter, style: Style, seen: QRectF) -> None:
        """Paint all boxes at once, in few calls, below everything else."""
        by_color: dict[int, list[RemarkItem]] = {}
        for item in self._ordered():
            if item.rect().intersects(seen):
                by_color.setdefault(item.color().rgb(), []).append(item)
        for items in by_color.values():
            rects = [item.rect() for item in items]
            paint_far(painter, rects, items[0].color(), style.theme)
        chosen = [item.rect() for item in self.items.values() if item.state.selected]
        if chosen:
            ring(painter, chosen, style.theme)

    def paint_titles(self, painter: QPainter, style: Style, zoom: float, seen: QRectF) -> None:
        """Write the titles of all frames in sight over their upper sides."""
        if not self.items:
            return
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        reach = 2 * LEAST_TITLE / zoom
        area = seen.adjusted(0, 0, 0, reach)
        for item in self._topmost(RemarkKind.FRAME):
            if item.rect().intersects(area):
                paint_label(painter, item.rect(), item.remark.text, item.color(), style.theme, zoom)

    # Items -------------------------------------------------------------------------------

    def _put(self, remark: Remark) -> RemarkItem:
        item = self.items.get(remark.id)
        if item is not None and item.remark.kind is remark.kind:
            if item.remark != remark:
                item.show_remark(remark)
            return item
        self._drop(remark.id)
        if remark.kind is RemarkKind.FRAME:
            item = FrameItem(self._ground, remark)
        else:
            item = NoteItem(self._ground, remark, self._pictures)
        self.items[remark.id] = item
        self._ground.addItem(item)
        return item

    def _drop(self, id: RemarkId) -> None:
        item = self.items.pop(id, None)
        if item is not None:
            self._ground.removeItem(item)
        if self._hovered == id:
            self._hovered = None

    def _ordered(self) -> list[RemarkItem]:
        """Return all, those that lie below first."""
        return sorted(self.items.values(), key=lambda item: (item.zValue(), item.id))

    def _topmost(self, kind: RemarkKind) -> list[RemarkItem]:
        return [item for item in reversed(self._ordered()) if item.remark.kind is kind]

    def _title(self, item: RemarkItem) -> QRectF:
        """Return where one takes hold of a frame: never lower than a line on the screen."""
        zoom = self._ground.zoom
        rect = item.rect()
        height = min(TITLE_STRIP, rect.height())
        over = max(0.0, 1.6 * LEAST_TITLE / zoom - height)
        return QRectF(rect.left(), rect.top() - over, rect.width(), height + over)

    def _sides(self, item: RemarkItem, point: Point) -> str:
        """Return the letters of the sides at *point*: `l`, `tr` …; none where it is at none."""
        rect, reach = item.rect(), BORDER_REACH / self._ground.zoom
        x, y = point
        if not rect.adjusted(-reach, -reach, reach, reach).contains(QPointF(x, y)):
            return ""
        far = {
            "l": abs(x - rect.left()),
            "t": abs(y - rect.top()),
            "r": abs(x - rect.right()),
            "b": abs(y - rect.bottom()),
        }
        near = [side for side in _SIDES[item.remark.kind] if far[side] <= reach]
        if not near:
            return ""
        zoom = self._ground.zoom
        corner = (CORNER_REACH if zoom >= LABELS_BELOW else BORDER_REACH) / zoom
        sides = [side for side in _SIDES[item.remark.kind] if far[side] <= corner]
        return "".join(sides) if len(sides) == 2 else near[0]
