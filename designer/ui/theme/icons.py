"""Line icons, tinted while they are painted and sharp at every scale."""

from collections.abc import Callable
from functools import cache, lru_cache
from typing import Final, TypeAlias

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from designer import paths
from designer.catalog.specs import Family
from designer.ui.theme.chooser import current

Tint: TypeAlias = "QColor | str | Callable[[], QColor] | None"
"""A colour, a token's name ("muted"), a function asked at paint time, or None: that of text."""

FAMILY_ICONS: Final = {
    Family.INPUT_OUTPUT: "arrow-right",
    Family.CORE: "dense",
    Family.CONVOLUTION: "window-slide",
    Family.POOLING: "grid-2x2",
    Family.NORMALIZATION: "bell-curve",
    Family.REGULARIZATION: "percent",
    Family.MERGING: "plus",
    Family.ACTIVATION: "activity",
    Family.RECURRENT: "undo-2",
    Family.ATTENTION: "star",
    Family.PREPROCESSING: "list-filter",
    Family.RESHAPING: "scaling",
    Family.OPERATION: "operation",
    Family.APPLICATION: "layers",
    Family.BLOCK: "block",
    Family.CUSTOM: "file-code",
}


def icon(name: str, color: Tint = None) -> QIcon:
    """Return the icon *name* of `resources/icons`; its tint follows the theme."""
    if color is None or isinstance(color, str):
        return _shared_icon(name, color)
    return QIcon(_TintedEngine(name, color))


@cache
def _shared_icon(name: str, color: str | None) -> QIcon:
    return QIcon(_TintedEngine(name, color))


def pixmap(name: str, color: Tint = None, size: int = 16, dpr: float = 1.0) -> QPixmap:
    """Return *name* as a picture of *size* logical pixels for a screen of *dpr*."""
    return _pixmap(name, _resolve(color).rgba(), size, dpr)


def exists(name: str) -> bool:
    """Return whether there is an icon of this name."""
    return bool(name) and (paths.resources() / "icons" / f"{name}.svg").is_file()


def _resolve(color: Tint) -> QColor:
    if color is None:
        return current().text
    if isinstance(color, QColor):
        return color
    found = getattr(current(), color) if isinstance(color, str) else color()
    return found if isinstance(found, QColor) else current().text


@cache
def _svg(name: str) -> str:
    path = paths.resources() / "icons" / f"{name}.svg"
    return path.read_text(encoding="utf-8")


@lru_cache(maxsize=2000)
def _pixmap(name: str, rgba: int, size: int, dpr: float) -> QPixmap:
    color = QColor.fromRgba(rgba)
    svg = _svg(name).replace("currentColor", color.name(QColor.NameFormat.HexRgb))
    renderer = QSvgRenderer(QByteArray(svg.encode()))
    device = max(1, round(size * dpr))
    result = QPixmap(device, device)
    result.fill(Qt.GlobalColor.transparent)
    painter = QPainter(result)
    painter.setOpacity(color.alphaF())
    renderer.render(painter, QRectF(0, 0, device, device))
    painter.end()
    result.setDevicePixelRatio(dpr)
    return result


class _TintedEngine(QIconEngine):
    """Paints one icon in the colour that the theme has at that moment."""

    _alive: Final[list["_TintedEngine"]] = []  # Qt owns the C++ half, this keeps ours

    def __init__(self, name: str, color: Tint) -> None:
        super().__init__()
        self._name = name
        self._color = color
        self._alive.append(self)

    def clone(self) -> QIconEngine:
        return _TintedEngine(self._name, self._color)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        dpr = painter.device().devicePixelRatio() if painter.device() else 1.0
        picture = self.scaledPixmap(rect.size(), mode, state, dpr)
        painter.drawPixmap(rect.topLeft(), picture)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(
        self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float
    ) -> QPixmap:
        color = current().faint if mode == QIcon.Mode.Disabled else _resolve(self._color)
        return _pixmap(self._name, color.rgba(), min(size.width(), size.height()), scale)
