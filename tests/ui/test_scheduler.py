"""The session's clock on Qt's event loop."""

from designer.ui.scheduler import QtScheduler


def test_what_is_planned_is_done_later_and_once(qtbot):
    done = []
    scheduler = QtScheduler()
    scheduler.call_later(0.01, lambda: done.append(1))
    assert done == []
    qtbot.waitUntil(lambda: done == [1])
    qtbot.wait(30)
    assert done == [1]


def test_what_is_cancelled_is_not_done(qtbot):
    done = []
    scheduler = QtScheduler()
    cancel = scheduler.call_later(0.01, lambda: done.append(1))
    cancel()
    cancel()
    qtbot.wait(40)
    assert done == []


def test_cancelling_what_is_done_does_no_harm(qtbot):
    done = []
    scheduler = QtScheduler()
    cancel = scheduler.call_later(0.0, lambda: done.append(1))
    qtbot.waitUntil(lambda: done == [1])
    cancel()
