"""Blocks in the inspector: the instance, the block itself, and what is exposed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QInputDialog

from designer.document.commands import exposing, nodes
from designer.document.commands.make_block import make_block
from designer.graph.blocks import BlockStyle
from designer.ui.inspector.block_page import BlockPage
from designer.ui.inspector.inspector_panel import InspectorPanel
from designer.ui.inspector.node_page import NodePage


@pytest.fixture
def panel(qtbot, session):
    """An inspector on a model with one instance of a block around a Conv2D and a ReLU."""
    document, catalog = session.document, session.catalog
    made = [
        nodes.add_node(document, catalog, kind, (0.0, 96.0 * row), name=name)
        for row, (kind, name) in enumerate((("Conv2D", "conv"), ("ReLU", "relu")))
    ]
    make_block(document, catalog, made, "stem")
    session.history.forget()
    inspector = InspectorPanel(session)
    qtbot.addWidget(inspector)
    inspector.resize(320, 700)
    inspector.show()
    return inspector


@pytest.fixture
def block(session, panel):
    return next(iter(session.document.project.blocks))


def select(panel, session, name):
    session.selection.set([session.document.graph.by_name[name].id])
    panel.refresh()
    page = panel.widget()
    assert isinstance(page, NodePage)
    return page


def go_in(panel, session, block):
    session.document.enter(block, (session.document.graph.by_name["stem"].id,))
    panel.refresh()


def test_an_instance_says_what_it_is_an_instance_of(panel, session):
    page = select(panel, session, "stem")
    assert page.block_card.isVisibleTo(page)
    assert page.block_card.fields.name.text() == "stem"
    assert page.block_card.used.text() == "Used once. Edits inside change this instance."
    assert not page.block_card.detach.isEnabled()
    assert [name for form in page.forms for name in form.rows] == ["repeat"]


def test_a_layer_has_no_such_card(panel, session, block):
    go_in(panel, session, block)
    assert not select(panel, session, "conv").block_card.isVisibleTo(panel)


def test_name_and_style_of_the_block_are_set(panel, session, block, qtbot):
    fields = select(panel, session, "stem").block_card.fields
    fields.name.selectAll()
    qtbot.keyClicks(fields.name, "features")
    qtbot.keyClick(fields.name, Qt.Key.Key_Return)
    fields.style_choice.setCurrentIndex(1)
    made = session.document.project.blocks[block]
    assert (made.name, made.style) == ("features", BlockStyle.MODEL)


def test_edit_goes_in_and_the_page_becomes_the_blocks(panel, session, block, qtbot):
    page = select(panel, session, "stem")
    qtbot.mouseClick(page.block_card.edit, Qt.MouseButton.LeftButton)
    panel.refresh()
    assert session.document.scope == block
    assert isinstance(panel.widget(), BlockPage)


def test_dissolve_puts_the_layers_in_place(panel, session, qtbot):
    page = select(panel, session, "stem")
    qtbot.mouseClick(page.block_card.dissolve, Qt.MouseButton.LeftButton)
    assert set(session.document.graph.by_name) == {"stem_conv", "stem_relu"}


def test_add_to_library_keeps_it(panel, session, qtbot):
    page = select(panel, session, "stem")
    qtbot.mouseClick(page.block_card.keep, Qt.MouseButton.LeftButton)
    assert session.library.named("stem") is not None


def test_the_arrow_makes_a_parameter_the_blocks(panel, session, block, qtbot):
    go_in(panel, session, block)
    page = select(panel, session, "conv")
    _, button = page.expose_buttons._rows["filters"]
    assert button.accessibleName() == "Make filters a parameter of the block"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert [p.name for p in session.document.project.blocks[block].params] == ["filters"]
    panel.refresh()
    page = panel.widget()
    assert page.expose_buttons._rows["filters"][1].accessibleName().startswith("The parameter")
    texts = [a.text() for a in page.expose_buttons.menu("filters").actions()]
    assert texts == ["Parameter filters of the block", "Stop exposing"]


def test_one_parameter_of_the_block_can_set_several(panel, session, block):
    go_in(panel, session, block)
    page = select(panel, session, "conv")
    page.expose_buttons._expose("filters", "width")
    panel.refresh()
    menu = panel.widget().expose_buttons.menu("kernel_size")
    next(a for a in menu.actions() if a.text() == "Let width set it too").trigger()
    assert len(session.document.project.blocks[block].params[0].targets) == 2


def test_the_instance_gets_a_field_for_it(panel, session, block):
    conv = session.document.project.blocks[block].graph.by_name["conv"].id
    exposing.expose(session.document, session.catalog, block, conv, "filters")
    page = select(panel, session, "stem")
    assert [name for form in page.forms for name in form.rows] == ["filters", "repeat"]
    page.forms[0].committed.emit("filters", 12)
    assert session.document.graph.by_name["stem"].params == {"filters": 12}


def test_no_arrows_outside_of_blocks(panel, session):
    assert select(panel, session, "stem").expose_buttons is None


def test_the_page_of_a_block_sets_defaults_and_notes(panel, session, block):
    conv = session.document.project.blocks[block].graph.by_name["conv"].id
    exposing.expose(session.document, session.catalog, block, conv, "filters")
    go_in(panel, session, block)
    page = panel.widget()
    page.form.committed.emit("filters", 99)
    page.notes.setPlainText("Sees edges.")
    page.notes.left()
    made = session.document.project.blocks[block]
    assert (made.params[0].default, made.notes) == (99, "Sees edges.")
    assert made.graph.nodes[conv].params["filters"] == 99


def test_parameters_are_renamed_and_removed_there(panel, session, block, monkeypatch):
    conv = session.document.project.blocks[block].graph.by_name["conv"].id
    exposing.expose(session.document, session.catalog, block, conv, "filters")
    go_in(panel, session, block)
    monkeypatch.setattr(QInputDialog, "getText", lambda *_: ("width", True))
    page = panel.widget()
    rename, remove = page.menu("filters").actions()
    rename.trigger()
    assert [p.name for p in session.document.project.blocks[block].params] == ["width"]
    panel.refresh()
    panel.widget().menu("width").actions()[1].trigger()
    assert session.document.project.blocks[block].params == ()
    assert remove.text() == "Stop exposing"


def test_a_port_has_nothing_to_set_but_its_place(panel, session, block):
    go_in(panel, session, block)
    page = select(panel, session, "inputs")
    names = [name for form in page.forms for name in form.rows]
    assert set(names) <= {"index"}
    assert page.expose_buttons is None
