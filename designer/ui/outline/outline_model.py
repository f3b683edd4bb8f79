"""The rows of the outline as Qt's model: made when they are asked for, made anew in one go."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from designer.document.change import Change
from designer.document.commands.blocks import rename_instance
from designer.document.commands.refused import CommandRefused
from designer.graph.blocks import BlockId
from designer.graph.records import Node
from designer.session.outline import Key, Row, RowKind, Way, rows_of
from designer.session.session import Session
from designer.ui.following import follow
from designer.ui.outline.outline_words import OutlineWords
from designer.ui.translate import tr

ROW_ROLE: Final = Qt.ItemDataRole.UserRole
SHOWN_ROLE: Final = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex
_NOWHERE: Final = QModelIndex()
_PAINTED: Final = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, SHOWN_ROLE)


class OutlineModel(QAbstractItemModel):
    """A tree of `Row`s; what is in a block is made when it is first shown.

    Attributes:
        active: somebody looks; else changes are only noted.
        about_to_renew: told before the tree is made anew.
        renewed: told after that.
        refused: told with the words, where a new name is.
    """

    about_to_renew = Signal()
    renewed = Signal()
    refused = Signal(str)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._words = OutlineWords(session)
        self._top: list[Row] = []
        self._before: list[Row] = []
        self._by_key: dict[Key, Row] = {}
        self._places: dict[Way, BlockId | None] = {}
        self._stale = True
        self._active = False
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.renew)
        document = session.document
        follow(self, document.changed, self._on_changed)
        follow(self, document.replaced, self._on_replaced)
        follow(self, document.committed, lambda *_: self._renew_soon())
        follow(self, session.history.changed, self._renew_soon)
        follow(self, session.analysis.changed, self._on_analysis)

    @property
    def active(self) -> bool:
        """Whether somebody looks."""
        return self._active

    @active.setter
    def active(self, active: bool) -> None:
        self._active = active
        if active:
            self.renew()

    # ---- rows ----

    def row_at(self, index: Index) -> Row | None:
        """Return the row that an index stands for."""
        found = index.internalPointer() if index.isValid() else None
        return found if isinstance(found, Row) else None

    def index_of(self, row: Row) -> QModelIndex:
        """Return the index of a row."""
        return self.createIndex(row.place, 0, row)

    def find(self, way: Way, id: str) -> QModelIndex:
        """Return where something stands; the rows of blocks on the way are made."""
        for depth, instance in enumerate(way):
            row = self._by_key.get((way[:depth], instance))
            if row is None:
                return QModelIndex()
            self._below(row)
        found = self._by_key.get((way, id))
        return self.index_of(found) if found is not None else QModelIndex()

    def row_of(self, key: Key) -> Row | None:
        """Return the row of a key, where it was made."""
        return self._by_key.get(key)

    # ---- what Qt asks ----

    def index(self, row: int, column: int, parent: Index = _NOWHERE) -> QModelIndex:
        """Return the index of a row below *parent*."""
        rows = self._rows(parent)
        inside = column == 0 and 0 <= row < len(rows)
        return self.createIndex(row, 0, rows[row]) if inside else QModelIndex()

    def parent(self, index: Index = _NOWHERE) -> QModelIndex:  # type: ignore[override]  # overload
        """Return the index of the row above."""
        row = self.row_at(index)
        above = row.parent if row is not None else None
        return self.index_of(above) if above is not None else QModelIndex()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many rows there are below *parent*."""
        return len(self._rows(parent))

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return one."""
        return 1

    def hasChildren(self, parent: Index = _NOWHERE) -> bool:
        """Return whether there are rows below, without making those of a block."""
        row = self.row_at(parent)
        if row is None:
            return bool(self._top)
        return row.block is not None or bool(row.rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return that names of layers can be edited."""
        row = self.row_at(index)
        if row is None:
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if row.kind is RowKind.NODE:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a row shows and says."""
        row = self.row_at(index)
        if row is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                return self._words.shown(row).name
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._words.said(row)
            case Qt.ItemDataRole.AccessibleDescriptionRole:
                return self._words.described(row)
            case Qt.ItemDataRole.ToolTipRole:
                return self._words.tip(row) or self._words.said(row)
            case _ if role == ROW_ROLE:
                return row
            case _ if role == SHOWN_ROLE:
                return self._words.shown(row)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Rename a layer of the place that is shown."""
        row = self.row_at(index)
        if row is None or row.kind is not RowKind.NODE:
            return False
        document = self._session.document
        if row.scope != document.scope:
            document.enter(row.scope, row.way)
        node = document.node(row.id)
        if node is None or node.name == value:
            return False
        try:
            rename_instance(document, row.id, str(value))
        except CommandRefused as refused:
            self.refused.emit(str(refused))
            return False
        return True

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the title of the one column."""
        return tr("Layer") if role == Qt.ItemDataRole.DisplayRole else None

    # ---- inside ----

    def _rows(self, parent: Index) -> list[Row]:
        row = self.row_at(parent)
        return self._top if row is None else self._below(row)

    def _below(self, row: Row) -> list[Row]:
        if row.rows is None:
            project = self._session.document.project
            known = row.block is not None and row.block in project.blocks
            way = (*row.way, row.id)
            row.rows = rows_of(project, row.block, way, row) if known else []
            self._know(row.rows)
        return row.rows

    def _know(self, rows: Iterable[Row]) -> None:
        for row in rows:
            self._by_key[row.key] = row
            self._places[row.way] = row.scope
            self._know(row.rows or ())

    def _on_replaced(self) -> None:
        self._stale = True
        self._renew_soon()

    def _on_changed(self, change: Change) -> None:
        if self._stale or _is_structural(change):
            self._stale = True
            self._renew_soon()
        elif self._active:
            self._tell(self._changed_rows(change))

    def _changed_rows(self, change: Change) -> Iterator[Row]:
        ways = [way for way, scope in self._places.items() if scope == change.scope]
        found = (self._by_key.get((way, id)) for way in ways for id in change.nodes)
        return (row for row in found if row is not None)

    def _on_analysis(self) -> None:
        self._words.forget()
        if self._active and not self._stale and self._top:
            self.dataChanged.emit(
                self.index_of(self._top[0]), self.index_of(self._top[-1]), list(_PAINTED)
            )

    def _tell(self, rows: Iterable[Row]) -> None:
        for row in rows:
            index = self.index_of(row)
            self.dataChanged.emit(index, index, list(_PAINTED))

    def _renew_soon(self) -> None:
        if self._stale and self._active and not self._session.document.editing:
            self._soon.start()

    def renew(self) -> None:
        """Make the tree anew where it is not as the document is.

        The rows before live on until the next time: Qt may still hold an index of them.
        """
        if not self._stale or self._session.document.editing:
            return
        self._soon.stop()
        self._stale = False
        self._words.forget()
        self.about_to_renew.emit()
        self.beginResetModel()
        self._before = self._top
        self._by_key, self._places = {}, {}
        self._top = rows_of(self._session.document.project, None, (), None)
        self._know(self._top)
        self.endResetModel()
        self.renewed.emit()


def _is_structural(change: Change) -> bool:
    """Whether rows come, go, or stand elsewhere: names, values and places are no matter."""
    if change.edges or change.remarks or "blocks" in change.settings:
        return True
    return any(_is_other(step.before, step.after) for step in change.nodes.values())


def _is_other(before: Node | None, after: Node | None) -> bool:
    if before is None or after is None:
        return True
    return (before.kind, before.layer) != (after.kind, after.layer)
