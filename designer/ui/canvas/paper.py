"""The paper under the drawing: calm dots on a grid."""

from math import floor

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPen, QPixmap

from designer.ui.canvas.style import Style

_STEP = 24.0
_DOTS_FROM = 0.5
_tiles: dict[tuple[str, int, float], QPixmap] = {}


def paint_paper(painter: QPainter, rect: QRectF, style: Style, scale: float) -> None:
    """Paint the background of *rect*, with dots where they do not disturb."""
    painter.fillRect(rect, style.background)
    if scale < _DOTS_FROM:
        return
    dpr = painter.device().devicePixelRatio()
    step = _STEP * scale
    transform = painter.worldTransform()
    area = transform.mapRect(rect)
    tile = _tile(style, step, dpr)
    painter.resetTransform()
    size = tile.width() / dpr
    if abs(size - step) < 0.01:
        brush = QBrush(tile)
        painter.setBrushOrigin(QPointF(transform.dx() % size, transform.dy() % size))
        painter.fillRect(area, brush)
    else:
        _paint_dots(painter, area, transform.dx(), transform.dy(), step, style)
    painter.setWorldTransform(transform)


def _paint_dots(
    painter: QPainter, area: QRectF, dx: float, dy: float, step: float, style: Style
) -> None:
    """Paint dots one by one, where the step is no whole number of pixels."""
    left, top = floor((area.left() - dx) / step), floor((area.top() - dy) / step)
    columns = range(left, floor((area.right() - dx) / step) + 1)
    rows = range(top, floor((area.bottom() - dy) / step) + 1)
    painter.setPen(_dot_pen(style))
    painter.drawPoints(
        [QPointF(round(dx + c * step), round(dy + r * step)) for r in rows for c in columns]
    )


def _dot_pen(style: Style) -> QPen:
    pen = QPen(style.theme.dot, 2.0)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    return pen


def _tile(style: Style, step: float, dpr: float) -> QPixmap:
    side = max(1, round(step * dpr))
    key = (style.theme.name, side, dpr)
    tile = _tiles.get(key)
    if tile is None:
        tile = _tiles[key] = QPixmap(side, side)
        tile.fill(style.theme.canvas)
        tile.setDevicePixelRatio(dpr)
        painter = QPainter(tile)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(style.theme.dot)
        painter.drawEllipse(QPointF(1.0, 1.0), 1.0, 1.0)
        painter.end()
    return tile
