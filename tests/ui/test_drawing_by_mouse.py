"""Whole models drawn from an empty canvas by the mouse alone, and how many actions that takes.

An action is a double click on a kind in the palette, a click, a choice from a menu, or a drag;
what unfolds at a press is chosen from by the same drag. Turning the wheel is none. The limit is
the number of lines of the script that the program writes for the drawing.
"""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QToolButton, QWidget

from designer.ui.canvas.gestures.stage import Hit
from designer.ui.forms.combo import Combo
from designer.ui.inspector.section import Section
from designer.ui.main_window import MainWindow
from designer.ui.palette.kind_list import KindList
from tests.drivers import NO_KEY, CanvasDriver

pytestmark = [
    pytest.mark.window,
    pytest.mark.qt_log_ignore("This plugin does not support", extend=True),
]
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def window(session, qtbot):
    session.preferences.set("reduced_motion", True)
    interval = QApplication.doubleClickInterval()
    QApplication.setDoubleClickInterval(1)  # a list that unfolds is deaf for so long
    made = MainWindow(session)
    made.resize(1280, 800)
    made.show()
    qtbot.waitExposed(made)
    qtbot.wait(50)
    yield made
    session.history.mark_saved()
    made.close()
    made.deleteLater()
    QApplication.setDoubleClickInterval(interval)


class Mouse:
    """Clicks and counts."""

    def __init__(self, window, qtbot) -> None:
        self._window, self._qtbot = window, qtbot
        self._canvas = CanvasDriver(window.canvas)
        self.actions = 0

    def add(self, kind: str, **values: str) -> None:
        """Add a layer from the palette, and choose values for its parameters."""
        for rows in self._window.palette_panel.findChildren(KindList):
            if kind in rows.kinds() and rows.isVisible():
                self._double_click(rows, rows.kinds().index(kind))
                break
        else:
            raise AssertionError(f"{kind} is not in the palette")
        self.set(**values)

    def set(self, **values: str) -> None:
        """Choose values for parameters of what is selected."""
        for name, text in values.items():
            self.choose(name, text)

    def choose(self, name: str, text: str) -> None:
        """Choose a usual value, or one of several words: press, draw to it and let go."""
        self._qtbot.wait(40)
        row = self._row(name)
        combo = row.editor.findChild(Combo)
        if combo is not None:
            QTest.mousePress(combo, LEFT, NO_KEY, combo.rect().center())
            rows = combo.view()
            index = combo.model().index(combo.findText(text), 0)
            self._let_go(rows.viewport(), rows.visualRect(index).center())
            return
        buttons = row.editor.findChildren(QToolButton)
        button = next(b for b in buttons if b.accessibleName() == "Usual values")
        QTest.mousePress(button, LEFT, NO_KEY, button.rect().center())
        menu = row.editor.findChildren(QMenu)[-1]
        action = next(action for action in menu.actions() if action.text() == text)
        self._let_go(menu, menu.actionGeometry(action).center())

    def _let_go(self, unfolded: QWidget, place: QPoint) -> None:
        """Draw the held button over what has unfolded, and let it go there."""
        self._qtbot.wait(20)
        for at in (place - QPoint(0, 12), place):
            self._send(QEvent.Type.MouseMove, unfolded, at, Qt.MouseButton.NoButton, LEFT)
        self._send(QEvent.Type.MouseButtonRelease, unfolded, place, LEFT, Qt.MouseButton.NoButton)
        self.actions += 1

    def _send(self, kind, widget: QWidget, place: QPoint, button, held) -> None:
        at = QPointF(place)
        event = QMouseEvent(kind, at, QPointF(widget.mapToGlobal(place)), button, held, NO_KEY)
        QApplication.sendEvent(widget, event)

    def _row(self, name: str):
        page = self._window.inspector.widget()
        headings = [section.heading for section in page.findChildren(Section)]
        for heading in [None, *(h for h in headings if not h.isChecked())]:
            if heading is not None:
                self._click(heading, QPoint(8, heading.height() // 2))
                self._qtbot.wait(20)
            for form in page.forms:
                if name in form.rows:
                    return form.rows[name]
        raise AssertionError(f"{name} is not in the inspector")

    def show_all(self) -> None:
        """Click on the button that shows the whole drawing."""
        buttons = self._window.canvas.findChildren(QToolButton)
        button = next(b for b in buttons if b.accessibleName() == "Show everything")
        self._click(button, button.rect().center())
        self._qtbot.wait(20)

    def wire(self, source: str, target: str) -> None:
        """Drag a wire from the foot of a layer to another layer."""
        self._canvas.press(f"{source}.output").drag_to(target).release()
        self.actions += 1

    def select(self, *names: str) -> None:
        """Click on a layer, and on others with Ctrl held."""
        for place, name in enumerate(names):
            held = Qt.KeyboardModifier.ControlModifier if place else NO_KEY
            self._canvas.click(name, keys=held)
            self.actions += 1

    def select_alike(self, name: str) -> None:
        """Choose from the menu of a layer to select all of its kind."""
        self._from_menu(name, "Select all of this kind")

    def join(self, source: str, target: str) -> None:
        """Select two layers, and choose from their menu to wire them together."""
        self.select(source, target)
        self._from_menu(target, "Wire together")

    def _from_menu(self, name: str, text: str) -> None:
        menu = self._window.canvas.menus.menu(Hit(node=self._canvas.node(name).id))
        texts = [action.text().split("\t")[0] for action in menu.actions()]
        menu.actions()[texts.index(text)].trigger()
        menu.deleteLater()
        self.actions += 2

    def _double_click(self, rows: KindList, row: int) -> None:
        place = rows.visualItemRect(rows.item(row)).center()
        QTest.mouseClick(rows.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, place)
        QTest.mouseDClick(rows.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, place)
        self.actions += 1

    def _click(self, widget, place: QPoint) -> None:
        QTest.mouseClick(widget, LEFT, Qt.KeyboardModifier.NoModifier, place)
        self.actions += 1


def test_lenet(window, qtbot):
    mouse = Mouse(window, qtbot)
    mouse.add("Input", shape="28, 28, 1")
    mouse.add("Conv2D", filters="6", kernel_size="5 × 5", padding="same", activation="tanh")
    mouse.add("AveragePooling2D")
    mouse.add("Conv2D", filters="16", kernel_size="5 × 5", activation="tanh")
    mouse.add("AveragePooling2D")
    mouse.add("Flatten")
    mouse.add("Dense", units="120", activation="tanh")
    mouse.add("Dense", units="84", activation="tanh")
    mouse.add("Dense", units="10", activation="softmax")
    mouse.add("Output")
    graph = window.session.document.graph
    nodes = [graph.outputs[0]]
    while graph.incoming(nodes[-1].id):
        nodes.append(graph.nodes[graph.incoming(nodes[-1].id)[0].source.node])
    drawn = [(node.kind, dict(node.params)) for node in reversed(nodes)]
    tanh = {"activation": "tanh"}
    assert [kind for kind, _ in drawn] == [
        "Input", "Conv2D", "AveragePooling2D", "Conv2D", "AveragePooling2D", "Flatten", "Dense",
        "Dense", "Dense", "Output",
    ]  # fmt: skip
    assert drawn[0][1]["shape"] == [28, 28, 1]
    assert drawn[1][1] == {"filters": 6, "kernel_size": [5, 5], "padding": "same", **tanh}
    assert drawn[3][1] == {"filters": 16, "kernel_size": [5, 5], **tanh}
    assert drawn[6][1] == {"units": 120, **tanh}
    assert drawn[8][1] == {"units": 10, "activation": "softmax"}
    assert mouse.actions == 24 < lines_of(window)


def test_a_unet(window, qtbot):
    mouse = Mouse(window, qtbot)
    mouse.add("Input", shape="64, 64, 3")
    for kind in ("Conv2D", "Conv2D", "MaxPooling2D", "Conv2D", "Conv2D", "MaxPooling2D"):
        mouse.add(kind)
    for kind in ("Conv2D", "Conv2D"):
        mouse.add(kind)
    for _ in range(2):
        for kind in ("Conv2DTranspose", "Concatenate", "Conv2D", "Conv2D"):
            mouse.add(kind)
    mouse.add("Conv2D")
    mouse.add("Output")
    mouse.show_all()
    mouse.join("conv2d_3", "concatenate")
    mouse.join("conv2d_1", "concatenate_1")
    mouse.select_alike("conv2d")
    mouse.set(kernel_size="3 × 3", padding="same", activation="relu")
    mouse.select("conv2d", "conv2d_1", "conv2d_8", "conv2d_9")
    mouse.set(filters="16")
    mouse.select("conv2d_4", "conv2d_5")
    mouse.set(filters="64")
    mouse.select("conv2d_10")
    mouse.set(filters="1", kernel_size="1 × 1", activation="sigmoid")
    mouse.select_alike("conv2d_transpose")
    mouse.set(kernel_size="2 × 2", strides="2 × 2", filters="32")
    mouse.select("conv2d_transpose_1")
    mouse.set(filters="16")
    canvas = CanvasDriver(window.canvas)
    assert {"conv2d_3 > concatenate", "conv2d_1 > concatenate_1"} <= set(canvas.wires)
    assert len(canvas.wires) == 20
    filters = [canvas.node(name).params["filters"] for name in canvas.names if "conv" in name]
    assert sorted(filters) == [1, *[16] * 5, *[32] * 5, 64, 64]
    assert canvas.node("conv2d_10").params["activation"] == "sigmoid"
    assert canvas.node("conv2d_7").params == {
        "filters": 32, "kernel_size": [3, 3], "padding": "same", "activation": "relu",
    }  # fmt: skip
    assert canvas.node("conv2d_transpose_1").params["strides"] == [2, 2]
    assert mouse.actions == 53 < lines_of(window)


def test_a_transformer(window, qtbot):
    mouse = Mouse(window, qtbot)
    mouse.add("Input", shape="128")
    mouse.set(dtype="int32")
    mouse.add("Embedding", input_dim="20000", output_dim="64")
    mouse.add("MultiHeadAttention", num_heads="4", key_dim="16")
    mouse.add("Dropout", rate="0.1")
    mouse.add("Add")
    mouse.wire("embedding", "multi_head_attention")
    mouse.wire("embedding", "add")
    mouse.select("add")
    mouse.add("LayerNormalization")
    mouse.add("Dense", units="128", activation="relu")
    mouse.add("Dense", units="64")
    mouse.add("Dropout", rate="0.1")
    mouse.add("Add")
    mouse.wire("layer_normalization", "add_1")
    mouse.select("add_1")
    mouse.add("LayerNormalization")
    mouse.add("GlobalAveragePooling1D")
    mouse.add("Dense", units="2", activation="softmax")
    mouse.add("Output")
    canvas = CanvasDriver(window.canvas)
    attention = canvas.node("multi_head_attention")
    edges = window.session.document.graph.incoming(attention.id)
    assert {(e.source.node, e.target.port) for e in edges} == {
        (canvas.node("embedding").id, "query"), (canvas.node("embedding").id, "value"),
    }  # fmt: skip
    assert {"embedding > add", "layer_normalization > add_1"} <= set(canvas.wires)
    assert canvas.node("input").params == {"shape": [128], "dtype": "int32"}
    assert mouse.actions == 33 < lines_of(window)


def lines_of(window) -> int:
    """Return how many lines the script of the drawing has that are not empty."""
    return len([line for line in window.session.using.code().splitlines() if line.strip()])
