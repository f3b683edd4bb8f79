"""How long the canvas takes: CPU milliseconds, medians, as JSON.

Residual networks of 100, 1,000 and 5,000 nodes on a raster canvas of 1280 x 800 pixels. Run
`python benchmarks/canvas.py`; the numbers to reach are in the design, section 10, and printed with
them. `--peers PYTHON` measures NodeGraphQt and qtpynodeeditor in the same run, with an interpreter
that has them. Memory is what the process holds more after the canvas was made.
"""

import argparse
import gc
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from designer.catalog.catalog import load_catalog
from designer.document.commands.edges import connect
from designer.graph.blocks import Block, block_kind
from designer.graph.graph import Graph
from designer.graph.records import Edge, Endpoint, Node
from designer.project.project import Project
from designer.session.session import Session
from designer.signal import Signal
from designer.ui import theme
from designer.ui.canvas.view import GraphView

SIZES = (100, 1000, 5000)
PEERS = ("NodeGraphQt", "qtpynodeeditor")
PATIENCE = 300
LIMITS = {
    "created": 500.0,
    "memory_mb": 80.0,
    "full_repaint": 6.0,
    "one_to_one_repaint": 4.0,
    "zoom_step": 8.0,
    "drag": 1.0,
    "all_moved": 16.0,
    "delete_all_undone": 500.0,
    "connected": 5.0,
    "selected": 16.0,
}
ROUNDS = 15
PARAMS = {"Conv2D": {"filters": 64, "kernel_size": [3, 3]}, "Activation": {"activation": "relu"}}
KINDS = ("Conv2D", "BatchNormalization", "Add", "Activation")
ROWS, STEP_X, STEP_Y = 50, 300.0, 96.0


class NoEngine:
    """An engine that never answers."""

    def __init__(self) -> None:
        self.received: Signal[object] = Signal()
        self.ended: Signal[str] = Signal()
        self.error_output: Signal[str] = Signal()
        self.alive = True

    def start(self) -> None:
        """Do nothing."""

    def send(self, request: object) -> None:
        """Do nothing."""

    def close(self) -> None:
        """Do nothing."""

    def kill(self) -> None:
        """Do nothing."""


class NoClock:
    """A clock that stands still."""

    def call_later(self, seconds: float, what: Callable[[], None]) -> Callable[[], None]:
        """Never call."""
        return lambda: None


def residual(count: int) -> Graph:
    """Return convolutions, normalizations and activations in a chain, with a skip every block."""
    nodes, edges = [], []
    for index in range(count):
        column, row = divmod(index, ROWS)
        place = (column * STEP_X, row * STEP_Y)
        kind = KINDS[index % len(KINDS)]
        nodes.append(Node(f"n{index:05}", kind, f"layer_{index}", PARAMS.get(kind, {}), place))
        if index:
            edges.append(wire(index - 1, index))
        if kind == "Add" and index >= len(KINDS):
            edges.append(wire(index - 3, index))
    return Graph.of(nodes, edges)


def wire(source: int, target: int) -> Edge:
    """Return an edge between two nodes of the chain."""
    return Edge(
        f"e{source:05}_{target:05}",
        Endpoint(f"n{source:05}", "output"),
        Endpoint(f"n{target:05}", "inputs"),
        source,
    )


def median(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Return the median CPU milliseconds of *work*."""
    work()
    times = []
    for _ in range(rounds):
        begin = time.process_time()
        work()
        times.append((time.process_time() - begin) * 1000)
    return round(statistics.median(times), 3)


def measure(count: int, folder: Path) -> dict[str, float]:
    """Return the figures for one size."""
    session = Session(load_catalog(), NoEngine, NoClock(), config=folder, state=folder)
    session.preferences.set("reduced_motion", True)
    session.document.replace(Project(graph=residual(count)))
    _ = session.document.graph.by_name
    gc.collect()
    held = memory()
    begin = time.process_time()
    view = GraphView(session)
    created = (time.process_time() - begin) * 1000
    view.resize(1280, 800)
    view.show()
    QApplication.processEvents()
    figures = {"created": round(created, 1), "memory_mb": round(memory() - held, 1)}
    view.verbs.fit()
    figures["full_repaint"] = median(lambda: repaint(view))
    figures["full_drag"] = drag(view)
    view.camera.fit(view.graph_scene.nodes["n00010"].rect())
    figures["one_to_one_repaint"] = median(lambda: repaint(view))
    figures["pan"] = median(lambda: pan(view))
    figures["zoom_step"] = zoom(view)
    figures["drag"] = drag(view)
    figures["connected"] = connect_some(view)
    figures["selected"] = select_some(view)
    figures["hover"] = hover(view)
    view.verbs.fit()
    figures["all_moved"] = move_all(view)
    figures["delete_all_undone"] = delete_all(view)
    figures["block_entered"] = enter(view)
    view.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return figures


def memory() -> float:
    """Return what the process holds, in MB; 0 where the system does not tell."""
    try:
        with open("/proc/self/statm") as file:
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20
    except OSError:
        return 0.0


def move_all(view: GraphView) -> float:
    """Drag everything by real mouse events, until each move is painted."""
    view.verbs.select_all()
    return drag(view)


def connect_some(view: GraphView) -> float:
    """Wire one node to another, as often as there are rounds; each is checked for circles."""
    session = view.session
    session.selection.clear()
    taken = []
    for number in range(ROUNDS):
        ends = Endpoint(f"n{4 * number:05}", "output"), Endpoint(f"n{4 * number + 6:05}", "inputs")
        begin = time.process_time()
        connect(session.document, session.catalog, *ends)
        taken.append((time.process_time() - begin) * 1000)
    for _ in range(ROUNDS):
        session.history.undo()
    return round(statistics.median(taken), 3)


def select_some(view: GraphView) -> float:
    """Select one node after the other, what leads to it and from it lit, painted."""
    nodes = iter(range(40, 10_000))

    def step() -> None:
        view.session.selection.set([f"n{next(nodes):05}"])
        view.viewport().repaint()

    taken = median(step)
    view.session.selection.clear()
    return taken


def delete_all(view: GraphView) -> float:
    """Delete everything, and return how long undoing it takes, painted.

    Very many wires find their ways by and by after that, in slices between which the window lives.
    """
    view.verbs.select_all()
    view.verbs.delete_selection()
    begin = time.process_time()
    view.session.history.undo()
    view.viewport().repaint()
    return round((time.process_time() - begin) * 1000, 1)


def enter(view: GraphView) -> float:
    """Go into a block that holds the same nodes, and out again."""
    document = view.session.document
    inside = Block("b", "block", document.graph)
    outside = Graph.of([Node("it", block_kind("b"), "it")])
    document.replace(Project(graph=outside, blocks={"b": inside}))
    begin = time.process_time()
    document.enter("b", ("it",))
    view.viewport().repaint()
    entered = (time.process_time() - begin) * 1000
    document.leave()
    return round(entered, 1)


def repaint(view: GraphView) -> None:
    """Paint everything that is seen."""
    view.viewport().repaint()


def pan(view: GraphView) -> None:
    """Move the paper by a few pixels and paint."""
    pan.side = -getattr(pan, "side", 7)
    view.camera.pan(pan.side, pan.side)
    view.viewport().repaint()


def zoom(view: GraphView) -> float:
    """Zoom out and in again by the wheel's steps."""
    steps = iter([1 / 1.2, 1 / 1.2, 1 / 1.2, 1.2, 1.2, 1.2] * 10)
    centre = view.viewport().rect().center()

    def step() -> None:
        view.camera.zoom_at(centre, next(steps))
        view.viewport().repaint()

    return median(step, 12)


def drag(view: GraphView) -> float:
    """Drag one node by real mouse events until it is painted."""
    item = view.graph_scene.nodes["n00010"]
    at = QPointF(view.mapFromScene(item.rect().center()))
    mouse(view, QEvent.Type.MouseButtonPress, at, Qt.MouseButton.LeftButton)
    sides = iter(range(1000))

    def step() -> None:
        side = next(sides)
        place = at + QPointF(9 + 4 * (side % 6), 9 + 4 * (side % 5))
        mouse(view, QEvent.Type.MouseMove, place)
        QApplication.processEvents()

    taken = median(step, 30)
    view.runner.cancel()
    return taken


def hover(view: GraphView) -> float:
    """Move the pointer over the canvas."""
    places = iter(range(10_000))

    def step() -> None:
        x = 100 + (37 * next(places)) % 1000
        mouse(view, QEvent.Type.MouseMove, QPointF(x, 300))

    return median(step, 60)


def mouse(
    view: GraphView,
    kind: QEvent.Type,
    at: QPointF,
    button: Qt.MouseButton = Qt.MouseButton.NoButton,
) -> None:
    """Send one mouse event to the canvas."""
    held = Qt.MouseButton.LeftButton if view.runner.active else button
    where = view.viewport().mapToGlobal(at)
    event = QMouseEvent(kind, at, where, button, held, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(view.viewport(), event)


def peer(python: str, library: str) -> dict[str, object]:
    """Return the figures of another editor, each size in a process of its own."""
    return {str(count): peer_of_size(python, library, count) for count in SIZES}


def peer_of_size(python: str, library: str, count: int) -> object:
    """Return the figures of another editor at one size, or in words why there are none."""
    script = Path(__file__).with_name("peers.py")
    command = [python, str(script), library, str(count)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=True)
    except subprocess.TimeoutExpired:
        return f"not ready after {PATIENCE} s"
    except subprocess.CalledProcessError as error:
        return f"failed: {error.stderr.strip().splitlines()[-1:]}"
    figures: object = json.loads(done.stdout.splitlines()[-1])
    return figures


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--peers", metavar="PYTHON", help="interpreter with the other editors")
    given = parser.parse_args()
    application = QApplication(sys.argv[:1])
    theme.set_theme("light")
    with tempfile.TemporaryDirectory() as folder:
        figures = {str(count): measure(count, Path(folder)) for count in SIZES}
    result: dict[str, object] = {
        "unit": "CPU ms, median",
        "limits_at_5000": LIMITS,
        "nodes": figures,
        "created_us_per_node": {
            count: round(figures[count]["created"] * 1000 / int(count), 1) for count in figures
        },
    }
    if given.peers:
        result["peers"] = {name: peer(given.peers, name) for name in PEERS}
    print(json.dumps(result, indent=2))
    del application


if __name__ == "__main__":
    main()
