"""A window on the screen for the time of a test."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from pytestqt.qtbot import QtBot

from designer.session.session import Session
from designer.ui.main_window import MainWindow


@contextmanager
def open_window(
    session: Session, qtbot: QtBot, prepare: Callable[[MainWindow], None] = lambda window: None
) -> Iterator[MainWindow]:
    """Show a window that has got its sizes, and close it without a question.

    Args:
        prepare: what is done with it before it is shown.
    """
    made = MainWindow(session)
    made.resize(1280, 800)
    prepare(made)
    made.show()
    qtbot.waitExposed(made)
    qtbot.wait(50)
    try:
        yield made
    finally:
        session.history.mark_saved()
        made.close()
        made.deleteLater()
