"""What was chosen often is offered sooner, and forgotten when it is not any more."""

import pytest

from designer.session.habits import Habits
from designer.session.preferences import Preferences


def test_choices_are_counted_and_kept(tmp_path):
    habits = Habits(Preferences(tmp_path))
    habits.note(["Dense", "Dense", "ReLU"])
    habits.keep()
    assert Habits(Preferences(tmp_path)).counts == {"Dense": 2, "ReLU": 1}


def test_old_habits_fade(tmp_path):
    habits = Habits(Preferences(tmp_path))
    habits.note(["Dropout"])
    habits.note(["Dense"] * 400)
    assert habits.counts == {"Dense": 200}


def test_nothing_counts_without_end(tmp_path):
    preferences = Preferences(tmp_path)
    preferences.set("habits", {"Dense": 10**400})
    assert Habits(preferences).counts == {"Dense": 400}


@pytest.mark.parametrize("rubbish", [3, [], "Dense", {"Dense": "often"}, {"Dense": -2}])
def test_rubbish_is_no_habit(tmp_path, rubbish):
    preferences = Preferences(tmp_path)
    preferences.set("habits", rubbish)
    assert Habits(preferences).counts == {}
