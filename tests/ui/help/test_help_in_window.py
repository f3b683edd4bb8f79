"""Shift+F1 in the window: the kind that is pointed at, else the selected layer."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip

from designer.catalog.help import curated
from designer.document.commands import nodes
from designer.document.commands.nodes import add_node
from designer.ui.canvas.gestures.stage import Hit
from designer.ui.inspector.kind_page import KindPage
from designer.ui.inspector.node_page import NodePage
from tests.ui.windows import open_window

pytestmark = pytest.mark.window


@pytest.fixture
def window(session, qtbot):
    with open_window(session, qtbot) as made:
        yield made


def ask(window):
    window.actions_registry["help.layer"].trigger()


def test_the_selected_layer_is_explained(window, session, qtbot):
    id = nodes.add_node(session.document, session.catalog, "Dense", (0.0, 0.0))
    session.preferences.set("help_open", False)
    session.selection.set([id])
    ask(window)
    page = window.inspector.widget()
    assert isinstance(page, NodePage)
    qtbot.waitUntil(lambda: page.card is not None and page.card.isVisible())


def test_the_kind_chosen_in_the_palette_is_explained(window, qtbot):
    list_ = window.palette_panel.lists()[0]
    list_.setFocus()
    list_.setCurrentRow(1)
    ask(window)
    page = window.inspector.widget()
    assert isinstance(page, KindPage)
    assert page.spec.kind == list_.kinds()[1]


def test_the_kind_chosen_in_quick_add_is_explained(window, qtbot):
    window.canvas.quick_add("lstm")
    popup = window.canvas.adder.popup
    assert popup.kind == "LSTM"
    qtbot.keyClick(popup.field, Qt.Key.Key_F1, Qt.KeyboardModifier.ShiftModifier)
    page = window.inspector.widget()
    assert isinstance(page, KindPage)
    assert page.spec.kind == "LSTM"
    popup.close_list()


def test_quick_add_shows_what_the_chosen_row_does(window, qtbot):
    window.canvas.quick_add("lstm")
    popup = window.canvas.adder.popup
    qtbot.waitUntil(popup.preview.isVisible)
    assert "step by step" in popup.preview.what.text()
    beside, own = popup.geometry(), popup.preview.geometry()
    assert own.left() >= beside.right() - 12 or own.right() <= beside.left() + 12
    popup.close_list()
    assert not popup.preview.isVisible()


def test_words_are_said_where_nothing_is_pointed_at(window, session, monkeypatch):
    said = []
    monkeypatch.setattr(window, "notify", said.append)
    session.selection.set([])
    window.canvas.setFocus()
    ask(window)
    assert said == ["Select a layer to read about, or point at one in the palette."]


def test_what_was_read_about_comes_on_the_canvas(window, session):
    window.inspector.show_help("Conv2D")
    window.inspector.widget().add.click()
    assert [node.kind for node in session.document.graph.nodes.values()] == ["Conv2D"]


def test_the_palette_explains_what_the_pointer_rests_on(window, monkeypatch):
    said = []
    monkeypatch.setattr(QToolTip, "showText", lambda _place, text, *_: said.append(text))
    list_ = window.palette_panel.lists()[0]
    place = list_.visualItemRect(list_.item(0)).center()
    where = list_.viewport().mapToGlobal(place)
    event = QHelpEvent(QHelpEvent.Type.ToolTip, QPoint(place), where)
    QApplication.sendEvent(list_.viewport(), event)
    assert len(said) == 1
    assert "data:image/png" in said[0]


def test_the_menu_of_a_kind_leads_to_its_help(window, session):
    menu = window.palette_panel.menu_of(session.catalog.layer("Conv2D"))
    assert [action.text() for action in menu.actions()] == ["Add to canvas", "Help on Conv2D"]
    menu.actions()[1].trigger()
    assert window.inspector.widget().spec.kind == "Conv2D"
    menu.deleteLater()


def test_the_menu_of_a_layer_on_the_canvas_leads_to_its_help(window, session):
    node = add_node(session.document, session.catalog, "Dense", (0.0, 0.0))
    menu = window.canvas.menus.menu(Hit(node=node))
    next(action for action in menu.actions() if action.text() == "Help on this kind").trigger()
    assert window.inspector.widget().spec.kind == "Dense"
    menu.deleteLater()


def test_the_window_opens_without_reading_the_help(session, qtbot, request):
    curated.cache_clear()
    window = request.getfixturevalue("window")
    assert window.isVisible()
    assert curated.cache_info().misses == 0
