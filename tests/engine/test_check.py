"""The whole answer to `CheckProject`."""

import pytest

from designer.engine.check import check_project, shared_memo
from designer.project.files import project_to_dict
from designer.protocol.codec import decode, encode
from designer.protocol.requests import CheckProject

pytestmark = pytest.mark.engine


@pytest.fixture
def request_of(chain):
    project = chain(
        ("x", "Input", {"shape": [8, 8, 1]}),
        ("conv", "Conv2D", {"filters": 32, "kernel_size": 3, "padding": "same"}),
        ("y", "Output", {}),
    ).project
    return CheckProject("a", 3, project_to_dict(project))


def test_every_figure_is_there_and_survives_the_pipe(request_of):
    event = check_project(request_of)
    assert decode(encode(event)) == event
    assert event.nodes["conv"] == {
        "outputs": {"output": {"shape": [None, 8, 8, 32], "dtype": "float32"}},
        "parameters": 320,
        "trainable": 320,
        "multiply_adds": 8 * 8 * 32 * 9,
        "activation_bytes": 8 * 8 * 32 * 4,
    }
    assert event.nodes["y"]["outputs"] == event.nodes["conv"]["outputs"]
    assert event.totals == {
        "parameters": 320,
        "trainable": 320,
        "multiply_adds": 18432,
        "activation_bytes": 256 + 8192,
    }


def test_what_was_learned_is_kept_for_the_next_process(request_of):
    check_project(request_of)
    shared_memo().save()
    shared_memo.cache_clear()
    assert len(shared_memo()) >= 2
