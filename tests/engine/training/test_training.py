import math
import time
from dataclasses import replace

import pytest

from designer.graph.graph import Graph
from designer.project.runs import read_events, read_status
from designer.protocol.events import (
    BatchesEnded,
    EpochEnded,
    Logged,
    PhaseChanged,
    RequestFailed,
    RunEnded,
    RunStarted,
)

pytestmark = pytest.mark.engine


def with_output(project, **params):
    """The project with other params on its only Output."""
    node = project.graph.outputs[0]
    changed = replace(node, params={**node.params, **params})
    nodes = [changed if one.id == node.id else one for one in project.graph.nodes.values()]
    return replace(project, graph=Graph.of(nodes, project.graph.edges.values()))


def test_digits_are_learned(example, train):
    run = train(example("digits_mlp", epochs=8))
    assert run.end.outcome == "completed"
    assert run.end.best["val_accuracy"]["value"] > 0.93
    started = run.of(RunStarted)[0]
    assert (started.epochs, started.steps, started.epoch) == (8, 34, 0)
    assert (started.samples, started.metrics) == (1079, ["loss", "accuracy"])
    assert [e.epoch for e in run.of(EpochEnded)] == list(range(8))
    assert sorted(run.of(EpochEnded)[0].logs) == ["accuracy", "loss", "val_accuracy", "val_loss"]
    names = {path.name for path in run.folder.iterdir()}
    assert names == {
        "best.keras", "checkpoints", "data.json", "environment.json", "metrics.jsonl",
        "model.keras", "project.kdesign", "status.json",
    }  # fmt: skip
    assert len(list((run.folder / "checkpoints").iterdir())) <= 2


def test_every_batch_is_recorded_and_journalled(example, train):
    run = train(example("digits_mlp", epochs=2))
    assert run.steps == list(range(1, 69))
    written = [event for event in read_events(run.folder) if not isinstance(event, Logged)]
    assert written == [event for event in run.events if not isinstance(event, Logged)]
    assert [type(event) for event in run.events[:2]] == [PhaseChanged, RunStarted]


def test_the_loss_of_a_batch_is_its_own(example, train):
    run = train(example("digits_mlp", epochs=1))
    rows = [32] * 33 + [1079 - 33 * 32]
    mean = sum(loss * count for loss, count in zip(run.losses, rows, strict=True)) / 1079
    assert mean == pytest.approx(run.of(EpochEnded)[0].logs["loss"], rel=1e-5)
    assert len(set(run.losses)) == 34


def test_training_twice_gives_the_same_curves(example, train):
    first = train(example("digits_cnn", epochs=1), "first")
    second = train(example("digits_cnn", epochs=1), "second")
    assert first.losses == second.losses
    assert first.of(EpochEnded)[0].logs == second.of(EpochEnded)[0].logs


def test_stop_ends_within_a_batch_and_keeps_the_weights(example, train):
    def stop(training, event):
        if isinstance(event, BatchesEnded):
            training.stop()

    run = train(example("digits_mlp", epochs=500), meanwhile=stop)
    assert run.end.outcome == "stopped"
    assert run.steps[-1] == 1
    assert (run.folder / "model.keras").is_file()
    assert read_status(run.folder).state == "stopped"


def test_a_stop_before_the_first_batch_is_no_failure(example, train):
    def stop(training, event):
        training.stop()

    run = train(example("digits_mlp", epochs=3), meanwhile=stop)
    assert run.end.outcome == "stopped"


def test_pause_holds_and_continue_changes_nothing(example, train):
    seen = []

    def pause(training, event):
        if isinstance(event, EpochEnded) and event.epoch == 0:
            training.pause()
        if event == PhaseChanged("r1", "paused"):
            seen.append(time.monotonic())
            timer = __import__("threading").Timer(0.3, training.proceed)
            timer.start()
        if event == PhaseChanged("r1", "training"):
            seen.append(time.monotonic())

    paused = train(example("digits_mlp", epochs=2), "paused", meanwhile=pause)
    straight = train(example("digits_mlp", epochs=2), "straight")
    assert seen[-1] - seen[0] >= 0.3
    assert paused.losses == straight.losses


def test_stop_ends_a_paused_run(example, train):
    def pause(training, event):
        if isinstance(event, BatchesEnded):
            training.pause()
        if event == PhaseChanged("r1", "paused"):
            training.stop()

    assert train(example("digits_mlp", epochs=500), meanwhile=pause).end.outcome == "stopped"


def test_nan_in_the_loss_warns_and_the_run_goes_on(example, train):
    optimizer = {"class_name": "SGD", "config": {"learning_rate": 1e30}}
    project = with_output(example("diabetes_regression", {"optimizer": optimizer}, epochs=2),
                          loss="mse")  # fmt: skip
    run = train(project)
    assert run.end.outcome == "completed"
    warning = next(e for e in run.of(Logged) if e.level == "warning")
    assert warning.text.startswith("The loss became NaN or infinite in epoch 1")
    assert any(math.isnan(loss) for loss in run.losses)


def test_terminate_on_nan_ends_the_run_with_words(example, train):
    optimizer = {"class_name": "SGD", "config": {"learning_rate": 1e30}}
    callback = {"class_name": "TerminateOnNaN", "config": {}}
    project = example("diabetes_regression", {"optimizer": optimizer}, epochs=5,
                      callbacks=(callback,))  # fmt: skip
    run = train(with_output(project, loss="mse"))
    assert run.end.outcome == "failed"
    assert "Lower the learning rate" in run.end.message
    assert run.end.problems[0]["code"] == "loss-not-finite"
    assert len(run.of(EpochEnded)) == 0


def test_several_outputs_have_their_losses_weights_and_metrics(example, train):
    run = train(example("two_inputs_two_outputs", epochs=1))
    names = ["loss", "label_loss", "redrawn_loss", "label_accuracy", "redrawn_mae"]
    assert run.of(RunStarted)[0].metrics == names
    logs = run.of(EpochEnded)[0].logs
    assert sorted(logs) == sorted([*names, *(f"val_{name}" for name in names)])
    assert sorted(run.of(BatchesEnded)[0].values) == sorted(names)


def test_class_weights_change_the_training(example, train):
    plain = train(example("digits_mlp", epochs=1), "plain")
    weighted = train(example("digits_mlp", epochs=1, class_weight={"0": 5.0}), "weighted")
    assert weighted.end.outcome == "completed"
    assert weighted.losses != plain.losses


def test_several_batches_an_execution_keep_epochs_whole(example, train):
    run = train(example("digits_mlp", {"steps_per_execution": 20}, epochs=2))
    assert run.end.outcome == "completed"
    assert run.steps == [17, 34, 51, 68]


def test_metrics_and_losses_are_made_with_their_arguments(example, train):
    project = with_output(
        example("digits_mlp", epochs=1),
        loss={"class_name": "SparseCategoricalCrossentropy", "config": {"ignore_class": 3}},
        metrics=[
            "accuracy",
            {"class_name": "SparseTopKCategoricalAccuracy", "config": {"k": 3, "name": "top3"}},
        ],
    )
    run = train(project)
    assert run.of(RunStarted)[0].metrics == ["loss", "accuracy", "top3"]
    assert run.end.best["top3"]["value"] == run.of(EpochEnded)[0].logs["top3"]


def test_a_metric_of_several_values_has_no_curve_and_says_so(example, train):
    project = with_output(
        example("digits_mlp", epochs=1),
        loss="categorical_crossentropy",
        metrics=["accuracy", {"class_name": "F1Score", "config": {"average": None}}],
    )
    run = train(project)
    assert run.end.outcome == "completed", run.end.message
    assert sorted(run.of(BatchesEnded)[0].values) == ["accuracy", "loss"]
    warning = next(e for e in run.of(Logged) if e.level == "warning")
    assert warning.text.startswith("No curve for f1_score, val_f1_score")


def test_too_few_units_fail_with_the_reason(example, train):
    project = example("digits_mlp", epochs=1)
    last = next(n for n in project.graph.nodes.values() if n.name == "probabilities")
    nodes = [n.with_param("units", 5) if n is last else n for n in project.graph.nodes.values()]
    run = train(replace(project, graph=Graph.of(nodes, project.graph.edges.values())))
    assert run.end.outcome == "failed"
    assert "Set the units of the last layer to the number of classes" in run.end.message
    assert read_status(run.folder).state == "failed"


def test_a_missing_file_fails_with_the_reason(example, train):
    project = example("digits_mlp", data={"kind": "csv", "path": "nowhere.csv"}, epochs=1)
    run = train(project)
    assert run.end.outcome == "failed"
    assert "nowhere.csv" in run.end.message
    assert "Traceback" not in run.end.message


def test_a_full_disk_is_said_and_the_journal_stays_whole(example, train, monkeypatch):
    from designer.project.runs.journal import Journal

    plain = Journal.write

    def full(self, event):
        if isinstance(event, EpochEnded) and event.epoch == 1:
            self._file.write(b'{"type": "Epo')
            self._file.truncate(self.position)
            raise OSError(28, "No space left on device")
        plain(self, event)

    monkeypatch.setattr(Journal, "write", full)
    run = train(example("digits_mlp", epochs=3))
    assert run.end.outcome == "failed"
    assert run.end.message.startswith("The disk is full")
    assert isinstance(list(read_events(run.folder))[-1], RunEnded)


def test_a_project_that_is_none_is_refused(tmp_path):
    from designer.engine.training.train import Training
    from designer.protocol.requests import StartTraining

    events = []
    training = Training(StartTraining("r1", {"nodes": 3}, str(tmp_path)), events.append)
    training.start()
    training.join(60)
    assert isinstance(events[0], RequestFailed)


def test_messages_are_few(example, train):
    began = time.monotonic()
    run = train(example("digits_mlp", epochs=20))
    seconds = time.monotonic() - began
    # One before validation and one at the end of each epoch are there besides the 20 a second.
    assert len(run.of(BatchesEnded)) <= 20 * seconds + 2 * 20
