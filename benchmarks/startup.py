"""How long the window takes until it can be edited, warm, and what it holds in memory.

Run: python benchmarks/startup.py [PROJECT]; --welcome: without a project, to the welcome page
"""

import json
import os
import statistics
import subprocess
import sys
import time

ROUNDS = 7

CODE = """
import sys, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
import designer.ui.app as app

opened = app._after_first_paint

def report():
    try:
        import resource
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    except ImportError:
        peak = 0.0
    loaded = [m for m in ("keras", "tensorflow") if m in sys.modules]
    print("editable", time.time(), peak, loaded, flush=True)
    QApplication.instance().quit()

def after_first_paint(window, session, path):
    opened(window, session, path)
    QApplication.processEvents()
    QTimer.singleShot(0, report)

app._after_first_paint = after_first_paint
app.run(sys.argv[1] or None)
"""


def one_start(project: str) -> tuple[float, float, str]:
    """Return seconds until the window is editable, its peak memory in MB, and what is loaded."""
    environment = {**os.environ, "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}
    began = time.time()
    result = subprocess.run(
        [sys.executable, "-c", CODE, project],
        capture_output=True,
        text=True,
        env=environment,
        timeout=120,
        check=True,
    )
    line = next(line for line in result.stdout.splitlines() if line.startswith("editable"))
    _, when, peak, loaded = line.split(maxsplit=3)
    return float(when) - began, float(peak), loaded


def main() -> None:
    """Measure and print."""
    project = sys.argv[1] if len(sys.argv) > 1 else "resources/examples/digits_cnn.kdesign"
    project = "" if project == "--welcome" else project
    rounds = [one_start(project) for _ in range(ROUNDS)]
    seconds = [entry[0] for entry in rounds[1:]]
    print(
        json.dumps(
            {
                "project": project or "welcome page",
                "rounds": len(seconds),
                "seconds_median": round(statistics.median(seconds), 3),
                "seconds_best": round(min(seconds), 3),
                "limit_seconds": 1.0,
                "peak_mb": round(max(entry[1] for entry in rounds), 1),
                "limit_mb": 200,
                "keras_or_tensorflow_loaded": rounds[0][2],
            },
            indent=2,
        )
    )


if __name__ == "__main__":
    main()
