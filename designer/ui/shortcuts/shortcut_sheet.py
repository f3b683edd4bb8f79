"""The sheet of all shortcuts: search, change, print."""

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QMessageBox,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from designer.session.fuzzy import match
from designer.ui import key_caps
from designer.ui.error_box import show_error
from designer.ui.shortcuts import printing
from designer.ui.shortcuts.key_editor import KeyEditor
from designer.ui.shortcuts.keymap import Entry, Keymap
from designer.ui.shortcuts.shortcut_delegate import (
    CHANGED_ROLE,
    HEADING_ROLE,
    KEYS_ROLE,
    ShortcutDelegate,
)
from designer.ui.theme.icons import icon
from designer.ui.translate import tr

ID_ROLE: Final = Qt.ItemDataRole.UserRole
_SIZE: Final = (680, 720)


class ShortcutSheet(QDialog):
    """Every action with its keys; the chosen one can get others."""

    def __init__(
        self, parent: QWidget, keymap: Keymap, gestures: Iterable[tuple[str, str]]
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Keyboard Shortcuts"))
        self.resize(_SIZE[0], min(_SIZE[1], parent.height() - 40))
        self._keymap = keymap
        self._gestures = tuple((tr(hand), tr(text)) for hand, text in gestures)
        self.field = QLineEdit(self)
        self.list = QListWidget(self)
        self._delegate = ShortcutDelegate(self)
        self.editor = KeyEditor(keymap, self)
        self.editor.changed.connect(self._on_changed)
        self.reset_all = QPushButton(tr("Reset All…"), self)
        self._set_up()
        self.refill()
        self.field.setFocus()

    def refill(self) -> None:
        """List what fits the words typed, the chosen action still chosen."""
        chosen = self._id(self.list.currentItem())
        self.list.clear()
        typed = self.field.text().strip()
        section = ""
        for entry in self._keymap.entries:
            if not self._fits(typed, entry):
                continue
            if entry.section != section:
                section = entry.section
                self._head(section)
            self._add(entry)
        self._add_gestures(typed)
        self._choose(chosen)
        self.reset_all.setEnabled(any(self._keymap.is_changed(e.id) for e in self._keymap.entries))

    def choose(self, id: str) -> None:
        """Choose one action."""
        self._choose(id)

    def write_pdf(self, path: Path) -> None:
        """Write the sheet as a file for print.

        Raises:
            OSError: if it cannot be written.
        """
        printing.write_pdf(path, self._keymap, self._gestures)

    def _set_up(self) -> None:
        self.field.setPlaceholderText(tr("Search commands and keys"))
        self.field.setAccessibleName(tr("Search commands and keys"))
        self.field.setClearButtonEnabled(True)
        self.field.addAction(icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self.field.textChanged.connect(self.refill)
        self.list.setAccessibleName(tr("Commands and their keys"))
        self.list.setItemDelegate(self._delegate)
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentItemChanged.connect(self._show)
        self.list.itemActivated.connect(lambda _item: self.editor.recorder.click())
        self.reset_all.setProperty("role", "quiet")
        self.reset_all.clicked.connect(self._ask_reset)
        top = QHBoxLayout()
        top.setContentsMargins(16, 14, 16, 4)
        top.addWidget(self.field, 1)
        top.addWidget(self._print_button())
        bottom = QHBoxLayout()
        bottom.setContentsMargins(16, 4, 16, 14)
        bottom.addWidget(self.reset_all)
        bottom.addStretch(1)
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        box.rejected.connect(self.reject)
        bottom.addWidget(box)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(top)
        column.addWidget(self.list, 1)
        column.addWidget(self.editor)
        column.addLayout(bottom)
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)

    def _print_button(self) -> QToolButton:
        button = QToolButton(self)
        button.setIcon(icon("printer", "muted"))
        button.setText(tr("Print"))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setProperty("role", "menu")
        button.setAccessibleName(tr("Print the sheet"))
        menu = QMenu(button)
        menu.addAction(tr("Save as PDF…")).triggered.connect(self._ask_pdf)
        menu.addAction(tr("Print…")).triggered.connect(self._print)
        button.setMenu(menu)
        return button

    def _fits(self, typed: str, entry: Entry) -> bool:
        if not typed or match(typed, f"{entry.title} {entry.section}") is not None:
            return True
        keys = " ".join(key_caps.native(key) for key in self._keymap.keys(entry.id)).lower()
        return typed.lower() in keys or typed.lower() in entry.help.lower()

    def _head(self, text: str) -> None:
        item = QListWidgetItem(text, self.list)
        item.setData(HEADING_ROLE, True)
        item.setFlags(Qt.ItemFlag.NoItemFlags)

    def _add(self, entry: Entry) -> None:
        keys = self._keymap.keys(entry.id)
        item = QListWidgetItem(entry.title, self.list)
        item.setData(ID_ROLE, entry.id)
        item.setData(KEYS_ROLE, keys)
        item.setData(CHANGED_ROLE, self._keymap.is_changed(entry.id))
        item.setToolTip(entry.help)
        shown = tr(" or ").join(key_caps.native(key) for key in keys) or tr("no keys")
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{entry.title}, {shown}")

    def _add_gestures(self, typed: str) -> None:
        rows = [(h, t) for h, t in self._gestures if typed.lower() in f"{h} {t}".lower()]
        if rows:
            self._head(tr("On the canvas, always"))
        for hand, text in rows:
            item = QListWidgetItem(text, self.list)
            item.setData(KEYS_ROLE, hand)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled)

    def _choose(self, id: str) -> None:
        for row in range(self.list.count()):
            if id and self._id(self.list.item(row)) == id:
                self.list.setCurrentRow(row)
                return
        self._show(None)

    def _id(self, item: QListWidgetItem | None) -> str:
        return str(item.data(ID_ROLE) or "") if item is not None else ""

    def _show(self, item: QListWidgetItem | None) -> None:
        self.editor.show_entry(self._id(item))

    def _on_changed(self) -> None:
        words = self.editor.told.text()
        self.refill()
        self.editor.told.setText(words)

    def _ask_reset(self) -> None:
        question = tr("Give every command its usual keys again?")
        buttons = QMessageBox.StandardButton.Reset | QMessageBox.StandardButton.Cancel
        box = QMessageBox(QMessageBox.Icon.Question, self.windowTitle(), question, buttons, self)
        if box.exec() == QMessageBox.StandardButton.Reset:
            self._keymap.reset_all()
            self.refill()

    def _ask_pdf(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self, tr("Save as PDF"), "keras-designer-shortcuts.pdf", "PDF (*.pdf)"
        )
        if not name:
            return
        path = Path(name)
        try:
            self.write_pdf(path if path.suffix else path.with_suffix(".pdf"))
        except OSError as error:
            show_error(self, tr("The sheet could not be written."), str(error))

    def _print(self) -> None:
        printing.ask_printer(self, self._keymap, self._gestures)
