"""Differences are drawn with signs, listed, and left by Escape."""

import pytest
from PySide6.QtCore import Qt

from designer.document.commands.make_block import make_block
from designer.document.commands.nodes import add_node, delete, set_param
from designer.ui import theme


@pytest.fixture
def compared(chain):
    """A chain compared with what it was: one node new, one gone, one changed."""
    view = chain.view
    session = view.session
    before = session.document.project
    names = session.document.graph.by_name
    delete(session.document, [names["flatten"].id])
    set_param(session.document, [names["dense"].id], "units", 7)
    add_node(session.document, session.catalog, "Dropout", (400.0, 0.0), name="late")
    session.comparison.begin_with(before, "before")
    return view


def rows(view):
    tree = view.overlays.shades.list.tree
    return [tree.topLevelItem(index).text(0) for index in range(tree.topLevelItemCount())]


def item(view, text):
    tree = view.overlays.shades.list.tree
    return next(
        tree.topLevelItem(index)
        for index in range(tree.topLevelItemCount())
        if text in tree.topLevelItem(index).text(0)
    )


def test_the_list_says_what_is_new_gone_and_changed(compared):
    assert rows(compared) == [
        "+  late Dropout(rate=0.5)",
        "−  flatten Flatten()",
        "Δ  dense Dense",
        "−  image → flatten",
        "−  flatten → dense",
    ]
    inner = item(compared, "dense Dense").child(0)
    assert inner.text(0) == "units: 64 → 7"
    assert compared.overlays.shades.list.isVisible()


def test_the_drawing_steps_aside_for_the_list(compared):
    drawn = compared.graph_scene.drawn_rect()
    left = compared.mapFromScene(drawn.topLeft()).x()
    assert left > compared.overlays.shades.list.geometry().right()


def test_what_is_gone_stands_as_a_ghost_beside_no_other_node(compared):
    ghosts = compared.overlays.shades.difference.ghosts()
    flatten = next(iter(ghosts.values()))
    assert len(ghosts) == 1
    assert compared.graph_scene.nodes_in(flatten) == []


def test_the_signs_are_on_the_canvas_near_and_far(compared):
    rect = compared.graph_scene.drawn_rect().adjusted(-200, -60, 60, 60)
    for scale in (0.9, 0.45, 0.2):
        compared.camera.fit(rect)
        compared.camera.zoom_at(compared.viewport().rect().center(), scale / compared.camera.scale)
        compared.overlays.shades.list.hide()
        picture = compared.grab().toImage()
        seen = {
            picture.pixelColor(x, y).name()
            for x in range(picture.width())
            for y in range(0, picture.height(), 2)
        }
        colors = theme.current()
        for color in (colors.done, colors.error, colors.warning):
            assert color.name() in seen, (scale, color.name())


def test_a_click_shows_the_node_and_that_of_a_ghost_its_place(compared):
    late = compared.session.document.graph.by_name["late"].id
    shades = compared.overlays.shades
    shades.list.tree.itemClicked.emit(item(compared, "late"), 0)
    assert compared.session.selection.nodes == (late,)
    shades.list.tree.itemClicked.emit(item(compared, "flatten Flatten"), 0)
    ghost = next(iter(shades.difference.ghosts().values()))
    assert (compared.camera.visible().center() - ghost.center()).manhattanLength() < 4


def test_the_tip_of_a_changed_node_lists_its_fields(compared):
    dense = compared.session.document.graph.by_name["dense"].id
    assert compared.session.comparison.lines(dense) == ["units: 64 → 7"]


def test_escape_ends_it_on_the_canvas_and_in_the_list(compared, qtbot):
    qtbot.keyClick(compared, Qt.Key.Key_Escape)
    assert compared.session.comparison.difference is None
    assert not compared.overlays.shades.list.isVisible()


def test_escape_in_the_list_ends_it_too(compared, qtbot):
    qtbot.keyClick(compared.overlays.shades.list.tree, Qt.Key.Key_Escape)
    assert compared.session.comparison.difference is None


def test_a_changed_node_in_a_block_is_gone_to(chain):
    view = chain.view
    session = view.session
    names = session.document.graph.by_name
    made = make_block(session.document, session.catalog, [names["flatten"].id, names["dense"].id])
    before = session.document.project
    block = next(iter(before.blocks))
    session.document.enter(block)
    dense = session.document.graph.by_name["dense"].id
    set_param(session.document, [dense], "units", 3)
    session.document.enter(None)
    session.comparison.begin_with(before, "before")
    view.overlays.shades.list.tree.itemClicked.emit(item(view, "dense Dense"), 0)
    assert made
    assert session.document.scope == block
    assert session.selection.nodes == (dense,)


def test_the_last_row_of_the_list_is_seen_whole(compared):
    tree = compared.overlays.shades.list.tree
    compared.overlays.arrange()
    compared.overlays.shades.list.layout().activate()
    last = tree.topLevelItem(tree.topLevelItemCount() - 1)
    assert tree.viewport().rect().contains(tree.visualItemRect(last))
