"""What the monkey lives in: a whole window, a slow engine, a clock, and ears for errors."""

import gc
import os
import random
import sys
import threading
import traceback
from collections import Counter
from contextlib import contextmanager
from types import SimpleNamespace

from PySide6.QtCore import QEvent, QObject, QThreadPool, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QGraphicsItem

from designer import paths
from designer.catalog.catalog import load_catalog
from designer.codegen.script import project_script
from designer.document.commands import ids
from designer.graph.problems import Problem, Severity
from designer.project.files import read_project
from designer.protocol.events import ProjectChecked
from designer.protocol.requests import CheckProject
from designer.session.session import Session
from designer.signal import Signal
from designer.ui.main_window import MainWindow
from tests.ui.fakes import FakeEngines
from tests.ui.monkey.eye import expect_all, expect_readable, expect_walk, expect_written_alike
from tests.ui.monkey.monkey import Monkey

EXAMPLES = ("digits_cnn", "digits_resnet", "siamese_shared", "two_inputs_two_outputs", "iris_mlp")
_HARMLESS = ("does not support", "propagateSizeHints")
_READ_EVERY = 10


class Clock:
    """Time that goes on when the monkey has done something, so that seeds give the same."""

    def __init__(self):
        self.now = 0.0
        self._planned = {}

    def call_later(self, seconds, what):
        key = object()
        self._planned[key] = (self.now + seconds, what)
        return lambda: self._planned.pop(key, None)

    def go_on(self, seconds):
        self.now += seconds
        due = [(when, key) for key, (when, _what) in self._planned.items() if when <= self.now]
        for _when, key in sorted(due, key=lambda pair: pair[0]):
            planned = self._planned.pop(key, None)
            if planned is not None:
                planned[1]()

    @property
    def waiting(self):
        return len(self._planned)


class Engine:
    """Answers the last question about the drawing when it is told to, with something."""

    def __init__(self, engines, session):
        self._engines, self._session = engines, session
        self._answered = ""

    def tell(self, chance):
        asked = [r for r in self._engines.links[-1].sent if isinstance(r, CheckProject)]
        if not asked or asked[-1].id == self._answered:
            return
        self._answered = asked[-1].id
        document = self._session.document
        around = "".join(f"{id}/" for id in document.path)
        ids = sorted({*document.project.graph.nodes, *(around + id for id in document.graph.nodes)})
        tensor = {"shape": [None, chance.choice((8, 64))], "dtype": "float32"}
        nodes = {
            id: {"outputs": {"output": tensor}, "parameters": 72, "multiply_adds": 64}
            for id in ids
            if chance.random() < 0.9
        }
        problems = [
            Problem("shapes", Severity.ERROR, "Shapes differ", "They do.", node=id).to_json()
            for id in ids
            if chance.random() < 0.05
        ]
        totals = {"parameters": 72 * len(nodes)}
        answer = ProjectChecked(asked[-1].id, asked[-1].revision, nodes, totals, problems)
        self._engines.links[-1].say(answer)


class Cage:
    """One window and one monkey.

    Attributes:
        errors: everything that was raised or warned of, in words.
    """

    def __init__(self, folder, seed):
        self.errors = []
        self.clock = Clock()
        self.seed = seed
        engines = FakeEngines()
        self.session = Session(
            load_catalog(),
            engines.make,
            self.clock,
            config=folder / "config",
            state=folder / "state",
        )
        self.session.preferences.set("reduced_motion", True)
        self.session.history._now = lambda: self.clock.now
        self.session.engine.start()
        engines.links[-1].get_ready()
        example = EXAMPLES[seed % len(EXAMPLES)] + ".kdesign"
        project = read_project(paths.resources() / "examples" / example).project
        self.session.new(project)
        self.session.save_as(folder / "monkey.kdesign")
        self.window = MainWindow(self.session)
        self.window.resize(1280, 800)
        self.window.show()
        QApplication.processEvents()
        self.window.canvas.show_beginning()
        self.states = {0: self.session.document.project}
        self.session.history.changed.connect(self._note)
        self._engine = Engine(engines, self.session)
        self.monkey = None
        for page in ("data", "train", "runs", "design"):
            self.window.show_workspace(page)
        QApplication.processEvents()

    def play(self, count, seed=None):
        """Let the monkey do *count* gestures, and check after each."""
        seed = self.seed if seed is None else seed
        ids.os = SimpleNamespace(urandom=random.Random(seed).randbytes)
        self.monkey = Monkey(self.window, self._engine, seed)
        for number in range(count):
            self.monkey.told.append(f"[{number}]")
            self.monkey.act()
            self.clock.go_on(0.4)
            QApplication.processEvents()
            self._expect_no_errors()
            expect_all(self.window)
            if number % _READ_EVERY == 0:
                expect_readable(self.window)

    def end(self):
        """Check that all can be undone and done again, is saved as it stands, and is code."""
        self.monkey.rest()
        expect_readable(self.window)
        expect_walk(self.window, self.states)
        self.session.save()
        project = self.session.document.project
        expect_written_alike(read_project(self.session.path).project, project, "the file")
        project_script(project, catalog=self.session.catalog)
        self._expect_no_errors()

    def forget(self):
        """Take everything back and put everything away, as it was at first."""
        self.monkey.rest()
        self.session.history.go_to(0)
        assert self.session.document.project == self.states[0]
        self.session.document.enter(None)
        self.session.selection.clear()
        self.session.history.forget()
        self.session.history.mark_saved()
        self.states = {0: self.session.document.project}
        self.clock.go_on(60.0)
        self.session.analysis.check()
        self._engine.tell(random.Random(0))
        self.window.canvas.show_beginning()
        self.monkey.rest()
        self.clock.go_on(60.0)
        wait(0.3)

    def close(self):
        # WORKAROUND: Qt's offscreen platform crashes at exit over what Python has put there.
        QGuiApplication.clipboard().clear()
        self.session.history.mark_saved()
        self.window.close()
        self.window.deleteLater()
        wait(0.05)

    def told(self, last=25):
        return "\n".join(self.monkey.told[-last:]) if self.monkey else ""

    def census(self):
        """Return how much there is of everything that could be forgotten somewhere."""
        gc.collect()
        found = Counter()
        for thing in gc.get_objects():
            kind = type(thing)
            if isinstance(thing, Signal):
                found["listeners"] += len(thing._listeners)
            if issubclass(kind, (QObject, QGraphicsItem)) and kind.__module__.startswith(
                "designer."
            ):
                found[f"{kind.__module__}.{kind.__name__}"] += 1
        for child in self.window.findChildren(QObject):
            found[f"child {type(child).__name__}"] += 1
        for widget in QApplication.topLevelWidgets():
            found[f"top {type(widget).__name__}"] += 1
        found["items"] = len(self.window.canvas.graph_scene.items())
        found["threads"] = threading.active_count()
        found["busy threads"] = QThreadPool.globalInstance().activeThreadCount()
        timers = self.window.findChildren(QTimer)
        found["timers"] = sum(t.isActive() and not t.isSingleShot() for t in timers)
        found["planned"] = self.clock.waiting
        return found

    def _note(self):
        history = self.session.history
        if not self.session.document.editing:
            self.states[history.place] = self.session.document.project

    def _expect_no_errors(self):
        for entry in self.session.log.lines:
            if entry.level == "error":
                self.errors.append(f"in the log: {entry.text}")
        assert not self.errors, "\n".join(self.errors)


@contextmanager
def listening(errors):
    """Gather what is raised where nobody catches it, and what Qt warns of."""

    def on_exception(kind, error, trace):
        errors.append("".join(traceback.format_exception(kind, error, trace)))

    def on_qt(kind, _where, text):
        if kind is not QtMsgType.QtDebugMsg and not any(word in text for word in _HARMLESS):
            errors.append(f"Qt: {text}")

    def on_thread(args):
        on_exception(args.exc_type, args.exc_value, args.exc_traceback)

    kept = (sys.excepthook, sys.unraisablehook, threading.excepthook)
    sys.excepthook, threading.excepthook = on_exception, on_thread
    sys.unraisablehook = lambda args: on_exception(
        args.exc_type, args.exc_value, args.exc_traceback
    )
    handler = qInstallMessageHandler(on_qt)
    asked = (QFileDialog.getOpenFileName, QFileDialog.getSaveFileName)
    QFileDialog.getOpenFileName = QFileDialog.getSaveFileName = lambda *_a, **_k: ("", "")
    watch = QTimer(interval=40)
    eye = _Watch()
    watch.timeout.connect(eye.look)
    watch.start()
    try:
        yield
    finally:
        watch.stop()
        ids.os = os
        QFileDialog.getOpenFileName, QFileDialog.getSaveFileName = asked
        qInstallMessageHandler(handler)
        sys.excepthook, sys.unraisablehook, threading.excepthook = kept


def wait(seconds):
    """Let Qt do what it has planned for the next moment."""
    done = []
    QTimer.singleShot(round(seconds * 1000), lambda: done.append(True))
    while not done:
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


class _Watch:
    """Answers no to what holds the program up: questions, and menus that are waited for."""

    def __init__(self):
        self._seen = (None, 0)

    def look(self):
        dialog = QApplication.activeModalWidget()
        if dialog is not None:
            dialog.close()
        popup = QApplication.activePopupWidget()
        self._seen = (popup, self._seen[1] + 1 if popup is self._seen[0] else 0)
        if popup is not None and self._seen[1] > 8:
            popup.close()
