"""The panel at the right, driven by real keys."""

import pytest
from PySide6.QtCore import Qt

from designer.document.commands.edges import connect
from designer.document.commands.nodes import add_node, set_param, share
from designer.graph.records import Endpoint
from designer.protocol.events import DataPreviewed
from designer.ui.inspector.columns_editor import ColumnsEditor
from designer.ui.inspector.inspector_panel import InspectorPanel
from designer.ui.inspector.node_page import NodePage
from designer.ui.inspector.project_page import ProjectPage


@pytest.fixture
def nodes(session):
    def add(kind, name, **params):
        place = (0.0, 100.0 * len(session.document.graph.nodes))
        return add_node(session.document, session.catalog, kind, place, params, name)

    image = add("Input", "image", shape=[8, 8, 1])
    first = add("Conv2D", "conv_1", filters=32, kernel_size=[3, 3])
    second = add("Conv2D", "conv_2", filters=16, kernel_size=[3, 3])
    connect(session.document, session.catalog, Endpoint(image, "output"), Endpoint(first, "inputs"))
    session.history.forget()
    return {"image": image, "conv_1": first, "conv_2": second}


@pytest.fixture
def panel(session, nodes, qtbot):
    panel = InspectorPanel(session)
    qtbot.addWidget(panel)
    panel.resize(330, 700)
    panel.show()
    return panel


def row(panel, name):
    return next(f.rows[name] for f in panel.widget().forms if name in f.rows)


def select(session, panel, qtbot, *ids):
    session.selection.set(ids)
    qtbot.wait(30)
    return panel.widget()


def type_in(qtbot, line, text):
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, text)
    qtbot.keyClick(line, Qt.Key.Key_Return)


def test_with_nothing_selected_the_project_is_shown(panel, session, qtbot):
    page = panel.widget()
    assert isinstance(page, ProjectPage)
    type_in(qtbot, page.name, "lenet")
    assert session.document.project.name == "lenet"
    assert session.history.undo_label == "Set name"


def test_notes_are_written_when_the_field_is_left(panel, session, qtbot):
    page = panel.widget()
    page.notes.setFocus()
    qtbot.keyClicks(page.notes, "try a wider one")
    page.name.setFocus()
    assert session.document.project.notes == "try a wider one"


def test_a_parameter_is_set_and_undo_puts_it_back_into_the_field(panel, session, nodes, qtbot):
    select(session, panel, qtbot, nodes["conv_1"])
    type_in(qtbot, row(panel, "filters").editor.line, "64")
    assert session.document.node(nodes["conv_1"]).params["filters"] == 64
    session.history.undo()
    qtbot.wait(20)
    assert row(panel, "filters").editor.line.text() == "32"


def test_steps_in_one_field_are_one_step_of_the_history(panel, session, nodes, qtbot):
    select(session, panel, qtbot, nodes["conv_1"])
    line = row(panel, "filters").editor.line
    for _ in range(3):
        qtbot.keyClick(line, Qt.Key.Key_Up)
    assert session.document.node(nodes["conv_1"]).params["filters"] == 35
    assert session.history.labels == ("Set filters",)


def test_several_nodes_are_edited_as_one(panel, session, nodes, qtbot):
    page = select(session, panel, qtbot, nodes["conv_1"], nodes["conv_2"])
    assert page.header.name.text() == "2 layers"
    assert row(panel, "filters").editor.line.placeholderText() == "several values"
    type_in(qtbot, row(panel, "filters").editor.line, "8")
    chosen = [session.document.node(nodes[n]).params["filters"] for n in ("conv_1", "conv_2")]
    assert chosen == [8, 8]
    assert session.history.labels == ("Set filters",)


def test_a_twin_shows_and_sets_what_its_layer_has(panel, session, nodes, qtbot):
    share(session.document, [nodes["conv_1"], nodes["conv_2"]])
    select(session, panel, qtbot, nodes["conv_2"])
    assert row(panel, "filters").editor.line.text() == "32"
    type_in(qtbot, row(panel, "filters").editor.line, "7")
    assert session.document.node(nodes["conv_1"]).params["filters"] == 7


def test_a_node_is_renamed_in_the_header(panel, session, nodes, qtbot):
    page = select(session, panel, qtbot, nodes["conv_1"])
    type_in(qtbot, page.header.name, "stem")
    assert session.document.node(nodes["conv_1"]).name == "stem"


def test_a_name_that_is_taken_is_refused_in_words(panel, session, nodes, qtbot):
    page = select(session, panel, qtbot, nodes["conv_1"])
    type_in(qtbot, page.header.name, "conv_2")
    assert session.document.node(nodes["conv_1"]).name == "conv_1"
    assert page.header.error.isVisible()
    assert "conv_2" in page.header.error.text()


def test_a_page_is_used_again_for_another_node_of_its_kind(panel, session, nodes, qtbot):
    page = select(session, panel, qtbot, nodes["conv_1"])
    assert select(session, panel, qtbot, nodes["conv_2"]) is page
    assert row(panel, "filters").editor.line.text() == "16"


def test_a_problem_stands_on_the_page_with_its_remedy(panel, session, nodes, qtbot):
    select(session, panel, qtbot, nodes["conv_1"])
    set_param(session.document, [nodes["conv_1"]], "filters", -3)
    qtbot.wait(30)
    from PySide6.QtWidgets import QPushButton

    from designer.ui.problem_card import ProblemCard

    cards = panel.widget().findChildren(ProblemCard)
    assert len(cards) == 1
    button = cards[0].findChild(QPushButton)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert session.document.node(nodes["conv_1"]).params["filters"] > 0


def test_columns_are_chosen_from_the_fields_of_the_data(panel, session, nodes, qtbot):
    field = {"name": "pixels", "dtype": "float32", "shape": [64], "role": "number"}
    session.data.preview = DataPreviewed("1", [field], {}, {}, {}, [])
    select(session, panel, qtbot, nodes["image"])
    editor = row(panel, "columns").editor
    assert isinstance(editor, ColumnsEditor)
    editor.menu.aboutToShow.emit()
    action = next(a for a in editor.menu.actions() if a.text().startswith("pixels"))
    action.trigger()
    assert session.document.node(nodes["image"]).params["columns"] == ["pixels"]


def test_a_node_of_an_unknown_kind_says_so(panel, session, nodes, qtbot):
    from designer.graph.records import Node

    with session.document.edit("Add") as edit:
        edit.put(Node("x", "HolographicDense", "odd"))
    page = select(session, panel, qtbot, "x")
    assert isinstance(page, NodePage)
    assert page.forms[0].rows == {}


def test_nothing_is_left_when_the_selected_node_goes(panel, session, nodes, qtbot):
    select(session, panel, qtbot, nodes["conv_1"])
    session.history.undo()
    with session.document.edit("Delete") as edit:
        edit.remove([nodes["conv_1"]])
    qtbot.wait(20)
    assert isinstance(panel.widget(), ProjectPage)
