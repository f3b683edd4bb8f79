"""Every action by its name: type, choose, Enter."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from designer.ui.actions.action import Action
from designer.ui.actions.registry import ActionRegistry
from designer.ui.translate import tr

_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class CommandPalette(QDialog):
    """A field and the actions whose names hold all the words typed."""

    def __init__(self, registry: ActionRegistry, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("role", "popup")
        registry.refresh()
        self._rows = [(row, a) for row, a in registry.rows() if a.isEnabled()]
        self._field = QLineEdit(self)
        self._field.setPlaceholderText(tr("Type a command"))
        self._field.setAccessibleName(tr("Type a command"))
        self._list = QListWidget(self)
        self._list.setAccessibleName(tr("Commands"))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 10, 10, 10)
        layout.addWidget(self._field)
        layout.addWidget(self._list)
        self._field.textChanged.connect(self._filter)
        self._field.installEventFilter(self)
        self._list.itemClicked.connect(self._run)
        self._filter("")
        self.resize(520, 380)
        self.move(
            parent.mapToGlobal(parent.rect().topLeft()).x() + (parent.width() - 520) // 2,
            parent.mapToGlobal(parent.rect().topLeft()).y() + 56,
        )
        self._field.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the list have the keys that move, and run on Enter."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in _MOVES:
                self._list.keyPressEvent(event)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._run(self._list.currentItem())
                return True
        return super().eventFilter(watched, event)

    def _filter(self, text: str) -> None:
        self._list.clear()
        words = text.lower().split()
        for row, action in self._rows:
            shown = _title(row, action)
            if all(word in f"{shown} {action.toolTip()}".lower() for word in words):
                item = QListWidgetItem(action.icon(), _line(shown, action))
                item.setData(Qt.ItemDataRole.UserRole, row.id)
                item.setToolTip(action.toolTip())
                self._list.addItem(item)
        self._list.setCurrentRow(0)

    def _run(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        id = item.data(Qt.ItemDataRole.UserRole)
        action = next(action for row, action in self._rows if row.id == id)
        self.close()
        action.trigger()


def _title(row: Action, action: QAction) -> str:
    path = [tr(part) for part in row.menu.split("/")]
    return " › ".join((*path, action.text().replace("…", "")))


def _line(title: str, action: QAction) -> str:
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    return f"{title}    {keys}" if keys else title
