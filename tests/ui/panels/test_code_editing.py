"""The script can be edited: the drawing follows, and what it cannot hold is said."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPushButton

from designer import paths
from designer.document.commands.nodes import set_param
from designer.ui.panels.code_panel import CodePanel


@pytest.fixture
def panel(session, qtbot):
    session.open(paths.resources() / "examples" / "digits_cnn.kdesign")
    panel = CodePanel(session)
    qtbot.addWidget(panel)
    panel.resize(800, 500)
    panel.show()
    panel._read_soon.setInterval(20)
    yield panel
    panel._beside.wait()


def type_over(panel, qtbot, old, new, after="conv_1 = "):
    """Choose *old* in the script and type *new* in its place."""
    panel._text.setFocus()
    at = panel.text.index(old, panel.text.index(after))
    cursor = panel._text.textCursor()
    cursor.setPosition(at)
    cursor.setPosition(at + len(old), QTextCursor.MoveMode.KeepAnchor)
    panel._text.setTextCursor(cursor)
    qtbot.keyClicks(panel._text, new)


def node(session, name):
    return session.document.graph.by_name[name]


def test_a_number_typed_into_the_script_is_a_parameter_of_the_layer(panel, session, qtbot):
    before = session.document.project
    type_over(panel, qtbot, "32,", "24,")
    qtbot.waitUntil(lambda: node(session, "conv_1").params["filters"] == 24)
    assert node(session, "conv_1").position == before.graph.by_name["conv_1"].position
    assert session.history.labels == ("Edit code",)
    session.history.undo()
    assert session.document.project == before


def test_a_layer_typed_into_the_script_is_drawn(panel, session, qtbot):
    line = next(line for line in panel.text.splitlines() if "layers.Flatten(" in line)
    source = line.rsplit("(", 1)[1].rstrip(")")
    extra = f'    more = layers.ReLU(name="more")({source})\n'
    panel._text.setPlainText(
        panel.text.replace(line, extra + line.replace(f"({source})", "(more)"))
    )
    qtbot.waitUntil(lambda: "more" in session.document.graph.by_name)
    assert node(session, "more").kind == "ReLU"
    assert len(session.document.graph.incoming(node(session, "more").id)) == 1


def test_a_text_that_is_no_python_is_marked_and_the_drawing_stays(panel, session, qtbot):
    before = session.document.project
    type_over(panel, qtbot, "(3, 3),", "(3, 3,")
    qtbot.waitUntil(lambda: bool(panel._message.words))
    assert "This is no Python" in panel._message.words
    assert panel._text._marks
    assert session.document.project is before
    assert panel.unread


def test_what_was_typed_is_taken_back_with_one_click(panel, session, qtbot):
    script = panel.text
    type_over(panel, qtbot, "32,", "32((,")
    qtbot.waitUntil(lambda: bool(panel._message.words))
    button = next(b for b in panel.findChildren(QPushButton) if b.text() == "Take back")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert panel.text == script
    assert panel._message.words == ""
    assert not panel.unread


def test_a_change_of_the_reading_of_data_is_refused_at_its_line(panel, session, qtbot):
    before = session.document.project
    type_over(panel, qtbot, "seed=0,", "seed=7,", after="def load_data")
    qtbot.waitUntil(lambda: bool(panel._message.words))
    assert "What is read is chosen in the Data workspace." in panel._message.words
    assert session.document.project is before
    (line,) = panel._text._marks
    assert line == panel.text[: panel.text.index("seed=7")].count("\n") + 1


def test_a_change_on_the_canvas_keeps_what_is_not_read_yet(panel, session, qtbot):
    type_over(panel, qtbot, "32,", "32((,")
    qtbot.waitUntil(lambda: bool(panel._message.words))
    id = node(session, "probabilities").id
    set_param(session.document, [id], "units", 11)
    qtbot.waitUntil(lambda: "11" in panel.text)
    assert "32((," in panel.text
    assert panel.unread


def test_a_change_on_the_canvas_leaves_cursor_and_other_lines(panel, session, qtbot):
    cursor = panel._text.textCursor()
    cursor.setPosition(panel.text.index("def load_data"))
    panel._text.setTextCursor(cursor)
    set_param(session.document, [node(session, "conv_1").id], "filters", 77)
    qtbot.waitUntil(lambda: "        77,\n" in panel.text)
    assert panel._text.textCursor().block().text() == "def load_data():"


def test_the_form_of_the_text_is_put_in_order_when_one_leaves_it(panel, session, qtbot):
    type_over(panel, qtbot, "(3, 3)", "kernel_size =(3,3)")
    type_over(panel, qtbot, "32", " 24")
    qtbot.waitUntil(lambda: node(session, "conv_1").params["filters"] == 24)
    assert "kernel_size =(3,3)" in panel.text
    panel._text.clearFocus()
    assert panel.text == session.using.code()


def test_a_comment_stays_with_its_layer(panel, session, qtbot):
    line = next(line for line in panel.text.splitlines() if "conv_1 = " in line)
    panel._text.setPlainText(panel.text.replace(line, "    # looks for edges\n" + line))
    qtbot.waitUntil(lambda: node(session, "conv_1").extra.get("comment") == "looks for edges")
    assert "    # looks for edges\n    conv_1 = " in session.using.code()


def test_epochs_and_the_optimizer_are_settings(panel, session, qtbot):
    text = panel.text
    epochs = next(line for line in text.splitlines() if line.startswith("EPOCHS = "))
    panel._text.setPlainText(text.replace(epochs, "EPOCHS = 7"))
    qtbot.waitUntil(lambda: session.document.project.fit.epochs == 7)
