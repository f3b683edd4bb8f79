"""The training panel says where a run stands, in figures, curves and words."""

import pytest

from designer.protocol.events import BatchesEnded, EpochEnded, PhaseChanged, RunStarted
from designer.session.run import Run
from designer.ui.training.training_panel import TrainingPanel
from tests.ui.fake_training import run_ended, training_events


@pytest.fixture
def run(tmp_path):
    return Run("2026-11-20_14-03-22", tmp_path)


@pytest.fixture
def panel(session, qtbot):
    panel = TrainingPanel(session)
    panel.resize(1000, 260)
    qtbot.addWidget(panel)
    panel.show()
    return panel


def watch(session, run, events, *, active=True):
    for event in events:
        run.apply(event)
    session.runs.shown = run
    session.runs.active = run if active else None
    session.runs.changed.emit()


def test_an_empty_panel_says_what_will_be_here(panel):
    assert panel.view.empty.isVisible()
    assert "There is no model yet" in panel.view.empty.text.text()
    assert not panel.view._train.isEnabled()


def test_a_run_in_progress_shows_epoch_step_speed_and_time_left(panel, session, run):
    watch(session, run, training_events(run.id, done=13.69))
    panel.view.update_now()

    header = panel.view.header
    assert "Epoch 14" in header.epoch.text()
    assert header.step.text() == "step 31 of 45"
    assert header.speed.text() == "2,140 samples/s"
    assert header.left.text() == "about 20 s left"
    assert list(panel.view.grid.plots) == ["loss", "accuracy"]
    session.runs.active = None


def test_loss_comes_first_and_the_best_follows_the_metrics_direction(panel, session, run):
    watch(session, run, training_events(run.id), active=False)
    panel.view.update_now()

    loss, accuracy = panel.view.grid.plots.values()
    values = run.epochs_logs["val_loss"].y
    assert loss._best.value == values.min()
    assert accuracy._best.value == run.epochs_logs["val_accuracy"].y.max()
    assert accuracy._best.key == "validation"


def test_a_completed_run_says_so(panel, session, run):
    watch(session, run, [*training_events(run.id), run_ended(run.id)], active=False)
    panel.view.update_now()

    assert "Completed" in panel.view.header.epoch.text()
    assert "after 20 of 20 epochs" in panel.view.header.epoch.text()
    assert not panel.view.card.isVisible()


def test_a_failure_is_told_in_words(panel, session, run):
    events = [*training_events(run.id, done=2), run_ended(run.id, "failed", "The disk is full.")]
    watch(session, run, events, active=False)
    panel.view.update_now()

    assert panel.view.card.title.text() == "Training failed"
    assert panel.view.card.text.text() == "The disk is full."


def test_a_run_whose_engine_died_offers_to_resume(panel, session, run, monkeypatch):
    asked = []
    monkeypatch.setattr(session, "resume_run", asked.append)
    watch(session, run, training_events(run.id, done=3), active=False)
    run.lose("The engine ended.")
    panel.view.update_now()

    card = panel.view.card
    assert card.title.text() == "The engine of this run is gone"
    button = card._buttons.itemAt(0).widget()
    assert button.text() == "Resume"
    button.click()
    assert asked == [run.id]


def test_a_loss_that_is_no_number_is_explained_with_a_way_out(panel, session, run):
    watch(session, run, training_events(run.id, done=1))
    run.apply(BatchesEnded(run.id, 1, 2, [46, 47], {"loss": [0.5, float("nan")]}))
    panel.view._on_run()
    panel.view.update_now()

    assert panel.view.card.title.text() == "The loss is no number (NaN)"
    assert "From step 47 on" in panel.view.card.text.text()
    assert "learning rate" in panel.view.card.text.text()
    assert panel.view.card._buttons.itemAt(0).widget().text() == "Stop"
    session.runs.active = None


def test_resumed_and_stopped_early_are_marked(panel, session, run):
    events = training_events(run.id, done=4)
    events.append(RunStarted(run.id, "", 20, 45, 4, 1437, ["loss", "accuracy"]))
    events.append(run_ended(run.id, "early_stopped"))
    watch(session, run, events, active=False)
    panel.view.update_now()

    marks = panel.view.grid.plots["loss"]._marks
    assert [(mark.step, mark.text) for mark in marks] == [
        (180.0, "resumed"),
        (180.0, "stopped early"),
    ]


def test_a_value_that_only_epochs_have_gets_a_plot(panel, session, run):
    watch(session, run, training_events(run.id, done=2))
    run.apply(EpochEnded(run.id, 2, 135, {"loss": 1.0, "learning_rate": 0.001}))
    panel.view._on_run()
    panel.view.update_now()

    assert list(panel.view.grid.plots) == ["loss", "accuracy", "learning_rate"]
    session.runs.active = None


@pytest.mark.parametrize(
    ("phase", "words"), [("validating", "validating"), ("paused", "paused"), ("saving", "saving")]
)
def test_phases_are_said(panel, session, run, phase, words):
    watch(session, run, [*training_events(run.id, done=2.5), PhaseChanged(run.id, phase)])
    panel.view.update_now()

    assert panel.view.header.left.text() == words
    session.runs.active = None
