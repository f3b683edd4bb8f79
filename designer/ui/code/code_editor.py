"""A field in which Python is written: line numbers, indents, comments and marks at lines."""

import re
from collections.abc import Callable, Mapping, Sequence
from html import escape

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import (
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
    QTextFormat,
)
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QToolTip, QWidget

from designer.graph.problems import Severity
from designer.ui import theme
from designer.ui.code.python_highlighter import PythonHighlighter
from designer.ui.following import follow
from designer.ui.theme import fonts

INDENT = "    "
_SIZE = 12
_COLORS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "accent"}

Marks = Mapping[int, tuple[Severity, str]]


class CodeEditor(QPlainTextEdit):
    """Python to be written; lines count from 1."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._marks: Marks = {}
        self._found: list[QTextEdit.ExtraSelection] = []
        self._lit: list[int] = []
        font = fonts.mono(_SIZE)
        self.setFont(font)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setTabStopDistance(len(INDENT) * QFontMetricsF(font).horizontalAdvance(" "))
        self.setProperty("role", "code")
        self._numbers = _LineNumbers(self)
        self.highlighter = PythonHighlighter(self.document())
        self.blockCountChanged.connect(self._make_room)
        self.updateRequest.connect(self._on_update)
        self.cursorPositionChanged.connect(self._dress)
        follow(self, theme.changed, self._take_theme)
        self._make_room()
        self._dress()

    # ---- text ----

    @property
    def line(self) -> int:
        """The line of the cursor."""
        return self.textCursor().blockNumber() + 1

    def show_line(self, line: int, name: str = "") -> None:
        """Put the cursor at the beginning of a line, or select *name* in it."""
        block = self.document().findBlockByNumber(line - 1)
        if not block.isValid():
            return
        cursor = QTextCursor(block)
        at = block.text().find(name) if name else -1
        if at >= 0:
            cursor.setPosition(block.position() + at)
            cursor.setPosition(block.position() + at + len(name), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.centerCursor()

    def show_marks(self, marks: Marks) -> None:
        """Mark lines with what is wrong there, and how much it matters."""
        self._marks = dict(marks)
        self._numbers.update()
        self._dress()

    def show_lit(self, lines: Sequence[int]) -> None:
        """Light whole lines: those of the selected layers."""
        self._lit = list(lines)
        self._dress()

    def show_found(self, cursors: list[QTextCursor]) -> None:
        """Light what a search has found."""
        self._found = [self._selection(cursor) for cursor in cursors]
        self._dress()

    # ---- keys ----

    def event(self, event: QEvent) -> bool:
        """Tell in a tip what is wrong at a line, and keep Find for the code."""
        is_override = event.type() == QEvent.Type.ShortcutOverride
        if is_override and isinstance(event, QKeyEvent) and is_find(event):
            event.accept()
            return True
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            place = self.viewport().mapFrom(self, event.pos())
            mark = self._marks.get(self.cursorForPosition(place).blockNumber() + 1)
            if mark is not None:
                QToolTip.showText(event.globalPos(), escape(mark[1]), self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Indent, unindent, comment, and keep the indent on a new line."""
        if self.isReadOnly():
            super().keyPressEvent(event)
            return
        match event.key():
            case Qt.Key.Key_Tab if not event.modifiers():
                self._indent()
            case Qt.Key.Key_Backtab:
                self._change_lines(_unindented)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if not event.modifiers():
                self._new_line()
            case Qt.Key.Key_Backspace if self._at_indent():
                self._unindent_by_backspace()
            case Qt.Key.Key_Slash if event.modifiers() == Qt.KeyboardModifier.ControlModifier:
                self._comment()
            case _:
                super().keyPressEvent(event)

    def _indent(self) -> None:
        cursor = self.textCursor()
        if cursor.hasSelection() and "\u2029" in cursor.selectedText():
            self._change_lines(lambda line: INDENT + line if line.strip() else line)
        else:
            column = cursor.positionInBlock() if not cursor.hasSelection() else 0
            cursor.insertText(" " * (len(INDENT) - column % len(INDENT)))

    def _new_line(self) -> None:
        cursor = self.textCursor()
        before = cursor.block().text()[: cursor.positionInBlock()]
        indent = before[: len(before) - len(before.lstrip())]
        words = before.split("#")[0].rstrip()
        if words.endswith((":", "(", "[", "{")):
            indent += INDENT
        elif re.match(r"\s*(return|pass|raise|break|continue)\b", before):
            indent = indent[: -len(INDENT)]
        cursor.insertText("\n" + indent)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def _at_indent(self) -> bool:
        cursor = self.textCursor()
        before = cursor.block().text()[: cursor.positionInBlock()]
        return not cursor.hasSelection() and bool(before) and not before.strip()

    def _unindent_by_backspace(self) -> None:
        cursor = self.textCursor()
        count = (cursor.positionInBlock() - 1) % len(INDENT) + 1
        cursor.movePosition(QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor, count)
        cursor.removeSelectedText()

    def _comment(self) -> None:
        lines = [line for line in self._chosen_lines() if line.strip()]
        if all(line.lstrip().startswith("#") for line in lines):
            self._change_lines(lambda line: re.sub(r"^(\s*)# ?", r"\1", line))
        else:
            self._change_lines(lambda line: re.sub(r"^(\s*)(?=\S)", r"\1# ", line))

    def _chosen_lines(self) -> list[str]:
        first, last = self._range()
        document = self.document()
        return [document.findBlockByNumber(n).text() for n in range(first, last + 1)]

    def _range(self) -> tuple[int, int]:
        cursor, document = self.textCursor(), self.document()
        first = document.findBlock(cursor.selectionStart()).blockNumber()
        last = document.findBlock(cursor.selectionEnd())
        is_before = cursor.hasSelection() and last.position() == cursor.selectionEnd()
        return first, max(first, last.blockNumber() - (1 if is_before else 0))

    def _change_lines(self, change: Callable[[str], str]) -> None:
        """Change every line that is chosen, as one step of undo."""
        first, last = self._range()
        new = [change(line) for line in self._chosen_lines()]
        document = self.document()
        cursor = QTextCursor(document.findBlockByNumber(first))
        end = document.findBlockByNumber(last)
        keep = QTextCursor.MoveMode.KeepAnchor
        cursor.setPosition(end.position() + len(end.text()), keep)
        start = cursor.selectionStart()
        cursor.insertText("\n".join(new))
        if first != last:
            cursor.setPosition(start)
            cursor.setPosition(start + len("\n".join(new)), keep)
        self.setTextCursor(cursor)

    # ---- looks ----

    def number_width(self) -> int:
        """Return the width of the line numbers, in pixels."""
        digits = max(3, len(str(self.blockCount())))
        return int(QFontMetricsF(self.font()).horizontalAdvance("9") * digits) + 26

    def paint_numbers(self, event: QPaintEvent) -> None:
        """Paint the line numbers, and a dot where there is a mark."""
        colors = theme.current()
        painter = QPainter(self._numbers)
        painter.fillRect(event.rect(), colors.canvas)
        painter.setFont(self.font())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        block = self.firstVisibleBlock()
        top = self.blockBoundingGeometry(block).translated(self.contentOffset()).top()
        while block.isValid() and top <= event.rect().bottom():
            height = self.blockBoundingRect(block).height()
            number = block.blockNumber() + 1
            place = QRect(0, round(top), self._numbers.width() - 12, round(height))
            painter.setPen(colors.text if number == self.line else colors.faint)
            painter.drawText(place, Qt.AlignmentFlag.AlignRight, str(number))
            if number in self._marks:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(getattr(colors, _COLORS[self._marks[number][0]]))
                painter.drawEllipse(4, round(top + height / 2) - 3, 6, 6)
            top += height
            block = block.next()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the line numbers beside the text, and the line that is edited in sight."""
        super().resizeEvent(event)
        if self.hasFocus():
            self.ensureCursorVisible()
        inner = self.contentsRect()
        self._numbers.setGeometry(inner.left(), inner.top(), self.number_width(), inner.height())

    def _make_room(self) -> None:
        self.setViewportMargins(self.number_width(), 0, 0, 0)
        self._numbers.resize(self.number_width(), self._numbers.height())

    def _on_update(self, rect: QRect, dy: int) -> None:
        if dy:
            self._numbers.scroll(0, dy)
        else:
            self._numbers.update(0, rect.y(), self._numbers.width(), rect.height())

    def _dress(self) -> None:
        """Light the line of the cursor, what was found, and lines with marks."""
        selections: list[QTextEdit.ExtraSelection] = []
        if not self.isReadOnly():
            here = QTextEdit.ExtraSelection()
            here.cursor = self.textCursor()
            here.cursor.clearSelection()
            here.format.setBackground(theme.current().hover)
            here.format.setProperty(QTextFormat.Property.FullWidthSelection, True)
            selections.append(here)
        selections += [self._whole_line(line) for line in self._lit]
        selections += [self._underlined(line, mark[0]) for line, mark in self._marks.items()]
        self.setExtraSelections([*selections, *self._found])
        self._numbers.update()

    def _whole_line(self, line: int) -> QTextEdit.ExtraSelection:
        cursor = QTextCursor(self.document().findBlockByNumber(line - 1))
        selection = self._selection(cursor)
        selection.format.setProperty(QTextFormat.Property.FullWidthSelection, True)
        return selection

    def _underlined(self, line: int, severity: Severity) -> QTextEdit.ExtraSelection:
        selection = QTextEdit.ExtraSelection()
        block = self.document().findBlockByNumber(line - 1)
        cursor = QTextCursor(block)
        text = block.text()
        cursor.setPosition(block.position() + len(text) - len(text.lstrip()))
        cursor.setPosition(block.position() + len(text), QTextCursor.MoveMode.KeepAnchor)
        selection.cursor = cursor
        style = QTextCharFormat.UnderlineStyle.WaveUnderline
        selection.format.setUnderlineStyle(style)
        selection.format.setUnderlineColor(getattr(theme.current(), _COLORS[severity]))
        return selection

    def _selection(self, cursor: QTextCursor) -> QTextEdit.ExtraSelection:
        selection = QTextEdit.ExtraSelection()
        selection.cursor = cursor
        selection.format.setBackground(theme.current().selected)
        return selection

    def _take_theme(self) -> None:
        self.highlighter.take_theme()
        self._dress()
        self.update()


class _LineNumbers(QWidget):
    """The strip left of the text."""

    def __init__(self, editor: CodeEditor) -> None:
        super().__init__(editor)
        self._editor = editor

    def sizeHint(self) -> QSize:
        """Return the width that the numbers need."""
        return QSize(self._editor.number_width(), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Let the editor paint, which knows the lines."""
        self._editor.paint_numbers(event)


def is_find(event: QKeyEvent) -> bool:
    """Tell whether a key asks to find something."""
    return event.matches(QKeySequence.StandardKey.Find)


def _unindented(line: str) -> str:
    return line[min(len(INDENT), len(line) - len(line.lstrip(" "))) :]
