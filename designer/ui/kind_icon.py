"""The small tile that stands for a kind of layer in lists: its icon on a tint of its colour."""

from functools import lru_cache

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from designer.catalog.specs import LayerSpec
from designer.ui.theme import current, family_color, icons

TILE = 22
_ICON = 14


def kind_tile(spec: LayerSpec, dpr: float = 1.0) -> QPixmap:
    """Return the tile of *spec* for a screen of *dpr*."""
    name = spec.icon if icons.exists(spec.icon) else icons.FAMILY_ICONS[spec.family]
    return _tile(name, family_color(spec.family).rgba(), current().dark, dpr)


@lru_cache(maxsize=500)
def _tile(name: str, rgba: int, dark: bool, dpr: float) -> QPixmap:
    color = QColor.fromRgba(rgba)
    tile = QPixmap(round(TILE * dpr), round(TILE * dpr))
    tile.fill(Qt.GlobalColor.transparent)
    tile.setDevicePixelRatio(dpr)
    ground = QColor(color)
    ground.setAlphaF(0.16 if dark else 0.12)
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(QRectF(0, 0, TILE, TILE), 5, 5)
    gap = (TILE - _ICON) / 2
    picture = icons.pixmap(name, color, _ICON, dpr)
    painter.drawPixmap(QRectF(gap, gap, _ICON, _ICON), picture, QRectF(picture.rect()))
    painter.end()
    return tile
