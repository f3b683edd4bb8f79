"""The heat-map: what each node costs, as a colour, a meter and a number."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from designer.graph.records import NodeId
from designer.session.costs import Costs, Measure
from designer.ui.canvas.items import NodeItem
from designer.ui.canvas.scene import GraphScene
from designer.ui.canvas.shades.heat_scale import STEPS, heat_color, ink_on, step_of
from designer.ui.canvas.sizes import BOXES_BELOW, NAMES_FROM, NODE_HEIGHT, OVERVIEW_BELOW
from designer.ui.canvas.style import Style, faded
from designer.ui.figures import compact, size

_TINT = 0.14
_METER = 4.0
_TAG_HEIGHT = 18.0
_FAR_TAG_HEIGHT = 34.0


@dataclass(frozen=True, slots=True)
class Heat:
    """The cost of a node: its step on the scale, its share of the greatest, its words."""

    step: int
    share: float
    text: str


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

    @property
    def shown(self) -> bool:
        """Whether a measure is chosen."""
        return self.costs.measure is not Measure.OFF

    def forget(self) -> None:
        """Ask for the figures anew before they are painted again."""
        self._stale = True

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
        items = self.scene.nodes_in(seen)
        known = [(item, heats[item.id]) for item in items if item.id in heats]
        style = self.scene.look
        if scale < OVERVIEW_BELOW:
            unknown = [item for item in items if item.id not in heats]
            _paint_overview(painter, style, known, unknown, named=scale >= NAMES_FROM)
        else:
            _paint_near(painter, style, known, far=scale < BOXES_BELOW)


def _paint_overview(
    painter: QPainter,
    style: Style,
    known: Iterable[tuple[NodeItem, Heat]],
    unknown: Iterable[NodeItem],
    *,
    named: bool,
) -> None:
    """Paint whole boxes in batches of one colour; the filled part of a box is its share."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(style.theme.node_outline)
    painter.drawRects([item.rect() for item in unknown])
    known = list(known)
    painter.setBrush(style.theme.field)
    painter.drawRects([item.rect() for item, _ in known])
    steps: list[list[QRectF]] = [[] for _ in range(STEPS)]
    for item, heat in known:
        rect = item.rect()
        if not named:
            rect.setWidth(max(rect.width() * heat.share, 0.06 * rect.width()))
        steps[heat.step].append(rect)
    for step, rects in enumerate(steps):
        if rects:
            painter.setBrush(heat_color(step, dark=style.theme.dark))
            painter.drawRects(rects)
    if named:
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        painter.setFont(style.overview_font)
        for item, heat in known:
            painter.setPen(ink_on(heat_color(heat.step, dark=style.theme.dark)))
            painter.drawText(item.rect(), Qt.AlignmentFlag.AlignCenter, heat.text)


def _paint_near(
    painter: QPainter, style: Style, known: Iterable[tuple[NodeItem, Heat]], *, far: bool
) -> None:
    """Tint the boxes, put a meter along their lower edge and the number at its end."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    metrics = style.far_metrics if far else style.mono_metrics
    painter.setFont(style.far_font if far else style.mono_font)
    for item, heat in known:
        color = heat_color(heat.step, dark=style.theme.dark)
        rect = item.rect()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(faded(color, _TINT))
        painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 8, 8)
        painter.setBrush(color)
        meter = QRectF(rect.left() + 6, rect.bottom() - _METER - 2, 0, _METER)
        meter.setWidth(max(2.0, (rect.width() - 12) * heat.share))
        painter.drawRoundedRect(meter, 2, 2)
        tag = _tag(rect, heat.text, metrics, _FAR_TAG_HEIGHT if far else _TAG_HEIGHT)
        painter.drawRoundedRect(tag, 4, 4)
        painter.setPen(ink_on(color))
        painter.drawText(tag, Qt.AlignmentFlag.AlignCenter, heat.text)


def _tag(rect: QRectF, text: str, metrics: QFontMetricsF, height: float) -> QRectF:
    """Return the box of the number: over the lower right corner of a node."""
    width = metrics.horizontalAdvance(text) + 0.7 * height
    corner = QPointF(rect.right() - width - 8, rect.top() + NODE_HEIGHT - 0.35 * height)
    return QRectF(corner.x(), corner.y(), width, height)
