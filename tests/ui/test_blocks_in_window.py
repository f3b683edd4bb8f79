"""Blocks in the whole window: menu, workspaces, problems that lead inside."""

import pytest
from PySide6.QtCore import Qt

from designer import paths
from tests.ui.windows import open_window

pytestmark = pytest.mark.window


@pytest.fixture
def window(session, qtbot):
    session.open(paths.resources() / "examples" / "digits_resnet.kdesign")
    with open_window(session, qtbot) as made:
        yield made


def node(window, name):
    return window.session.document.graph.by_name[name].id


def do(window, action):
    window.actions_registry.refresh()
    window.actions_registry[action].trigger()


def go_in(window, name):
    window.session.selection.set([node(window, name)])
    do(window, "block.enter")
    assert window.session.document.scope is not None


def test_the_menu_makes_a_block_and_asks_for_its_name(window, session, qtbot):
    session.selection.set([node(window, "stem"), node(window, "stem_norm")])
    do(window, "block.make")
    field = window.canvas.overlays.rename_field
    assert field.isVisible()
    field.setText("beginning")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert "beginning" in session.document.graph.by_name
    assert "beginning" in [block.name for block in session.document.project.blocks.values()]


def test_actions_know_where_one_is(window):
    actions = window.actions_registry
    actions.refresh()
    assert not actions["block.leave"].isEnabled()
    assert not actions["block.dissolve"].isEnabled()
    go_in(window, "stage_1")
    actions.refresh()
    assert actions["block.leave"].isEnabled()
    do(window, "block.leave")
    actions.refresh()
    assert actions["block.dissolve"].isEnabled()


def test_other_workspaces_see_the_model_and_design_comes_back_to_the_block(window, session):
    go_in(window, "stage_1")
    scope, path = session.document.scope, session.document.path
    window.show_workspace("data")
    assert session.document.scope is None
    window.show_workspace("train")
    window.show_workspace("design")
    assert (session.document.scope, session.document.path) == (scope, path)


def test_a_problem_inside_leads_there(window, session):
    block = session.document.project.blocks["residual_block"]
    conv = block.graph.by_name["conv_1"].id
    window.show_workspace("data")
    window.reveal(f"{node(window, 'stage_2')}/{conv}")
    assert window.workspace == "design"
    assert session.document.scope == "residual_block"
    assert session.selection.nodes == (conv,)


def test_unused_blocks_are_swept_away(window, session):
    window.canvas.verbs.blocks.visit("residual_down")
    assert session.document.scope == "residual_down"
    do(window, "block.leave")
    session.selection.set([node(window, "down")])
    window.canvas.verbs.dissolve_selection()
    do(window, "block.delete_unused")
    assert set(session.document.project.blocks) == {"residual_block"}
