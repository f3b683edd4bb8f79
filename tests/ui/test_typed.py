"""What is typed counts, and what is taken back is what the user did last."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

from designer.document.commands.nodes import add_node
from designer.project.files import read_project
from designer.ui.main_window import MainWindow

pytestmark = pytest.mark.window
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(session, qtbot):
    made = MainWindow(session)
    made.show()
    qtbot.waitExposed(made)
    yield made
    session.history.mark_saved()
    made.close()
    made.deleteLater()


@pytest.fixture
def units(window, session, qtbot):
    """The field of a Dense layer's units, with the keys."""
    id = add_node(session.document, session.catalog, "Dense", (0.0, 0.0))
    session.selection.set([id])
    qtbot.wait(30)
    line = window.inspector.widget().forms[0].rows["units"].editor.line
    line.setFocus()
    line.selectAll()
    return line


def stored(graph):
    return next(iter(graph.nodes.values())).params.get("units")


def test_a_figure_still_in_the_field_is_saved(window, session, units, qtbot, tmp_path):
    session.save_as(tmp_path / "model.kdesign")
    qtbot.keyClicks(units, "77")
    qtbot.keyClick(units, Qt.Key.Key_S, CONTROL)
    assert stored(read_project(session.path).project.graph) == 77
    assert session.history.saved
    assert units.hasFocus()


def test_a_figure_still_in_the_field_counts_when_the_window_is_closed(
    window, session, units, qtbot, tmp_path, monkeypatch
):
    session.save_as(tmp_path / "model.kdesign")
    qtbot.keyClicks(units, "77")
    asked = []
    cancel = QMessageBox.StandardButton.Cancel
    monkeypatch.setattr(QMessageBox, "exec", lambda box: asked.append(box.text()) or cancel)
    window.close()
    assert asked == ["Save the changes to model?"]
    assert window.isVisible()


def test_notes_still_being_written_are_saved(window, session, qtbot, tmp_path):
    session.save_as(tmp_path / "model.kdesign")
    qtbot.wait(30)
    notes = window.inspector.widget().notes
    notes.setFocus()
    qtbot.keyClicks(notes, "why not")
    qtbot.keyClick(notes, Qt.Key.Key_S, CONTROL)
    assert read_project(session.path).project.notes == "why not"


def test_undo_takes_back_what_was_given_with_enter(window, session, units, qtbot):
    before = stored(session.document.graph)
    qtbot.keyClicks(units, "77")
    qtbot.keyClick(units, Qt.Key.Key_Return)
    assert stored(session.document.graph) == 77
    qtbot.keyClick(units, Qt.Key.Key_Z, CONTROL)
    assert stored(session.document.graph) == before


def test_undo_while_typing_takes_back_the_typing(window, session, units, qtbot):
    qtbot.keyClicks(units, "77")
    qtbot.keyClick(units, Qt.Key.Key_Z, CONTROL)
    assert len(session.document.graph.nodes) == 1
    assert units.text() != "77"
