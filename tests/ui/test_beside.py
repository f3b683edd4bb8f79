"""Work beside the window."""

import threading

from designer.ui.beside import Beside


def test_what_work_gave_comes_back_in_the_window_s_thread(qtbot):
    came = []
    beside = Beside()
    beside.do(threading.current_thread, lambda one: came.append((one, threading.current_thread())))
    qtbot.waitUntil(lambda: bool(came))
    worker, here = came[0]
    assert worker is not threading.main_thread()
    assert here is threading.main_thread()


def test_an_error_of_work_is_raised_in_the_window_s_thread(qtbot):
    beside = Beside()
    with qtbot.captureExceptions() as caught:
        beside.do(lambda: 1 // 0, print)
        qtbot.waitUntil(lambda: bool(caught))
    assert caught[0][0] is ZeroDivisionError


def test_nothing_is_told_to_what_is_gone(qtbot):
    came, go = [], threading.Event()
    beside = Beside()
    beside.do(lambda: go.wait(5), came.append)
    threading.Timer(0.05, go.set).start()
    with qtbot.captureExceptions() as caught:
        del beside
        qtbot.wait(30)
    assert (came, caught) == ([], [])
