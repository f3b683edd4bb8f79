import json
import os
import signal
from dataclasses import replace

import pytest

from designer.paths import resources
from designer.project.files import project_to_dict
from designer.project.runs import (
    RunStatus,
    StoredState,
    read_events,
    read_status,
    write_status,
)
from designer.project.runs.processes import process_start
from designer.protocol.events import (
    BatchesEnded,
    EpochEnded,
    Logged,
    PhaseChanged,
    RequestFailed,
    RunEnded,
    RunStarted,
)
from designer.protocol.requests import PauseTraining, StartTraining

pytestmark = pytest.mark.engine

EARLY = {"class_name": "EarlyStopping", "config": {"patience": 30, "restore_best_weights": True}}
PLATEAU = {"class_name": "ReduceLROnPlateau", "config": {"patience": 1, "min_delta": 0.5}}
CSV = {"class_name": "CSVLogger", "config": {"filename": "log.csv"}}


def epochs_in(folder):
    return [(e.epoch, e.logs) for e in read_events(folder) if isinstance(e, EpochEnded)]


def steps_in(folder):
    return [s for e in read_events(folder) if isinstance(e, BatchesEnded) for s in e.steps]


def send_start(engine, project, folder, resume):
    folder.mkdir(exist_ok=True)
    place = str(resources() / "examples")
    engine.send(StartTraining("r1", project_to_dict(project), str(folder), place, resume))


def wait_for(engine, wanted):
    while True:
        event = engine.next(120)
        assert event is not None, engine.errors
        if wanted(event):
            return event


def test_a_killed_engine_is_resumed_as_if_nothing_had_happened(
    example, train, difference, engine, tmp_path
):
    """Dropout, shuffling, another process: the weights are equal to the last bit."""
    project = example("digits_mlp", epochs=5)
    straight = train(project, "straight")
    folder = tmp_path / "killed"
    send_start(engine, project, folder, False)
    wait_for(engine, lambda e: isinstance(e, EpochEnded) and e.epoch == 1)
    engine.send(PauseTraining("r1"))
    wait_for(engine, lambda e: isinstance(e, PhaseChanged) and e.phase == "paused")
    os.kill(engine.process.pid, signal.SIGKILL)
    engine.wait()
    assert read_status(folder).state == "killed"
    again = train(project, "killed", resume=True)
    assert again.end.outcome == "completed"
    assert again.of(RunStarted)[0].epoch >= 1
    assert difference(again, straight) == 0.0
    assert epochs_in(folder) == epochs_in(straight.folder)
    assert steps_in(folder) == steps_in(straight.folder)
    assert (folder / "replaced.jsonl").stat().st_size > 0


def test_a_stopped_run_goes_on_with_its_callbacks(example, train, difference):
    project = example("digits_mlp", epochs=6, callbacks=(EARLY, PLATEAU, CSV))
    straight = train(project, "straight")

    def stop(training, event):
        if isinstance(event, EpochEnded) and event.epoch == 2:
            training.stop()

    train(project, "stopped", meanwhile=stop)
    again = train(project, "stopped", resume=True)
    assert again.of(RunStarted)[0].epoch == 3
    assert difference(again, straight) == 0.0
    assert epochs_in(again.folder) == epochs_in(straight.folder)
    assert again.end.best == straight.end.best
    assert (again.folder / "log.csv").read_text() == (straight.folder / "log.csv").read_text()
    assert difference(again, straight, "best.keras") == 0.0


def test_a_completed_run_can_be_given_more_epochs(example, train, difference):
    straight = train(example("digits_mlp", epochs=4), "straight")
    train(example("digits_mlp", epochs=2), "longer")
    again = train(example("digits_mlp", epochs=4), "longer", resume=True)
    assert difference(again, straight) == 0.0
    assert sum(isinstance(e, RunEnded) for e in read_events(again.folder)) == 1
    assert again.status["planned"] == 4


def test_a_run_with_all_its_epochs_says_so(example, train):
    train(example("digits_mlp", epochs=1))
    again = train(example("digits_mlp", epochs=1), resume=True)
    assert isinstance(again.end, RequestFailed)
    assert "Give it more epochs" in again.end.message
    assert again.status["state"] == "completed"


def test_a_run_killed_before_its_first_checkpoint_begins_again(example, train, difference):
    project = example("digits_mlp", epochs=1)
    straight = train(project, "straight")

    def stop(training, event):
        if isinstance(event, BatchesEnded):
            training.stop()

    train(project, "early", meanwhile=stop)
    again = train(project, "early", resume=True)
    assert again.of(RunStarted)[0].epoch == 0
    assert difference(again, straight) == 0.0


def test_a_resumed_run_still_knows_which_values_are_better(example, train):
    def measured(epochs):
        project = example("digits_mlp", epochs=epochs)
        label = project.graph.outputs[0]
        metric = {"class_name": "MeanIoU", "config": {"num_classes": 10, "sparse_y_pred": False}}
        nodes = {**project.graph.nodes, label.id: label.with_param("metrics", [metric])}
        return replace(project, graph=replace(project.graph, nodes=nodes))

    straight = train(measured(4), "straight")
    train(measured(2), "longer")
    again = train(measured(4), "longer", resume=True)
    assert again.end.best == straight.end.best


def test_data_that_has_changed_since_is_told_when_a_run_goes_on(example, train):
    run = train(example("digits_mlp", epochs=1))
    about = json.loads((run.folder / "data.json").read_text())
    (run.folder / "data.json").write_text(json.dumps({**about, "fingerprint": "another"}))
    again = train(example("digits_mlp", epochs=2), resume=True)
    assert [e.level for e in again.of(Logged) if "data has changed" in e.text] == ["warning"]


def test_a_run_that_another_process_trains_is_left_alone(example, train, tmp_path):
    (tmp_path / "run").mkdir()
    parent = os.getppid()
    busy = RunStatus(StoredState.RUNNING, pid=parent, process=process_start(parent))
    write_status(tmp_path / "run", busy)
    again = train(example("digits_mlp", epochs=1), resume=True)
    assert isinstance(again.end, RequestFailed)
    assert "in progress" in again.end.message
    assert [path.name for path in again.folder.iterdir()] == ["status.json"]


def test_a_broken_checkpoint_is_passed_over(example, train, difference):
    def stop(training, event):
        if isinstance(event, EpochEnded) and event.epoch == 2:
            training.stop()

    project = example("digits_mlp", epochs=4)
    straight = train(project, "straight")
    run = train(project, "broken", meanwhile=stop)
    newest = sorted((run.folder / "checkpoints").iterdir())[-1]
    (newest / "state.json").write_text(json.dumps({"epoch": 3})[:5])
    again = train(project, "broken", resume=True)
    assert again.of(RunStarted)[0].epoch in (1, 2)
    assert difference(again, straight) == 0.0
