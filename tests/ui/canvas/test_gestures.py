"""What a hand does on the canvas, with real mouse events."""

import random

from PySide6.QtCore import QPoint, QPointF, Qt

from designer.document.commands.nodes import add_node
from tests.ui.canvas.conftest import draw

SHIFT, CONTROL, ALT = (
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)
ESCAPE = Qt.Key.Key_Escape


def add(canvas, kind, name, x, y):
    session = canvas.view.session
    return add_node(session.document, session.catalog, kind, (x, y), name=name)


def test_a_click_selects_a_node_and_a_click_on_paper_none(chain):
    chain.click("dense")
    assert chain.selected == ["dense"]
    chain.click((-300.0, 0.0))
    assert chain.selected == []


def test_shift_adds_and_control_turns_round(chain):
    chain.click("dense").click("flatten", keys=SHIFT)
    assert chain.selected == ["dense", "flatten"]
    chain.click("dense", keys=CONTROL)
    assert chain.selected == ["flatten"]


def test_a_box_selects_what_it_touches(chain):
    chain.press((-60.0, -30.0)).drag_to((60.0, 190.0)).release()
    assert chain.selected == ["flatten", "image"]


def test_a_dragged_node_lands_on_the_grid_as_one_step(chain):
    chain.press("dense").drag_by(103, 51).release()
    x, y = chain.node("dense").position
    assert (x, y) == (104.0, 368.0) or (x % 4, y % 4) == (0.0, 0.0)
    assert chain.view.session.history.labels == ("Move layer",)


def test_escape_takes_a_drag_back(chain):
    chain.press("dense").drag_by(100, 50)
    chain.key(ESCAPE)
    chain.release()
    assert chain.node("dense").position == (0.0, 320.0)
    assert chain.view.session.history.labels == ()


def test_alt_drags_a_copy(chain):
    chain.press("dense", keys=ALT).drag_by(300, 0).release()
    assert chain.kinds == ["Dense", "Dense", "Flatten", "Input"]
    assert chain.node("dense").position == (0.0, 320.0)


def test_a_wire_is_drawn_from_output_to_input(chain):
    add(chain, "Dense", "other", 300.0, 320.0)
    chain.press("flatten.output").drag_to("other.inputs").release()
    chain.expect_edge("flatten", "other").expect_edge("flatten", "dense")


def test_a_wire_is_drawn_from_input_to_output_too(chain):
    add(chain, "Dense", "other", 300.0, 320.0)
    chain.press("other.inputs").drag_to("flatten.output").release()
    chain.expect_edge("flatten", "other")


def test_a_wire_dropped_on_a_node_takes_its_free_input(chain):
    add(chain, "Dense", "other", 300.0, 320.0)
    chain.press("flatten.output").drag_to("other").release()
    chain.expect_edge("flatten", "other")


def test_a_circle_cannot_be_drawn(chain):
    chain.press("dense.output").drag_to("flatten.inputs").release()
    chain.expect_no_edge("dense", "flatten").expect_edge("image", "flatten")


def test_the_end_of_a_wire_can_be_taken_to_another_port(chain):
    add(chain, "Dense", "other", 300.0, 320.0)
    chain.press("dense.inputs").drag_to("other.inputs").release()
    chain.expect_edge("flatten", "other").expect_no_edge("flatten", "dense")
    assert chain.view.session.history.labels[-1] == "Reconnect"


def test_a_wire_taken_off_and_let_go_on_paper_is_gone(chain):
    chain.press("dense.inputs").drag_to((-350.0, 250.0)).release()
    chain.expect_no_edge("flatten", "dense")


def test_a_wire_let_go_on_paper_offers_what_fits_and_wires_it(chain):
    chain.press("dense.output").drag_to((0.0, 480.0)).release()
    popup = chain.view.adder.popup
    assert popup.isVisible()
    assert "Input" not in popup.kinds()
    chain.type("dropout").key(Qt.Key.Key_Return)
    chain.expect_edge("dense", "dropout")


def test_a_free_node_dropped_on_a_wire_is_inserted(chain):
    add(chain, "Dropout", "drop", 400.0, 0.0)
    chain.press("drop").drag_to("flatten > dense").release()
    chain.expect_edge("flatten", "drop").expect_edge("drop", "dense")
    chain.expect_no_edge("flatten", "dense")


def test_a_kind_dropped_from_the_palette_on_a_wire_is_inserted(chain):
    chain.drop_kind("Dropout", "flatten > dense")
    chain.expect_edge("flatten", "dropout").expect_edge("dropout", "dense")


def test_a_kind_dropped_on_paper_is_added_there(canvas):
    canvas.drop_kind("Dense", (200.0, 100.0))
    assert canvas.kinds == ["Dense"]
    x, y = canvas.node("dense").position
    assert abs(x + 110 - 200) <= 8
    assert abs(y + 33 - 100) <= 8


def test_the_middle_button_moves_the_paper(chain):
    before = chain.point("dense")
    chain.press("dense", button=Qt.MouseButton.MiddleButton).drag_by(40, 30).release()
    assert chain.point("dense") - before == QPoint(40, 30)
    assert chain.node("dense").position == (0.0, 320.0)


def test_the_wheel_zooms_to_the_pointer(chain):
    before, scale = chain.point("dense"), chain.view.camera.scale
    chain.wheel("dense", -240)
    assert chain.view.camera.scale < scale
    assert (chain.point("dense") - before).manhattanLength() <= 3


def test_two_hundred_random_gestures_can_all_be_taken_back(chain):
    session, view = chain.view.session, chain.view
    before, hand = session.document.project, random.Random(7)
    for _ in range(200):
        _random_gesture(chain, hand)
        assert set(view.graph_scene.nodes) == set(session.document.graph.nodes)
        assert set(view.graph_scene.edges) == set(session.document.graph.edges)
    while session.history.undo_label:
        session.history.undo()
    assert session.document.project == before
    assert set(view.graph_scene.nodes) == set(before.graph.nodes)


def _random_gesture(canvas, hand):
    size = canvas.view.viewport().size()
    spots = [QPoint(hand.randrange(size.width()), hand.randrange(size.height())) for _ in "ab"]
    names = canvas.names
    if names and hand.random() < 0.7:
        spots[0] = canvas.point(hand.choice(names)) + QPoint(
            hand.choice((0, 0, 30)), hand.choice((0, -33, 33))
        )
    if not canvas.view.viewport().rect().contains(spots[0]):
        canvas.view.verbs.fit()
        return
    match hand.randrange(10):
        case 0 | 1 | 2 | 3 | 4:
            keys = hand.choice((Qt.KeyboardModifier.NoModifier, SHIFT, CONTROL, ALT))
            canvas.press(spots[0], keys=keys).drag_to(spots[1])
            if hand.random() < 0.2:
                canvas.key(ESCAPE)
            canvas.release()
            if canvas.view.adder.popup.isVisible():
                canvas.type(hand.choice(("dense", "add", "lstm"))).key(Qt.Key.Key_Return)
        case 5:
            canvas.drop_kind(hand.choice(("Dense", "Add", "LSTM", "Flatten")), spots[1])
        case 6:
            canvas.view.verbs.dissolve_selection()
        case 7:
            canvas.view.verbs.duplicate()
            if len(canvas.names) > 25:
                canvas.view.verbs.delete_selection()
        case 8:
            canvas.view.session.history.undo()
        case 9:
            canvas.view.verbs.tidy()


def test_the_wires_of_one_port_change_places(canvas):
    draw(canvas.view, ("Input", "a"), ("Dense", "b"), ("Add", "add"))
    canvas.press("a.output").drag_to("add").release()
    slots = {edge.id: order for order, edge in enumerate(_into(canvas, "add"))}
    first, second = (_slot(canvas, "add", id) for id in slots)
    canvas.press(first).drag_to(second).release()
    assert [edge.id for edge in _into(canvas, "add")] == list(reversed(slots))


def _into(canvas, name):
    return canvas.view.session.document.graph.incoming(canvas.node(name).id)


def _slot(canvas, name, edge):
    item = canvas.view.graph_scene.nodes[canvas.node(name).id]
    slot = next(slot for slot in item.face.inputs if slot.edge == edge)
    return canvas.view.mapFromScene(QPointF(*item.slot_point(slot)))


def test_a_layer_dropped_on_the_words_of_the_empty_canvas_is_placed(canvas):
    view = canvas.view
    at = view.overlays.empty.geometry().center()
    assert view.overlays.empty.isVisible()
    canvas.drop_kind("Dense", at, on=view)
    assert canvas.kinds == ["Dense"]
