"""BalanceBars: how many rows each class has."""

from collections.abc import Mapping

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from designer.ui.theme import Sizes, current, fonts

_ROW = 22
_NAME = 110
_COUNT = 52


class BalanceBars(QWidget):
    """A bar for each class of one field, in their order, with its count."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts: Mapping[str, int] = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Show rows by class."""
        self._counts = counts
        self.setAccessibleDescription(", ".join(f"{k}: {v}" for k, v in counts.items()))
        self.setFixedHeight(max(len(counts), 1) * _ROW)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for all classes."""
        return QSize(260, max(len(self._counts), 1) * _ROW)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint those bars that are in sight."""
        theme = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(fonts.words(Sizes.BODY - 1))
        most = max(self._counts.values(), default=1) or 1
        room = max(self.width() - _NAME - _COUNT - 16, 20)
        for row, (name, count) in enumerate(self._counts.items()):
            top = row * _ROW
            if not event.rect().intersects(QRectF(0, top, self.width(), _ROW).toRect()):
                continue
            label = QRectF(0, top, _NAME, _ROW)
            painter.setPen(theme.text)
            text = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, _NAME)
            painter.drawText(label, Qt.AlignmentFlag.AlignVCenter, text)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.field)
            painter.drawRoundedRect(QRectF(_NAME + 8, top + 6, room, 10), 3, 3)
            painter.setBrush(theme.accent)
            painter.drawRoundedRect(QRectF(_NAME + 8, top + 6, room * count / most, 10), 3, 3)
            painter.setPen(theme.muted)
            figure = QRectF(self.width() - _COUNT, top, _COUNT - 2, _ROW)
            right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            painter.drawText(figure, right, f"{count:,}")
