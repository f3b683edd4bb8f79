"""The heat-map from afar: one list of boxes per colour, kept up to date one by one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from designer.graph.records import NodeId
from designer.ui.canvas.items import NodeItem
from designer.ui.canvas.shades.heat_scale import STEPS, heat_color
from designer.ui.canvas.style import Style

_LEAST = 0.06
"""The least share of a box that is filled, so that its colour is seen."""


@dataclass(frozen=True, slots=True)
class Heat:
    """The cost of a node: its step on the scale, its share of the greatest, its words."""

    step: int
    share: float
    text: str


class HeatBoxes:
    """Boxes by colour as Qt's batch calls take them; the filled part of a box is its share."""

    def __init__(self) -> None:
        self._bases: list[QRectF] = []
        self._unknown: list[QRectF] = []
        self._filled: list[list[QRectF]] = []
        self._places: dict[NodeId, tuple[int, int, int, float]] = {}
        self._stale = True

    def forget(self) -> None:
        """Make the lists anew before they are painted again."""
        self._stale = True

    def move(self, nodes: Iterable[NodeItem]) -> None:
        """Take over new places of a few nodes."""
        if self._stale:
            return
        for node in nodes:
            base, step, index, share = self._places[node.id]
            if step < 0:
                self._unknown[index] = node.rect()
            else:
                self._bases[base] = node.rect()
                self._filled[step][index] = _filled(node, share)

    def paint(
        self,
        painter: QPainter,
        style: Style,
        nodes: Mapping[NodeId, NodeItem],
        heats: Mapping[NodeId, Heat],
    ) -> None:
        """Paint all boxes."""
        if self._stale:
            self._build(nodes, heats)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(style.theme.node_outline)
        painter.drawRects(self._unknown)
        painter.setBrush(style.theme.field)
        painter.drawRects(self._bases)
        for step, rects in enumerate(self._filled):
            if rects:
                painter.setBrush(heat_color(step, dark=style.theme.dark))
                painter.drawRects(rects)

    def _build(self, nodes: Mapping[NodeId, NodeItem], heats: Mapping[NodeId, Heat]) -> None:
        self._bases, self._unknown = [], []
        self._filled = [[] for _ in range(STEPS)]
        self._places.clear()
        for node in nodes.values():
            heat = heats.get(node.id)
            if heat is None:
                self._places[node.id] = (-1, -1, len(self._unknown), 0.0)
                self._unknown.append(node.rect())
                continue
            rects = self._filled[heat.step]
            self._places[node.id] = (len(self._bases), heat.step, len(rects), heat.share)
            self._bases.append(node.rect())
            rects.append(_filled(node, heat.share))
        self._stale = False


def _filled(node: NodeItem, share: float) -> QRectF:
    rect = node.rect()
    rect.setWidth(rect.width() * max(share, _LEAST))
    return rect
