"""Replacing and bypassing layers from the canvas."""

from PySide6.QtCore import Qt

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def test_a_layer_is_replaced_by_typing_what_takes_its_place(chain):
    chain.click("dense").key(Key.Key_R, CONTROL | SHIFT)
    popup = chain.view.adder.popup
    assert popup.hint == "Enter puts it in the place of dense; wires stay"
    chain.type("lstm 7").key(Key.Key_Return)
    assert chain.wires == ["flatten > lstm", "image > flatten"]
    assert chain.node("lstm").params["units"] == 7
    chain.view.session.history.undo()
    assert chain.wires == ["flatten > dense", "image > flatten"]


def test_what_a_replaced_layer_had_and_the_new_one_has_not_is_said(chain, qtbot):
    chain.click("dense").key(Key.Key_R, CONTROL | SHIFT)
    session = chain.view.session
    with session.document.edit("Set") as edit:
        edit.put(chain.node("dense").with_param("activation", "relu"))
    with qtbot.waitSignal(chain.view.told) as told:
        chain.type("dropout 0.2").key(Key.Key_Return)
    assert told.args == ["Dropout has no place for activation."]


def test_control_b_bypasses_and_uses_again(chain):
    chain.click("flatten").key(Key.Key_B, CONTROL)
    assert chain.node("flatten").bypassed
    chain.key(Key.Key_B, CONTROL)
    assert not chain.node("flatten").bypassed


def test_why_an_input_is_not_bypassed_is_said(chain, qtbot):
    chain.click("image")
    with qtbot.waitSignal(chain.view.told) as told:
        chain.key(Key.Key_B, CONTROL)
    assert "cannot be bypassed" in told.args[0]


def test_a_bypassed_layer_deleted_with_a_bridge_leaves_the_wire(chain):
    chain.click("flatten").key(Key.Key_B, CONTROL).key(Key.Key_Delete, CONTROL)
    assert chain.wires == ["image > dense"]
