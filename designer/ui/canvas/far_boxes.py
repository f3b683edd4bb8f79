"""Nodes from afar: lists of boxes by how they are painted, kept up to date one by one."""

from collections.abc import Iterable
from enum import Enum

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from designer.catalog.specs import Family
from designer.graph.records import NodeId
from designer.ui.canvas.faces import Face
from designer.ui.canvas.items import NodeItem
from designer.ui.canvas.silhouettes import Detail, parts_of, placed
from designer.ui.canvas.style import Style, cosmetic, mixed

DIMMED = 0.36
_FEW = 300
_OUTLINE = 11.0


class Manner(Enum):
    """How a box is painted."""

    FILLED = "filled"
    PILL = "pill"
    HOLLOW = "hollow"


class FarBoxes:
    """The boxes of some nodes.

    Args:
        detail: whether layers have shapes of their own, not only colours.
    """

    def __init__(self, items: Iterable[NodeItem], detail: Detail) -> None:
        self._lists: dict[tuple[Family, Manner], list[QRectF]] = {}
        self._places: dict[NodeId, tuple[tuple[Family, Manner], int]] = {}
        self._outlines: dict[NodeId, QRectF] = {}
        self._detail = detail
        for item in items:
            self._put(item)

    def move(self, item: NodeItem) -> None:
        """Take over the new place of a node."""
        place = self._places.get(item.id)
        if place is None:
            return
        key, index = place
        rects = placed(parts_of(item.face), item.rect(), self._detail)
        self._lists[key][index : index + len(rects)] = rects
        if item.id in self._outlines:
            self._outlines[item.id] = _outline(item)

    def paint(self, painter: QPainter, style: Style, *, dimmed: bool = False) -> None:
        """Paint all; *dimmed* where others are to stand out."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        for (family, manner), rects in self._lists.items():
            color = _color(family, style, dimmed=dimmed)
            if manner is Manner.HOLLOW:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(cosmetic(color, 1.0))
                painter.drawRects(rects)
                continue
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color)
            if manner is Manner.PILL and len(rects) <= _FEW:
                _paint_pills(painter, rects)
            else:
                painter.drawRects(rects)
        if self._outlines:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(cosmetic(_color(Family.BLOCK, style, dimmed=dimmed), 1.0))
            painter.drawRects(list(self._outlines.values()))

    def paint_map(self, painter: QPainter, style: Style, *, rims: bool) -> None:
        """Paint all; with *rims* none is smaller than a pixel."""
        painter.setPen(Qt.PenStyle.NoPen)
        for (family, _), rects in self._lists.items():
            if rims:
                painter.setPen(cosmetic(style.family(family), 1.0))
            painter.setBrush(style.family(family))
            painter.drawRects(rects)

    def _put(self, item: NodeItem) -> None:
        face = item.face
        key = (face.family, _manner(face))
        rects = self._lists.setdefault(key, [])
        self._places[item.id] = (key, len(rects))
        rects.extend(placed(parts_of(face), item.rect(), self._detail))
        if face.preview is not None:
            self._outlines[item.id] = _outline(item)


def _paint_pills(painter: QPainter, rects: Iterable[QRectF]) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for rect in rects:
        radius = rect.height() / 2
        painter.drawRoundedRect(rect, radius, radius)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def _manner(face: Face) -> Manner:
    if face.bypassed:
        return Manner.HOLLOW
    return Manner.PILL if face.family is Family.INPUT_OUTPUT else Manner.FILLED


def _outline(item: NodeItem) -> QRectF:
    """Return the second outline of a block."""
    return item.rect().adjusted(-_OUTLINE, -_OUTLINE, _OUTLINE, _OUTLINE)


def _color(family: Family, style: Style, *, dimmed: bool) -> QColor:
    color = style.family(family)
    return mixed(color, style.theme.canvas, DIMMED) if dimmed else color
