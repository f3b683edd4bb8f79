"""What keys do on the canvas."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from designer.document.commands.nodes import delete

Key = Qt.Key
CONTROL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
LENET = ("input", "conv2d", "maxpooling2d", "conv2d", "maxpooling2d", "flatten", "dense", "output")


def test_lenet_is_drawn_from_an_empty_canvas_by_keys_alone(canvas):
    for word in LENET:
        canvas.key(Key.Key_Space).type(word).key(Key.Key_Return)
    assert canvas.wires == [
        "conv2d > max_pooling2d",
        "conv2d_1 > max_pooling2d_1",
        "dense > output",
        "flatten > dense",
        "input > conv2d",
        "max_pooling2d > conv2d_1",
        "max_pooling2d_1 > flatten",
    ]
    xs = {item.rect().center().x() for item in canvas.view.graph_scene.nodes.values()}
    assert len(xs) == 1


def test_a_letter_begins_the_search_with_itself(canvas):
    canvas.type("d")
    assert canvas.view.adder.popup.field.text() == "d"
    canvas.type("ens").key(Key.Key_Return)
    assert canvas.kinds == ["Dense"]


def test_escape_closes_the_search_and_adds_nothing(canvas):
    canvas.key(Key.Key_Tab).type("dense").key(Key.Key_Escape)
    assert not canvas.view.adder.popup.isVisible()
    assert canvas.kinds == []
    assert canvas.view.hasFocus()


def test_space_held_moves_the_paper(chain):
    before = chain.point("dense")
    QTest.keyPress(chain.view, Key.Key_Space)
    chain.press("dense").drag_by(30, 20).release()
    QTest.keyRelease(chain.view, Key.Key_Space)
    assert chain.point("dense") - before == QPoint(30, 20)
    assert not chain.view.adder.popup.isVisible()


def test_delete_takes_nodes_with_their_wires(chain):
    chain.click("flatten").key(Key.Key_Delete)
    assert chain.names == ["dense", "image"]
    assert chain.wires == []


def test_delete_and_bridge_closes_the_gap(chain):
    chain.click("flatten").key(Key.Key_Delete, CONTROL)
    assert chain.wires == ["image > dense"]


def test_copy_and_paste_bring_nodes_with_their_wires(chain):
    chain.key(Key.Key_A, CONTROL).key(Key.Key_C, CONTROL).key(Key.Key_V, CONTROL)
    assert chain.kinds == ["Dense", "Dense", "Flatten", "Flatten", "Input", "Input"]
    assert len(chain.wires) == 4
    assert len(chain.selected) == 3


def test_cut_and_duplicate(chain):
    chain.click("dense").key(Key.Key_D, CONTROL)
    assert chain.kinds == ["Dense", "Dense", "Flatten", "Input"]
    chain.key(Key.Key_X, CONTROL)
    assert chain.kinds == ["Dense", "Flatten", "Input"]


def test_arrows_follow_the_wires(chain):
    chain.key(Key.Key_Down)
    assert chain.selected == ["image"]
    chain.key(Key.Key_Down).key(Key.Key_Down)
    assert chain.selected == ["dense"]
    chain.key(Key.Key_Up)
    assert chain.selected == ["flatten"]


def test_alt_and_arrows_nudge_by_the_grid(chain):
    chain.click("dense").key(Key.Key_Right, ALT)
    assert chain.node("dense").position == (8.0, 320.0)


def test_f2_renames_in_place(chain):
    chain.click("dense").key(Key.Key_F2).type("scores").key(Key.Key_Return)
    assert chain.names == ["flatten", "image", "scores"]


def test_a_name_that_is_taken_is_refused_in_words(chain):
    chain.click("dense").key(Key.Key_F2).type("flatten").key(Key.Key_Return)
    assert chain.names == ["dense", "flatten", "image"]
    assert "flatten" in chain.view.overlays.toast.text
    chain.key(Key.Key_Escape)


def test_wiring_by_keys(chain):
    chain.click("flatten > dense").key(Key.Key_Delete)
    chain.click("flatten").key(Key.Key_C, SHIFT).key(Key.Key_Return)
    chain.expect_edge("flatten", "dense")


def test_a_selected_wire_takes_in_what_is_added(chain):
    chain.click("flatten > dense").key(Key.Key_Space).type("dropout").key(Key.Key_Return)
    assert chain.wires == ["dropout > dense", "flatten > dropout", "image > flatten"]


def test_tidy_puts_rows_below_each_other_as_one_step(chain):
    chain.press("dense").drag_by(220, -100).release()
    chain.click((-350.0, 0.0)).key(Key.Key_L, CONTROL)
    ys = [chain.node(name).position[1] for name in ("image", "flatten", "dense")]
    assert ys == sorted(ys)
    assert chain.view.session.history.labels[-1] == "Tidy"


def test_enter_asks_for_the_inspector(chain, qtbot):
    chain.click("dense")
    with qtbot.waitSignal(chain.view.inspect_requested) as asked:
        chain.key(Key.Key_Return)
    assert asked.args == [chain.node("dense").id]


def test_a_clipboard_that_cannot_be_read_is_one_with_nothing_in_it(chain, monkeypatch):
    monkeypatch.setattr(QGuiApplication.clipboard().__class__, "mimeData", lambda *_: None)
    before = chain.view.session.document.project
    chain.key(Qt.Key.Key_V, CONTROL)
    assert chain.view.session.document.project == before


def test_what_is_dragged_cannot_be_deleted_before_it_is_let_go(chain):
    chain.press("dense").drag_by(60, 0).key(Key.Key_Delete).release()
    assert "dense" in chain.names
    assert chain.view.session.history.labels == ("Move layer",)


def test_a_wire_in_hand_goes_when_its_layer_is_deleted(chain):
    chain.click("dense").press("dense.output").drag_by(90, 90)
    chain.key(Key.Key_Delete).release()
    assert "dense" not in chain.names
    assert not chain.view.runner.active


def test_the_list_closes_when_what_it_was_opened_for_has_gone(chain):
    chain.click("dense").key(Key.Key_Tab)
    assert chain.view.adder.popup.isVisible()
    delete(chain.view.session.document, [chain.node("dense").id])
    assert not chain.view.adder.popup.isVisible()
