"""Makes the pictures of the README from the running program: a real window, a real training.

Run: python resources/screenshots/make.py
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_SCALE_FACTOR", "1")

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

import designer.ui.app as app
from designer.document.commands.nodes import dissolve
from designer.session.session import Session
from designer.ui import theme
from designer.ui.main_window import MainWindow

HERE = Path(__file__).resolve().parent
SIZE = (1440, 900)
Wait = Callable[[], bool]


class Scene:
    """What happens in the window, step by step: each step says what to wait for."""

    def __init__(self, window: MainWindow, session: Session) -> None:
        self.window, self.session = window, session
        self._steps = self._play()
        self._wait: Wait = lambda: True
        self._timer = QTimer(interval=200)
        self._timer.timeout.connect(self._go_on)
        self._timer.start()

    def _go_on(self) -> None:
        if self._wait():
            self._wait = next(self._steps, None) or self._end

    def _end(self) -> bool:
        self._timer.stop()
        self.session.history.mark_saved()
        QApplication.quit()
        return False

    def _select(self, name: str) -> None:
        self.session.selection.set([self.session.document.graph.by_name[name].id])

    def _pause(self, seconds: float) -> Wait:
        left = [seconds]

        def over() -> bool:
            left[0] -= 0.2
            return left[0] <= 0

        return over

    def _checked(self) -> bool:
        return not self.session.analysis.stale and not self.session.data.loading

    def _grab(self, name: str) -> None:
        self.window.grab().save(str(HERE / f"{name}.png"))

    def _play(self) -> Iterator[Wait]:
        theme.set_theme("dark")
        self.window.resize(*SIZE)
        yield self._checked
        self.window.canvas.show_beginning()
        self._select("conv_2")
        run = self.session.start_training()
        yield lambda: run.epoch >= 11 or run.state.over
        self._grab("training-dark")
        yield lambda: run.state.over
        self.window.show_workspace("runs")
        theme.set_theme("light")
        yield self._pause(1.0)
        self.window.show_run_view("evaluate")
        yield self._pause(0.6)
        self.window.page("runs").evaluation.evaluate()
        yield self._pause(6.0)
        self._grab("evaluation-light")
        self.window.show_workspace("design")
        document = self.session.document
        dissolve(document, self.session.catalog, [document.graph.by_name["flatten"].id])
        yield self._pause(1.0)
        yield self._checked
        node = document.graph.by_name["probabilities"].id
        self.window.canvas.zoom_reset()
        self.window.reveal(node)
        self._select("probabilities")
        yield self._pause(2.5)
        self._grab("problem-light")


def main() -> None:
    """Play the scene on a copy of the example, in folders of its own."""
    with tempfile.TemporaryDirectory() as folder:
        for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
            os.environ[name] = folder
        example = HERE.parent / "examples" / "digits_cnn.kdesign"
        project = shutil.copy(example, folder)
        scenes = []
        opened = app._after_first_paint

        def after_first_paint(window: MainWindow, session: Session, path: str | None) -> None:
            opened(window, session, path)
            scenes.append(Scene(window, session))

        app._after_first_paint = after_first_paint
        sys.exit(app.run(str(project)))


if __name__ == "__main__":
    main()
