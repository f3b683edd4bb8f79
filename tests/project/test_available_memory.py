"""What is free is the least of the machine's memory and of the container's limit."""

import pytest

from designer.project import available_memory as module
from designer.project.available_memory import available_memory


@pytest.fixture
def group(tmp_path, monkeypatch):
    """A function that sets limit and use of a container."""

    def limit(most, used):
        paths = (tmp_path / "most", tmp_path / "used")
        for path, text in zip(paths, (most, used), strict=True):
            path.write_text(str(text), encoding="ascii")
        monkeypatch.setattr(module, "_CGROUPS", (tuple(map(str, paths)),))

    return limit


def test_a_container_limits_what_is_free(group):
    group(500_000_000, 200_000_000)
    assert available_memory() == 300_000_000


@pytest.mark.parametrize("most", ["max", 9223372036854771712])
def test_a_container_without_limit_leaves_what_the_machine_has(group, most):
    group(most, 1)
    assert available_memory() > 100_000_000


def test_a_container_that_is_full_leaves_next_to_nothing(group):
    group(100, 200)
    assert available_memory() == 1
