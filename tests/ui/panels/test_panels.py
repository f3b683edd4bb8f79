"""Problems, code and log below the canvas."""

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QPushButton

from designer import paths
from designer.document.commands.nodes import set_param
from designer.ui.panels.code_panel import CodePanel, lines_of, replace_text, whole_statements
from designer.ui.panels.log_panel import LogPanel
from designer.ui.panels.problems_panel import ProblemsPanel
from designer.ui.problem_card import ProblemCard


@pytest.fixture
def opened(session):
    session.open(paths.resources() / "examples" / "digits_cnn.kdesign")
    return session


def named(session, name):
    return next(n.id for n in session.document.graph.nodes.values() if n.name == name)


def test_a_problem_is_listed_with_its_node_and_mended_with_one_click(opened, qtbot):
    panel = ProblemsPanel(opened)
    qtbot.addWidget(panel)
    panel.resize(700, 300)
    panel.show()
    node = named(opened, "conv_1")
    set_param(opened.document, [node], "filters", -3)
    qtbot.waitUntil(lambda: len(panel.findChildren(ProblemCard)) == 1)
    card = panel.findChildren(ProblemCard)[0]
    assert "filters" in card.accessibleName()
    with qtbot.waitSignal(panel.reveal_requested) as told:
        qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
    assert told.args == [node]
    qtbot.mouseClick(card.findChild(QPushButton), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not opened.problems)


def test_the_code_follows_the_drawing(opened, qtbot):
    panel = CodePanel(opened)
    qtbot.addWidget(panel)
    panel.show()
    assert panel.text == opened.using.code()
    set_param(opened.document, [named(opened, "conv_1")], "filters", 77)
    qtbot.waitUntil(lambda: "77" in panel.text)


def test_a_long_script_is_written_beside_the_window(opened, qtbot, monkeypatch):
    monkeypatch.setattr("designer.ui.panels.code_panel._MANY", 1)
    threads = []
    write = opened.using.code
    monkeypatch.setattr(
        opened.using, "code", lambda: threads.append(threading.current_thread()) or write()
    )
    panel = CodePanel(opened)
    qtbot.addWidget(panel)
    panel.show()
    set_param(opened.document, [named(opened, "conv_1")], "filters", 77)
    qtbot.waitUntil(lambda: "77" in panel.text)
    assert panel.text == write()
    assert threading.main_thread() not in threads


def test_the_code_is_written_anew_when_the_data_was_read(opened, qtbot, monkeypatch):
    panel = CodePanel(opened)
    qtbot.addWidget(panel)
    panel.show()
    monkeypatch.setattr(opened.using, "code", lambda: "# with the columns of the data\n")
    opened.data.changed.emit()
    qtbot.waitUntil(lambda: panel.text == "# with the columns of the data\n")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("", "a\nb\n"),
        ("a\nb\n", ""),
        ("a\nb\nc\n", "a\nc\n"),
        ("a\nc\n", "a\nb\nc\n"),
        ("b\n", "a\nb\n"),
        ("a\nb", "b"),
        ("a\na\na\n", "a\na\n"),
        ("x = '😀'\ny\n", "x = '😀😀'\nz\n"),
    ],
)
def test_only_lines_that_changed_are_replaced(qtbot, old, new):
    field = QPlainTextEdit(old)
    qtbot.addWidget(field)
    replace_text(field, new)
    assert field.toPlainText() == new


def test_the_lines_of_the_selected_layer_are_lit(opened, qtbot):
    panel = CodePanel(opened)
    qtbot.addWidget(panel)
    panel.show()
    opened.selection.set([named(opened, "conv_1")])
    lines = panel.text.splitlines()
    lit = "\n".join(lines[number - 1] for number in panel._text._lit)
    assert lit.strip().startswith("conv_1 = layers.Conv2D(")
    assert lit.endswith(")(scale)")


def test_the_code_is_copied(opened, qtbot):
    panel = CodePanel(opened)
    qtbot.addWidget(panel)
    panel.show()
    qtbot.mouseClick(panel.findChildren(QPushButton)[0], Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == opened.using.code()


def test_lines_are_found_by_name():
    code = 'def f():\n    dense = layers.Dense(1, name="dense")(x)\n    dense_2 = dense\n'
    assert lines_of(code, ["dense"]) == [1]
    assert lines_of('    x = Dense(1, name="out")(x)', ["out"]) == [0]


def test_a_statement_is_lit_to_its_end():
    assert whole_statements("a = f(\n  1,\n)(x)\nb = 2\n", [0]) == [0, 1, 2]
    assert whole_statements("a = f(", [0]) == [0]


def test_the_log_shows_what_is_told(session, qtbot):
    session.log.add("info", "before")
    panel = LogPanel(session)
    qtbot.addWidget(panel)
    session.log.add("error", "the engine fell over")
    assert panel.toPlainText().splitlines()[-1].endswith("the engine fell over")
    assert len(panel.toPlainText().splitlines()) == 2
