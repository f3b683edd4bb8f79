"""Every command by some of its letters."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QListWidget

from designer.document.commands.nodes import add_node
from designer.ui import theme
from designer.ui.actions.command_palette import CommandPalette
from designer.ui.actions.registry import TABLE
from designer.ui.main_window import MainWindow

pytestmark = [
    pytest.mark.window,
    pytest.mark.qt_log_ignore("This plugin does not support", extend=True),
]


@pytest.fixture
def window(session, qtbot):
    made = MainWindow(session)
    made.resize(1280, 800)
    made.show()
    made.show_workspace("design")
    qtbot.waitExposed(made)
    yield made
    session.history.mark_saved()
    made.close()
    made.deleteLater()


@pytest.fixture
def palette(window, qtbot):
    def ask(typed=""):
        window.show_commands()
        made = window.findChildren(CommandPalette)[-1]
        qtbot.keyClicks(made.findChild(QLineEdit), typed)
        return made

    yield ask
    for made in window.findChildren(CommandPalette):
        made.close()


def enter(palette, qtbot):
    qtbot.keyClick(palette.findChild(QLineEdit), Qt.Key.Key_Return)


def spoken(palette):
    list_ = palette.findChild(QListWidget)
    return list_.currentItem().data(Qt.ItemDataRole.AccessibleTextRole)


def test_it_offers_every_action_and_every_example(palette):
    titles = palette().titles()
    for row in TABLE:
        if row.label is None:
            assert any(title.endswith(row.text.replace("…", "")) for title in titles), row.id
    assert "Convolutions" in titles


def test_some_letters_are_enough(palette):
    assert palette("zi").titles()[0] == "Zoom In"
    assert palette("them dar").titles()[0] == "Theme: Dark"
    assert palette("tidy").titles()[0] == "Tidy"
    assert palette("go to l").titles()[0] == "Go to Layer"


def test_what_cannot_be_done_is_shown_with_the_reason_and_does_nothing(palette, qtbot):
    asked = palette("make block")
    assert asked.titles()[0] == "Make Block"
    assert "Select a layer on the canvas first." in spoken(asked)
    enter(asked, qtbot)
    assert asked.isVisible()
    assert "Select a layer on the canvas first." in [w.text() for w in asked.findChildren(QLabel)]


def test_what_was_used_last_comes_first(palette, qtbot, session):
    enter(palette("fit graph"), qtbot)
    assert palette().titles()[0] == "Fit Graph"
    enter(palette("theme dark"), qtbot)
    assert palette().titles()[:2] == ["Theme: Dark", "Fit Graph"]
    theme.set_theme("light")


def test_a_screen_reader_hears_the_keys(palette):
    assert spoken(palette("zoom in")).startswith("Zoom In, View, Ctrl+=")


def test_words_are_taken_along_to_the_search_for_a_layer(palette, qtbot, window):
    asked = palette("dropout")
    assert asked.titles()[-2:] == ["Add layer “dropout”…", "Go to layer “dropout”…"]
    qtbot.keyClick(asked.findChild(QLineEdit), Qt.Key.Key_Up)
    for _ in range(len(asked.titles()) - 2):
        qtbot.keyClick(asked.findChild(QLineEdit), Qt.Key.Key_Down)
    enter(asked, qtbot)
    assert window.canvas.adder.popup.field.text() == "dropout"
    window.canvas.adder.popup.close_list()


def test_words_are_taken_along_to_what_is_drawn(palette, qtbot, window, session):
    add_node(session.document, session.catalog, "Dropout", (0.0, 0.0))
    asked = palette("dropout")
    qtbot.keyClick(asked.findChild(QLineEdit), Qt.Key.Key_PageDown)
    enter(asked, qtbot)
    assert window.canvas.finding.bar.field.text() == "dropout"
    assert window.canvas.finding.bar.count.text() == "1 found"


def test_every_action_says_what_it_does_and_what_it_lacks():
    for row in TABLE:
        assert row.help, row.id
        assert row.help.endswith("."), row.id
        if row.enabled.__name__ != "always" if hasattr(row.enabled, "__name__") else True:
            assert row.needs, row.id
