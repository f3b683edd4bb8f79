"""The three parts of the data as one bar with counts."""

from collections.abc import Mapping

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from designer.ui.theme import Sizes, current, fonts
from designer.ui.translate import tr


class SplitBar(QWidget):
    """Training, validation and test as parts of a bar; words and counts below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shares = (60, 20, 20)
        self._counts: Mapping[str, int] = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_shares(self, train: int, validation: int, test: int) -> None:
        """Show shares in percent; where they are more than all rows, as parts of their sum."""
        self._shares = (train, validation, test)
        self.setAccessibleName(
            tr(
                "{a} % training, {b} % validation, {c} % test",
                a=train,
                b=validation,
                c=test,
            )
        )
        self.update()

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Show rows, where they are known."""
        self._counts = counts
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for bar and words."""
        return QSize(200, 46)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the bar and the words."""
        theme = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        parts = (
            (tr("training"), "train", theme.training),
            (tr("validation"), "validation", theme.validation),
            (tr("test"), "test", theme.wire),
        )
        left = 0.0
        shown = [share for share in self._shares if share]
        room = self.width() - 2.0 * (len(shown) - 1)
        whole = max(sum(shown), 100)
        for share, (_, _, color) in zip(self._shares, parts, strict=True):
            if share:
                width = room * share / whole
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(color)
                painter.drawRoundedRect(QRectF(left, 2, width, 8), 3, 3)
                left += width + 2
        third = self.width() / 3
        for index, (word, key, color) in enumerate(parts):
            self._paint_words(painter, QRectF(index * third, 14, third, 32), word, key, color)

    def _paint_words(
        self, painter: QPainter, box: QRectF, word: str, key: str, color: QColor
    ) -> None:
        theme = current()
        painter.setBrush(color)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawEllipse(QRectF(box.left() + 1, box.top() + 10, 6, 6))
        painter.setFont(fonts.words(Sizes.SMALL))
        painter.setPen(theme.muted)
        painter.drawText(box.translated(12, 13 - box.height() / 2), _MIDDLE, word)
        count = self._counts.get(key)
        painter.setPen(theme.text)
        text = f"{count:,}" if count is not None else "–"
        painter.drawText(box.translated(12, 26 - box.height() / 2), _MIDDLE, text)


_MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
