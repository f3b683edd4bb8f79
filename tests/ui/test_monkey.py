"""Five hundred gestures of a monkey: nothing breaks, nothing is left over, all can be undone.

More of them: see `python -m tests.ui.monkey`.
"""

import pytest

from tests.ui.monkey.cage import Cage, listening

pytestmark = pytest.mark.window


@pytest.fixture
def cage(qapp, tmp_path):
    made = Cage(tmp_path, seed=2)
    with listening(made.errors):
        yield made
        made.close()


def test_500_random_gestures_break_nothing_and_can_be_undone_to_the_start(cage):
    cage.play(500)
    cage.end()


def test_random_gestures_leave_nothing_behind(cage):
    cage.play(60)
    cage.forget()
    before = cage.census()
    cage.play(60)
    cage.forget()
    assert cage.census() - before == {}
