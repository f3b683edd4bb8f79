"""The line below a code field in which one searches it."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor, QTextDocument
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from designer.ui.code.code_editor import CodeEditor, is_find
from designer.ui.theme.icons import icon
from designer.ui.translate import tr

_MOST = 1_000


class FindBar(QWidget):
    """Finds words in an editor; Ctrl+F there brings it, Escape takes it away."""

    def __init__(self, editor: CodeEditor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editor = editor
        self.field = QLineEdit(self)
        self.field.setPlaceholderText(tr("Find"))
        self.field.setAccessibleName(tr("Find in the code"))
        self.field.setClearButtonEnabled(True)
        self.field.textChanged.connect(self._light)
        self.field.returnPressed.connect(self.find_next)
        self._count = QLabel(self)
        self._count.setProperty("role", "muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.field, 1)
        row.addWidget(self._count)
        row.addWidget(self._button("chevron-up", tr("Previous"), self.find_previous))
        row.addWidget(self._button("chevron-down", tr("Next"), self.find_next))
        row.addWidget(self._button("x", tr("Close"), self.close_bar))
        editor.installEventFilter(self)
        self.field.installEventFilter(self)
        self.hide()

    def open_bar(self) -> None:
        """Show the line with what is selected in it."""
        chosen = self._editor.textCursor().selectedText()
        self.show()
        if chosen and "\u2029" not in chosen:
            self.field.setText(chosen)
        self.field.setFocus()
        self.field.selectAll()
        self._light()

    def close_bar(self) -> None:
        """Hide the line and go back to the code."""
        self.hide()
        self._editor.show_found([])
        self._editor.setFocus()

    def find_next(self) -> None:
        """Go to the next place, round the end."""
        self._find(QTextDocument.FindFlag(0), QTextCursor.MoveOperation.Start)

    def find_previous(self) -> None:
        """Go to the place before, round the beginning."""
        self._find(QTextDocument.FindFlag.FindBackward, QTextCursor.MoveOperation.End)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Open at Ctrl+F in the code, close at Escape."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if is_find(event):
                self.open_bar()
                return True
            if event.key() == Qt.Key.Key_Escape and self.isVisible():
                self.close_bar()
                return True
        return super().eventFilter(watched, event)

    def _find(self, flag: QTextDocument.FindFlag, restart: QTextCursor.MoveOperation) -> None:
        words = self.field.text()
        if words and not self._editor.find(words, flag):
            self._editor.moveCursor(restart)
            self._editor.find(words, flag)

    def _light(self) -> None:
        words, found = self.field.text(), list[QTextCursor]()
        document = self._editor.document()
        cursor = document.find(words) if words else QTextCursor()
        while not cursor.isNull() and len(found) < _MOST:
            found.append(cursor)
            cursor = document.find(words, cursor)
        self._editor.show_found(found)
        self._count.setText(tr("{n} found", n=len(found)) if words else "")

    def _button(self, name: str, words: str, act: object) -> QToolButton:
        button = QToolButton(self)
        button.setIcon(icon(name, "muted"))
        button.setToolTip(words)
        button.setAccessibleName(words)
        button.clicked.connect(act)
        return button
