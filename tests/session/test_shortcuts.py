"""Keys that the user has chosen."""

import json

import pytest

from designer.session import shortcuts
from designer.session.preferences import Preferences


def test_an_action_has_its_usual_keys_until_others_are_chosen(tmp_path):
    preferences = Preferences(tmp_path)
    assert shortcuts.keys_of(preferences, "edit.copy", ("Ctrl+C",)) == ("Ctrl+C",)
    shortcuts.choose(preferences, {"edit.copy": ("Ctrl+Ins", "F8"), "edit.cut": ()})
    assert shortcuts.keys_of(preferences, "edit.copy", ("Ctrl+C",)) == ("Ctrl+Ins", "F8")
    assert shortcuts.keys_of(preferences, "edit.cut", ("Ctrl+X",)) == ()


def test_chosen_keys_are_there_the_next_day(tmp_path):
    shortcuts.choose(Preferences(tmp_path), {"edit.copy": ("F8",)})
    assert shortcuts.chosen(Preferences(tmp_path)) == {"edit.copy": ("F8",)}


def test_one_action_or_all_get_their_usual_keys_back(tmp_path):
    preferences = Preferences(tmp_path)
    shortcuts.choose(preferences, {"a": ("F8",), "b": ("F9",)})
    shortcuts.choose(preferences, {"a": None})
    assert shortcuts.chosen(preferences) == {"b": ("F9",)}
    shortcuts.reset_all(preferences)
    assert shortcuts.chosen(preferences) == {}


def test_a_file_of_preferences_that_is_odd_does_no_harm(tmp_path):
    (tmp_path / "preferences.json").write_text(
        json.dumps({"shortcuts": {"a": "F8", "b": ["F9", 3]}})
    )
    assert shortcuts.chosen(Preferences(tmp_path)) == {"b": ("F9",)}
    (tmp_path / "preferences.json").write_text(json.dumps({"shortcuts": 3}))
    assert shortcuts.chosen(Preferences(tmp_path)) == {}


@pytest.mark.parametrize(
    "key", ["A", "7", "Esc", "Ctrl+Esc", "Space", "Up", "Shift+Left", "Alt+Up"]
)
def test_keys_that_the_canvas_needs_cannot_be_taken(key):
    assert shortcuts.why_not(key, on_canvas=True)


@pytest.mark.parametrize("key", ["Tab", "Shift+C", "Home", "Return"])
def test_a_key_alone_is_for_the_canvas_only(key):
    assert not shortcuts.why_not(key, on_canvas=True)
    assert shortcuts.why_not(key, on_canvas=False)


@pytest.mark.parametrize("key", ["Ctrl+A", "F7", "Shift+F1", "Alt+X", "Ctrl++", "Ctrl+Up"])
def test_keys_with_ctrl_or_alt_and_function_keys_are_free(key):
    assert not shortcuts.why_not(key, on_canvas=False)


def test_a_plus_is_a_key_too():
    assert shortcuts.parted("Ctrl++") == (frozenset({"Ctrl"}), "+")
    assert shortcuts.parted("Ctrl+Shift+P") == (frozenset({"Ctrl", "Shift"}), "P")
