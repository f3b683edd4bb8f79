"""The tree of the outline: follows and leads the selection, and turns keys into verbs."""

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QLineEdit,
    QTreeView,
    QWidget,
)

from designer.session.outline import Key, Row, RowKind
from designer.session.session import Session
from designer.ui.following import follow
from designer.ui.outline.outline_delegate import OutlineDelegate
from designer.ui.outline.outline_model import OutlineModel
from designer.ui.theme import icons
from designer.ui.translate import tr

_OWN_KEYS: Final = frozenset({Qt.Key.Key_F2, Qt.Key.Key_Delete, Qt.Key.Key_Backspace})
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ARROW: Final = 12
_SELECT: Final = QItemSelectionModel.SelectionFlag
_PLAIN: Final = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)


class OutlineTree(QTreeView):
    """What keys ask for is told by signals; the panel does it."""

    add_requested = Signal(str)
    """With the letters that were typed."""
    opened = Signal(Row)
    """Enter, or a double click."""
    deleted = Signal()
    moved = Signal(int)
    """Alt+Up and Alt+Down: -1 and 1."""
    connect_requested = Signal()
    disconnect_requested = Signal()
    menu_requested = Signal(QPoint)
    left = Signal()
    led = Signal(str)
    """The one node that was chosen here."""

    def __init__(self, model: OutlineModel, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._outline = model
        self._following = False
        self._open: list[Key] = []
        self._top = 0
        self._painter = OutlineDelegate(self)
        self.setItemDelegate(self._painter)
        self._set_up(model)
        model.about_to_renew.connect(self._note)
        model.renewed.connect(self._restore)
        self.selectionModel().selectionChanged.connect(self._lead)
        follow(self, session.selection.changed, self.follow_selection)
        follow(self, session.document.entered, self.follow_selection)
        follow(self, session.analysis.changed, self.viewport().update)

    def _set_up(self, model: OutlineModel) -> None:
        self.setModel(model)
        self.setAccessibleName(tr("Outline of the model"))
        self.setAccessibleDescription(
            tr(
                "Layers in the order in which they are built. Insert or a letter adds after the "
                "chosen one, Shift+C connects, Shift+X disconnects, F2 renames, Enter edits."
            )
        )
        self.setProperty("role", "outline")
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setIndentation(14)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setExpandsOnDoubleClick(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.doubleClicked.connect(lambda index: self._open_row(index))

    def drawBranches(
        self, painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint an arrow where there are rows below."""
        if not self._outline.hasChildren(index):
            return
        row = self._outline.row_at(index)
        is_open = row is not None and self.isExpanded(self._outline.index_of(row))
        name = "chevron-down" if is_open else "chevron-right"
        picture = icons.pixmap(name, "muted", _ARROW, self.devicePixelRatioF())
        place = rect.right() - _ARROW
        painter.drawPixmap(place, rect.top() + (rect.height() - _ARROW) // 2, picture)

    # ---- what is chosen ----

    def rows(self) -> list[Row]:
        """Return the chosen rows, from the top down."""
        indexes = self.selectionModel().selectedIndexes()
        rows = (self._outline.row_at(index) for index in indexes)
        return [row for row in rows if row is not None]

    def current(self) -> Row | None:
        """Return the row in hand."""
        return self._outline.row_at(self.currentIndex())

    def take_in_hand(self, gone: Row) -> None:
        """Choose what stands now where a row stood."""
        above = self._outline.row_of(gone.parent.key) if gone.parent is not None else None
        parent = self._outline.index_of(above) if above is not None else QModelIndex()
        last = self._outline.rowCount(parent) - 1
        index = self._outline.index(min(gone.place, last), 0, parent) if last >= 0 else parent
        if index.isValid():
            self.setCurrentIndex(index)

    def rename(self) -> None:
        """Edit the name of the row in hand."""
        row = self.current()
        if row is not None and row.kind is RowKind.NODE:
            self.edit(self.currentIndex())

    def follow_selection(self) -> None:
        """Choose the rows of what is selected, and show the first of them."""
        if self._following or not self._outline.active:
            return
        way = self._session.document.path
        ids = self._session.selection.ids
        indexes = [self._outline.find(way, id) for id in ids]
        rows = [row for i in indexes if (row := self._outline.row_at(i)) is not None]
        self._following = True
        try:
            self._choose(rows)
        finally:
            self._following = False

    def _choose(self, rows: list[Row]) -> None:
        chosen = QItemSelection()
        index = self._outline.index_of
        for first, last in _runs(rows):
            chosen.select(index(first), index(last))
        model = self.selectionModel()
        model.select(chosen, _SELECT.ClearAndSelect | _SELECT.Rows)
        if rows and self.current() not in rows:
            top = index(min(rows, key=lambda row: row.place))
            model.setCurrentIndex(top, _SELECT.NoUpdate)
            self.scrollTo(top)

    def _lead(self) -> None:
        """Select what is chosen here; of several places, that of the row in hand."""
        if self._following:
            return
        document = self._session.document
        rows = self.rows()
        place = self.current() or (rows[0] if rows else None)
        self._following = True
        try:
            if place is not None and rows and place.way != document.path:
                if document.editing:
                    return
                document.enter(place.scope, place.way)
            self._session.selection.set(row.id for row in rows if row.way == document.path)
        finally:
            self._following = False
        nodes = self._session.selection.nodes
        if len(nodes) == 1:
            self.led.emit(nodes[0])

    # ---- the tree made anew ----

    def _note(self) -> None:
        """Keep what is open before the rows are made anew; a name in hand is taken."""
        for editor in self.viewport().findChildren(QLineEdit):
            if not editor.isHidden():
                self.commitData(editor)
                self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)
        self._open = list(self._known_open())
        self._top = self.verticalScrollBar().value()

    def _known_open(self) -> Iterable[Key]:
        waiting = [QModelIndex()]
        while waiting:
            parent = waiting.pop()
            for number in range(self._outline.rowCount(parent)):
                index = self._outline.index(number, 0, parent)
                row = self._outline.row_at(index)
                if row is not None and (row.block or row.rows) and self.isExpanded(index):
                    yield row.key
                    waiting.append(index)

    def _restore(self) -> None:
        for way, id in self._open:
            index = self._outline.find(way, id)
            if index.isValid():
                self.setExpanded(index, True)
        self._open_frames()
        self.follow_selection()
        self.verticalScrollBar().setValue(self._top)

    def _open_frames(self) -> None:
        """Show what stands in frames: they only group."""
        for number in range(self._outline.rowCount()):
            index = self._outline.index(number, 0)
            row = self._outline.row_at(index)
            if row is not None and row.kind is RowKind.FRAME:
                self.setExpanded(index, True)

    # ---- keys ----

    def event(self, event: QEvent) -> bool:
        """Keep the keys that mean something else in the window."""
        if event.type() == QEvent.Type.ShortcutOverride and _is_own(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the keys that mean something here."""
        if self.state() == QAbstractItemView.State.EditingState or not self._take(event):
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Search nothing: letters begin the search for a layer to add."""

    def _take(self, event: QKeyEvent) -> bool:
        key, modifiers = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        shift = modifiers == Qt.KeyboardModifier.ShiftModifier
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and modifiers == Qt.KeyboardModifier.AltModifier:
            self.moved.emit(-1 if key == Qt.Key.Key_Up else 1)
        elif key in _ENTER and not modifiers:
            self._open_row(self.currentIndex())
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and not modifiers:
            self.deleted.emit()
        elif key == Qt.Key.Key_F2:
            self.rename()
        elif key == Qt.Key.Key_Insert:
            self.add_requested.emit("")
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        elif key in (Qt.Key.Key_C, Qt.Key.Key_X) and shift:
            wires = self.connect_requested if key == Qt.Key.Key_C else self.disconnect_requested
            wires.emit()
        elif modifiers in _PLAIN and event.text().isascii() and event.text().isalnum():
            self.add_requested.emit(event.text())
        else:
            return False
        return True

    def _open_row(self, index: QModelIndex) -> None:
        row = self._outline.row_at(index)
        if row is not None:
            self.opened.emit(row)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu: at the pointer, or at the row in hand where a key asked."""
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            self.menu_requested.emit(event.globalPos())
        else:
            box = self.visualRect(self.currentIndex())
            self.menu_requested.emit(self.viewport().mapToGlobal(box.center()))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Have a row in hand at once."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._outline.rowCount():
            self.setCurrentIndex(self._outline.index(0, 0))


def _is_own(event: QEvent) -> bool:
    if not isinstance(event, QKeyEvent):
        return False
    return event.key() in _OWN_KEYS and not event.modifiers()


def _runs(rows: list[Row]) -> Iterable[tuple[Row, Row]]:
    """Return first and last of rows that lie together below one parent."""
    first: Row | None = None
    last: Row | None = None
    for row in sorted(rows, key=lambda row: (row.way, id(row.parent), row.place)):
        if last is not None and last.parent is row.parent and row.place == last.place + 1:
            last = row
            continue
        if first is not None and last is not None:
            yield first, last
        first = last = row
    if first is not None and last is not None:
        yield first, last
