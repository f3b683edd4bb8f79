"""Going to the inspector and back by keys."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from designer.document.commands.nodes import add_node
from designer.ui.inspector.inspector_panel import InspectorPanel


def test_the_keys_go_to_the_first_parameter_and_escape_gives_them_back(qtbot, session):
    panel = InspectorPanel(session)
    qtbot.addWidget(panel)
    panel.show()
    panel.activateWindow()
    node = add_node(session.document, session.catalog, "Dense", (0.0, 0.0))
    session.selection.set({node})
    panel.edit_first()
    qtbot.waitUntil(lambda: QApplication.focusWidget() not in (None, panel))
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(QApplication.focusWidget(), "12")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert session.document.node(node).params["units"] == 12
    with qtbot.waitSignal(panel.left):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
