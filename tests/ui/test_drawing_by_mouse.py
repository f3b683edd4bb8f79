"""LeNet drawn from an empty canvas by the mouse alone, and how many actions that takes.

An action is a double click on a kind in the palette, a click on a field, or a choice from what it
unfolds. The limit is the number of lines of the script that the program writes for the drawing.
"""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QToolButton

from designer.ui.forms.combo import Combo
from designer.ui.main_window import MainWindow
from designer.ui.palette.kind_list import KindList

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
        self.actions = 0

    def add(self, kind: str, **values: str) -> None:
        """Add a layer from the palette, and choose values for its parameters."""
        for rows in self._window.palette_panel.findChildren(KindList):
            if kind in rows.kinds() and rows.isVisible():
                self._double_click(rows, rows.kinds().index(kind))
                break
        else:
            raise AssertionError(f"{kind} is not in the palette")
        for name, text in values.items():
            self.choose(name, text)

    def choose(self, name: str, text: str) -> None:
        """Choose a usual value, or one of several words."""
        self._qtbot.wait(40)
        page = self._window.inspector.widget()
        row = next(form.rows[name] for form in page.forms if name in form.rows)
        combo = row.editor.findChild(Combo)
        if combo is not None:
            self._click(combo, combo.rect().center())
            view = combo.view()
            self._qtbot.wait(20)
            index = combo.findText(text)
            self._click(view.viewport(), view.visualRect(combo.model().index(index, 0)).center())
            return
        buttons = row.editor.findChildren(QToolButton)
        button = next(b for b in buttons if b.accessibleName() == "Usual values")
        self._click(button, button.rect().center())
        menu = row.editor.findChildren(QMenu)[-1]
        action = next(action for action in menu.actions() if action.text() == text)
        self._click(menu, menu.actionGeometry(action).center())
        menu.close()

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
    lines = [line for line in window.session.using.code().splitlines() if line.strip()]
    assert mouse.actions == 38 < len(lines)
