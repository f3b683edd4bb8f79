"""Frames and notes in the inspector."""

import pytest

from designer.document.commands import remarks
from designer.ui.inspector.inspector_panel import InspectorPanel
from designer.ui.inspector.project_page import ProjectPage
from designer.ui.inspector.remark_page import RemarkPage


@pytest.fixture
def panel(qtbot, session):
    made = InspectorPanel(session)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def show(panel, session):
    def chosen(*ids):
        session.selection.set(ids)
        panel.refresh()
        return panel.widget()

    return chosen


def test_a_selected_frame_is_named_coloured_and_placed(show, session):
    id = remarks.add_frame(session.document, [], (8.0, 16.0), "Stem")
    page = show(id)
    assert isinstance(page, RemarkPage)
    assert (page.title.text(), page.colour.currentText()) == ("Stem", "Grey")
    assert [field.value() for field in page.measures] == [8, 16, 368, 240]
    page.title.setText("Neck")
    page.title.setModified(True)
    page.title.editingFinished.emit()
    page.colour.setCurrentIndex(page.colour.findText("Teal"))
    page.colour.activated.emit(page.colour.currentIndex())
    page.measures[0].setValue(80)
    page.measures[0].editingFinished.emit()
    page.measures[2].setValue(400)
    page.measures[2].editingFinished.emit()
    frame = session.document.remark(id)
    assert (frame.text, frame.colour) == ("Neck", "teal")
    assert (frame.position, frame.size) == ((80.0, 16.0), (400.0, 240.0))


def test_the_text_of_a_note_is_one_step(show, session):
    id = remarks.add_note(session.document, (0.0, 0.0), "old")
    page = show(id)
    assert page.text.isVisible()
    assert not page.title.isVisible()
    page.text.setPlainText("new")
    page.text.left()
    assert session.document.remark(id).text == "new"
    assert session.history.labels == ("Add note", "Edit note")


def test_several_are_coloured_together_as_one_step(show, session):
    ids = [remarks.add_note(session.document, (0.0, 0.0)), remarks.add_frame(session.document, [])]
    page = show(*ids)
    assert page.colour.currentIndex() == -1
    page.colour.setCurrentIndex(page.colour.findText("Amber"))
    page.colour.activated.emit(page.colour.currentIndex())
    assert [session.document.remark(id).colour for id in ids] == ["", "amber"]
    assert session.history.labels[-1] == "Set colour"


def test_when_it_is_gone_the_project_is_shown(show, panel, session):
    id = remarks.add_note(session.document, (0.0, 0.0), "old")
    show(id)
    session.history.undo()
    panel.refresh()
    assert isinstance(panel.widget(), ProjectPage)
