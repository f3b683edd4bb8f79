"""The picture as it will be, on a board; squares show through where it is transparent."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from designer.ui import theme
from designer.ui.translate import tr

_MARGIN = 16
_SQUARE = 8


class Preview(QWidget):
    """Shows an image in its middle.

    Attributes:
        image: what is shown.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.image = QImage()
        self._squares = _squares(dark=False)
        self.setMinimumSize(320, 320)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(tr("Preview of the picture"))

    def room(self) -> QSize:
        """Return how large the picture may be."""
        return self.size() - QSize(2 * _MARGIN, 2 * _MARGIN)

    def show_image(self, image: QImage, *, dark: bool) -> None:
        """Show an image that fits into `room`."""
        self.image = image
        self._squares = _squares(dark=dark)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the board and the picture on it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colors = theme.current()
        painter.setPen(QPen(colors.line, 1.0))
        painter.setBrush(colors.field)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        if self.image.isNull():
            return
        size = self.image.deviceIndependentSize()
        corner = QPointF((self.width() - size.width()) / 2, (self.height() - size.height()) / 2)
        place = QRectF(corner, size)
        painter.fillRect(place, self._squares)
        painter.drawImage(corner, self.image)
        painter.setPen(QPen(colors.line, 1.0))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(place)


def _squares(*, dark: bool) -> QBrush:
    one, other = ("#2A2E36", "#343943") if dark else ("#FFFFFF", "#EBEDF0")
    tile = QPixmap(2 * _SQUARE, 2 * _SQUARE)
    tile.fill(QColor(one))
    painter = QPainter(tile)
    for x, y in ((0, 0), (_SQUARE, _SQUARE)):
        painter.fillRect(x, y, _SQUARE, _SQUARE, QColor(other))
    painter.end()
    return QBrush(tile)
