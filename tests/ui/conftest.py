"""A dressed application, a session with a fake engine, and gates against leaks."""

import gc
import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_NO_GUI_THREADPOOL", "1")

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from designer.ui import theme
from tests.ui.fakes import FakeEngines, make_session


@pytest.fixture(scope="session")
def qapp_args():
    return ["keras-designer"]


@pytest.fixture(autouse=True, scope="session")
def light_collector():
    """Leave alone what was made before the first test with a window: Keras above all.

    After each test the collector of garbage looks at everything that is not frozen, which would
    take a second with Keras in the process.
    """
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


@pytest.fixture(autouse=True)
def dressed(qapp, monkeypatch, tmp_path):
    """The light theme, no settings of the user, and no widget left behind."""
    for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name.lower()))
    before = {id(widget) for widget in QApplication.topLevelWidgets()}
    if theme.choice() != "light" or not qapp.styleSheet():
        theme.set_theme("light")
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()
    gc.collect()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    left = [w for w in QApplication.topLevelWidgets() if id(w) not in before and w.isVisible()]
    assert not left, f"widgets left on the screen: {left}"


@pytest.fixture
def engines():
    return FakeEngines()


@pytest.fixture
def session(engines, tmp_path):
    made = make_session(engines, config=tmp_path / "config", state=tmp_path / "state")
    yield made
    made.close()
