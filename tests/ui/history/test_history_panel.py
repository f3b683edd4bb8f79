"""The list of steps, with mouse and keys."""

import pytest
from PySide6.QtCore import QPoint, Qt

from designer.document.commands.nodes import add_node
from designer.ui.history.history_panel import HistoryPanel
from designer.ui.history.steps_model import StepRole

KINDS = ("Dense", "Dropout", "Flatten", "ReLU")


@pytest.fixture
def panel(session, qtbot):
    made = HistoryPanel(session)
    made.resize(360, 240)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def drawn(session, panel):
    for place, kind in enumerate(KINDS):
        add_node(session.document, session.catalog, kind, (0, 100.0 * place))
    return panel


def rows(panel):
    model = panel.model
    return [model.index(row).data() for row in range(model.rowCount())]


def here(panel):
    model = panel.model
    return [row for row in range(model.rowCount()) if model.index(row).data(StepRole.PRESENT)]


def kinds(session):
    return sorted(node.kind for node in session.document.graph.nodes.values())


def test_a_new_project_has_its_beginning_alone(panel):
    assert rows(panel) == ["Beginning"]
    assert here(panel) == [0]


def test_every_step_is_listed_and_the_last_one_is_where_one_is(drawn):
    assert len(rows(drawn)) == 5
    assert here(drawn) == [4]


def test_a_click_goes_back_over_many_steps_and_forward_again(drawn, session, qtbot):
    view = drawn.list
    qtbot.mouseClick(
        view.viewport(),
        Qt.MouseButton.LeftButton,
        pos=view.visualRect(drawn.model.index(1)).center(),
    )
    assert kinds(session) == ["Dense"]
    assert here(drawn) == [1]
    assert len(rows(drawn)) == 5

    last = view.visualRect(drawn.model.index(4)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(last))
    assert kinds(session) == sorted(KINDS)


def test_keys_choose_and_enter_goes_there(drawn, session, qtbot):
    drawn.list.setFocus()
    qtbot.keyClick(drawn.list, Qt.Key.Key_Home)
    assert len(kinds(session)) == 4
    qtbot.keyClick(drawn.list, Qt.Key.Key_Return)
    assert kinds(session) == []


def test_a_new_step_replaces_those_that_were_taken_back(drawn, session):
    session.history.go_to(2)
    add_node(session.document, session.catalog, "LSTM", (300, 0))
    assert len(rows(drawn)) == 4
    assert here(drawn) == [3]


def test_the_saved_step_is_marked_and_spoken(drawn, session):
    session.history.mark_saved()
    session.history.undo()
    spoken = drawn.model.index(4).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "saved" in spoken
    assert "taken back" in spoken
    assert "you are here" in drawn.model.index(3).data(Qt.ItemDataRole.AccessibleTextRole)


def test_another_project_begins_a_new_list(drawn, session):
    session.new()
    assert rows(drawn) == ["Beginning"]
