"""One family of the palette: its rows, to click, drag and walk through."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QMimeData, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QCursor, QDrag, QHelpEvent, QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QToolTip, QWidget

from designer.catalog.specs import LayerSpec
from designer.ui.help.kind_tip import kind_tip
from designer.ui.kind_delegate import SPEC_ROLE, KindDelegate
from designer.ui.kind_icon import TILE, kind_tile
from designer.ui.kind_mime import kind_mime

ROW = 28


class KindList(QListWidget):
    """Rows of kinds, as high as they need; `chosen` carries the kind.

    Attributes:
        define: gives the definition of a block as text, to be dragged along.
    """

    chosen = Signal(str)
    menu_asked = Signal(str, QPoint)
    left_up = Signal()
    left_down = Signal()

    def __init__(
        self, name: str, specs: Sequence[LayerSpec], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.define: Callable[[str], str] = lambda _kind: ""
        self.setAccessibleName(name)
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragEnabled(True)
        self.setMouseTracking(True)
        self._delegate = KindDelegate(summaries=False, row=ROW)
        self.setItemDelegate(self._delegate)
        self.itemDoubleClicked.connect(self._on_activated)
        self.show_specs(specs)

    def show_specs(self, specs: Sequence[LayerSpec]) -> None:
        """Show these kinds."""
        self.clear()
        for spec in specs:
            item = QListWidgetItem(spec.called, self)
            item.setData(SPEC_ROLE, spec)
            item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, spec.summary)
        self.setFixedHeight(ROW * max(1, len(specs)))

    def kinds(self) -> tuple[str, ...]:
        """Return the kinds that are shown, in their order."""
        return tuple(self.item(row).data(SPEC_ROLE).kind for row in range(self.count()))

    @property
    def pointed(self) -> str | None:
        """The kind under the pointer, else the current one while the list has the focus."""
        item = self.itemAt(self.viewport().mapFromGlobal(QCursor.pos()))
        if item is None or not self.underMouse():
            item = self.currentItem() if self.hasFocus() else None
        return item.data(SPEC_ROLE).kind if item is not None else None

    def viewportEvent(self, event: QEvent) -> bool:
        """Explain the kind under the pointer; the tip is made only now."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            item = self.itemAt(event.pos())
            if item is not None:
                tip = kind_tip(item.data(SPEC_ROLE), self.devicePixelRatioF())
                place = self.visualItemRect(item)
                QToolTip.showText(event.globalPos(), tip, self.viewport(), place)
            return True
        return super().viewportEvent(event)

    def sizeHint(self) -> QSize:
        """Return the size that the rows need."""
        return QSize(160, ROW * self.count())

    def startDrag(self, actions: Qt.DropAction) -> None:
        """Drag a kind to the canvas."""
        items = self.selectedItems()
        if not items:
            return
        item = items[0]
        drag = QDrag(self)
        drag.setMimeData(self._mime(item))
        drag.setPixmap(kind_tile(item.data(SPEC_ROLE), self.devicePixelRatioF()))
        drag.setHotSpot(QPoint(TILE // 2, TILE // 2))
        drag.exec(Qt.DropAction.CopyAction)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the keys that mean something here."""
        row, last = self.currentRow(), self.count() - 1
        if event.key() == Qt.Key.Key_Down and row >= last:
            self.left_down.emit()
        elif event.key() == Qt.Key.Key_Up and row <= 0:
            self.left_up.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.currentItem())
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Tell for which kind a menu is wanted, and where on the screen."""
        keys = event.reason() is QContextMenuEvent.Reason.Keyboard
        item = self.currentItem() if keys else self.itemAt(event.pos())
        if item is not None:
            place = self.visualItemRect(item).bottomLeft() if keys else event.pos()
            self.menu_asked.emit(item.data(SPEC_ROLE).kind, self.mapToGlobal(place))

    def mimeData(self, items: Sequence[QListWidgetItem]) -> QMimeData:
        """Return what is dragged."""
        return self._mime(items[0]) if items else QMimeData()

    def _mime(self, item: QListWidgetItem) -> QMimeData:
        kind = item.data(SPEC_ROLE).kind
        return kind_mime(kind, self.define(kind))

    def _on_activated(self, item: QListWidgetItem) -> None:
        self._choose(item)

    def _choose(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(item.data(SPEC_ROLE).kind)
