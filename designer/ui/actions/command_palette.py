"""Every command by some of its letters: type, choose, Enter."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from designer.ui import key_caps
from designer.ui.actions import commands
from designer.ui.actions.action import Shell
from designer.ui.actions.command_delegate import FOUND_ROLE, CommandDelegate
from designer.ui.actions.commands import Command, Found
from designer.ui.actions.registry import ActionRegistry
from designer.ui.announce import announce
from designer.ui.theme.icons import icon
from designer.ui.translate import tr

_WIDTH: Final = 640
_HEIGHT: Final = 460
_STEPS: Final = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: 10,
    Qt.Key.Key_PageUp: -10,
}


class CommandPalette(QDialog):
    """A field, the commands that fit what is typed, and below what the chosen one does."""

    def __init__(self, registry: ActionRegistry, shell: Shell, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("role", "popup")
        self.setAccessibleName(tr("Command palette"))
        self._shell = shell
        self._preferences = shell.session.preferences
        self._commands = commands.commands(registry, shell)
        self._used = commands.used(self._preferences)
        self._field = QLineEdit(self)
        self._list = QListWidget(self)
        self._foot = QLabel(self)
        self._delegate = CommandDelegate(self)
        self._set_up()
        self._filter("")
        self._place(parent)
        self._field.setFocus()

    def titles(self) -> list[str]:
        """Return the titles of the commands that are shown, in their order."""
        return [found.command.title for found in self._rows()]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the keys that move choose, and Enter run."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in _STEPS:
                self._step(_STEPS[Qt.Key(event.key())])
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._run(self._list.currentItem())
                return True
        return super().eventFilter(watched, event)

    def _set_up(self) -> None:
        self._field.setPlaceholderText(tr("Type a command, or a file"))
        self._field.setAccessibleName(tr("Type a command, or a file"))
        self._field.addAction(icon("command", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self._field.textChanged.connect(self._filter)
        self._field.installEventFilter(self)
        self._list.setAccessibleName(tr("Commands"))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setMouseTracking(True)
        self._list.setItemDelegate(self._delegate)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.itemClicked.connect(self._run)
        self._list.currentItemChanged.connect(self._tell)
        self._foot.setProperty("role", "muted")
        self._foot.setWordWrap(True)
        self._foot.setContentsMargins(8, 2, 8, 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 10, 10, 10)
        layout.addWidget(self._field)
        layout.addWidget(self._list, 1)
        layout.addWidget(self._foot)

    def _place(self, parent: QWidget) -> None:
        self.resize(min(_WIDTH, parent.width() - 40), min(_HEIGHT, parent.height() - 90))
        corner = parent.mapToGlobal(parent.rect().topLeft())
        self.move(corner.x() + (parent.width() - self.width()) // 2, corner.y() + 56)

    def _filter(self, typed: str) -> None:
        self._list.clear()
        found = commands.found(typed, self._commands, self._used)
        found += [Found(command) for command in commands.with_words(typed, self._shell)]
        used = bool(found) and found[0].used
        if used:
            self._head(tr("Used last"))
        for entry in found:
            if used and not entry.used:
                self._head(tr("All commands"))
                used = False
            self._add(entry)
        self._list.setCurrentRow(1 if found and found[0].used else 0)
        if not found:
            self._foot.setText(tr("Nothing is called like that."))

    def _head(self, text: str) -> None:
        item = QListWidgetItem(text, self._list)
        item.setFlags(Qt.ItemFlag.NoItemFlags)

    def _add(self, found: Found) -> None:
        command = found.command
        item = QListWidgetItem(command.title, self._list)
        item.setData(FOUND_ROLE, found)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, _words(command))
        item.setToolTip(command.why or command.help)

    def _rows(self) -> list[Found]:
        items = (self._list.item(row) for row in range(self._list.count()))
        data = (item.data(FOUND_ROLE) for item in items)
        return [found for found in data if isinstance(found, Found)]

    def _step(self, by: int) -> None:
        row = max(0, min(self._list.count() - 1, self._list.currentRow() + by))
        if self._list.item(row) is not None and self._list.item(row).data(FOUND_ROLE) is None:
            row += 1 if by > 0 or row == 0 else -1
        self._list.setCurrentRow(row)

    def _tell(self, item: QListWidgetItem | None) -> None:
        found = item.data(FOUND_ROLE) if item is not None else None
        if isinstance(found, Found):
            self._foot.setText(found.command.why or found.command.help)
            if self._field.text():
                announce(self._field, _words(found.command))

    def _run(self, item: QListWidgetItem | None) -> None:
        found = item.data(FOUND_ROLE) if item is not None else None
        if not isinstance(found, Found):
            return
        command = found.command
        if command.why:
            self._foot.setText(command.why)
            announce(self._field, command.why)
            return
        if not command.id.startswith("palette."):
            commands.remember(self._preferences, command)
        self.close()
        command.run()


def _words(command: Command) -> str:
    """Return what a screen reader says of a command."""
    parts = [command.title, command.path, *(key_caps.native(key) for key in command.keys[:1])]
    if command.checked is not None:
        parts.append(tr("on") if command.checked else tr("off"))
    parts.append(command.why or command.help)
    return ", ".join(part for part in parts if part)
