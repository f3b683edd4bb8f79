"""The lower part of the sheet: the keys of the chosen action, to be added to and taken away."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from designer.ui import key_caps
from designer.ui.announce import announce
from designer.ui.flow import FlowLayout
from designer.ui.shortcuts.key_recorder import KeyRecorder
from designer.ui.shortcuts.keymap import Keymap
from designer.ui.theme.icons import icon
from designer.ui.translate import tr


class KeyEditor(QFrame):
    """Shows one action's keys as buttons that take them away, and adds the next pressed."""

    changed = Signal()

    def __init__(self, keymap: Keymap, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "section")
        self._keymap = keymap
        self._id = ""
        self._wanted = ""
        self._title = QLabel(self)
        self._title.setProperty("role", "title")
        self._help = QLabel(self, wordWrap=True)
        self._help.setProperty("role", "muted")
        self._keys = QWidget(self)
        self._flow = FlowLayout(self._keys)
        self.recorder = KeyRecorder(self)
        self.recorder.recorded.connect(self.want)
        self.usual = QPushButton(tr("Usual keys"), self)
        self.usual.setProperty("role", "small")
        self.usual.clicked.connect(self._reset)
        self.told = QLabel(self, wordWrap=True)
        self.take = QPushButton(tr("Take it"), self)
        self.take.setProperty("role", "primary-small")
        self.take.clicked.connect(self._take)
        self._lay_out()
        self.show_entry("")

    def show_entry(self, id: str) -> None:
        """Show the keys of another action; nothing where *id* is empty."""
        self._id = id
        entry = self._keymap[id] if id else None
        self._title.setText(entry.title if entry else tr("Choose a command"))
        self._help.setText(entry.help if entry else tr("Its keys can be changed here."))
        self.recorder.setEnabled(entry is not None)
        self.usual.setEnabled(entry is not None and self._keymap.is_changed(id))
        self._tell("")
        self._fill(self._keymap.keys(id) if entry else ())

    def want(self, key: str) -> None:
        """Give the action a key; say who has it, or why it cannot be, and offer what can."""
        reason = self._keymap.why_not(self._id, key)
        owner = self._keymap.owner(key)
        shown = key_caps.native(key)
        if reason:
            self._tell(tr("{key} cannot be taken. {reason}", key=shown, reason=reason))
        elif owner is not None and owner.id == self._id:
            self._tell(tr("{key} does this already.", key=shown))
        elif owner is not None:
            self._wanted = key
            words = tr("{key} does “{other}” now.", key=shown, other=owner.title)
            self._tell(words, tr("Take It from “{other}”", other=owner.title))
            self.take.setFocus()
        else:
            self._give(key)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 8)
        column.setSpacing(6)
        column.addWidget(self._title)
        column.addWidget(self._help)
        row = QHBoxLayout()
        row.addWidget(self._keys, 1)
        row.addWidget(self.recorder, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.usual, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)
        told = QHBoxLayout()
        told.addWidget(self.told, 1)
        told.addWidget(self.take)
        column.addLayout(told)

    def _fill(self, keys: tuple[str, ...]) -> None:
        while (item := self._flow.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for key in keys:
            self._flow.addWidget(self._key(key))
        if not keys:
            none = QLabel(tr("No keys"), self._keys)
            none.setProperty("role", "muted")
            self._flow.addWidget(none)

    def _key(self, key: str) -> QPushButton:
        button = QPushButton(icon("x", "muted"), key_caps.native(key), self._keys)
        button.setProperty("role", "small")
        button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        button.setToolTip(tr("Take {key} away", key=key_caps.native(key)))
        button.setAccessibleName(tr("Take {key} away", key=key_caps.native(key)))
        button.clicked.connect(lambda: self._drop(key))
        return button

    def _give(self, key: str) -> None:
        self._keymap.give(self._id, key)
        self._renew(tr("{key} does this now.", key=key_caps.native(key)))

    def _take(self) -> None:
        self._give(self._wanted)
        self.recorder.setFocus()

    def _drop(self, key: str) -> None:
        self._keymap.take(self._id, key)
        self._renew(tr("{key} does nothing now.", key=key_caps.native(key)))
        self.recorder.setFocus()

    def _reset(self) -> None:
        self._keymap.reset(self._id)
        self._renew(tr("It has its usual keys again."))

    def _renew(self, words: str) -> None:
        self.show_entry(self._id)
        self._tell(words)
        self.changed.emit()

    def _tell(self, words: str, offer: str = "") -> None:
        self.told.setText(words)
        self.take.setText(offer)
        self.take.setVisible(bool(offer))
        announce(self.told, words)
