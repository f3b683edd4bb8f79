"""The look that all overlays share: a quiet card with a hairline."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from designer.ui import theme
from designer.ui.following import follow

_SHADOW = 6


class Surface(QWidget):
    """A rounded card painted in the colours of the theme, with a soft shadow around it."""

    shadow = False

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        follow(self, theme.changed, self.update)

    def card(self) -> QRectF:
        """Return the card inside the widget."""
        inset = float(_SHADOW) if self.shadow else 0.0
        return QRectF(self.rect()).adjusted(inset + 0.5, inset + 0.5, -inset - 0.5, -inset - 0.5)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint in the colours of the theme."""
        colors = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        card = self.card()
        if self.shadow:
            _paint_shadow(painter, card, colors.shadow)
        painter.setPen(QPen(colors.line, 1.0))
        painter.setBrush(colors.panel)
        painter.drawRoundedRect(card, 8, 8)
        self.paint_inside(painter, card)
        painter.end()

    def paint_inside(self, painter: QPainter, card: QRectF) -> None:
        """Paint what belongs on the card; nothing by default."""


def _paint_shadow(painter: QPainter, card: QRectF, color: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    for step in range(_SHADOW, 0, -1):
        soft = QColor(color)
        soft.setAlphaF(color.alphaF() * 0.22)
        painter.setBrush(soft)
        rim = card.adjusted(-step, -step + 2, step, step).translated(QPointF(0, 0))
        painter.drawRoundedRect(rim, 8 + step, 8 + step)
