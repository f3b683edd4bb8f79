"""The engine as a process: what goes in at one pipe and comes out at the other."""

import json
import os
import signal
import sys

import pytest

from designer.project.files import project_to_dict
from designer.protocol.events import (
    BatchesEnded,
    EngineReady,
    EpochEnded,
    Logged,
    PhaseChanged,
    ProjectChecked,
    RequestFailed,
)
from designer.protocol.requests import CheckProject, Shutdown, StartTraining, StopTraining

pytestmark = pytest.mark.engine


@pytest.fixture
def project(chain):
    drawn = chain(
        ("image", "Input", {"shape": [8, 8, 1]}),
        ("flat", "Flatten", {}),
        ("dense", "Dense", {"units": 10, "activation": "softmax"}),
        ("label", "Output", {"loss": "sparse_categorical_crossentropy"}),
    )
    return project_to_dict(drawn.on("digits").project)


def test_an_engine_says_what_it_is_and_checks_a_project(living_engine, project):
    assert isinstance(living_engine.ready, EngineReady)
    assert set(living_engine.ready.versions) == {"python", "keras", "tensorflow", "numpy"}
    assert any(name.startswith("CPU") for name in living_engine.ready.devices)
    living_engine.send(CheckProject("a", 7, project))
    checked = living_engine.next()
    assert isinstance(checked, ProjectChecked)
    assert (checked.id, checked.revision, checked.problems) == ("a", 7, [])
    assert checked.nodes["dense"]["outputs"] == {
        "output": {"shape": [None, 10], "dtype": "float32"}
    }
    assert checked.totals["parameters"] == 650


def test_a_line_that_is_no_request_is_told_and_ignored(living_engine, project):
    living_engine.write(b"\xff\xfe not a request\n\n{}\n")
    assert [type(living_engine.next()), type(living_engine.next())] == [Logged, Logged]
    living_engine.send(CheckProject("b", 1, project))
    assert isinstance(living_engine.next(), ProjectChecked)


@pytest.mark.parametrize("depth", [15_000, 300_000])
def test_a_request_nested_to_break_the_reader_does_not(living_engine, project, depth):
    nested = b"[" * depth + b"]" * depth
    living_engine.write(
        b'{"type":"CheckProject","id":"n","revision":1,"project":' + nested + b"}\n"
    )
    assert isinstance(living_engine.next(), Logged | RequestFailed)
    living_engine.send(CheckProject("o", 1, project))
    assert isinstance(living_engine.next(), ProjectChecked)


def test_values_nested_deeply_in_a_project_do_no_harm(living_engine, project):
    value = 1
    for _ in range(900):
        value = [value]
    node = next(node for node in project["nodes"] if node["kind"] == "Dense")
    node["params"]["units"] = value
    living_engine.send(CheckProject("p", 1, project))
    assert isinstance(living_engine.next(), ProjectChecked | RequestFailed)


def test_a_project_that_is_none_is_refused_in_one_sentence(living_engine):
    living_engine.send(CheckProject("c", 1, {"nodes": [3]}))
    failed = living_engine.next()
    assert isinstance(failed, RequestFailed)
    assert failed.message == "Expected node 1 to be an object, found a number."
    assert "Traceback" in failed.detail


def test_stopping_where_nothing_runs_does_no_harm(living_engine, project):
    living_engine.send(StopTraining("x"))
    living_engine.send(CheckProject("d", 1, project))
    assert isinstance(living_engine.next(), ProjectChecked)


def test_the_end_of_its_input_ends_the_engine(engine):
    engine.hang_up()
    assert engine.wait() == 0
    assert engine.next() is None
    assert "Traceback" not in engine.errors


def test_an_engine_that_is_asked_to_end_answers_first_what_it_works_on(engine, project):
    engine.send(CheckProject("e", 1, project))
    assert isinstance(engine.next(), ProjectChecked)
    engine.send(Shutdown())
    assert engine.wait() == 0


def test_a_window_that_goes_away_in_mid_training_leaves_a_stopped_run(engine, project, tmp_path):
    folder = tmp_path / "run"
    long = {**project, "fit": {"epochs": 100_000}}
    engine.send(StartTraining("t", long, str(folder)))
    while not isinstance(event := engine.next(), BatchesEnded):
        assert not isinstance(event, RequestFailed), event
    engine.send(CheckProject("c", 1, project))
    while not isinstance(event := engine.next(), ProjectChecked):
        assert isinstance(event, BatchesEnded | EpochEnded | PhaseChanged)
    engine.send(StartTraining("u", long, str(tmp_path / "other")))
    while not isinstance(event := engine.next(), RequestFailed):
        pass
    assert event.message.startswith("This engine trains already.")
    engine.hang_up()
    assert engine.wait() == 0
    assert json.loads((folder / "status.json").read_text())["state"] == "stopped"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
def test_an_interrupt_from_the_terminal_is_left_to_the_window(living_engine, project):
    os.kill(living_engine.process.pid, signal.SIGINT)
    living_engine.send(CheckProject("f", 1, project))
    assert isinstance(living_engine.next(), ProjectChecked)


def test_a_killed_engine_leaves_its_pipe_at_an_end(engine):
    engine.process.kill()
    engine.wait()
    assert engine.next() is None
