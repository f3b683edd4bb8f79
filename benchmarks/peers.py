"""The same graphs in NodeGraphQt and qtpynodeeditor: what `canvas.py --peers` puts beside ours.

Run by `canvas.py` in an interpreter that has them (they are no dependencies of the program):
`python benchmarks/peers.py LIBRARY NODES` prints one JSON object of CPU milliseconds.
"""

import json
import os
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any, ClassVar

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_API", "pyside6")

ROWS, STEP_X, STEP_Y = 50, 300.0, 96.0
KINDS = ("Conv2D", "BatchNormalization", "Add", "Activation")


def wires(count: int) -> list[tuple[int, int]]:
    """Return the wires of the residual network of `canvas.py`, from node to node."""
    found = []
    for index in range(1, count):
        found.append((index - 1, index))
        if index % len(KINDS) == 2 and index >= len(KINDS):
            found.append((index - 3, index))
    return found


def place(index: int) -> tuple[float, float]:
    """Return where a node lies."""
    column, row = divmod(index, ROWS)
    return (column * STEP_X, row * STEP_Y)


def memory() -> float:
    """Return what this process holds, in MB; 0 where the system does not tell."""
    try:
        with open("/proc/self/statm") as file:
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20
    except OSError:
        return 0.0


def node_graph_qt(count: int) -> tuple[Any, Any]:
    """Return the view of a NodeGraphQt graph, and one of its items."""
    from NodeGraphQt import BaseNode, NodeGraph

    class Layer(BaseNode):
        __identifier__ = "layers"
        NODE_NAME = "Layer"

        def __init__(self) -> None:
            super().__init__()
            self.add_input("inputs", multi_input=True)
            self.add_output("output", multi_output=True)

    graph = NodeGraph()
    graph.register_node(Layer)
    nodes = [
        graph.create_node(
            "layers.Layer", name=f"layer_{i}", pos=place(i), selected=False, push_undo=False
        )
        for i in range(count)
    ]
    for source, target in wires(count):
        nodes[source].output(0).connect_to(nodes[target].input(0), push_undo=False)
    return graph.viewer(), nodes[10].view


def qtpynodeeditor(count: int) -> tuple[Any, Any]:
    """Return the view of a qtpynodeeditor scene, and one of its items."""
    import qtpynodeeditor as editor
    from qtpynodeeditor import NodeData, NodeDataModel, NodeDataType, PortType

    class Tensor(NodeData):
        data_type = NodeDataType("tensor", "Tensor")

    class Layer(NodeDataModel):
        name = "Layer"
        caption = "Layer"
        num_ports: ClassVar = {PortType.input: 2, PortType.output: 1}
        data_type = Tensor.data_type

        def out_data(self, port: int) -> Any:
            return Tensor()

        def set_in_data(self, data: Any, port: Any) -> None:
            pass

        def embedded_widget(self) -> None:
            return None

    registry = editor.DataModelRegistry()
    registry.register_model(Layer, category="layers")
    scene = editor.FlowScene(registry=registry)
    view = editor.FlowView(scene)
    nodes = []
    for index in range(count):
        node = scene.create_node(Layer)
        node.position = place(index)
        nodes.append(node)
    for source, target in wires(count):
        port = 1 if target - source > 1 else 0
        scene.create_connection(
            nodes[source][PortType.output][0], nodes[target][PortType.input][port]
        )
    return view, nodes[10].graphics_object


def median(work: Callable[[], object], rounds: int = 9) -> float:
    """Return the median CPU milliseconds of *work*; fewer rounds where it takes long."""
    begin = time.process_time()
    work()
    first = time.process_time() - begin
    times = []
    for _ in range(3 if first > 0.3 else rounds):
        begin = time.process_time()
        work()
        times.append((time.process_time() - begin) * 1000)
    return round(statistics.median(times), 3)


def drag(view: Any, item: Any) -> float:
    """Drag a node by real mouse events until it is painted."""
    from PySide6.QtCore import QEvent, QPointF, Qt
    from PySide6.QtGui import QMouseEvent
    from PySide6.QtWidgets import QApplication

    at = QPointF(view.mapFromScene(item.sceneBoundingRect().center()))

    def mouse(kind: Any, where: Any, button: Any) -> None:
        held = Qt.MouseButton.LeftButton
        everywhere = view.viewport().mapToGlobal(where)
        event = QMouseEvent(kind, where, everywhere, button, held, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(view.viewport(), event)
        QApplication.processEvents()

    mouse(QEvent.Type.MouseButtonPress, at, Qt.MouseButton.LeftButton)
    sides = iter(range(1000))

    def step() -> None:
        side = next(sides)
        where = at + QPointF(9 + 4 * (side % 6), 9 + 4 * (side % 5))
        mouse(QEvent.Type.MouseMove, where, Qt.MouseButton.NoButton)

    taken = median(step, 20)
    mouse(QEvent.Type.MouseButtonRelease, at, Qt.MouseButton.LeftButton)
    return taken


def measure(make: Callable[[int], tuple[Any, Any]], count: int) -> dict[str, float]:
    """Return the figures of one library at one size."""
    from PySide6.QtCore import QRectF
    from PySide6.QtWidgets import QApplication, QGraphicsView

    make(11)  # so that what is imported is in memory
    before = memory()
    begin = time.process_time()
    view, item = make(count)
    created = (time.process_time() - begin) * 1000
    view.resize(1280, 800)
    view.show()
    QApplication.processEvents()
    figures = {"created": round(created, 1)}
    everything = QGraphicsView.scene(view).itemsBoundingRect()
    view.setSceneRect(everything.adjusted(-2000, -2000, 2000, 2000))
    view.resetTransform()
    scale = min(1280 / everything.width(), 800 / everything.height())
    view.scale(scale, scale)
    view.centerOn(everything.center())
    figures["full_repaint"] = median(view.viewport().repaint)
    figures["full_drag"] = drag(view, item)
    view.resetTransform()
    view.centerOn(QRectF(item.sceneBoundingRect()).center())
    figures["one_to_one_repaint"] = median(view.viewport().repaint)
    factors = iter([1 / 1.2, 1 / 1.2, 1.2, 1.2] * 20)

    def zoom() -> None:
        factor = next(factors)
        view.scale(factor, factor)
        view.viewport().repaint()

    figures["zoom_step"] = median(zoom)
    figures["drag"] = drag(view, item)
    figures["memory_mb"] = round(memory() - before, 1)
    return figures


def main() -> None:
    """Print the figures of one library at one size."""
    from PySide6.QtWidgets import QApplication

    library, count = sys.argv[1], int(sys.argv[2])
    application = QApplication(sys.argv[:1])
    application.setApplicationName(library)
    make = {"NodeGraphQt": node_graph_qt, "qtpynodeeditor": qtpynodeeditor}[library]
    print(json.dumps(measure(make, count)), flush=True)
    os._exit(0)  # their destructors may take minutes, or end in a crash


if __name__ == "__main__":
    main()
