"""Blocks on the canvas: made, entered, left, repeated and taken apart, by mouse and by keys."""

import json

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QMouseEvent
from PySide6.QtWidgets import QApplication

from designer.document.commands import blocks, exposing, nodes
from designer.document.commands.make_block import make_block
from designer.graph.problems import Problem, Severity
from designer.project.definitions import definition_of, definition_to_dict
from designer.session.problem_places import by_node
from designer.ui.kind_mime import kind_mime
from tests.document.block_driver import residual
from tests.ui.canvas.conftest import draw

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def drawn(canvas):
    rows = ("Input", "image"), ("Conv2D", "conv"), ("ReLU", "relu"), ("Flatten", "flatten")
    draw(canvas.view, *rows, ("Dense", "dense"))
    return canvas


@pytest.fixture
def block(drawn):
    """image > features > flatten > dense, with conv and relu in features."""
    select(drawn, "conv", "relu")
    drawn.view.verbs.blocks.make()
    blocks.rename_instance(drawn.view.session.document, drawn.node("block").id, "features")
    return drawn


def select(canvas, *names):
    canvas.view.session.selection.set(canvas.node(name).id for name in names)


def double_click(canvas, place):
    at = canvas.point(place)
    where = canvas.view.viewport().mapToGlobal(at)
    event = QMouseEvent(
        QEvent.Type.MouseButtonDblClick,
        at,
        where,
        Qt.MouseButton.LeftButton,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(canvas.view.viewport(), event)


def scope(canvas):
    document = canvas.view.session.document
    return document.project.blocks[document.scope].name if document.scope else None


def test_the_selection_becomes_one_node_that_stays_wired(block):
    assert block.wires == ["features > flatten", "flatten > dense", "image > features"]
    assert block.selected == ["features"]
    face = block.view.graph_scene.nodes[block.node("features").id].face
    assert (face.kind, face.repeat, len(face.preview.dots)) == ("block", 1, 4)


def test_a_refusal_is_said_on_the_canvas(drawn):
    select(drawn, "image")
    assert not drawn.view.verbs.blocks.make()
    assert drawn.view.overlays.toast.text == "Select the layers that are to become a block."


def test_a_double_click_goes_in_and_the_bar_leads_out(block, qtbot):
    double_click(block, "features")
    assert scope(block) == "features"
    assert block.names == ["conv", "inputs", "output", "relu"]
    bar = block.view.overlays.block_bar
    assert bar.isVisible()
    assert bar.words == "untitled › features › Editing block features, used once"
    assert not block.view.overlays.title.isVisible()
    bar.chosen.emit(0)
    assert scope(block) is None
    assert not bar.isVisible()
    assert block.selected == ["features"]


@pytest.mark.parametrize("way_in", [(Qt.Key.Key_Return,), (Qt.Key.Key_Down, CTRL)])
@pytest.mark.parametrize("way_out", [(Qt.Key.Key_Escape,), (Qt.Key.Key_Up, CTRL)])
def test_keys_lead_in_and_out(block, way_in, way_out):
    block.key(*way_in)
    assert scope(block) == "features"
    block.key(*way_out)
    assert scope(block) is None


def test_escape_selects_nothing_first(block):
    block.key(Qt.Key.Key_Return)
    select(block, "conv")
    block.key(Qt.Key.Key_Escape)
    assert (scope(block), block.selected) == ("features", [])
    block.key(Qt.Key.Key_Escape)
    assert scope(block) is None


def test_each_place_keeps_its_view(block):
    camera = block.view.camera
    camera.look(0.83, camera.middle())
    block.key(Qt.Key.Key_Return)
    camera.look(1.7, camera.middle())
    block.key(Qt.Key.Key_Escape)
    assert camera.scale == 0.83
    block.key(Qt.Key.Key_Return)
    assert camera.scale == 1.7


def test_undo_goes_where_the_change_was_made(block):
    block.key(Qt.Key.Key_Return)
    nodes.rename(block.view.session.document, block.node("conv").id, "first")
    block.key(Qt.Key.Key_Escape)
    block.view.session.history.undo()
    assert scope(block) == "features"
    assert "conv" in block.names


def test_layers_are_added_and_wired_inside(block):
    block.key(Qt.Key.Key_Return)
    select(block, "conv")
    block.view.add_kind("BatchNormalization")
    assert "conv > batch_normalization" in block.wires
    assert "batch_normalization > relu" in block.wires


def test_a_new_port_shows_at_the_instance(block):
    block.key(Qt.Key.Key_Return)
    session = block.view.session
    nodes.add_node(session.document, session.catalog, "Input", (400.0, -96.0), name="mask")
    block.key(Qt.Key.Key_Escape)
    block.key(Qt.Key.Key_Escape)
    item = block.view.graph_scene.nodes[block.node("features").id]
    assert [slot.port for slot in item.face.inputs] == ["inputs", "mask"]


def test_the_instance_follows_a_change_of_its_block_from_outside(block):
    session = block.view.session
    id = next(iter(session.document.project.blocks))
    blocks.rename_block(session.document, id, "stem")
    face = block.view.graph_scene.nodes[block.node("features").id].face
    assert face.kind == "stem"


def test_a_repeated_instance_says_how_often(block):
    blocks.set_repeat(block.view.session.document, block.node("features").id, 3)
    assert block.view.graph_scene.nodes[block.node("features").id].face.repeat == 3


def test_dissolving_brings_the_layers_back(block):
    block.view.verbs.blocks.dissolve()
    assert block.selected == ["features_conv", "features_relu"]
    assert "features_relu > flatten" in block.wires


def test_detach_inside_leaves_the_others_alone(block):
    block.view.verbs.duplicate()
    select(block, "features_1")
    block.key(Qt.Key.Key_Return)
    assert block.view.overlays.block_bar.detach.isVisible()
    block.view.overlays.block_bar.detach.click()
    assert scope(block) == "features_1"
    nodes.rename(block.view.session.document, block.node("conv").id, "mine")
    project = block.view.session.document.project
    assert sorted(b.name for b in project.blocks.values() if "mine" in b.graph.by_name) == [
        "features_1"
    ]


def test_problems_inside_show_at_the_instance(block):
    session = block.view.session
    instance, id = block.node("features").id, next(iter(session.document.project.blocks))
    conv = session.document.project.blocks[id].graph.by_name["conv"].id
    problem = Problem("refused", Severity.ERROR, "No", node=f"{instance}/{conv}", scope=id)
    inside = Problem("bad-value", Severity.ERROR, "No", node=conv, scope=id)
    one = Problem(
        "refused", Severity.ERROR, "No", node=f"{instance}/{conv}", scope=id, path=(instance,)
    )
    project = session.document.project
    assert by_node([one], project, None, ()) == {instance: (one,)}
    assert by_node([one], project, id, (instance,)) == {conv: (one,)}
    assert by_node([inside], project, None, ()) == {instance: (inside,)}
    assert by_node([inside], project, id, (instance,)) == {conv: (inside,)}
    assert problem.scope == id


def test_a_problem_inside_is_found(block):
    session = block.view.session
    instance, id = block.node("features").id, next(iter(session.document.project.blocks))
    conv = session.document.project.blocks[id].graph.by_name["conv"].id
    assert block.view.verbs.blocks.find(f"{instance}/{conv}") == conv
    assert (session.document.scope, session.document.path) == (id, (instance,))
    block.view.verbs.blocks.find(instance)
    assert scope(block) is None
    block.view.verbs.blocks.find(conv)
    assert session.document.path == (instance,)


def test_a_broken_layer_inside_is_a_problem_of_the_model(block):
    session = block.view.session
    block.key(Qt.Key.Key_Return)
    nodes.set_param(session.document, [block.node("conv").id], "filters", -3)
    found = [p for p in session.analysis.problems if p.code == "bad-value"]
    assert [p.scope for p in found] == [session.document.scope]
    block.key(Qt.Key.Key_Escape)
    block.key(Qt.Key.Key_Escape)
    assert "bad-value" in [p.code for p in session.analysis.problems_of(block.node("features").id)]


def test_a_ready_made_block_is_dropped_into_a_wire(drawn):
    drawn.drop_kind("ready:squeeze_excitation", "relu > flatten")
    assert "relu > squeeze_excitation" in drawn.wires
    assert "squeeze_excitation > flatten" in drawn.wires
    project = drawn.view.session.document.project
    assert [b.name for b in project.blocks.values()] == ["squeeze_excitation"]
    drawn.drop_kind("ready:squeeze_excitation", (600.0, 400.0))
    project = drawn.view.session.document.project
    assert [b.name for b in project.blocks.values()] == ["squeeze_excitation"]
    assert "squeeze_excitation_1" in drawn.names


def test_quick_add_finds_blocks(drawn):
    drawn.view.quick_add("mobilenet")
    assert "ready:inverted_residual" in drawn.view.adder.popup.kinds()
    drawn.view.adder.popup.close_list()


def test_menus_offer_what_blocks_can_do(block):
    def texts(menu):
        return [a.text().partition("\t")[0] for a in menu.actions()]

    hit = block.view.stage.hit(
        tuple(block.view.graph_scene.nodes[block.node("features").id].rect().center().toTuple())
    )
    found = texts(block.view.menus.menu(hit))
    assert {"Go into block", "Dissolve block", "Detach instance", "Make block"} <= set(found)
    block.key(Qt.Key.Key_Return)
    paper = block.view.stage.hit((5000.0, 5000.0))
    assert "Leave block" in texts(block.view.menus.menu(paper))


def test_an_exposed_value_is_shown_by_its_name(block):
    session = block.view.session
    id = next(iter(session.document.project.blocks))
    block.key(Qt.Key.Key_Return)
    conv = block.node("conv").id
    exposing.expose(session.document, session.catalog, id, conv, "filters", "width")
    assert block.view.graph_scene.nodes[conv].face.line == "width · 3×3"
    exposing.unexpose(session.document, id, "width")
    assert block.view.graph_scene.nodes[conv].face.line == "32 · 3×3"


def test_a_new_instance_has_the_defaults_of_its_block(drawn):
    drawn.drop_kind("ready:transformer_encoder", (600.0, 400.0))
    assert drawn.node("transformer_encoder").params == {}


def test_the_bar_leads_out_of_blocks_in_blocks(block):
    select(block, "features", "flatten")
    block.view.verbs.blocks.make()
    blocks.rename_instance(block.view.session.document, block.node("block").id, "encoder")
    block.key(Qt.Key.Key_Return)
    select(block, "features")
    block.key(Qt.Key.Key_Return)
    bar = block.view.overlays.block_bar
    assert bar.words.startswith("untitled › encoder › features › ")
    bar.chosen.emit(1)
    assert (scope(block), block.selected) == ("encoder", ["features"])
    select(block, "features")
    block.key(Qt.Key.Key_Return)
    bar.chosen.emit(0)
    assert (scope(block), block.selected) == (None, ["encoder"])


def test_a_block_goes_by_the_clipboard_into_its_own_project_once(block):
    block.view.verbs.copy()
    block.view.verbs.paste()
    assert len(block.view.session.document.project.blocks) == 1
    assert "features_1" in block.names


def drop(canvas, kind, definition, place):
    target, at = canvas.view.viewport(), canvas.point(place)
    data = kind_mime(kind, definition)
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier(0)
    QApplication.sendEvent(target, QDragEnterEvent(at, copy, data, left, none))
    QApplication.sendEvent(target, QDropEvent(QPointF(at), copy, data, left, none))


def test_a_block_is_dragged_in_from_another_project(drawn):
    there = residual()
    made = make_block(there.document, there.catalog, there.ids("res_conv", "res_bn"), "pair")
    kind = there.document.graph.nodes[made].kind
    blocks_there = there.document.project.blocks
    text = json.dumps(definition_to_dict(definition_of(blocks_there, kind.removeprefix("block:"))))
    drop(drawn, kind, text, "relu > flatten")
    drop(drawn, kind, text, (700.0, 500.0))
    project = drawn.view.session.document.project
    assert [block.name for block in project.blocks.values()] == ["pair"]
    assert {"relu > pair", "pair > flatten"} <= set(drawn.wires)
    assert "pair_1" in drawn.names
    drawn.view.session.history.undo()
    drawn.view.session.history.undo()
    assert drawn.view.session.document.project.blocks == {}


def test_what_cannot_be_read_is_said(drawn):
    drop(drawn, "block:gone", "{", (700.0, 500.0))
    assert drawn.view.overlays.toast.text == "This block cannot be read."


def test_a_block_is_not_offered_inside_itself(block):
    kind = block.node("features").kind
    block.key(Qt.Key.Key_Return)
    block.view.quick_add("features")
    assert kind not in block.view.adder.popup.kinds()
    block.view.adder.popup.close_list()


def test_going_in_lets_a_wire_and_a_selection_box_go(block):
    select(block, "flatten")
    block.view.wire_from_selected()
    double_click(block, "features")
    assert not block.view.keys._wiring.active
    block.key(Qt.Key.Key_Right)
    block.key(Qt.Key.Key_Escape)
    block.key(Qt.Key.Key_Escape)
    block.press((-400.0, -200.0)).drag_to((-300.0, -100.0))
    select(block, "features")
    block.view.verbs.blocks.enter_selected()
    assert not block.view.runner.active
    block.release()
    assert scope(block) == "features"


def test_what_is_exposed_no_more_is_shown_after_the_block_was_left_and_entered(block):
    session = block.view.session
    id = next(iter(session.document.project.blocks))
    block.key(Qt.Key.Key_Return)
    conv = block.node("conv").id
    exposing.expose(session.document, session.catalog, id, conv, "filters", "width")
    block.view.verbs.blocks.leave()
    session.catalog.changed.emit()
    block.key(Qt.Key.Key_Return)
    exposing.unexpose(session.document, id, "width")
    assert block.view.graph_scene.nodes[conv].face.line == "32 · 3×3"
