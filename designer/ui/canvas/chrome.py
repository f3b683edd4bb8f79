"""The box of a node, painted once for all that look alike and kept as a picture."""

from dataclasses import dataclass
from typing import Final, TypeAlias

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen, QPixmap

from designer.catalog.specs import Family
from designer.graph.problems import Severity
from designer.ui.canvas.edge_paint import CALM
from designer.ui.canvas.marks import WEIGHT_MARKS, Mark, paint_icon, paint_marks
from designer.ui.canvas.preview import Preview, paint_preview, room_for
from designer.ui.canvas.sizes import (
    BADGE_RADIUS,
    BAR,
    COLLAPSED_LINE,
    FAR_NAME_LINE,
    NAME_LINE,
    NODE_HEIGHT,
    NODE_MARGIN,
    PORT_RADIUS,
    RADIUS,
)
from designer.ui.canvas.style import Style, faded
from designer.ui.canvas.wires import way

_ICON_LEFT: Final = 20.5
_FAR_ICON: Final = 26
_FAR_ICON_LEFT: Final = 28.0
_FAR_BAR: Final = 7.0
_FAR_BADGE_RADIUS: Final = 13.0
_PORT_RIM: Final = 1.4
_LIMIT: Final = 200
_DASHES: Final = (4.0, 3.0)


Through: TypeAlias = "tuple[tuple[float, float], tuple[float, float]] | None"


@dataclass(frozen=True, slots=True)
class Chrome:
    """What two nodes must have in common to look alike but for their words.

    Attributes:
        through: from where to where what comes in goes on, where the node is bypassed.
    """

    family: Family
    icon: str
    width: float
    severity: Severity | None = None
    selected: bool = False
    hovered: bool = False
    frozen: bool = False
    shared: bool = False
    dimmed: bool = False
    far: bool = False
    ports: tuple[tuple[float, float], ...] = ()
    preview: Preview | None = None
    repeat: int = 1
    twins: int = 0
    weights: str = ""
    height: float = NODE_HEIGHT
    through: Through = None


class ChromeCache:
    """Pictures of boxes by look, zoom and density of the screen."""

    def __init__(self, style: Style) -> None:
        self._style = style
        self._pictures: dict[tuple[Chrome, float, float], QPixmap] = {}

    def draw(self, painter: QPainter, chrome: Chrome, scale: float, dpr: float) -> None:
        """Paint *chrome* at the painter's origin, on whole pixels of the device."""
        key = (chrome, scale, dpr)
        picture = self._pictures.get(key)
        if picture is None:
            if len(self._pictures) >= _LIMIT:
                self._pictures.clear()
            picture = self._pictures[key] = self._picture(chrome, scale, dpr)
        transform = painter.worldTransform()
        corner = transform.map(QPointF(-NODE_MARGIN, -NODE_MARGIN))
        painter.resetTransform()
        place = QPointF(round(corner.x() * dpr) / dpr, round(corner.y() * dpr) / dpr)
        painter.drawPixmap(place, picture)
        painter.setWorldTransform(transform)

    def _picture(self, chrome: Chrome, scale: float, dpr: float) -> QPixmap:
        factor = scale * dpr
        width = int((chrome.width + 2 * NODE_MARGIN) * factor) + 2
        height = int((chrome.height + 2 * NODE_MARGIN) * factor) + 2
        picture = QPixmap(width, height)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(factor, factor)
        painter.translate(NODE_MARGIN, NODE_MARGIN)
        paint_chrome(painter, chrome, self._style, factor)
        painter.end()
        picture.setDevicePixelRatio(dpr)
        return picture


def paint_chrome(painter: QPainter, chrome: Chrome, style: Style, factor: float) -> None:
    """Paint the box, its bar, icon, ring and badge at the origin.

    Args:
        factor: pixels of the device to one of the drawing, for sharp icons.
    """
    if chrome.dimmed:
        painter.setOpacity(0.45)
    box = QRectF(0.5, 0.5, chrome.width - 1, chrome.height - 1)
    if chrome.preview is not None:
        _paint_stack(painter, box, chrome, style)
    elif chrome.through is None:
        _paint_shadow(painter, box, chrome, style)
    _paint_box(painter, box, chrome, style)
    _paint_bar(painter, chrome, style)
    if chrome.through is not None:
        _paint_through(painter, *chrome.through, style)
    _paint_signs(painter, chrome, style, factor)
    if chrome.repeat > 1:
        _paint_repeat(painter, chrome, style)
    paint_ports(painter, chrome, style)
    if chrome.severity is not None:
        _paint_badge(painter, chrome, style)
    painter.setOpacity(1.0)


def _paint_signs(painter: QPainter, chrome: Chrome, style: Style, factor: float) -> None:
    """Paint the icon, the marks beside the name and the picture of what is inside."""
    color = style.family(chrome.family)
    if chrome.through is not None:
        color = faded(color, 0.55)
    if chrome.far:
        middle = QPointF(_FAR_ICON_LEFT, far_line(chrome.height))
        size = min(_FAR_ICON, round(chrome.height) - 8)
        paint_icon(painter, chrome.icon, color, middle, factor, size)
        return
    preview = None if _collapsed(chrome) else chrome.preview
    line = COLLAPSED_LINE if _collapsed(chrome) else NAME_LINE
    paint_icon(painter, chrome.icon, color, QPointF(_ICON_LEFT, line), factor)
    right = chrome.width - 16.0 - room_for(preview)
    paint_marks(painter, _marks(chrome), style, factor, QPointF(right, line))
    if preview is not None:
        paint_preview(painter, preview, style, chrome.width)


def far_line(height: float) -> float:
    """Return the middle of the large name on a box of this height."""
    return FAR_NAME_LINE if height >= NODE_HEIGHT else height / 2


def _collapsed(chrome: Chrome) -> bool:
    return chrome.height < NODE_HEIGHT


def _paint_through(
    painter: QPainter, start: tuple[float, float], end: tuple[float, float], style: Style
) -> None:
    """Paint the way past a node that is left out, from its input to its output."""
    painter.setPen(style.wire(CALM, faded(style.theme.wire, 0.7)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    to_right = start[0] == 0.0 and start[1] > 0.0
    painter.drawPath(way(start, end, to_right).path)


def _paint_shadow(painter: QPainter, box: QRectF, chrome: Chrome, style: Style) -> None:
    if style.theme.dark and not chrome.hovered:
        return
    painter.setPen(Qt.PenStyle.NoPen)
    for grow, drop, opacity in ((1.5, 2.0, 0.28), (0.5, 1.0, 0.34)):
        painter.setBrush(faded(style.theme.shadow, opacity))
        shape = box.adjusted(-grow, 0, grow, grow).translated(0, drop)
        painter.drawRoundedRect(shape, RADIUS + grow, RADIUS + grow)


def _paint_stack(painter: QPainter, box: QRectF, chrome: Chrome, style: Style) -> None:
    """Paint a second outline around a block, and sheets below it where it is repeated."""
    color = style.family(chrome.family)
    sheets = min(chrome.repeat - 1, 2)
    for sheet in range(sheets, 0, -1):
        painter.setPen(QPen(faded(color, 0.55), 1.0))
        painter.setBrush(QBrush(style.theme.node))
        painter.drawRoundedRect(box.translated(4.0 * sheet, 4.0 * sheet), RADIUS, RADIUS)
    if not sheets:
        painter.setPen(QPen(faded(color, 0.55), 1.0))
        painter.setBrush(QBrush(style.theme.canvas))
        painter.drawRoundedRect(box.adjusted(-3, -3, 3, 3), RADIUS + 3, RADIUS + 3)


def _paint_repeat(painter: QPainter, chrome: Chrome, style: Style) -> None:
    """Paint `×3` on the lower right corner."""
    text = f"×{chrome.repeat}"
    high = 32.0 if chrome.far else 18.0
    painter.setFont(style.far_badge_font if chrome.far else style.badge_font)
    width = painter.fontMetrics().horizontalAdvance(text) + high * 0.7
    pill = QRectF(chrome.width - width - 8.0, chrome.height - high / 2, width, high)
    painter.setPen(QPen(style.theme.canvas, 1.5))
    painter.setBrush(style.family(chrome.family))
    painter.drawRoundedRect(pill, high / 2, high / 2)
    painter.setPen(style.theme.canvas)
    painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)


def _paint_box(painter: QPainter, box: QRectF, chrome: Chrome, style: Style) -> None:
    theme = style.theme
    if chrome.selected:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(faded(_rim(chrome, style), 0.38), 3.0))
        painter.drawRoundedRect(box.adjusted(-2, -2, 2, 2), RADIUS + 2, RADIUS + 2)
    pen = QPen(_rim(chrome, style), 1.6 if chrome.selected else 1.0)
    if chrome.through is not None:
        pen.setWidthF(1.4)
        pen.setDashPattern(_DASHES)
    painter.setPen(pen)
    painter.setBrush(QBrush(theme.canvas if chrome.through else theme.node))
    painter.drawRoundedRect(box, RADIUS, RADIUS)


def _rim(chrome: Chrome, style: Style) -> QColor:
    if chrome.severity in (Severity.ERROR, Severity.WARNING):
        return style.severities[chrome.severity]
    if chrome.selected:
        return style.theme.accent
    return style.theme.faint if chrome.hovered or chrome.through else style.theme.node_outline


def _paint_bar(painter: QPainter, chrome: Chrome, style: Style) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    color = style.family(chrome.family)
    painter.setBrush(faded(color, 0.4) if chrome.through else color)
    bar = _FAR_BAR if chrome.far else BAR
    if not chrome.shared:
        clip = QPainterPath()
        clip.addRoundedRect(QRectF(0, 2.5, 2 * bar, chrome.height - 5), 2, 2)
        rim = QPainterPath()
        rim.addRect(QRectF(0, 0, bar, chrome.height))
        painter.drawPath(clip.intersected(rim))
        return
    for index in range(int(chrome.height - 6) // 12):
        painter.drawRect(QRectF(0, 5 + index * 12, bar, 8))


def port_rim(chrome: Chrome, style: Style) -> QColor:
    """Return the colour of a port that is not lit."""
    if chrome.selected:
        return style.theme.accent
    return style.theme.error if chrome.severity is Severity.ERROR else style.theme.wire


def paint_ports(painter: QPainter, chrome: Chrome, style: Style) -> None:
    """Paint the ports that always show."""
    painter.setPen(QPen(port_rim(chrome, style), _PORT_RIM))
    painter.setBrush(style.theme.canvas)
    for x, y in chrome.ports:
        painter.drawEllipse(QPointF(x, y), PORT_RADIUS, PORT_RADIUS)


def _marks(chrome: Chrome) -> tuple[Mark, ...]:
    """Return the marks beside the name, from the right."""
    shared = Mark("link-2", number=chrome.twins) if chrome.shared else None
    frozen = Mark("snowflake", accent=True) if chrome.frozen else None
    return tuple(mark for mark in (shared, frozen, WEIGHT_MARKS.get(chrome.weights)) if mark)


def _paint_badge(painter: QPainter, chrome: Chrome, style: Style) -> None:
    assert chrome.severity is not None
    centre = QPointF(chrome.width - 3, 3)
    painter.setPen(QPen(style.theme.canvas, 1.5))
    painter.setBrush(style.severities[chrome.severity])
    radius = _FAR_BADGE_RADIUS if chrome.far else BADGE_RADIUS
    painter.drawEllipse(centre, radius, radius)
    painter.setPen(style.theme.canvas)
    painter.setFont(style.far_badge_font if chrome.far else style.badge_font)
    box = QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)
    sign = "i" if chrome.severity is Severity.HINT else "!"
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, sign)
