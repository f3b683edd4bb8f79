"""Selecting by a box, and panning."""

from designer.ui.canvas.gestures.pointer import Button


def test_a_box_selects_what_it_touches_while_it_is_drawn(stage, hand):
    hand.press((-50.0, -50.0)).to((300.0, 50.0))
    assert stage.selection.ids == {"n1"}
    hand.to((300.0, 300.0))
    assert stage.selection.ids == {"n1", "n2"}
    assert stage.shown["band"] == (-50.0, -50.0, 300.0, 300.0)
    hand.release()
    assert stage.shown["band"] is None


def test_shift_adds_to_the_selection_and_control_turns_it_round(stage, hand):
    stage.selection.set({"n1", "n4"})
    hand.press((-50.0, 200.0), shift=True).to((50.0, 300.0)).release()
    assert stage.selection.ids == {"n1", "n2", "n4"}
    hand.press((-50.0, -50.0), control=True).to((50.0, 50.0)).release()
    assert stage.selection.ids == {"n2", "n4"}


def test_escape_brings_the_old_selection_back(stage, hand):
    stage.selection.set({"n4"})
    hand.press((-50.0, -50.0)).to((300.0, 300.0)).escape()
    assert stage.selection.ids == {"n4"}
    assert stage.shown["band"] is None


def test_a_click_on_paper_selects_nothing(stage, hand):
    stage.selection.set({"n4"})
    hand.press((-50.0, -50.0)).release()
    assert stage.selection.ids == frozenset()


def test_the_middle_button_moves_the_paper(stage, hand):
    hand.press("dense", button=Button.MIDDLE).to((120.0, 523.0)).to((130.0, 523.0)).release()
    assert stage.panned == [(10.0, 10.0), (10.0, 0.0)]
    assert stage.history.labels == ()


def test_the_left_button_moves_the_paper_while_space_is_held(stage, hand):
    hand.press("dense", hand=True).to((120.0, 523.0)).release()
    assert stage.panned == [(10.0, 10.0)]


def test_the_right_button_begins_nothing(hand):
    assert not hand.press("dense", button=Button.RIGHT).runner.active
