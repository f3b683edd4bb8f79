"""Names that can be read from afar: of frames, blocks, ends and sections, as on a map."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from designer.catalog.specs import Family
from designer.graph.records import NodeId
from designer.ui.canvas.faces import Face
from designer.ui.canvas.items import EdgeItem, NodeItem
from designer.ui.canvas.lanes import Boxes
from designer.ui.canvas.sections import Section, sections_of
from designer.ui.canvas.style import Style, faded

_HEIGHT: Final = 17.0
_PADDING: Final = 4.0
_GAP: Final = 3.0
_MOST: Final = 160
_CELL: Final = 48.0
_WIDE: Final = 1.6
"""How much wider than the box where it begins the name of an inner section may be."""
_SCALES: Final = 8
_CROWD: Final = 30
"""A section of so many nodes may be called over its neighbours."""


@dataclass(frozen=True, slots=True)
class Caption:
    """A name and what it is the name of.

    Attributes:
        area: what is called so, on the canvas.
        inside: it may stand on its area, at the upper left; else only beside it.
        free: it may stand over nodes.
    """

    text: str
    area: QRectF
    inside: bool = False
    free: bool = False
    strong: bool = True


@dataclass(slots=True)
class Captions:
    """Finds places for names where they do not cover each other, and paints them.

    Attributes:
        titles: more names that come before all others: those of frames.
    """

    titles: Callable[[], Iterable[Caption]] = tuple
    _ends: list[NodeId] = field(default_factory=list)
    _sections: tuple[Section, ...] | None = None
    _placed: dict[float, list[tuple[Caption, QRectF]]] = field(default_factory=dict)

    def forget(self) -> None:
        """Look anew what there is to be called."""
        self._sections = None
        self._placed.clear()

    def forget_places(self) -> None:
        """Look anew where there is room."""
        self._placed.clear()

    def paint(
        self,
        painter: QPainter,
        style: Style,
        scale: float,
        nodes: Mapping[NodeId, NodeItem],
        edges: Mapping[str, EdgeItem],
        boxes: Boxes,
    ) -> None:
        """Paint the names, of one size on the screen at every scale."""
        placed = self._placed.get(scale)
        if placed is None:
            if len(self._placed) >= _SCALES:
                self._placed.clear()
            captions = [*self.titles(), *self._captions(nodes, edges)]
            placed = self._placed[scale] = place(captions, scale, style, boxes)
        transform = painter.worldTransform()
        painter.resetTransform()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        seen = QRectF(painter.window())
        ground = faded(style.theme.canvas, 0.86)
        for caption, rect in placed:
            on_screen = QRectF(transform.map(rect.topLeft()), rect.size() * scale)
            if on_screen.intersects(seen):
                _paint(painter, caption, on_screen, style, ground)
        painter.setWorldTransform(transform)

    def _captions(
        self, nodes: Mapping[NodeId, NodeItem], edges: Mapping[str, EdgeItem]
    ) -> Iterable[Caption]:
        """Blocks and ends, then sections: the large ones first."""
        if self._sections is None:
            self._sections = sections_of(nodes.values(), (item.edge for item in edges.values()))
            items = (item for item in nodes.values() if _is_called(item.face))
            places = sorted((item.y(), item.x(), item.id) for item in items)
            self._ends = [id for _, _, id in places]
        for id in self._ends:
            yield Caption(nodes[id].face.name, nodes[id].rect())
        for section in self._sections:
            strong = section.depth == 0
            yield Caption(
                section.text,
                nodes[section.first].rect(),
                inside=True,
                free=strong and section.count >= _CROWD,
                strong=strong,
            )


def place(
    captions: Iterable[Caption], scale: float, style: Style, boxes: Boxes
) -> list[tuple[Caption, QRectF]]:
    """Return the captions that find a place, the first ones first, with their boxes."""
    taken: dict[tuple[int, int], list[QRectF]] = {}
    placed: list[tuple[Caption, QRectF]] = []
    cell = _CELL / scale
    for caption in captions:
        if len(placed) >= _MOST:
            break
        metrics = style.caption_metrics if caption.strong else style.label_metrics
        wide = (metrics.horizontalAdvance(caption.text) + 2 * _PADDING) / scale
        for rect in _places(caption, wide, _HEIGHT / scale, _GAP / scale):
            cells = _cells(rect, cell)
            if any(rect.intersects(other) for key in cells for other in taken.get(key, ())):
                continue
            if not caption.free and _over_others(rect, caption, boxes):
                continue
            for key in cells:
                taken.setdefault(key, []).append(rect)
            placed.append((caption, rect))
            break
    return placed


def _is_called(face: Face) -> bool:
    return face.preview is not None or face.family is Family.INPUT_OUTPUT


def _places(caption: Caption, wide: float, high: float, gap: float) -> Iterable[QRectF]:
    area = caption.area
    middle = area.center().y() - high / 2
    if caption.inside:
        if caption.free or caption.strong or wide <= _WIDE * area.width():
            yield QRectF(area.left(), area.top(), wide, high)
        return
    yield QRectF(area.right() + gap, middle, wide, high)
    yield QRectF(area.left() - gap - wide, middle, wide, high)
    yield QRectF(area.center().x() - wide / 2, area.top() - gap - high, wide, high)
    yield QRectF(area.center().x() - wide / 2, area.bottom() + gap, wide, high)


def _over_others(rect: QRectF, caption: Caption, boxes: Boxes) -> bool:
    """Whether a place lies over nodes other than those of its own."""
    near = boxes.within((rect.left(), rect.top(), rect.right(), rect.bottom()))
    area = caption.area
    return any(
        box[0] > area.right() or box[2] < area.left() or not caption.inside for box in near.values()
    )


def _cells(rect: QRectF, cell: float) -> list[tuple[int, int]]:
    columns = range(int(rect.left() // cell), int(rect.right() // cell) + 1)
    rows = range(int(rect.top() // cell), int(rect.bottom() // cell) + 1)
    return [(column, row) for column in columns for row in rows]


def _paint(painter: QPainter, caption: Caption, rect: QRectF, style: Style, ground: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(rect, 4, 4)
    painter.setFont(style.caption_font if caption.strong else style.label_font)
    painter.setPen(style.theme.text if caption.strong else style.theme.muted)
    start = QPointF(rect.left() + _PADDING, rect.top() + 12.5)
    painter.drawText(start, caption.text)
