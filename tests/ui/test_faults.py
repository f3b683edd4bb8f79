"""Errors of ours: told once, in the window's thread, whichever thread made them."""

import sys
import threading

import pytest
from PySide6.QtCore import QThreadPool
from PySide6.QtWidgets import QApplication, QMessageBox

from designer import paths
from designer.session.log import Log
from designer.ui import faults


@pytest.fixture
def log(qapp):
    made = Log()
    paths.state_dir().mkdir(parents=True, exist_ok=True)
    uninstall = faults.install(made)
    yield made
    uninstall()


@pytest.fixture
def threads(log):
    """The threads in which the log was written."""
    found = []
    log.appended.connect(lambda _line: found.append(threading.current_thread()))
    return found


def close_box():
    for box in QApplication.topLevelWidgets():
        if isinstance(box, QMessageBox) and box.isVisible():
            assert box.text() == "Something in Keras Designer failed."
            box.accept()
            return True
    return False


def test_an_error_nobody_caught_is_logged_and_told(log, qtbot):
    sys.excepthook(ValueError, ValueError("broken"), None)
    assert "ValueError: broken" in log.lines[-1].text
    assert close_box()


def test_an_error_of_a_thread_is_told_in_the_window_s_thread(log, threads, qtbot):
    thread = threading.Thread(target=lambda: 1 // 0)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: bool(log.lines))
    assert "ZeroDivisionError" in log.lines[-1].text
    assert threads == [threading.main_thread()]
    assert close_box()


def test_an_error_of_qt_s_threads_is_told_in_the_window_s_thread(log, threads, qtbot):
    hook = sys.excepthook
    pool = QThreadPool()
    pool.start(lambda: hook(KeyError, KeyError("gone"), None))
    pool.waitForDone()
    qtbot.waitUntil(lambda: bool(log.lines))
    assert threads == [threading.main_thread()]
    assert close_box()
