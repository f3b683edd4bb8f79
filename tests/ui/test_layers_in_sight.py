"""Layers that were made elsewhere than on the canvas."""

import pytest

from designer.document.commands.nodes import add_node
from designer.ui.main_window import MainWindow

pytestmark = pytest.mark.window


def test_layers_made_in_another_workspace_are_in_sight_afterwards(session, qtbot):
    window = MainWindow(session)
    qtbot.addWidget(window)
    window.resize(1280, 800)
    window.show()
    window.show_workspace("data")
    for place in ((4000.0, 0.0), (4000.0, 260.0)):
        add_node(session.document, session.catalog, "Dense", place)
    window.show_workspace("design")
    canvas = window.canvas
    assert canvas.camera.visible().contains(canvas.graph_scene.drawn_rect())
    session.history.mark_saved()
