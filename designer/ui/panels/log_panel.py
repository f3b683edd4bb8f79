"""What happened, line by line."""

import time

from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from designer.session.log import LogLine
from designer.session.session import Session
from designer.ui import theme
from designer.ui.following import follow
from designer.ui.theme import fonts
from designer.ui.translate import tr

_MOST_LINES = 5000


class LogPanel(QPlainTextEdit):
    """The log; warnings and errors in their colours, the newest line in view."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setFont(fonts.mono(12))
        self.setMaximumBlockCount(_MOST_LINES)
        self.setProperty("role", "code")
        self.setAccessibleName(tr("Log"))
        self.setPlaceholderText(tr("What engine and runs report will stand here."))
        follow(self, session.log.appended, self._append)
        follow(self, theme.changed, self._fill)
        self._fill()

    def _fill(self) -> None:
        self.clear()
        together = QTextCursor(self.document())
        together.beginEditBlock()
        for line in self._session.log.lines[-_MOST_LINES:]:
            self._append(line)
        together.endEditBlock()

    def _append(self, line: LogLine) -> None:
        bar = self.verticalScrollBar()
        at_end = bar.value() >= bar.maximum() - 2
        cursor = QTextCursor(self.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        if not self.document().isEmpty():
            cursor.insertBlock()
        stamp = time.strftime("%H:%M:%S", time.localtime(line.time))
        cursor.insertText(f"{stamp}  ", self._format("muted"))
        token = {"error": "error", "warning": "warning"}.get(line.level, "text")
        cursor.insertText(line.text, self._format(token))
        if at_end:
            bar.setValue(bar.maximum())

    def _format(self, token: str) -> QTextCharFormat:
        result = QTextCharFormat()
        result.setForeground(getattr(theme.current(), token))
        return result
