"""The heat-map: what each node costs, as a colour, a meter and a number."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from designer.graph.records import NodeId
from designer.session.costs import Costs, Measure
from designer.ui.canvas.items import NodeItem
from designer.ui.canvas.scene import GraphScene
from designer.ui.canvas.shades.heat_boxes import Heat, HeatBoxes
from designer.ui.canvas.shades.heat_scale import STEPS, heat_color, ink_on, step_of
from designer.ui.canvas.sizes import BOXES_BELOW, NAMES_FROM, OVERVIEW_BELOW
from designer.ui.canvas.style import Style, faded
from designer.ui.figures import compact, size

_TINT = 0.14
_METER = 4.0
_TAG_HEIGHT = 18.0
_FAR_TAG_HEIGHT = 34.0


@dataclass(slots=True)
class HeatMap:
    """Paints the chosen costs over the drawing; nothing where none is chosen.

    Attributes:
        most: the greatest figure.
    """

    scene: GraphScene
    costs: Costs
    most: float = 0.0
    _heats: Mapping[NodeId, Heat] = field(default_factory=dict)
    _stale: bool = True
    _boxes: HeatBoxes = field(default_factory=HeatBoxes)

    @property
    def shown(self) -> bool:
        """Whether a measure is chosen."""
        return self.costs.measure is not Measure.OFF

    def forget(self) -> None:
        """Ask for the figures anew before they are painted again."""
        self._stale = True
        self._boxes.forget()

    def forget_places(self) -> None:
        """Look anew where the nodes lie."""
        self._boxes.forget()

    def move(self, nodes: Iterable[NodeItem]) -> None:
        """Take over new places of a few nodes."""
        self._boxes.move(nodes)

    def heats(self) -> Mapping[NodeId, Heat]:
        """Return the costs by node, as far as they are known."""
        if self._stale:
            measure = self.costs.measure
            figures = self.costs.figures(measure)
            self.most = max(figures.values(), default=0.0)
            words = size if measure.in_bytes else compact
            self._heats = {
                id: Heat(
                    step_of(value, self.most),
                    value / self.most if self.most else 0.0,
                    words(value),
                )
                for id, value in figures.items()
            }
            self._stale = False
        return self._heats

    def paint(self, painter: QPainter, seen: QRectF, scale: float) -> None:
        """Paint the costs of the nodes in *seen*."""
        if not self.shown:
            return
        heats = self.heats()
        style = self.scene.look
        if scale < OVERVIEW_BELOW:
            self._boxes.paint(painter, style, self.scene.nodes, heats)
        if scale < NAMES_FROM:
            self.scene.overview.paint_marks(painter, style, self.scene.marked())
            return
        items = self.scene.nodes_in(seen)
        known = [(item, heats[item.id]) for item in items if item.id in heats]
        if scale < OVERVIEW_BELOW:
            _paint_names(painter, style, known)
            self.scene.overview.paint_marks(painter, style, self.scene.marked())
        else:
            _paint_near(painter, style, known, far=scale < BOXES_BELOW)


_Known: TypeAlias = Iterable[tuple[NodeItem, Heat]]


def _paint_names(painter: QPainter, style: Style, known: _Known) -> None:
    """Fill whole boxes, and write the numbers into them."""
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    painter.setFont(style.overview_font)
    for item, heat in known:
        color = heat_color(heat.step, dark=style.theme.dark)
        painter.fillRect(item.rect(), color)
        painter.setPen(ink_on(color))
        painter.drawText(item.rect(), Qt.AlignmentFlag.AlignCenter, heat.text)


def _paint_near(painter: QPainter, style: Style, known: _Known, *, far: bool) -> None:
    """Tint the boxes, put a meter along their lower edge and the number at its end."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    metrics = style.far_metrics if far else style.mono_metrics
    height = _FAR_TAG_HEIGHT if far else _TAG_HEIGHT
    colors = [heat_color(step, dark=style.theme.dark) for step in range(STEPS)]
    tags = []
    for item, heat in known:
        rect, color = item.rect(), colors[heat.step]
        painter.fillRect(rect.adjusted(3, 2, -2, -2), faded(color, _TINT))
        width = max(2.0, (rect.width() - 12) * heat.share)
        painter.fillRect(QRectF(rect.left() + 6, rect.bottom() - _METER - 2, width, _METER), color)
        tag = _tag(rect, heat.text, metrics, height)
        painter.fillRect(tag, color)
        tags.append((tag, heat.text, ink_on(color)))
    painter.setFont(style.far_font if far else style.mono_font)
    down = (height + metrics.capHeight()) / 2
    for tag, text, ink in tags:
        painter.setPen(ink)
        painter.drawText(tag.topLeft() + QPointF(0.35 * height, down), text)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)


def _tag(rect: QRectF, text: str, metrics: QFontMetricsF, height: float) -> QRectF:
    """Return the box of the number: over the lower right corner of a node."""
    width = metrics.horizontalAdvance(text) + 0.7 * height
    corner = QPointF(rect.right() - width - 8, rect.bottom() - 0.35 * height)
    return QRectF(corner.x(), corner.y(), width, height)
