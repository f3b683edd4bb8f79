"""A source of data as a card that can be pressed."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from designer.ui.data.sources import Source
from designer.ui.theme import Sizes, current, fonts, icons
from designer.ui.translate import tr


class SourceCard(QAbstractButton):
    """Icon, title and one line."""

    def __init__(self, source: Source, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.source = source
        self.setCheckable(True)
        self.setText(tr(source.title))
        self.setAccessibleName(tr(source.title))
        self.setAccessibleDescription(tr(source.text))
        self.setToolTip(tr(source.text))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the size of a card."""
        return QSize(160, 58)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card."""
        theme = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        ground = theme.selected if self.isChecked() else theme.field
        painter.setBrush(theme.hover if self.underMouse() and not self.isChecked() else ground)
        ringed = self.isChecked() or self.hasFocus()
        painter.setPen(theme.accent if ringed else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(box, Sizes.RADIUS, Sizes.RADIUS)
        tint = "accent" if self.isChecked() else "muted"
        icons.icon(self.source.icon, tint).paint(painter, 11, 20, 18, 18)
        self._paint_words(painter)

    def _paint_words(self, painter: QPainter) -> None:
        theme = current()
        width = self.width() - 44
        title = fonts.words(Sizes.BODY, fonts.words().Weight.DemiBold)
        painter.setFont(title)
        painter.setPen(theme.text)
        painter.drawText(38, 25, _fitting(tr(self.source.title), title, width))
        small = fonts.words(Sizes.SMALL)
        painter.setFont(small)
        painter.setPen(theme.muted)
        painter.drawText(38, 43, _fitting(tr(self.source.text), small, width))


def _fitting(text: str, font: QFont, width: int) -> str:
    metrics = QFontMetrics(font)
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
