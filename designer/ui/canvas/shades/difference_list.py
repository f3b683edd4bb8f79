"""The list of differences on the canvas: what is new, gone and changed, to jump to."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QToolButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from designer.project.difference import Difference
from designer.project.difference_words import ADDED, CHANGED, REMOVED, Row, difference_rows
from designer.ui import theme
from designer.ui.canvas.overlays.surface import Surface
from designer.ui.theme.icons import icon
from designer.ui.translate import tr

_WIDTH: Final = 264
_HEAD: Final = 84
_ROOM: Final = 4
_ROW = Qt.ItemDataRole.UserRole


class DifferenceList(Surface):
    """A card with a title, the counts and one row for each difference."""

    chosen = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Differences"))
        self._title = QLabel(self)
        self._title.setProperty("role", "heading")
        self._counts = QLabel(self)
        self._counts.setProperty("role", "muted")
        self.close_button = QToolButton(self)
        self.close_button.setIcon(icon("x", "muted"))
        self.close_button.setAutoRaise(True)
        self.close_button.setToolTip(tr("End the comparison (Esc)"))
        self.close_button.setAccessibleName(tr("End the comparison"))
        self.close_button.clicked.connect(self.left)
        self.tree = QTreeWidget(self)
        self.tree.setHeaderHidden(True)
        self.tree.setIndentation(14)
        self.tree.setRootIsDecorated(False)
        self.tree.setAccessibleName(tr("Differences"))
        self.tree.setFrameShape(QTreeWidget.Shape.NoFrame)
        self.tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.tree.itemClicked.connect(self._on_item)
        self.tree.itemActivated.connect(self._on_item)
        top = QHBoxLayout()
        top.addWidget(self._title, 1)
        top.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 8, 8)
        column.setSpacing(4)
        column.addLayout(top)
        column.addWidget(self._counts)
        column.addWidget(self.tree, 1)
        self.hide()

    def show_difference(self, difference: Difference | None, title: str) -> None:
        """Show the differences to *title*, or nothing."""
        self.setVisible(difference is not None)
        self.tree.clear()
        if difference is None:
            return
        self._title.setText(tr("Compared with {name}", name=title))
        rows = difference_rows(difference)
        self._counts.setText(_counts(rows))
        for row in rows:
            self.tree.addTopLevelItem(_item(row))
        self.tree.expandAll()

    def fit_into(self, height: int) -> None:
        """Be as high as the rows need, but no higher than *height*."""
        self.resize(_WIDTH, max(_HEAD, min(self._needed(), height)))

    def _needed(self) -> int:
        """Return how high the card is with all of its rows."""
        frame = 2 * self.tree.frameWidth() + _ROOM
        head = self.sizeHint().height() - self.tree.sizeHint().height()
        return head + self._rows_height() + frame

    def _rows_height(self) -> int:
        height, index = 0, self.tree.model().index(0, 0)
        while index.isValid():
            height += self.tree.rowHeight(index)
            index = self.tree.indexBelow(index)
        return height

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave by Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _on_item(self, item: QTreeWidgetItem) -> None:
        row = (item.parent() or item).data(0, _ROW)
        if isinstance(row, Row) and row.node is not None:
            self.chosen.emit(row)


def _item(row: Row) -> QTreeWidgetItem:
    item = QTreeWidgetItem([f"{row.sign}  {row.text}"])
    item.setData(0, _ROW, row)
    item.setToolTip(0, row.text)
    item.setForeground(0, _color(row.sign))
    for line in row.details:
        inner = QTreeWidgetItem([line])
        inner.setToolTip(0, line)
        item.addChild(inner)
    return item


def _color(sign: str) -> QColor:
    colors = theme.current()
    return {ADDED: colors.done, REMOVED: colors.error}.get(sign, colors.warning)


def _counts(rows: tuple[Row, ...]) -> str:
    if not rows:
        return tr("No differences")
    words = {ADDED: tr("new"), REMOVED: tr("gone"), CHANGED: tr("changed")}
    counts = {sign: sum(row.sign == sign for row in rows) for sign in words}
    return " · ".join(f"{sign} {counts[sign]} {words[sign]}" for sign in words if counts[sign])
