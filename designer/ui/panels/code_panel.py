"""The project as a Python script, live both ways: the script follows the drawing, and back."""

import re
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QShowEvent, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from designer.codegen.identifiers import identifier
from designer.document.commands.code import take_code
from designer.graph.problems import Severity
from designer.reading.findings import Finding
from designer.session.code_edit import CodeBase, CodeEdit, code_base
from designer.session.session import Session
from designer.ui.beside import Beside
from designer.ui.code.code_editor import CodeEditor
from designer.ui.code.find_bar import FindBar
from designer.ui.code.line_merge import merged
from designer.ui.following import follow
from designer.ui.panels.code_message import CodeMessage
from designer.ui.save_place import ask_where
from designer.ui.theme.icons import icon
from designer.ui.translate import tr

_QUIET_MS = 120
_TYPED_QUIET_MS = 450
_MANY = 200  # nodes from which the script is written beside the window: some 10 ms
_MOST_LIT = 200
_LAYER = re.compile(r"^\s+(\w+)\s*=|name=[\"']([^\"']*)[\"']")


class CodePanel(QWidget):
    """The script, kept up while it is in view; what is typed into it changes the drawing.

    The text is read when nothing was typed for a moment. Where it cannot be read, the drawing
    stays, the line is marked, and the text waits until it is mended or taken back. Lines of the
    selected layers are lit.

    Attributes:
        taken: told when the script was copied or saved.
    """

    taken = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._stale = True
        self._writing = False
        self._showing = False
        self._taking = False
        self._script = ""
        """The script of the drawing, as it was written last."""
        self._unread = False
        self._beside = Beside(self)
        self._text = CodeEditor(self)
        self._text.setAccessibleName(tr("The project as a Python script"))
        self._text.installEventFilter(self)
        self._text.textChanged.connect(self._on_typed)
        self._find_bar = FindBar(self._text, self)
        self._words = QLabel(self)
        self._words.setProperty("role", "muted")
        line = self._line()
        self._message = CodeMessage(self._text.show_line, self.revert, self.read_now, self)
        self._soon = QTimer(self, singleShot=True, interval=_QUIET_MS)
        self._soon.timeout.connect(self.refresh_soon)
        self._read_soon = QTimer(self, singleShot=True, interval=_TYPED_QUIET_MS)
        self._read_soon.timeout.connect(self.read_now)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 6, 12, 8)
        layout.setSpacing(6)
        layout.addLayout(line)
        layout.addWidget(self._text, 1)
        layout.addWidget(self._find_bar)
        layout.addWidget(self._message)
        self._tell()
        follow(self, session.document.changed, self._on_changed)
        follow(self, session.document.replaced, self._on_replaced)
        follow(self, session.changed, self._on_changed)
        follow(self, session.data.changed, self._on_changed)
        follow(self, session.selection.changed, self._light)

    @property
    def text(self) -> str:
        """The script that is shown."""
        return self._text.toPlainText()

    @property
    def unread(self) -> bool:
        """Whether something was typed that the drawing does not follow (yet)."""
        return self._unread

    # ---- from the drawing ----

    def refresh(self) -> None:
        """Write the script anew now; scrolled and lit as before."""
        self._soon.stop()
        self._stale = False
        self._show(self._written())

    def refresh_soon(self) -> None:
        """Write the script anew; where that takes long, beside the window."""
        if len(self._session.document.graph.nodes) < _MANY:
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

    def _on_changed(self, *_: object) -> None:
        if self._taking:
            return
        self._stale = True
        if self.isVisible():
            self._soon.start()

    def _on_replaced(self) -> None:
        self._unread = False
        self._script = ""
        self._on_changed()

    def _written(self) -> tuple[str, str]:
        """Return the script, or why there is none."""
        try:
            return self._session.using.code(), ""
        except (ValueError, KeyError) as error:
            return "", tr("There is no script yet: {why}", why=error)

    def _on_written(self, written: tuple[str, str]) -> None:
        self._writing = False
        self._show(written)
        if self._stale and self.isVisible():
            self._soon.start()

    def _show(self, written: tuple[str, str]) -> None:
        code, why = written
        if why:
            self._words.setText(why)
            return
        before, self._script = self._script, code
        if self._unread:
            self._put(merged(before, self.text, code))
            self._read_soon.start()
        else:
            self._put(code)
            self._tell()
        self._light()

    def _put(self, text: str) -> None:
        """Show *text*; lines that stay, the cursor and the undo of the field stay too."""
        self._showing = True
        try:
            replace_text(self._text, text)
        finally:
            self._showing = False

    # ---- to the drawing ----

    def read_now(self) -> None:
        """Read what was typed, beside the window; the drawing follows where it can be read."""
        self._read_soon.stop()
        if not self._unread:
            return
        if self._stale or self._writing or self._session.document.editing:
            self._read_soon.start()
            return
        text, base = self.text, code_base(self._session, self._script)
        self._beside.do(lambda: base.read(text), lambda edit: self._on_read(text, base, edit))

    def revert(self) -> None:
        """Take back what the drawing does not follow."""
        self._read_soon.stop()
        self._unread = False
        self._put(self._script)
        self._tell()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Write the text as it is always written when one leaves it."""
        if isinstance(event, QFocusEvent) and event.lostFocus() and watched is self._text:
            if event.reason() is Qt.FocusReason.PopupFocusReason:
                pass  # the menu of the field itself
            elif self._unread:
                self.read_now()
            elif not self._stale and self._script:
                self._put(self._script)
        return super().eventFilter(watched, event)

    def _on_typed(self) -> None:
        if self._showing or not self._script:
            return
        self._unread = self.text != self._script
        self._read_soon.start()
        if not self._unread:
            self._tell()

    def _on_read(self, text: str, base: CodeBase, edit: CodeEdit) -> None:
        if text != self.text or base.project is not self._session.document.project:
            self._read_soon.start()  # it was typed on, or the drawing has changed meanwhile
            return
        if edit.project is None:
            self._tell(edit.findings)
            return
        if self._session.document.editing:
            self._read_soon.start()
            return
        self._take(edit)

    def _take(self, edit: CodeEdit) -> None:
        assert edit.project is not None
        self._taking = True
        try:
            take_code(self._session.document, edit.project)
        finally:
            self._taking = False
        before, self._script = self._script, edit.script
        self._unread = False
        shown = merged(before, self.text, edit.script) if self._text.hasFocus() else edit.script
        self._put(shown)
        self._tell(edit.findings)
        self._light()

    def _tell(self, findings: Sequence[Finding] = ()) -> None:
        """Say how the text and the drawing stand to each other, and mark lines."""
        errors = any(found.severity is Severity.ERROR for found in findings)
        self._words.setText(
            tr("The drawing waits until this can be read.")
            if errors
            else tr("The script that this drawing stands for. Both can be changed.")
        )
        lines = self._text.blockCount()
        self._text.show_marks(
            {f.line: (f.severity, f.words) for f in reversed(findings) if 0 < f.line <= lines}
        )
        self._message.show_findings(findings)

    # ---- the line above ----

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

    def _copy(self) -> None:
        if not self._unread and (self._stale or self._writing):
            self.refresh()
        QGuiApplication.clipboard().setText(self.text)
        self._words.setText(tr("Copied."))
        self.taken.emit()

    def _save(self) -> None:
        folder = self._session.path.parent if self._session.path else Path.home()
        start = folder / f"{self._session.title}.py"
        path = ask_where(self, tr("Save script"), start, "Python", ".py")
        if path is None:
            return
        try:
            self._session.using.export_code(path)
        except OSError as error:
            self._words.setText(tr("Not written: {why}", why=error))
        else:
            self._words.setText(tr("Written to {path}.", path=path))
            self.taken.emit()

    # ---- the selected layers ----

    def _light(self) -> None:
        if not self.isVisible():
            return
        document = self._session.document
        names = [n.name for id in self._session.selection.nodes if (n := document.node(id))]
        lines = whole_statements(self.text, lines_of(self.text, names))[:_MOST_LIT]
        self._text.show_lit([line + 1 for line in lines])
        if lines and not self._text.hasFocus():
            for line in (lines[-1], lines[0]):
                block = self._text.document().findBlockByNumber(line)
                self._text.setTextCursor(QTextCursor(block))
                self._text.ensureCursorVisible()


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


def whole_statements(code: str, lines: Sequence[int]) -> list[int]:
    """Return *lines* with those on which the brackets that they open are closed."""
    texts = code.split("\n")
    found: dict[int, None] = {}
    for line in lines:
        depth = 0
        for number in range(line, len(texts)):
            found[number] = None
            depth += sum(texts[number].count(c) for c in "([{")
            depth -= sum(texts[number].count(c) for c in ")]}")
            if depth <= 0:
                break
    return sorted(found)


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
