"""The paper under the drawing: calm dots on a grid."""

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap

from designer.ui.canvas.style import Style

_STEP = 24.0
_DOTS_FROM = 0.5
_DOTS = 16
_TILES = 24
_tiles: dict[tuple[str, int, float], QPixmap] = {}


def paint_paper(painter: QPainter, rect: QRectF, style: Style, scale: float) -> None:
    """Paint the background of *rect*, with dots where they do not disturb."""
    if scale < _DOTS_FROM:
        painter.fillRect(rect, style.background)
        return
    dpr = painter.device().devicePixelRatio()
    step = _STEP * scale
    transform = painter.worldTransform()
    area = transform.mapRect(rect)
    tile = _tile(style, step, dpr)
    painter.resetTransform()
    size = tile.width() / dpr
    at = area.toAlignedRect()
    x, y = ((at.x() - transform.dx()) % size, (at.y() - transform.dy()) % size)
    origin = QPointF(math.floor(x * dpr) / dpr, math.floor(y * dpr) / dpr)
    painter.drawTiledPixmap(QRectF(at), tile, origin)
    painter.setWorldTransform(transform)


def _tile(style: Style, step: float, dpr: float) -> QPixmap:
    """Return a tile of many dots: few large tiles are painted faster than many small ones."""
    side = max(1, round(step * dpr))
    key = (style.theme.name, side, dpr)
    tile = _tiles.get(key)
    if tile is None:
        if len(_tiles) >= _TILES:
            _tiles.clear()
        tile = _tiles[key] = QPixmap(side * _DOTS, side * _DOTS)
        tile.fill(style.theme.canvas)
        painter = QPainter(tile)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(style.theme.dot)
        for index in range(_DOTS * _DOTS):
            column, row = divmod(index, _DOTS)
            painter.drawEllipse(QPointF(column * side + dpr, row * side + dpr), dpr, dpr)
        painter.end()
        tile.setDevicePixelRatio(dpr)
    return tile
