"""Collapsed and bypassed layers, and selecting along the flow."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from designer.ui.canvas.pictures.picture import write_picture
from tests.ui.canvas.conftest import draw


def item(canvas, name):
    return canvas.view.graph_scene.nodes[canvas.node(name).id]


@pytest.fixture
def fork(canvas):
    """A chain whose end adds what comes past its middle."""
    rows = ("Input", "image"), ("Dense", "left"), ("Dense", "low"), ("Add", "add"), ("Dense", "end")
    draw(canvas.view, *rows)
    canvas.press("image.output").drag_to("add").release()
    canvas.view.session.history.forget()
    return canvas


def test_a_collapsed_layer_is_thirty_pixels_high_and_its_wire_begins_at_its_rim(chain):
    chain.click("flatten")
    chain.view.verbs.reading.toggle_collapsed()
    flatten = item(chain, "flatten")
    assert (flatten.rect().height(), flatten.face.outputs[0].y) == (30.0, 30.0)
    edge = chain.view.graph_scene.edges[chain.edge("flatten", "dense").id]
    assert edge.way.start[1] == flatten.rect().bottom()
    assert chain.view.verbs.sizes()[flatten.id] == (flatten.face.width, 30.0)


def test_layers_below_a_collapsed_one_keep_their_place_and_one_undo_expands_all(chain):
    before = [node.position for node in chain.view.session.document.graph.nodes.values()]
    chain.view.verbs.reading.collapse_all()
    after = [node.position for node in chain.view.session.document.graph.nodes.values()]
    assert after == before
    assert all(each.face.collapsed for each in chain.view.graph_scene.nodes.values())
    chain.view.session.history.undo()
    assert not any(each.face.collapsed for each in chain.view.graph_scene.nodes.values())


def test_a_selection_is_expanded_only_where_all_of_it_is_collapsed(chain):
    reading = chain.view.verbs.reading
    chain.click("flatten")
    reading.toggle_collapsed()
    chain.view.verbs.select_all()
    reading.toggle_collapsed()
    assert reading.all_collapsed()
    reading.toggle_collapsed()
    assert not any(node.collapsed for node in chain.view.session.document.graph.nodes.values())


def test_a_press_below_a_collapsed_layer_is_on_the_paper(chain):
    chain.click("flatten")
    chain.view.verbs.reading.toggle_collapsed()
    rect = item(chain, "flatten").rect()
    hit = chain.view.stage.hit((rect.left() + 20, rect.bottom() + 20))
    assert hit.node is None


def test_the_tip_of_a_collapsed_layer_tells_the_rest(chain):
    chain.click("dense")
    chain.view.verbs.reading.toggle_collapsed()
    chain.hover("dense")
    assert chain.view.toolTip() == "dense · Dense\n64"


@pytest.mark.parametrize("suffix", ["svg", "png", "pdf"])
def test_collapsed_and_bypassed_layers_are_in_the_picture(chain, tmp_path, suffix):
    document = chain.view.session.document
    with document.edit("Change") as edit:
        edit.put(replace(chain.node("flatten"), bypassed=True))
        edit.put(replace(chain.node("dense"), collapsed=True))
    write_picture(chain.view.session, tmp_path / f"diagram.{suffix}")
    assert (tmp_path / f"diagram.{suffix}").stat().st_size > 500


@pytest.mark.parametrize("scale", [0.1, 0.3, 0.45, 1.0])
def test_a_bypassed_layer_is_painted_at_every_scale(chain, scale):
    document = chain.view.session.document
    with document.edit("Bypass") as edit:
        edit.put(replace(chain.node("flatten"), bypassed=True))
    chain.view.camera.look(scale, item(chain, "flatten").rect().center())
    assert not chain.view.grab().isNull()
    chain.hover("flatten")
    assert "bypassed" in chain.view.toolTip()


def test_what_leads_to_a_layer_and_what_follows_is_selected_by_keys(fork):
    fork.click("left")
    fork.view.verbs.reading.select_ancestors()
    assert fork.selected == ["image", "left"]
    fork.click("add")
    fork.view.verbs.reading.select_descendants()
    assert fork.selected == ["add", "end"]
    fork.view.verbs.reading.select_linked()
    assert fork.selected == ["add", "end", "image", "left", "low"]


def test_all_layers_of_a_kind_are_selected_to_be_set_together(fork):
    fork.click("left")
    menu = fork.view.menus.menu(fork.view.stage.hit(fork.view.stage.box(fork.node("left").id)[:2]))
    next(a for a in menu.actions() if a.text().startswith("Select all of this kind")).trigger()
    assert {fork.node(name).kind for name in fork.selected} == {"Dense"}
    assert len(fork.selected) == [
        node.kind for node in fork.view.session.document.graph.nodes.values()
    ].count("Dense")
    menu.deleteLater()


def test_a_right_click_offers_to_collapse_and_then_to_expand(chain):
    def texts():
        hit = chain.view.stage.hit(chain.view.stage.box(chain.node("dense").id)[:2])
        menu = chain.view.menus.menu(hit)
        return [action.text().split("\t")[0] for action in menu.actions()]

    chain.click("dense", keys=Qt.KeyboardModifier.NoModifier)
    assert "Collapse" in texts()
    chain.view.verbs.reading.toggle_collapsed()
    assert "Expand" in texts()
