"""Resizing frames and notes by their sides; moving them with what they hold."""

import pytest

from designer.graph.remarks import Remark, RemarkKind

FRAME = Remark("r1", RemarkKind.FRAME, "Frame", (480.0, 80.0), (280.0, 160.0))


@pytest.fixture
def frame(stage):
    """A frame round the dropout."""
    with stage.document.edit("Add frame") as edit:
        edit.put(FRAME)
    stage.history.forget()
    return lambda: stage.document.remark("r1")


def test_a_side_follows_the_pointer_on_the_grid(stage, hand, frame):
    hand.press((760.0, 200.0)).to((829.0, 500.0)).release()
    assert (frame().position, frame().size) == ((480.0, 80.0), (352.0, 160.0))
    assert stage.history.labels == ("Resize frame",)
    assert stage.selection.ids == {"r1"}


def test_control_lets_a_corner_off_the_grid(stage, hand, frame):
    hand.press((760.0, 240.0), control=True).to((801.0, 303.0)).release()
    assert frame().size == (321.0, 223.0)


def test_the_side_that_is_taken_stops_at_the_least_size(stage, hand, frame):
    hand.press((480.0, 80.0)).to((1200.0, 900.0)).release()
    assert (frame().position, frame().size) == ((664.0, 176.0), (96.0, 64.0))


def test_escape_takes_the_size_back(stage, hand, frame):
    hand.press((760.0, 240.0)).to((900.0, 300.0)).escape()
    assert frame() == FRAME
    assert stage.history.labels == ()


def test_a_press_alone_only_selects(stage, hand, frame):
    hand.press((760.0, 240.0)).release()
    assert stage.selection.ids == {"r1"}
    assert stage.history.labels == ()


def test_a_frame_moves_with_its_nodes_and_alone_with_alt(stage, hand, frame):
    hand.press((490.0, 100.0)).to((570.0, 180.0)).release()
    assert stage.document.node("n4").position == (580.0, 200.0)
    hand.press((570.0, 180.0), alt=True).to((650.0, 260.0)).release()
    assert stage.document.node("n4").position == (580.0, 200.0)
    assert frame().position == (640.0, 240.0)
