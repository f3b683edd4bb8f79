"""Names that can be read from afar: of blocks, ends and sections, as on a map."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from designer.catalog.specs import Family
from designer.graph.records import NodeId
from designer.ui.canvas.caption_places import PADDING, Caption, Placed, place
from designer.ui.canvas.faces import Face
from designer.ui.canvas.items import EdgeItem, NodeItem
from designer.ui.canvas.lanes import Boxes
from designer.ui.canvas.sections import Section, sections_of
from designer.ui.canvas.style import Style, faded

_REGIONS: Final = 8
_MOST: Final = 1500
_CROWD: Final = 30
"""A section of so many nodes may be called over its neighbours."""
_BASELINE: Final = 12.5
_GROUND: Final = 0.94
_NUMBER: Final = re.compile(r"\d+$")


@dataclass(slots=True)
class Captions:
    """What is to be called from afar, and where its names stand at each scale.

    Attributes:
        frames: tells the boxes of frames, whose titles nothing may cover.
    """

    frames: Callable[[], Iterable[QRectF]] = tuple
    _ends: list[NodeId] = field(default_factory=list)
    _sections: tuple[Section, ...] | None = None
    _wide: dict[tuple[str, bool], float] = field(default_factory=dict)
    _all: list[Caption] = field(default_factory=list)
    _placed: dict[tuple[float, int, int], list[Placed]] = field(default_factory=dict)

    def forget(self) -> None:
        """Look anew what there is to be called."""
        self._sections = None
        self.forget_places()

    def forget_places(self) -> None:
        """Look anew where there is room."""
        self._all.clear()
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
        transform = painter.worldTransform()
        seen = QRectF(painter.window())
        region, key = _region(transform.inverted()[0].mapRect(seen), scale)
        placed = self._placed.get(key)
        if placed is None:
            if len(self._placed) >= _REGIONS:
                self._placed.clear()
            self._all = self._all or list(self._captions(style, nodes, edges))
            near = [caption for caption in self._all if region.intersects(caption.area)]
            placed = self._placed[key] = place(near, scale, boxes, self.frames())
        painter.resetTransform()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for each in placed:
            on_screen = QRectF(transform.map(each.rect.topLeft()), each.rect.size() * scale)
            if on_screen.intersects(seen):
                _paint(painter, each, on_screen, style)
        painter.setWorldTransform(transform)

    def _captions(
        self, style: Style, nodes: Mapping[NodeId, NodeItem], edges: Mapping[str, EdgeItem]
    ) -> Iterable[Caption]:
        """Blocks and ends, then sections: the large ones first."""
        if self._sections is None:
            self._sections = sections_of(nodes.values(), (item.edge for item in edges.values()))
            items = (item for item in nodes.values() if _is_called(item.face))
            places = sorted((item.y(), item.x(), item.id) for item in items)
            self._ends = [id for _, _, id in places]
        for id in self._ends[:_MOST]:
            name = nodes[id].face.name
            wide = self._width(name, True, style)
            yield Caption(name, nodes[id].rect(), wide=(wide, wide))
        for section in self._sections[:_MOST]:
            strong = section.depth == 0
            number = _NUMBER.search(section.text)
            short = number.group() if number else section.text
            wide = self._width(section.text, strong, style)
            yield Caption(
                section.text,
                nodes[section.first].rect(),
                section.depth + 1,
                short,
                strong and section.count >= _CROWD,
                (wide, self._width(short, strong, style)),
            )

    def _width(self, text: str, strong: bool, style: Style) -> float:
        wide = self._wide.get((text, strong))
        if wide is None:
            metrics = style.caption_metrics if strong else style.label_metrics
            wide = self._wide[text, strong] = metrics.horizontalAdvance(text)
        return wide


def _region(seen: QRectF, scale: float) -> tuple[QRectF, tuple[float, int, int]]:
    """Return the part of the canvas to name at once, with room to pan, and what to call it."""
    wide, high = seen.width(), seen.height()
    column, row = round(seen.center().x() / wide), round(seen.center().y() / high)
    region = QRectF((column - 1.1) * wide, (row - 1.1) * high, 2.2 * wide, 2.2 * high)
    return region, (scale, column, row)


def _is_called(face: Face) -> bool:
    return face.preview is not None or face.family is Family.INPUT_OUTPUT


def _paint(painter: QPainter, placed: Placed, rect: QRectF, style: Style) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(faded(style.theme.canvas, _GROUND))
    painter.drawRoundedRect(rect, 4, 4)
    painter.setFont(style.caption_font if placed.strong else style.label_font)
    painter.setPen(style.theme.text if placed.strong else style.theme.muted)
    painter.drawText(QPointF(rect.left() + PADDING, rect.top() + _BASELINE), placed.text)
