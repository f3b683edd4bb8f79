"""Python is written as in any editor: indents, comments, find."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor

from designer.graph.problems import Severity
from designer.ui.code.code_editor import CodeEditor
from designer.ui.code.find_bar import FindBar


@pytest.fixture
def editor(qtbot):
    editor = CodeEditor()
    qtbot.addWidget(editor)
    editor.show()
    return editor


def test_a_new_line_keeps_the_indent_and_goes_deeper_after_a_colon(editor, qtbot):
    qtbot.keyClicks(editor, "def f(x):")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.keyClicks(editor, "return x")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.keyClicks(editor, "y")
    assert editor.toPlainText() == "def f(x):\n    return x\ny"


def test_tab_and_backspace_move_by_whole_indents(editor, qtbot):
    qtbot.keyClick(editor, Qt.Key.Key_Tab)
    qtbot.keyClick(editor, Qt.Key.Key_Tab)
    qtbot.keyClick(editor, Qt.Key.Key_Backspace)
    qtbot.keyClicks(editor, "x")
    assert editor.toPlainText() == "    x"


def test_chosen_lines_are_indented_unindented_and_commented_together(editor, qtbot):
    editor.setPlainText("a\nb\n")
    editor.moveCursor(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
    qtbot.keyClick(editor, Qt.Key.Key_Tab)
    assert editor.toPlainText() == "    a\n    b\n"
    qtbot.keyClick(editor, Qt.Key.Key_Backtab)
    qtbot.keyClick(editor, Qt.Key.Key_Slash, Qt.KeyboardModifier.ControlModifier)
    assert editor.toPlainText() == "# a\n# b\n"
    qtbot.keyClick(editor, Qt.Key.Key_Slash, Qt.KeyboardModifier.ControlModifier)
    assert editor.toPlainText() == "a\nb\n"


def test_words_are_found_and_counted(editor, qtbot):
    editor.setPlainText("one two\ntwo\n")
    bar = FindBar(editor)
    qtbot.addWidget(bar)
    bar.open_bar()
    bar.field.setText("two")
    bar.find_next()
    assert editor.textCursor().selectedText() == "two"
    bar.find_next()
    assert editor.line == 2
    bar.close_bar()
    assert bar.isHidden()


def test_lines_with_marks_are_painted(editor):
    editor.setPlainText("a\n  b\n")
    editor.show_marks({2: (Severity.ERROR, "No.")})
    assert not editor.grab().isNull()
