"""Several layers edited as one."""

import pytest
from PySide6.QtCore import Qt

from designer.document.commands.edges import connect
from designer.document.commands.nodes import add_node, set_param
from designer.graph.records import Endpoint
from designer.ui.inspector.inspector_panel import InspectorPanel


@pytest.fixture
def panel(session, qtbot):
    panel = InspectorPanel(session)
    qtbot.addWidget(panel)
    panel.resize(340, 800)
    panel.show()
    return panel


@pytest.fixture
def ids(session):
    """A dense, a convolution and an LSTM, one below the other."""
    made = [
        add_node(session.document, session.catalog, kind, (0.0, 96.0 * row))
        for row, kind in enumerate(("Input", "Dense", "Conv2D", "LSTM"))
    ]
    connect(
        session.document,
        session.catalog,
        Endpoint(made[0], "output"),
        Endpoint(made[1], "inputs"),
    )
    return made[1:]


@pytest.fixture
def page(session, panel, ids, qtbot):
    session.selection.set(set(ids))
    qtbot.wait(20)
    return panel.widget()


def rows(page):
    return {name: row for form in page.forms for name, row in form.rows.items()}


def test_layers_of_different_kinds_show_the_parameters_that_they_share(page):
    assert {"activation", "use_bias"} <= set(rows(page))
    assert "units" not in rows(page)
    assert "filters" not in rows(page)


def test_defaults_that_differ_show_as_several_values(page):
    combo = rows(page)["activation"].editor.combo
    assert combo.placeholderText() == "several values"


def test_what_is_set_in_one_as_it_is_by_default_in_the_other_is_no_difference(
    session, panel, ids, qtbot
):
    set_param(session.document, ids[:1], "use_bias", True)
    session.selection.set(set(ids))
    qtbot.wait(20)
    assert not rows(panel.widget())["use_bias"].editor.switch.mixed


def test_a_value_goes_to_all_as_one_step(session, page, ids, qtbot):
    rows(page)["use_bias"].editor.commit(False)
    nodes = session.document.graph.nodes
    assert [nodes[id].params["use_bias"] for id in ids] == [False, False, False]
    assert session.history.labels[-1] == "Set use_bias"


def test_choices_are_those_that_all_have(session, panel, qtbot):
    made = [
        add_node(session.document, session.catalog, kind, (0.0, 0.0))
        for kind in ("Conv1D", "Conv2D")
    ]
    session.selection.set(set(made))
    qtbot.wait(20)
    assert rows(panel.widget())["padding"].param.choices == ("valid", "same")


def test_a_pattern_names_all_of_them(session, page, ids, qtbot):
    field = page.header.name
    field.selectAll()
    qtbot.keyClicks(field, "layer_##")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    nodes = session.document.graph.nodes
    assert [nodes[id].name for id in ids] == ["layer_01", "layer_02", "layer_03"]
    assert session.history.labels[-1] == "Rename 3 layers"


def test_names_that_are_taken_are_refused_in_words(session, page, ids, qtbot):
    add_node(session.document, session.catalog, "Dense", (900.0, 0.0), name="a_2")
    field = page.header.name
    field.selectAll()
    qtbot.keyClicks(field, "a")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert "a_2" in page.header.error.text()
    assert "a_1" not in session.document.graph.by_name


def test_they_are_bypassed_from_the_header_where_they_can_be(session, page, ids, qtbot):
    qtbot.mouseClick(page.header.bypass, Qt.MouseButton.LeftButton)
    nodes = session.document.graph.nodes
    assert [nodes[id].bypassed for id in ids] == [True, False, False]
