"""The quick-add list: type a layer's name where the cursor is."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from designer.catalog.offering import Offer, Offers
from designer.ui.canvas.overlays.kind_preview import KindPreview
from designer.ui.canvas.overlays.surface import Surface
from designer.ui.kind_delegate import MUTED_ROLE, SPEC_ROLE, WORDS_ROLE, KindDelegate
from designer.ui.translate import tr

_SIZE = QSize(420, 372)
_ROWS = 100
"""So many are shown; what is further down is found by typing."""
_OFFER_ROLE = Qt.ItemDataRole.UserRole + 8
_STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: 8,
    Qt.Key.Key_PageUp: -8,
}
_GO_ON = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier
Search = Callable[[str], Offers]


class QuickAdd(Surface):
    """A search field with a list.

    Attributes:
        chosen: told with what is to be added (a tuple of `Offer`, wired one to the next), and
            whether the list is wanted again for what comes then.
        left: told when it was closed.
    """

    chosen = Signal(object, bool)
    left = Signal()
    shadow = True

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._search: Search = lambda _text: Offers()
        self._offers = Offers()
        self.setAccessibleName(tr("Add a layer"))
        self.setFixedSize(_SIZE)
        self.field = _Field(self)
        self.field.textChanged.connect(self._on_text)
        self.field.setAccessibleName(tr("Search layers"))
        self._chain = QLabel(self)
        self._chain.setProperty("role", "muted")
        self._chain.setWordWrap(True)
        self.list = QListWidget(self)
        self.list.setAccessibleName(tr("Layers found"))
        self.list.setFrameShape(QListWidget.Shape.NoFrame)
        self.list.setItemDelegate(self._delegate())
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemClicked.connect(self._on_clicked)
        self.list.currentItemChanged.connect(lambda *_: self._show_chain())
        self.preview = KindPreview(self, parent)
        self._hint = QLabel(self)
        self._keys = QLabel(self)
        self._keys.setWordWrap(True)
        for label in (self._hint, self._keys):
            label.setProperty("role", "muted")
        self._lay_out()
        self.hide()

    def open_at(
        self, place: QPoint, search: Search, text: str, hint: str, *, can_go_on: bool = True
    ) -> None:
        """Show the list at *place* with what *search* finds for *text*.

        Args:
            hint: what Enter will do.
            can_go_on: several layers can be added, one after the other or by `>`.
        """
        self._search = search
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        words = tr("Shift+Enter goes on. a > b adds both, wired. @name is a layer of that name.")
        self._keys.setText(words if can_go_on else "")
        self._keys.setVisible(can_go_on)
        example = tr("Add a layer: dense 64 relu") if can_go_on else tr("Replace by")
        self.field.setPlaceholderText(example)
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
    def kind(self) -> str | None:
        """The kind of the chosen row, while the list is shown."""
        item = self.list.currentItem() if self.isVisible() else None
        return item.data(SPEC_ROLE).kind if item is not None else None

    @property
    def hint(self) -> str:
        """What Enter will do, in words."""
        return self._hint.text()

    @property
    def chain(self) -> str:
        """The layers that were typed one after the other, in words; empty where it is one."""
        return self._chain.text()

    def close_list(self) -> None:
        """Hide without choosing."""
        if self.isVisible():
            self.hide()
            self.left.emit()

    def step(self, key: int, modifiers: Qt.KeyboardModifier) -> bool:
        """Move through the list, take, or leave; tell whether the key meant that."""
        match key:
            case Qt.Key.Key_Escape:
                self.close_list()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Tab:
                self._take(self.list.currentItem(), bool(modifiers & _GO_ON))
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
        column.addWidget(self._chain)
        column.addWidget(self.list, 1)
        column.addWidget(self._hint)
        column.addWidget(self._keys)

    def _on_text(self, text: str) -> None:
        self._offers = self._search(text)
        self.list.clear()
        for offer in self._offers.last[:_ROWS]:
            self._add_row(offer)
        self.list.setCurrentRow(0)
        self._show_chain()

    def _add_row(self, offer: Offer) -> None:
        spec, told = offer.spec, offer.lack or offer.words
        item = QListWidgetItem(offer.called, self.list)
        item.setData(SPEC_ROLE, spec)
        item.setData(MUTED_ROLE, bool(offer.lack))
        item.setData(WORDS_ROLE, told)
        item.setData(_OFFER_ROLE, offer)
        words = f"{offer.called}: {told}" if told else offer.called
        item.setData(Qt.ItemDataRole.AccessibleTextRole, words)
        item.setToolTip(f"{words}\n{spec.summary}" if told else spec.summary)

    def hideEvent(self, event: QHideEvent) -> None:
        """Take away what is beside it."""
        super().hideEvent(event)
        self.preview.show_soon(None)

    def showEvent(self, event: QShowEvent) -> None:
        """Explain the first row."""
        super().showEvent(event)
        self._show_chain()

    def _show_chain(self) -> None:
        item = self.list.currentItem()
        shown = item is not None and self.isVisible()
        self.preview.show_soon(item.data(SPEC_ROLE) if shown else None)
        self._chain.setText(self._chain_text())
        self._chain.setVisible(bool(self._chain.text()))

    def _chain_text(self) -> str:
        if self._offers.unknown:
            return tr("Nothing is called “{word}”.", word=self._offers.unknown)
        if not self._offers.chain:
            return ""
        item = self.list.currentItem()
        last = (item.data(_OFFER_ROLE),) if item is not None else ()
        return " → ".join(_named(offer) for offer in (*self._offers.chain, *last))

    def _on_clicked(self, item: QListWidgetItem) -> None:
        self._take(item, go_on=False)

    def _take(self, item: QListWidgetItem | None, go_on: bool) -> None:
        if item is None:
            return
        offers = (*self._offers.chain, item.data(_OFFER_ROLE))
        self.close_list()
        self.chosen.emit(offers, go_on)

    def _move_to(self, place: QPoint) -> None:
        parent = self.parentWidget()
        room = parent.rect() if parent else QRect(place, self.size())
        x = max(0, min(place.x() - 24, room.width() - self.width()))
        y = max(0, min(place.y() - 24, room.height() - self.height()))
        self.move(x, y)


def _named(offer: Offer) -> str:
    return f"{offer.called} ({offer.words})" if offer.words else offer.called


class _Field(QLineEdit):
    """The search field; it gives the keys that belong to the list to the list."""

    def __init__(self, list_: QuickAdd) -> None:
        super().__init__(list_)
        self._list = list_

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the keys that mean something here."""
        if not self._list.step(event.key(), event.modifiers()):
            super().keyPressEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:
        """Keep Tab for the list."""
        return False

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Let go of what is held."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.ActiveWindowFocusReason:
            self._list.close_list()
