"""ConfusionMatrix: true classes against predicted ones, with numbers and labels."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from designer.ui.plots.curve import mixed
from designer.ui.theme import Sizes, current, fonts
from designer.ui.translate import tr

_LABEL = 96.0
_TOP = 38.0
_LEAST, _MOST = 22.0, 52.0


class ConfusionMatrix(QWidget):
    """Rows are true classes, columns predicted ones; the colour is the share of the row."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._labels: Sequence[str] = ()
        self._counts: Sequence[Sequence[int]] = ()
        self._totals: list[int] = []
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.MinimumExpanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Confusion matrix"))

    def show_counts(self, labels: Sequence[str], counts: Sequence[Sequence[int]]) -> None:
        """Show how often each true class was taken for which."""
        self._labels, self._counts = labels, counts
        self._totals = [sum(row) for row in counts]
        right = sum(row[index] for index, row in enumerate(counts))
        total = sum(self._totals)
        self.setAccessibleDescription(
            tr("{right} of {total} on the diagonal", right=right, total=total)
        )
        self.setMinimumWidth(round(_LABEL + _LEAST * len(labels)))
        self.setFixedHeight(self.sizeHint().height())
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for cells that can be read."""
        side = self._side()
        return QSize(
            round(_LABEL + side * len(self._labels)),
            round(_TOP + side * len(self._labels)) + 2,
        )

    def words_at(self, position: QPointF) -> str:
        """Return what the cell under *position* says."""
        cell = self._cell_at(position)
        if cell is None:
            return ""
        row, column = cell
        count, total = self._counts[row][column], self._totals[row]
        share = 100 * count / total if total else 0.0
        return tr(
            "{count} of {total} “{true}” were taken for “{other}” ({share} %)",
            count=count,
            total=total,
            true=self._labels[row],
            other=self._labels[column],
            share=f"{share:.1f}",
        )

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say what the cell under the pointer means."""
        QToolTip.showText(event.globalPosition().toPoint(), self.words_at(event.position()), self)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint cells and labels, as far as they are in sight: a thousand classes are many."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_labels(painter)
        for row in self._within(event.rect().top() - _TOP, event.rect().bottom() - _TOP):
            for column in self._within(event.rect().left() - _LABEL, event.rect().right() - _LABEL):
                self._paint_cell(painter, row, column)

    def _paint_labels(self, painter: QPainter) -> None:
        theme, side = current(), self._side()
        painter.setFont(fonts.words(Sizes.SMALL))
        painter.setPen(theme.faint)
        words = tr("predicted →")
        painter.drawText(QRectF(_LABEL, 0, 200, 16), Qt.AlignmentFlag.AlignLeft, words)
        painter.drawText(QRectF(0, 20, _LABEL - 10, 16), Qt.AlignmentFlag.AlignRight, tr("true ↓"))
        painter.setPen(theme.muted)
        metrics = painter.fontMetrics()
        elide = Qt.TextElideMode.ElideRight
        for index, label in enumerate(self._labels):
            above = QRectF(_LABEL + index * side, 18, side, 18)
            text = metrics.elidedText(label, elide, round(side - 2))
            painter.drawText(above, Qt.AlignmentFlag.AlignCenter, text)
            beside = QRectF(0, _TOP + index * side, _LABEL - 10, side)
            text = metrics.elidedText(label, elide, round(_LABEL - 12))
            align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(beside, align, text)

    def _paint_cell(self, painter: QPainter, row: int, column: int) -> None:
        theme, side = current(), self._side()
        count, total = self._counts[row][column], self._totals[row] or 1
        share = count / total
        box = QRectF(_LABEL + column * side, _TOP + row * side, side - 1, side - 1)
        color = theme.accent if row == column else theme.error
        strength = share if row == column else min(1.0, 0.15 + 1.6 * share)
        painter.setPen(Qt.PenStyle.NoPen)
        ground = mixed(color, theme.field, 0.85 * strength) if count else theme.field
        painter.setBrush(ground)
        painter.drawRoundedRect(box, 2, 2)
        if count:
            painter.setPen(theme.on_accent if strength > 0.55 else theme.text)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, f"{count}")

    def _side(self) -> float:
        return min(max(360.0 / max(len(self._labels), 1), _LEAST), _MOST)

    def _within(self, low: float, high: float) -> range:
        side = self._side()
        return range(max(int(low // side), 0), min(int(high // side) + 1, len(self._labels)))

    def _cell_at(self, position: QPointF) -> tuple[int, int] | None:
        side = self._side()
        column = int((position.x() - _LABEL) // side)
        row = int((position.y() - _TOP) // side)
        size = len(self._labels)
        return (row, column) if 0 <= row < size and 0 <= column < size else None
