"""A program that is killed, and the same program started again."""

import os
import signal
import subprocess
import sys
import time

import pytest

from designer import paths

pytestmark = pytest.mark.window
EXAMPLE = paths.resources() / "examples" / "digits_mlp.kdesign"

BEGIN = """
import os, sys
from PySide6.QtCore import QTimer
import designer.ui.app as app
from designer.document.commands.nodes import add_node
from designer.ui.engine_link import QProcessLink

QProcessLink.start = lambda self: None  # no engine: nothing here needs Keras
opened = app._after_first_paint

def after(window, session, path):
    opened(window, session, path)
    QTimer.singleShot(100, lambda: edit(window, session))

def edit(window, session):
    add_node(session.document, session.catalog, "Flatten", (500.0, 40.0), {}, "mine")
    window.canvas.zoom_in()
    window.bottom.show_tab("code")
    window.canvas.camera.pan(31, 17)
    QTimer.singleShot(1600, tell)
    look.append(window.canvas.camera.scale)

def tell():
    print("edited", look[0], flush=True)

look = []
app._after_first_paint = after
app.run(sys.argv[1])
"""

AGAIN = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox
import designer.ui.app as app
from designer.ui.engine_link import QProcessLink

QProcessLink.start = lambda self: None
opened = app._after_first_paint

def after(window, session, path):
    opened(window, session, path)
    QTimer.singleShot(200, lambda: recover(window, session))

def recover(window, session):
    box = window.findChild(QMessageBox)
    print("page", window.workspace)
    print("asked", box.text())
    next(b for b in box.buttons() if b.text() == "Recover").click()
    QTimer.singleShot(300, lambda: tell(window, session))

def tell(window, session):
    print("page", window.workspace)
    print("mine", "mine" in session.document.project.graph.by_name)
    print("saved", session.history.saved)
    print("path", session.path)
    print("tab", window.bottom.tab)
    print("scale", window.canvas.camera.scale)
    sys.stdout.flush()
    session.history.mark_saved()
    window.close()

app._after_first_paint = after
app.run(None)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system kills otherwise")
def test_edits_and_view_of_a_killed_program_come_back(tmp_path):
    path = tmp_path / "model.kdesign"
    path.write_bytes(EXAMPLE.read_bytes())
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    first = subprocess.Popen(
        [sys.executable, "-c", BEGIN, str(path)],
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    )
    assert first.stdout is not None
    try:
        words = first.stdout.readline().split()
    finally:
        first.kill()
        first.wait(10)
        first.stdout.close()
    assert words[:1] == ["edited"]
    time.sleep(0.1)

    again = subprocess.run(
        [sys.executable, "-c", AGAIN],
        capture_output=True,
        text=True,
        env=environment,
        timeout=60,
        check=True,
    )
    told = dict(line.split(" ", 1) for line in again.stdout.splitlines()[1:])
    assert again.stdout.splitlines()[0] == "page welcome"
    assert told.pop("asked").startswith("There are unsaved edits of model from ")
    assert float(told.pop("scale")) == pytest.approx(float(words[1]), rel=1e-3)
    assert told == {
        "page": "design",
        "mine": "True",
        "saved": "False",
        "path": str(path),
        "tab": "code",
    }
