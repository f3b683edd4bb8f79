import csv

import keras
import numpy as np
import pytest
import tensorflow as tf

from designer.engine.training.callbacks import make_callbacks
from designer.protocol.events import EpochEnded

pytestmark = pytest.mark.engine


def callback(name, **config):
    return {"class_name": name, "config": config}


def test_early_stopping_ends_the_run(example, train):
    early = callback(
        "EarlyStopping", monitor="val_loss", min_delta=10.0, patience=2, restore_best_weights=True
    )
    run = train(example("digits_mlp", epochs=20, callbacks=(early,)))
    assert (run.end.outcome, run.end.epochs) == ("early_stopped", 3)
    assert run.end.message == "EarlyStopping ended the run after 3 of 20 epochs."
    assert run.status["state"] == "early_stopped"
    assert len(run.of(EpochEnded)) == 3


def test_restored_weights_are_those_of_the_best_epoch(example, train):
    """Only the first epoch counts as an improvement, so its weights are the best."""
    early = callback(
        "EarlyStopping", monitor="loss", min_delta=10.0, patience=2, restore_best_weights=True
    )
    stopped = train(example("digits_mlp", epochs=20, callbacks=(early,)), "stopped")
    short = train(example("digits_mlp", epochs=1), "short")
    assert stopped.end.outcome == "early_stopped"
    first, second = (
        keras.models.load_model(run.folder / "model.keras").get_weights()
        for run in (stopped, short)
    )
    assert all(map(np.array_equal, first, second))


def test_a_schedule_sets_the_rate_of_each_epoch(example, train):
    schedule = callback("ExponentialDecay", initial_learning_rate=0.01, decay_steps=1,
                        decay_rate=0.5)  # fmt: skip
    scheduler = callback("LearningRateScheduler", schedule=schedule)
    run = train(example("digits_mlp", epochs=3, callbacks=(scheduler,)))
    rates = [event.logs["learning_rate"] for event in run.of(EpochEnded)]
    assert rates == pytest.approx([0.01, 0.005, 0.0025])


def test_files_of_callbacks_are_written_into_the_run(example, train):
    callbacks = (
        callback("CSVLogger", filename="log.csv"),
        callback("ModelCheckpoint", filepath="kept/{epoch:02d}.keras"),
        callback("TensorBoard", log_dir="board", update_freq="batch"),
    )
    run = train(example("digits_mlp", epochs=2, callbacks=callbacks))
    assert run.end.outcome == "completed", run.end.message
    rows = list(csv.DictReader((run.folder / "log.csv").read_text().splitlines()))
    losses = [event.logs["loss"] for event in run.of(EpochEnded)]
    assert [float(row["loss"]) for row in rows] == pytest.approx(losses)
    assert sorted(path.name for path in (run.folder / "kept").iterdir()) == ["01.keras", "02.keras"]
    file = next((run.folder / "board" / "validation").iterdir())
    events = [tf.compat.v1.Event.FromString(r.numpy()) for r in tf.data.TFRecordDataset(str(file))]
    found = {(e.step, v.tag): v.simple_value for e in events for v in e.summary.value}
    logs = run.of(EpochEnded)[1].logs
    assert found[1, "epoch_accuracy"] == pytest.approx(logs["val_accuracy"])
    assert (run.folder / "board" / "train").is_dir()


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (callback("EarlyStopping", monitor="val_auc"), "'val_auc', which is not measured"),
        (callback("CSVLogger", filename="../x.csv"), "Expected a file name inside the run's"),
        (callback("CSVLogger", filename="/tmp/x.csv"), "Expected a file name inside the run's"),
        (callback("ModelCheckpoint", filepath="C:\\x.keras"), "Expected a file name inside"),
        (callback("BackupAndRestore", backup_dir="x"), "It does not work here"),
        (callback("EarlyStopping", patience="soon"), ""),
    ],
)
def test_what_cannot_work_is_said_before_training(example, train, given, words):
    run = train(example("digits_mlp", epochs=2, callbacks=(given,)))
    if words:
        assert run.end.outcome == "failed"
        assert words in run.end.message
        assert run.end.problems[0]["field"] == "fit.callbacks.0"
        assert run.of(EpochEnded) == []


def test_a_rate_that_follows_a_schedule_cannot_be_set(example, train):
    schedule = callback("ExponentialDecay", initial_learning_rate=0.01, decay_steps=1,
                        decay_rate=0.5)  # fmt: skip
    optimizer = callback("Adam", learning_rate=schedule)
    plateau = callback("ReduceLROnPlateau")
    run = train(example("digits_mlp", {"optimizer": optimizer}, epochs=1, callbacks=(plateau,)))
    assert run.end.outcome == "failed"
    assert "the optimizer follows a schedule" in run.end.message


def test_validation_that_is_missing_is_named(example, train):
    run = train(example("digits_mlp", data={"validation": 0.0}, epochs=1,
                        callbacks=(callback("EarlyStopping"),)))  # fmt: skip
    assert "there are no validation rows" in run.end.message


def test_a_run_without_validation_keeps_the_best_by_loss(example, train):
    run = train(example("digits_mlp", data={"validation": 0.0}, epochs=2))
    assert run.end.outcome == "completed"
    assert sorted(run.end.best) == ["accuracy", "loss"]
    assert (run.folder / "best.keras").is_file()


def test_the_csv_file_of_a_resumed_run_loses_the_rows_to_come(catalog, tmp_path):
    (tmp_path / "log.csv").write_text("epoch,loss\n0,3\n1,2\n2,1\n")
    given = [callback("CSVLogger", filename="log.csv")]
    make_callbacks(given, tmp_path, ["loss"], None, catalog, first_epoch=2)
    assert (tmp_path / "log.csv").read_text() == "epoch,loss\n0,3\n1,2\n"
