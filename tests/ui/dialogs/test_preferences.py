"""What is chosen in the preferences holds at once."""

import pytest
from PySide6.QtCore import Qt

from designer.ui.dialogs.preferences import PreferencesDialog
from designer.ui.motion import stands_still


@pytest.fixture
def dialog(session, qtbot):
    asked = []
    made = PreferencesDialog(None, session.preferences, lambda: asked.append("shortcuts"))
    made.asked = asked
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    made.show()
    return made


def choose(field, text):
    field.setCurrentText(text)
    field.activated.emit(field.currentIndex())


def test_everything_begins_as_usual(dialog):
    assert dialog.theme.currentText() == "System"
    assert dialog.motion.currentText() == "As the system says"
    assert dialog.welcome.isChecked()


def test_a_theme_is_kept(dialog, session):
    choose(dialog.theme, "Dark")
    assert session.preferences.get("theme") == "dark"


def test_motion_can_be_reduced_or_full_whatever_the_system_says(dialog, session, monkeypatch):
    monkeypatch.setattr("designer.ui.motion._system_wants_rest", lambda: True)
    assert stands_still(session.preferences)
    choose(dialog.motion, "Full")
    assert not stands_still(session.preferences)
    choose(dialog.motion, "Reduced")
    assert stands_still(session.preferences)
    choose(dialog.motion, "As the system says")
    assert session.preferences.get("reduced_motion") is None


def test_the_welcome_page_can_be_left_out_at_the_start(dialog, session):
    dialog.welcome.click()
    assert session.preferences.get("show_welcome") is False


def test_a_choice_made_elsewhere_shows(dialog, session):
    session.preferences.set("theme", "light")
    session.preferences.set("show_welcome", False)
    assert dialog.theme.currentText() == "Light"
    assert not dialog.welcome.isChecked()


def test_the_shortcuts_are_one_press_away(dialog, qtbot):
    qtbot.mouseClick(dialog.shortcuts, Qt.MouseButton.LeftButton)
    assert dialog.asked == ["shortcuts"]
