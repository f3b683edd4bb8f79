"""The project as a Python script, live."""

import re
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import (
    QFontMetricsF,
    QGuiApplication,
    QShowEvent,
    QTextCursor,
    QTextFormat,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from designer.codegen.identifiers import identifier
from designer.session.session import Session
from designer.ui import theme
from designer.ui.beside import Beside
from designer.ui.code.python_highlighter import PythonHighlighter
from designer.ui.following import follow
from designer.ui.save_place import ask_where
from designer.ui.theme import fonts
from designer.ui.theme.icons import icon
from designer.ui.translate import tr

_QUIET_MS = 120
_MANY = 200  # nodes from which the script is written beside the window: some 10 ms
_MOST_LIT = 200
_LAYER = re.compile(r"^\s+(\w+)\s*=|name=[\"']([^\"']*)[\"']")


class CodePanel(QWidget):
    """The script, kept up while it is in view; lines of the selected layers are lit."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._stale = True
        self._writing = False
        self._beside = Beside(self)
        self._text = QPlainTextEdit(self)
        self._text.setReadOnly(True)
        self._text.setUndoRedoEnabled(False)
        self._text.setFont(fonts.mono(12))
        self._text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._text.setTabStopDistance(4 * QFontMetricsF(fonts.mono(12)).horizontalAdvance(" "))
        self._text.setProperty("role", "code")
        self._text.setAccessibleName(tr("The project as a Python script"))
        self._highlighter = PythonHighlighter(self._text.document())
        self._words = QLabel(tr("The script that this drawing stands for."), self)
        self._words.setProperty("role", "muted")
        self._soon = QTimer(self, singleShot=True, interval=_QUIET_MS)
        self._soon.timeout.connect(self.refresh_soon)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 6, 12, 8)
        layout.setSpacing(6)
        layout.addLayout(self._line())
        layout.addWidget(self._text, 1)
        follow(self, session.document.changed, self._on_changed)
        follow(self, session.document.replaced, self._on_changed)
        follow(self, session.changed, self._on_changed)
        follow(self, session.data.changed, self._on_changed)
        follow(self, session.selection.changed, self._light)
        follow(self, theme.changed, self._take_theme)

    @property
    def text(self) -> str:
        """The script that is shown."""
        return self._text.toPlainText()

    def refresh(self) -> None:
        """Write the script anew now; scrolled and lit as before."""
        self._soon.stop()
        self._stale = False
        self._show(self._written())

    def refresh_soon(self) -> None:
        """Write the script anew; where that takes long, beside the window."""
        if len(self._session.document.project.graph.nodes) < _MANY:
            self.refresh()
        elif not self._writing:
            self._writing, self._stale = True, False
            self._beside.do(self._written, self._on_written)

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what was changed while out of view."""
        super().showEvent(event)
        if self._stale:
            self.refresh_soon()
        else:
            self._light()

    def _line(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(self._words, 1)
        for text, name, act in (
            (tr("Copy"), "copy", self._copy),
            (tr("Save as…"), "save", self._save),
        ):
            button = QPushButton(icon(name, "muted"), text, self)
            button.setProperty("role", "small")
            button.clicked.connect(act)
            row.addWidget(button)
        return row

    def _on_changed(self, *_: object) -> None:
        self._stale = True
        if self.isVisible():
            self._soon.start()

    def _written(self) -> tuple[str, str]:
        """Return the script, or why there is none."""
        try:
            return self._session.code(), ""
        except (ValueError, KeyError) as error:
            return "", tr("There is no script yet: {why}", why=error)

    def _on_written(self, written: tuple[str, str]) -> None:
        self._writing = False
        self._show(written)
        if self._stale and self.isVisible():
            self._soon.start()

    def _show(self, written: tuple[str, str]) -> None:
        code, why = written
        self._words.setText(why or tr("The script that this drawing stands for."))
        if not why:
            replace_text(self._text, code)
            self._light()

    def _copy(self) -> None:
        if self._stale or self._writing:
            self.refresh()
        QGuiApplication.clipboard().setText(self.text)
        self._words.setText(tr("Copied."))

    def _save(self) -> None:
        folder = self._session.path.parent if self._session.path else Path.home()
        start = folder / f"{self._session.title}.py"
        path = ask_where(self, tr("Save script"), start, "Python", ".py")
        if path is None:
            return
        try:
            self._session.export_code(path)
        except OSError as error:
            self._words.setText(tr("Not written: {why}", why=error))
        else:
            self._words.setText(tr("Written to {path}.", path=path))

    def _light(self) -> None:
        if not self.isVisible():
            return
        document = self._session.document
        names = [n.name for id in self._session.selection.nodes if (n := document.node(id))]
        selections = [self._lit(line) for line in lines_of(self.text, names)[:_MOST_LIT]]
        self._text.setExtraSelections(selections)
        if selections:
            self._text.setTextCursor(selections[0].cursor)
            self._text.ensureCursorVisible()

    def _lit(self, line: int) -> QTextEdit.ExtraSelection:
        selection = QTextEdit.ExtraSelection()
        selection.cursor = QTextCursor(self._text.document().findBlockByNumber(line))
        selection.format.setBackground(theme.current().selected)
        selection.format.setProperty(QTextFormat.Property.FullWidthSelection, True)
        return selection

    def _take_theme(self) -> None:
        self._highlighter.take_theme()
        self._light()


def replace_text(field: QPlainTextEdit, text: str) -> None:
    """Show *text*; lines that stay are not touched: colouring thousands of them takes long."""
    old, new = field.toPlainText().split("\n"), text.split("\n")
    if old == new:
        return
    start = _alike(old, new)
    end = _alike(old[start:][::-1], new[start:][::-1])
    if start + end in (len(old), len(new)):  # one line that stays, so that there is one to replace
        start, end = (start - 1, end) if start else (start, max(end - 1, 0))
    place = field.verticalScrollBar().value()
    document = field.document()
    last = document.findBlockByNumber(len(old) - end - 1)
    cursor = QTextCursor(document.findBlockByNumber(start))
    cursor.setPosition(last.position() + last.length() - 1, QTextCursor.MoveMode.KeepAnchor)
    cursor.insertText("\n".join(new[start : len(new) - end]))
    field.verticalScrollBar().setValue(place)


def _alike(first: Sequence[str], second: Sequence[str]) -> int:
    """Return how many lines at the beginning are the same."""
    pairs = enumerate(zip(first, second, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(first), len(second)))


def lines_of(code: str, names: list[str]) -> list[int]:
    """Return the numbers (from 0) of the lines that make or call the layers called *names*."""
    if not names:
        return []
    made, named = {identifier(name) for name in names}, set(names)
    return [
        number
        for number, line in enumerate(code.splitlines())
        if any(found[1] in made or found[2] in named for found in _LAYER.finditer(line))
    ]
