"""Wires under a hand: led through points, cut, labelled, and drawn to the right."""

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QMenu

from designer.document.commands.nodes import add_node, delete, move
from designer.document.commands.reroute import point_id
from designer.graph.records import Direction
from designer.session.analysis import NodeReport, TensorSpec
from designer.ui.canvas.wire_verbs import WIRE_SHAPES

CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton


@pytest.fixture
def wire(chain):
    """The wire from the image to the flatten."""
    return chain.edge("image", "flatten").id


def middle(canvas, edge):
    way = canvas.view.graph_scene.edges[edge].way
    return ((way.start[0] + way.end[0]) / 2, (way.start[1] + way.end[1]) / 2)


def points(canvas, edge):
    return canvas.view.session.document.graph.edges[edge].points


def double_click(canvas, place):
    view = canvas.view
    at = QPointF(view.mapFromScene(QPointF(*place)))
    kind = QMouseEvent.Type.MouseButtonDblClick
    where = view.viewport().mapToGlobal(at)
    keys = Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(view.viewport(), QMouseEvent(kind, at, where, LEFT, LEFT, keys))


def test_a_double_click_on_a_wire_leads_it_through_a_point_and_one_on_it_takes_it_away(chain, wire):
    place = middle(chain, wire)
    double_click(chain, place)
    (point,) = points(chain, wire)
    assert (abs(point[0] - place[0]) <= 8, abs(point[1] - place[1]) <= 8) == (True, True)
    double_click(chain, point)
    assert points(chain, wire) == ()
    assert chain.view.session.history.labels == ("Add reroute point", "Remove reroute point")


def test_delete_takes_the_selected_points_away_and_leaves_the_wire(chain, wire):
    chain.view.verbs.wires.add_point_at(wire, middle(chain, wire))
    assert chain.view.session.selection.ids == {point_id(wire, 0)}
    chain.key(Qt.Key.Key_Delete)
    assert points(chain, wire) == ()
    assert chain.view.session.selection.ids == frozenset()


def test_a_box_takes_points_too_and_deletes_all_in_one_step(chain, wire):
    chain.view.verbs.wires.add_point_at(wire, (400.0, 110.0))
    dense = chain.node("dense").id
    chain.view.session.selection.set({point_id(wire, 0), dense})
    before = len(chain.view.session.history.labels)
    chain.key(Qt.Key.Key_Delete)
    assert points(chain, wire) == ()
    assert "dense" not in chain.names
    assert len(chain.view.session.history.labels) == before + 1


def test_the_picker_finds_points_in_a_box(chain, wire):
    chain.view.verbs.wires.add_point_at(wire, (400.0, 112.0))
    found = chain.view.stage.ids_in((380.0, 90.0, 420.0, 130.0))
    assert found == {point_id(wire, 0)}


def test_alt_and_drag_pulls_a_wire_aside_as_one_step(chain, wire):
    chain.press(middle(chain, wire), keys=ALT).drag_to((400.0, 120.0)).release()
    ((x, y),) = points(chain, wire)
    assert (abs(x - 400.0) <= 8, abs(y - 120.0) <= 8) == (True, True)
    assert chain.view.session.history.labels == ("Add reroute point",)


@pytest.fixture
def menus(monkeypatch):
    """The menus that were opened."""
    opened = []
    monkeypatch.setattr(QMenu, "popup", lambda menu, at: opened.append(menu))
    return opened


def ask_for_menu(canvas, place):
    at = canvas.point(place)
    where = canvas.view.viewport().mapToGlobal(at)
    canvas.view.contextMenuEvent(QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, where))


def test_a_stroke_cuts_wires_and_opens_no_menu(chain, wire, menus):
    x, y = middle(chain, wire)
    chain.press((x - 60.0, y), RIGHT, CONTROL).drag_to((x + 60.0, y))
    assert chain.view.graph_scene.edges[wire].state.cut
    chain.release()
    ask_for_menu(chain, (x + 60.0, y))
    assert chain.wires == ["flatten > dense"]
    assert menus == []


def test_the_next_right_click_opens_the_menu_again(chain, menus):
    chain.press((-300.0, 0.0), RIGHT, CONTROL).drag_to((-200.0, 0.0)).release()
    chain.press((-300.0, 0.0), RIGHT).release()
    ask_for_menu(chain, (-300.0, 0.0))
    assert len(menus) == 1


def test_a_wire_is_straightened_from_its_menu(chain, wire):
    verbs = chain.view.verbs.wires
    verbs.add_point_at(wire, (400.0, 110.0))
    verbs.add_point_at(wire, (420.0, 130.0))
    assert verbs.can_straighten()
    verbs.straighten()
    assert points(chain, wire) == ()
    assert not verbs.can_straighten()


def test_models_drawn_to_the_right_have_their_ports_at_the_sides(chain):
    document = chain.view.session.document
    with document.edit("Turn") as edit:
        edit.set("direction", Direction.RIGHT)
    item = chain.view.graph_scene.nodes[chain.node("flatten").id]
    assert [(slot.x, slot.y) for slot in item.face.inputs] == [(0.0, 33.0)]
    assert [(slot.x, slot.y) for slot in item.face.outputs] == [(item.face.width, 33.0)]


def test_a_wire_goes_round_a_layer_that_is_dropped_on_it(chain):
    scene = chain.view.graph_scene
    skip = chain.edge("flatten", "dense").id
    before = scene.edges[skip].way.corners
    document = chain.view.session.document
    made = add_node(document, chain.view.session.catalog, "Dropout", (600.0, 0.0))
    move(document, {chain.node("dense").id: (0.0, 640.0)})
    move(document, {made: (0.0, 360.0)})
    assert scene.wires.router.goes_round(skip)
    assert scene.edges[skip].way.corners != before


def test_shapes_are_written_on_wires_on_demand(chain, wire, monkeypatch):
    view = chain.view
    tensor = TensorSpec((None, 8, 8, 32), "float32")
    report = NodeReport({"output": tensor}, 0, 0, 0, 0)
    monkeypatch.setattr(view.session.analysis, "report", lambda node: report)
    before = view.grab().toImage()
    view.session.preferences.set(WIRE_SHAPES, True)
    assert view.grab().toImage() != before
    view.verbs.wires.toggle_shapes()
    assert view.grab().toImage() == before


def test_the_shape_on_the_selected_wire_is_always_written(chain, wire, monkeypatch):
    view = chain.view
    report = NodeReport({"output": TensorSpec((None, 8, 8, 32), "int32")}, 0, 0, 0, 0)
    monkeypatch.setattr(view.session.analysis, "report", lambda node: report)
    view.session.selection.set({wire})
    assert view.labels.texts(view.graph_scene.edges[wire]) == (
        "(B, 8, 8, 32) int32",
        "8×8×32 int32",
    )


def test_a_wire_goes_round_a_layer_that_is_added_on_it(chain):
    scene, session = chain.view.graph_scene, chain.view.session
    skip = chain.edge("flatten", "dense").id
    move(session.document, {chain.node("dense").id: (0.0, 640.0)})
    add_node(session.document, session.catalog, "Dropout", (0.0, 360.0))
    assert scene.wires.router.goes_round(skip)


def test_a_wire_is_straight_again_when_what_was_in_its_way_is_gone(chain):
    scene, session = chain.view.graph_scene, chain.view.session
    skip = chain.edge("flatten", "dense").id
    move(session.document, {chain.node("dense").id: (0.0, 640.0)})
    made = add_node(session.document, session.catalog, "Dropout", (0.0, 360.0))
    delete(session.document, [made])
    assert not scene.wires.router.goes_round(skip)
