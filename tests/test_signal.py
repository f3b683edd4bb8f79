import pytest

from designer.signal import Signal


def test_listeners_are_told_in_the_order_in_which_they_connected():
    signal: Signal[int] = Signal()
    heard = []
    signal.connect(lambda value: heard.append(("first", value)))
    signal.connect(lambda value: heard.append(("second", value)))

    signal.emit(3)

    assert heard == [("first", 3), ("second", 3)]


def test_a_listener_that_disconnected_is_not_told():
    signal: Signal[int] = Signal()
    heard: list[int] = []
    disconnect = signal.connect(heard.append)

    disconnect()
    signal.emit(3)

    assert heard == []


def test_one_listener_that_fails_does_not_keep_the_others_from_being_told():
    signal: Signal[int] = Signal()
    heard: list[int] = []

    def fail(value: int) -> None:
        raise ValueError("broken listener")

    signal.connect(fail)
    signal.connect(heard.append)

    with pytest.raises(ValueError, match="broken listener"):
        signal.emit(3)
    assert heard == [3]


def test_a_listener_that_leaves_while_told_keeps_nobody_from_being_told():
    signal, told = Signal(), []

    def once(value):
        told.append(("once", value))
        signal.disconnect(once)

    signal.connect(once)
    signal.connect(lambda value: told.append(("other", value)))
    signal.emit(1)
    signal.emit(2)
    assert told == [("once", 1), ("other", 1), ("other", 2)]
