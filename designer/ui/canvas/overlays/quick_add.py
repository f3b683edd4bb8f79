"""The quick-add list: type a layer's name where the cursor is."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from designer.ui.canvas.fitting import Offer
from designer.ui.canvas.overlays.surface import Surface
from designer.ui.kind_delegate import MUTED_ROLE, SPEC_ROLE, KindDelegate
from designer.ui.translate import tr

_SIZE = QSize(392, 340)
_STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: 8,
    Qt.Key.Key_PageUp: -8,
}


class QuickAdd(Surface):
    """A search field with a list; `chosen` carries the kind, `left` tells that it was closed."""

    chosen = Signal(str)
    left = Signal()
    shadow = True

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._search: Callable[[str], tuple[Offer, ...]] = lambda _text: ()
        self.setAccessibleName(tr("Add a layer"))
        self.setFixedSize(_SIZE)
        self.field = _Field(self)
        self.field.textChanged.connect(self._on_text)
        self.field.setPlaceholderText(tr("Add a layer"))
        self.field.setAccessibleName(tr("Search layers"))
        self.list = QListWidget(self)
        self.list.setAccessibleName(tr("Layers found"))
        self.list.setFrameShape(QListWidget.Shape.NoFrame)
        self.list.setItemDelegate(self._delegate())
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemClicked.connect(self._on_clicked)
        self._hint = QLabel(self)
        self._hint.setProperty("role", "muted")
        self._lay_out()
        self.hide()

    def open_at(
        self,
        place: QPoint,
        search: Callable[[str], tuple[Offer, ...]],
        text: str,
        hint: str,
    ) -> None:
        """Show the list at *place* with what *search* finds for *text*."""
        self._search = search
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        self.field.setText(text)
        self._on_text(text)
        self._move_to(place)
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def kinds(self) -> tuple[str, ...]:
        """Return the kinds that are shown, in their order."""
        items = (self.list.item(row) for row in range(self.list.count()))
        return tuple(item.data(SPEC_ROLE).kind for item in items)

    @property
    def hint(self) -> str:
        """What Enter will do, in words."""
        return self._hint.text()

    def close_list(self) -> None:
        """Hide without choosing."""
        if self.isVisible():
            self.hide()
            self.left.emit()

    def step(self, key: int) -> bool:
        """Move through the list, take, or leave; tell whether the key meant that."""
        match key:
            case Qt.Key.Key_Escape:
                self.close_list()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Tab:
                self._take(self.list.currentItem())
            case _ if key in _STEPS:
                row = self.list.currentRow() + _STEPS[Qt.Key(key)]
                self.list.setCurrentRow(max(0, min(self.list.count() - 1, row)))
            case _:
                return False
        return True

    def _delegate(self) -> KindDelegate:
        self._painter = KindDelegate(summaries=True, row=32)
        return self._painter

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 14, 14, 14)
        column.setSpacing(6)
        column.addWidget(self.field)
        column.addWidget(self.list, 1)
        column.addWidget(self._hint)

    def _on_text(self, text: str) -> None:
        self.list.clear()
        for offer in self._search(text):
            item = QListWidgetItem(offer.spec.called, self.list)
            item.setData(SPEC_ROLE, offer.spec)
            item.setData(MUTED_ROLE, offer.doubtful)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, offer.spec.called)
            item.setToolTip(offer.spec.summary)
        self.list.setCurrentRow(0)

    def _on_clicked(self, item: QListWidgetItem) -> None:
        self._take(item)

    def _take(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        kind = item.data(SPEC_ROLE).kind
        self.close_list()
        self.chosen.emit(kind)

    def _move_to(self, place: QPoint) -> None:
        parent = self.parentWidget()
        room = parent.rect() if parent else QRect(place, self.size())
        x = max(0, min(place.x() - 24, room.width() - self.width()))
        y = max(0, min(place.y() - 24, room.height() - self.height()))
        self.move(x, y)


class _Field(QLineEdit):
    """The search field; it gives the keys that belong to the list to the list."""

    def __init__(self, list_: QuickAdd) -> None:
        super().__init__(list_)
        self._list = list_

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the keys that mean something here."""
        if not self._list.step(event.key()):
            super().keyPressEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:
        """Keep Tab for the list."""
        return False

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Let go of what is held."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.ActiveWindowFocusReason:
            self._list.close_list()
