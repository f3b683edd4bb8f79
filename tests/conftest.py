"""What every test stands on: no screen, a quiet TensorFlow, folders of its own."""

import os

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_NO_GUI_THREADPOOL", "1")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("KERAS_BACKEND", "tensorflow")


@pytest.fixture(autouse=True, scope="session")
def own_folders(tmp_path_factory):
    """Keep tests, and the engines they start, out of the user's own folders."""
    home = tmp_path_factory.mktemp("home")
    kept = dict(os.environ)
    for name in (
        "XDG_CONFIG_HOME",
        "XDG_CACHE_HOME",
        "XDG_STATE_HOME",
        "XDG_DATA_HOME",
        "KERAS_HOME",
    ):
        folder = home / name.lower()
        folder.mkdir()
        os.environ[name] = str(folder)
    os.environ["APPDATA"] = os.environ["LOCALAPPDATA"] = str(home)
    yield
    os.environ.clear()
    os.environ.update(kept)
