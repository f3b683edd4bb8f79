"""Code that nothing breaks off takes its engine with it, once."""

import os
import subprocess
import sys

import pytest

from designer.engine.own.endless import Endless, hung_before, limited

pytestmark = pytest.mark.engine

STUBBORN = """
import designer.engine.own.endless as endless
endless._GRACE = 0.3
with endless.limited("mark", 0.3):
    while True:
        try:
            while True:
                pass
        except BaseException:
            pass
"""


def test_a_loop_is_broken_off():
    with pytest.raises(Endless), limited("loop", 0.2):  # noqa: PT012
        while True:
            pass


def test_code_that_ends_in_time_is_left_alone():
    with limited("quick", 5):
        done = 1
    assert done == 1


def test_a_stubborn_loop_ends_the_engine_and_is_not_run_again(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    done = subprocess.run(
        [sys.executable, "-c", STUBBORN],
        capture_output=True,
        text=True,
        timeout=60,
        env=dict(os.environ),
        check=False,
    )
    assert done.returncode == 71
    assert "did not end within" in done.stderr
    assert hung_before("mark")
    assert not hung_before("another")
