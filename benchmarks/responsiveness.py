"""How long the window's event loop stalls while a model trains and while one is exported.

A timer of 5 ms beats in the event loop; each beat that comes late is a stall. The window is real,
with its plots, and so are the engines. Run: python benchmarks/responsiveness.py
"""

import json
import os
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

import designer.ui.app as app

BEAT_MS = 5
SETTLE_MS = 3000


class Heart:
    """Measures how late each beat of the event loop comes, in milliseconds."""

    def __init__(self) -> None:
        self.late: dict[str, list[float]] = {}
        self.phase = "idle"
        self._last = time.perf_counter()
        self._timer = QTimer(interval=BEAT_MS)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def _beat(self) -> None:
        now = time.perf_counter()
        late = (now - self._last) * 1000 - BEAT_MS
        self.late.setdefault(self.phase, []).append(max(late, 0.0))
        self._last = now

    def report(self) -> dict[str, dict[str, float]]:
        """Return figures by phase."""
        return {phase: _figures(values) for phase, values in self.late.items() if values}


def _figures(values: list[float]) -> dict[str, float]:
    ordered = sorted(values)
    return {
        "beats": len(ordered),
        "median_ms": round(statistics.median(ordered), 2),
        "p99_ms": round(ordered[int(len(ordered) * 0.99)], 2),
        "longest_ms": round(ordered[-1], 2),
    }


def measure(window, session, out: Path) -> None:
    """Train, then export, then print and end."""
    heart = Heart()

    def settled() -> None:
        if session.analysis.stale or session.data.loading:
            QTimer.singleShot(200, settled)
            return
        QTimer.singleShot(SETTLE_MS, begin)

    def begin() -> None:
        heart.phase = "training"
        run = session.start_training()
        run.changed.connect(lambda: export() if run.state.over else None)

    def export() -> None:
        heart.phase = "exporting"
        run = session.runs.shown
        target = str(out / "model.keras")
        session.using.export("keras", target, run.id, finish, lambda words: finish(words))

    def finish(answer: object) -> None:
        heart.phase = "after"
        result = {
            "project": session.title,
            "epochs": session.runs.shown.epochs,
            "limit_longest_ms": 50,
            "limit_p99_ms": 16,
            "phases": heart.report(),
            "export": str(getattr(answer, "difference", answer)),
        }
        print(json.dumps(result, indent=2))
        session.history.mark_saved()
        QTimer.singleShot(0, QApplication.quit)

    settled()


def main() -> None:
    """Open a copy of the example in a window of its own folders."""
    example = Path(sys.argv[1] if len(sys.argv) > 1 else "resources/examples/digits_cnn.kdesign")
    with tempfile.TemporaryDirectory() as folder:
        for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME"):
            os.environ[name] = folder
        project = Path(shutil.copy(example, folder))
        opened = app._after_first_paint

        def after_first_paint(window, session, path) -> None:
            opened(window, session, path)
            measure(window, session, Path(folder))

        app._after_first_paint = after_first_paint
        app.run(str(project))


if __name__ == "__main__":
    main()
