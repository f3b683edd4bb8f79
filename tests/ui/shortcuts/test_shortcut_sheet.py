"""Shortcuts are seen, changed and printed."""

import json

import pytest
from PySide6.QtCore import QSizeF, Qt
from PySide6.QtWidgets import QMessageBox, QPushButton

from designer.ui.actions.registry import TABLE
from designer.ui.canvas.key_table import GESTURES
from designer.ui.main_window import MainWindow
from designer.ui.shortcuts import printing
from designer.ui.shortcuts.keymap import Keymap
from designer.ui.shortcuts.shortcut_sheet import ShortcutSheet
from tests.ui.fakes import make_session

pytestmark = pytest.mark.window
Key = Qt.Key
CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


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
def sheet(window, qtbot):
    window.show_shortcuts()
    made = window.findChild(ShortcutSheet)
    yield made
    made.close()


@pytest.fixture
def keymap(session):
    return Keymap(session.preferences, TABLE)


def record(sheet, qtbot, key, modifiers=Qt.KeyboardModifier.NoModifier):
    sheet.editor.recorder.click()
    qtbot.keyClick(sheet.editor.recorder, key, modifiers)


def texts(sheet):
    return [sheet.list.item(row).text() for row in range(sheet.list.count())]


def test_every_action_and_every_gesture_is_listed(sheet):
    for row in TABLE:
        assert any(text.endswith(row.text.replace("…", "")) for text in texts(sheet))
    assert {text for _, text in GESTURES} <= set(texts(sheet))


def test_an_action_is_found_by_name_or_by_its_keys(sheet, qtbot):
    qtbot.keyClicks(sheet.field, "ctrl+d")
    assert "Duplicate" in texts(sheet)
    assert "Copy" not in texts(sheet)
    sheet.field.clear()
    qtbot.keyClicks(sheet.field, "zom in")
    assert "Zoom In" not in texts(sheet)
    sheet.field.clear()
    qtbot.keyClicks(sheet.field, "zoom in")
    assert "Zoom In" in texts(sheet)


def test_keys_that_are_pressed_are_added_and_work_at_once(sheet, qtbot, window, session):
    sheet.choose("view.tidy")
    record(sheet, qtbot, Key.Key_F8)
    assert session.preferences.get("shortcuts") == {"view.tidy": ["Ctrl+L", "F8"]}
    keys = [key.toString() for key in window.actions_registry["view.tidy"].shortcuts()]
    assert keys == ["Ctrl+L", "F8"]


def test_keys_of_another_action_are_only_taken_when_that_is_wanted(sheet, qtbot, keymap):
    sheet.choose("view.tidy")
    record(sheet, qtbot, Key.Key_D, CTRL)
    assert "Duplicate" in sheet.editor.told.text()
    assert keymap.keys("edit.duplicate") == ("Ctrl+D",)
    sheet.editor.take.click()
    assert keymap.keys("view.tidy") == ("Ctrl+L", "Ctrl+D")
    assert keymap.keys("edit.duplicate") == ()


@pytest.mark.parametrize(
    ("key", "modifiers"),
    [(Key.Key_K, None), (Key.Key_Space, None), (Key.Key_Up, SHIFT), (Key.Key_Tab, None)],
)
def test_keys_that_are_needed_elsewhere_are_refused_with_a_reason(
    sheet, qtbot, keymap, key, modifiers
):
    sheet.choose("view.tidy")
    record(sheet, qtbot, key, modifiers or Qt.KeyboardModifier.NoModifier)
    assert "cannot be taken" in sheet.editor.told.text()
    assert keymap.keys("view.tidy") == ("Ctrl+L",)


def test_escape_ends_the_recording_and_leaves_the_sheet_open(sheet, qtbot, keymap):
    sheet.choose("view.tidy")
    record(sheet, qtbot, Key.Key_Escape)
    assert sheet.isVisible()
    assert not sheet.editor.recorder.listening
    assert keymap.keys("view.tidy") == ("Ctrl+L",)


def test_a_key_is_taken_away_and_the_usual_ones_come_back(sheet, keymap):
    sheet.choose("edit.redo")
    away = next(b for b in sheet.editor.findChildren(QPushButton) if "Ctrl+Y" in b.text())
    away.click()
    assert keymap.keys("edit.redo") == ("Ctrl+Shift+Z",)
    sheet.editor.usual.click()
    assert keymap.keys("edit.redo") == ("Ctrl+Shift+Z", "Ctrl+Y")


def test_all_get_their_usual_keys_back(sheet, qtbot, keymap, monkeypatch):
    keymap.give("view.tidy", "Ctrl+D")
    sheet.refill()
    monkeypatch.setattr(QMessageBox, "exec", lambda _box: QMessageBox.StandardButton.Reset)
    sheet.reset_all.click()
    assert keymap.keys("edit.duplicate") == ("Ctrl+D",)
    assert keymap.keys("view.tidy") == ("Ctrl+L",)
    assert not sheet.reset_all.isEnabled()


def test_usual_keys_that_another_has_by_now_come_back_too(keymap):
    keymap.give("view.tidy", "Ctrl+D")
    keymap.reset("edit.duplicate")
    assert keymap.keys("edit.duplicate") == ("Ctrl+D",)
    assert keymap.keys("view.tidy") == ("Ctrl+L",)


def test_changed_keys_are_kept_for_the_next_day(keymap, engines, tmp_path, qtbot):
    keymap.give("edit.delete", "F8")
    again = make_session(engines, config=tmp_path / "config")
    window = MainWindow(again)
    qtbot.addWidget(window)
    assert "F8" in [key.toString() for key in window.actions_registry["edit.delete"].shortcuts()]
    again.close()


def test_keys_of_the_canvas_follow_and_menus_show_them(window, qtbot, keymap, session):
    keymap.give("canvas.quick_add", "F8")
    qtbot.keyClick(window.canvas, Key.Key_F8)
    assert window.canvas.adder.popup.isVisible()
    window.canvas.adder.popup.close_list()
    keymap.take("edit.paste", "Ctrl+V")
    keymap.give("edit.paste", "Ctrl+Alt+V")
    assert window.canvas.menus.key_now("Ctrl+V") == "Ctrl+Alt+V"


def test_the_sheet_is_written_as_a_pdf(sheet, tmp_path):
    sheet.write_pdf(tmp_path / "keys.pdf")
    data = (tmp_path / "keys.pdf").read_bytes()
    assert data.startswith(b"%PDF")
    assert len(data) > 5_000


def test_a_pdf_that_cannot_be_written_says_why(sheet, tmp_path):
    with pytest.raises(OSError, match="No such file"):
        sheet.write_pdf(tmp_path / "no" / "keys.pdf")


def test_nothing_is_lost_on_paper_and_no_heading_stands_alone(keymap):
    sheet = printing.lines(keymap, GESTURES)
    for size in (QSizeF(595, 842), QSizeF(612, 792), QSizeF(420, 595)):
        columns = [column for page in printing.pages(sheet, size) for column in page]
        assert [line for column in columns for line in column] == sheet
        assert all(column[-1].keys is not None for column in columns)


def test_no_key_does_two_things(keymap):
    keys = [key for entry in keymap.entries for key in keymap.keys(entry.id)]
    assert sorted(keys) == sorted(set(keys))
    assert json.dumps(keys)
