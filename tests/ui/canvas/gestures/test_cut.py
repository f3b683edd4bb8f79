"""Cutting wires by a stroke."""

from designer.ui.canvas.gestures.pointer import Button


def test_a_stroke_with_control_and_the_right_button_cuts_what_it_crosses(stage, hand, wires):
    hand.press((0.0, 150.0), Button.RIGHT, control=True).to((60.0, 150.0)).to((200.0, 150.0))
    assert stage.shown["cut"] == {"e1"}
    assert stage.shown["stroke"] == [(0.0, 150.0), (60.0, 150.0), (200.0, 150.0)]
    hand.release()
    assert wires() == []
    assert stage.history.labels == ("Cut wire",)
    assert (stage.shown["cut"], stage.shown["stroke"]) == (frozenset(), [])


def test_a_stroke_that_crosses_nothing_does_nothing(stage, hand, wires):
    hand.press((0.0, 150.0), Button.RIGHT, control=True).to((60.0, 150.0)).release()
    assert wires() == ["image > flatten"]
    assert stage.history.labels == ()


def test_escape_leaves_crossed_wires(stage, hand, wires):
    hand.press((0.0, 150.0), Button.RIGHT, control=True).to((200.0, 150.0)).escape()
    assert wires() == ["image > flatten"]
    assert stage.shown["cut"] == frozenset()


def test_the_right_button_alone_begins_nothing(stage, hand, wires):
    hand.press((0.0, 150.0), Button.RIGHT).to((200.0, 150.0)).release()
    assert wires() == ["image > flatten"]
