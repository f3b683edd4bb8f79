"""The words on the canvas and in the palette can be translated."""

import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication

from designer.ui.canvas.view import GraphView
from designer.ui.palette.palette_panel import PalettePanel


class _Shout(QTranslator):
    """Translates what goes through the one door of the application."""

    def translate(self, context, text, disambiguation=None, n=-1):
        return text.upper() if context == "designer" and "{" not in text else ""

    def isEmpty(self):
        return False


@pytest.fixture
def shouting():
    translator = _Shout()
    QApplication.installTranslator(translator)
    yield
    QApplication.removeTranslator(translator)


def test_canvas_and_palette_speak_the_language_of_the_user(shouting, session, qtbot):
    view, palette = GraphView(session), PalettePanel(session)
    for widget in (view, palette):
        qtbot.addWidget(widget)
    view.quick_add()
    assert view.accessibleName() == "CANVAS"
    assert view.overlays.zoom_chip.accessibleName() == "ZOOM"
    assert view.adder.popup.hint == "ENTER ADDS IT AT THE POINTER"
    assert palette.search_field.placeholderText() == "SEARCH LAYERS"
