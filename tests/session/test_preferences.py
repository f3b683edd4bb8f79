"""What the user prefers outlives the program, and rubbish in its file keeps nobody from it."""

import json

import pytest

from designer.project.memory_need import Precision
from designer.session.preferences import Preferences, RecentFiles


def test_a_value_comes_back(tmp_path):
    Preferences(tmp_path).set("theme", "dark")
    assert Preferences(tmp_path).get("theme") == "dark"


@pytest.mark.parametrize("text", ["", "{", "3", "[]", "[" * 100_000, "\ufeff{}"])
def test_a_broken_file_is_passed_over(tmp_path, text):
    (tmp_path / "preferences.json").write_text(text, "utf-8")
    (tmp_path / "recent.json").write_text(text, "utf-8")
    assert Preferences(tmp_path).get("theme", "system") == "system"
    assert RecentFiles(tmp_path).paths == ()


@pytest.mark.parametrize("value", [None, 3, [], {}, "float12"])
def test_what_is_none_of_some_words_is_the_usual_one(tmp_path, value):
    (tmp_path / "preferences.json").write_text(json.dumps({"precision": value}))
    assert Preferences(tmp_path).word("precision", Precision.FLOAT32) is Precision.FLOAT32
