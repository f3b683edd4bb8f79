"""Own code is written, checked and inserted in the window."""

import pytest
from PySide6.QtCore import Qt

from designer.document.commands.nodes import add_node
from designer.project.own_templates import Template
from designer.ui.module.module_panel import ModulePanel


@pytest.fixture
def panel(session, qtbot):
    panel = ModulePanel(session)
    qtbot.addWidget(panel)
    panel.resize(900, 400)
    panel.show()
    return panel


def test_a_new_layer_is_a_kind_of_node_at_once(panel, session):
    panel.insert(Template.LAYER)
    assert session.catalog.layer("custom.MyLayer") is not None
    assert panel.editor.textCursor().selectedText() == "MyLayer"
    session.history.undo()
    assert session.catalog.layer("custom.MyLayer") is None
    assert panel.editor.toPlainText() == ""


def test_typing_is_one_undoable_change_of_the_project(panel, session, qtbot):
    panel.insert(Template.ACTIVATION)
    before = session.document.project.module
    panel.editor.moveCursor(panel.editor.textCursor().MoveOperation.End)
    qtbot.keyClicks(panel.editor, "x = 1")
    panel.commit()
    assert session.document.project.module == before + "x = 1"
    session.history.undo()
    assert panel.editor.toPlainText() == before


def test_an_error_is_marked_at_its_line(panel, session):
    panel.insert(Template.LOSS)
    panel.editor.setPlainText("import keras\nclass A(:\n")
    panel.commit()
    session.analysis.check()
    assert list(panel.editor._marks) == [2]
    assert "Line 2 of the own code is no Python" in panel._told.text()


def test_a_class_that_is_renamed_takes_its_nodes_along(panel, session, qtbot):
    panel.insert(Template.LAYER)
    node = add_node(session.document, session.catalog, "custom.MyLayer", (0, 0))
    text = panel.editor.toPlainText()
    panel.editor.setPlainText(text.replace("class MyLayer(", "class Better("))
    panel.commit()
    assert panel._act.text() == "Rename them too"
    qtbot.mouseClick(panel._act, Qt.MouseButton.LeftButton)
    assert session.document.node(node).kind == "custom.Better"
