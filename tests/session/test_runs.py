import os

import pytest

from designer.document.commands.edges import connect
from designer.document.commands.nodes import add_node
from designer.document.commands.settings import set_setting
from designer.graph.records import Endpoint
from designer.project.files import write_project
from designer.project.runs import Journal
from designer.project.settings import DataKind
from designer.protocol.events import BatchesEnded, EpochEnded, PhaseChanged, RunEnded, RunStarted
from designer.protocol.requests import PauseTraining, StartTraining, StopTraining
from designer.session.engine import EngineState
from designer.session.run import RunState


@pytest.fixture
def trainable(stage, tmp_path):
    session = stage.session
    document, catalog = session.document, session.catalog
    image = add_node(document, catalog, "Input", (0, 0), {"shape": [64]})
    dense = add_node(document, catalog, "Dense", (0, 100), {"units": 10})
    label = add_node(document, catalog, "Output", (0, 200), {"loss": "mse"})
    connect(document, catalog, Endpoint(image, "output"), Endpoint(dense, "inputs"))
    connect(document, catalog, Endpoint(dense, "output"), Endpoint(label, "inputs"))
    set_setting(document, "data.kind", DataKind.BUILTIN)
    set_setting(document, "data.name", "digits")
    session.save_as(tmp_path / "digits.kdesign")
    return stage.ready()


def start(stage):
    run = stage.session.start_training()
    stage.trainer.say(RunStarted(run.request_id, str(run.folder), 3, 10, 0, 320, ["loss"]))
    return run


def test_why_training_cannot_begin_is_said_in_words(stage):
    assert "no model" in stage.session.can_train
    with pytest.raises(ValueError, match="no model"):
        stage.session.start_training()


def test_a_run_gets_an_engine_of_its_own(trainable):
    run = trainable.session.start_training()
    assert len(trainable.links) == 2
    assert trainable.trainer.asked(StartTraining)[0].run_folder == str(run.folder)
    assert run.folder.parent.name == "digits.runs"
    assert trainable.session.engine.state is EngineState.TRAINING
    assert trainable.session.can_train == "A run is in progress."


def test_a_run_is_a_fold_over_its_events(trainable):
    run = start(trainable)
    say = trainable.trainer.say
    say(
        BatchesEnded(run.request_id, 0, 4, [1, 2, 3, 4], {"loss": [4.0, 3.0, 2.0, 1.0]}, 100.0, 9.0)
    )
    say(EpochEnded(run.request_id, 0, 10, {"loss": 1.5, "val_loss": 1.7}))

    assert (run.epoch, run.epochs, run.steps_per_epoch, run.state) == (1, 3, 10, RunState.TRAINING)
    assert list(run.batches["loss"].y) == [4.0, 3.0, 2.0, 1.0]
    assert list(run.epochs_logs["val_loss"].x) == [10.0]
    assert run.epoch_table() == ({"epoch": 1, "loss": 1.5, "val_loss": 1.7},)


def test_stop_and_pause_reach_the_runs_engine(trainable):
    run = start(trainable)
    trainable.session.pause_training()
    trainable.trainer.say(PhaseChanged(run.request_id, "paused"))
    assert run.state is RunState.PAUSED
    trainable.session.stop_training()
    assert run.state is RunState.STOPPING
    assert trainable.trainer.asked(PauseTraining)
    assert trainable.trainer.asked(StopTraining)


def test_a_run_that_ended_frees_its_engine(trainable):
    run = start(trainable)
    trainable.trainer.say(
        RunEnded(run.request_id, "completed", "", 3, {"loss": {"value": 1.0, "epoch": 3}})
    )
    assert run.state is RunState.COMPLETED
    assert run.best == {"loss": {"value": 1.0, "epoch": 3}}
    assert trainable.session.runs.active is None
    assert trainable.session.runs.shown is run
    assert not trainable.trainer.alive
    assert trainable.session.engine.state is EngineState.READY


def test_a_run_whose_engine_dies_is_killed_and_nothing_else_is(trainable):
    run = start(trainable)
    trainable.trainer.die("The engine was killed.")
    assert run.state is RunState.KILLED
    assert run.message == "The engine was killed."
    assert trainable.engine.alive
    assert trainable.session.runs.active is None


def test_an_engine_that_cannot_be_started_ends_the_run_and_leaves_the_next_one_free(trainable):
    def refuse(link):
        link.ended.emit("The engine could not be started: no such file.")

    trainable.start_link = refuse
    run = trainable.session.start_training()

    assert (run.state, run.message) == (
        RunState.KILLED,
        "The engine could not be started: no such file.",
    )
    assert trainable.session.engine.state is EngineState.READY
    assert trainable.session.can_train is None


def write_journal(folder, *events):
    journal = Journal(folder)
    for event in events:
        journal.write(event)
    journal.close()


@pytest.fixture
def stopped(trainable):
    """A run of three epochs that was stopped amid the second, and its project."""
    run = trainable.session.start_training()
    write_project(run.folder / "project.kdesign", trainable.session.document.project)
    write_journal(
        run.folder,
        RunStarted("r0", str(run.folder), 3, 10, 0, 320, ["loss"]),
        BatchesEnded("r0", 0, 10, list(range(1, 11)), {"loss": [4.0] * 10}),
        EpochEnded("r0", 0, 10, {"loss": 1.5}),
        BatchesEnded("r0", 1, 2, [11, 12], {"loss": [3.0, 3.0]}),
    )
    trainable.trainer.say(RunEnded(run.request_id, "stopped"))
    return run.folder


def test_a_resumed_run_shows_each_step_and_each_resumption_once(trainable, stopped):
    run = trainable.session.resume_run(stopped.name)
    assert trainable.trainer.asked(StartTraining)[0].resume
    for _ in range(2):
        again = RunStarted(run.request_id, str(stopped), 3, 10, 1, 320, ["loss"])
        write_journal(stopped, again)
        trainable.trainer.say(again)
    trainable.trainer.say(BatchesEnded(run.request_id, 1, 1, [11], {"loss": [2.0]}))

    assert run.resumed == (10,)
    assert list(run.batches["loss"].x) == list(range(1, 12))
    assert [row["epoch"] for row in run.epoch_table()] == [1]


def test_a_run_that_begins_again_shows_nothing_of_before(trainable, stopped):
    run = trainable.session.resume_run(stopped.name)
    (stopped / "metrics.jsonl").unlink()
    begin = RunStarted(run.request_id, str(stopped), 3, 10, 0, 320, ["loss"])
    write_journal(stopped, begin)
    trainable.trainer.say(begin)

    assert run.batches == {}
    assert run.epoch_table() == ()


def test_a_run_is_resumed_where_its_project_was_moved_to(trainable, stopped, tmp_path):
    session = trainable.session
    (tmp_path / "there").mkdir()
    session.path.rename(tmp_path / "there" / "digits.kdesign")
    stopped.parent.rename(tmp_path / "there" / "digits.runs")
    session.open(tmp_path / "there" / "digits.kdesign")

    run = session.resume_run(stopped.name)

    request = trainable.trainer.asked(StartTraining)[0]
    assert request.run_folder == str(tmp_path / "there" / "digits.runs" / stopped.name)
    assert request.folder == str(tmp_path / "there")
    assert list(run.epochs_logs["loss"].y) == [1.5]


def test_lines_of_a_journal_that_make_no_sense_are_passed_over(trainable, stopped):
    with (stopped / "metrics.jsonl").open("a") as journal:
        journal.write('{"type": "PhaseChanged", "id": "r0", "phase": "dreaming"}\n')
        journal.write(
            '{"type": "BatchesEnded", "id": "r0", "epoch": 1, "step": 3, "steps": "x", '
            '"values": {"loss": "y"}}\n'
        )
    trainable.session.runs.show(stopped.name)
    assert len(trainable.session.runs.shown.batches["loss"]) == 12


def test_a_run_takes_only_what_is_its_own(trainable):
    run = start(trainable)
    trainable.trainer.say(EpochEnded("another", 0, 10, {"loss": 1.5}))
    trainable.trainer.say(RunEnded("another", "failed"))
    assert run.epoch_table() == ()
    assert trainable.session.runs.active is run


def test_a_run_that_is_stopping_says_so_until_it_saves(trainable):
    run = start(trainable)
    trainable.session.stop_training()
    trainable.trainer.say(PhaseChanged(run.request_id, "validating"))
    assert run.state is RunState.STOPPING
    trainable.trainer.say(PhaseChanged(run.request_id, "saving"))
    assert run.state is RunState.SAVING


def test_untitled_projects_do_not_see_the_runs_of_each_other(trainable, monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "home"))
    session = trainable.session
    session.new(session.document.project)
    run = start(trainable)
    trainable.trainer.die("The engine was killed.")
    (run.folder / "project.kdesign").write_text("{}")
    session.runs.refresh()
    assert [entry.id for entry in session.runs.all] == [run.id]

    session.new()
    assert session.runs.all == ()


def test_a_killed_window_loses_no_run_of_an_untitled_project(trainable, monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "home"))
    session = trainable.session
    session.new(session.document.project)
    set_setting(session.document, "fit.epochs", 3)
    run = start(trainable)
    trainable.trainer.die("The engine was killed.")
    (run.folder / "project.kdesign").write_text("{}")
    (journal,) = (tmp_path / "state").glob("*.journal")
    text = journal.read_text().replace(f'"pid": {os.getpid()}', '"pid": 999999999')
    (tmp_path / "state" / "killed.journal").write_text(text)

    session.new()
    session.recover(session.recoverable()[0])

    assert [entry.id for entry in session.runs.all] == [run.id]
