"""One row of a list of kinds: tile, name, and a one-line summary where there is room."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from designer.catalog.specs import LayerSpec
from designer.ui.kind_icon import TILE, kind_tile
from designer.ui.row_delegate import Index, RowDelegate, State
from designer.ui.row_ground import paint_row_ground
from designer.ui.theme import current, fonts

SPEC_ROLE = Qt.ItemDataRole.UserRole
MUTED_ROLE = Qt.ItemDataRole.UserRole + 1
WORDS_ROLE = Qt.ItemDataRole.UserRole + 2
_ROW = 28
_LEFT = 5


class KindDelegate(RowDelegate):
    """Paints rows whose `SPEC_ROLE` holds a `LayerSpec`; `MUTED_ROLE` says that it hardly fits.

    `WORDS_ROLE` holds what is told in place of the summary: what would be set, or why not.
    """

    def __init__(self, *, summaries: bool, row: int = _ROW) -> None:
        super().__init__()
        self._summaries = summaries
        self._row = row

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the size that the rows need."""
        return QSize(80, self._row)

    def paint_row(self, painter: QPainter, rect: QRect, state: State, index: Index) -> None:
        """Paint from what was made before."""
        spec = index.data(SPEC_ROLE)
        if not isinstance(spec, LayerSpec):
            return
        paint_row_ground(painter, rect, state, side=2)
        muted = bool(index.data(MUTED_ROLE))
        tile = kind_tile(spec, painter.device().devicePixelRatio())
        painter.setOpacity(0.5 if muted else 1.0)
        painter.drawPixmap(rect.left() + _LEFT, rect.top() + (rect.height() - TILE) // 2, tile)
        self._paint_words(painter, rect, spec, str(index.data(WORDS_ROLE) or ""))

    def _paint_words(self, painter: QPainter, rect: QRect, spec: LayerSpec, told: str) -> None:
        colors = current()
        weight = QFont.Weight.DemiBold if self._summaries else QFont.Weight.Normal
        font = fonts.words(13, weight)
        left, right = rect.left() + _LEFT + TILE + 8, rect.right() - 3
        painter.setFont(font)
        painter.setPen(colors.text)
        center = Qt.AlignmentFlag.AlignVCenter
        metrics = QFontMetrics(font)
        name = metrics.elidedText(spec.called, Qt.TextElideMode.ElideRight, right - left)
        painter.drawText(QRect(left, rect.top(), right - left, rect.height()), center, name)
        if not self._summaries:
            return
        left += metrics.horizontalAdvance(name) + 10
        small = fonts.words(12)
        painter.setFont(small)
        painter.setPen(colors.text if told else colors.muted)
        summary = QFontMetrics(small).elidedText(
            told or spec.summary, Qt.TextElideMode.ElideRight, max(0, right - left)
        )
        painter.drawText(QRect(left, rect.top(), right - left, rect.height()), center, summary)
