"""From the command to the window."""

import os
import subprocess
import sys

from designer.ui import app


def test_the_window_knows_neither_keras_nor_tensorflow():
    code = (
        "import sys, designer.ui.app\n"
        "print(sorted(m for m in sys.modules if m.split('.')[0] in ('keras', 'tensorflow')))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.strip() == "[]"


def test_without_a_display_one_clear_line_and_exit_code_2():
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    environment = {k: v for k, v in os.environ.items() if k not in hidden}
    code = "import sys\nfrom designer.ui.app import run\nsys.exit(run(None))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, env=environment
    )
    if not sys.platform.startswith("linux"):
        return
    assert done.returncode == 2
    assert done.stderr.strip() == app.NO_DISPLAY
    assert "Traceback" not in done.stderr


def test_an_offscreen_platform_counts_as_a_display(monkeypatch):
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert app.has_display()
