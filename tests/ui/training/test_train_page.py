"""The Train workspace writes settings through commands and steers the run."""

from pathlib import Path

import pytest

from designer.document.commands.nodes import UNSET
from designer.document.commands.settings import set_setting
from designer.protocol.events import PhaseChanged
from designer.session.run import Run
from designer.ui.training.train_page import TrainPage
from tests.ui.fake_training import run_ended, training_events

EXAMPLE = Path(__file__).parents[3] / "resources" / "examples" / "digits_cnn.kdesign"


@pytest.fixture
def page(session, qtbot):
    session.open(EXAMPLE)
    page = TrainPage(session)
    page.resize(1200, 760)
    qtbot.addWidget(page)
    page.show()
    return page


def test_epochs_are_written_as_one_edit(page, session):
    page.settings.forms["Fit"].committed.emit("epochs", 7)

    assert session.document.project.fit.epochs == 7
    session.history.undo()
    assert session.document.project.fit.epochs != 7


def test_callbacks_are_kept_as_they_are_listed(page, session):
    stop = {"class_name": "EarlyStopping", "config": {"patience": 3}}
    page.settings.forms["Callbacks"].committed.emit("callbacks", [stop])

    assert session.document.project.fit.callbacks == (stop,)


def test_the_default_comes_back(page, session):
    set_setting(session.document, "fit.batch_size", 64)
    page.settings.forms["Fit"].committed.emit("batch_size", UNSET)

    assert session.document.project.fit.batch_size == 32


def test_each_output_has_its_loss_and_metrics(page, session):
    output = session.document.graph.outputs[0]
    loss = {"class_name": "MeanSquaredError", "config": {}}
    page.settings.outputs[output.id].committed.emit("loss", loss)

    assert session.document.graph.nodes[output.id].params["loss"] == loss
    assert page.settings._titles[output.id].text() == f"Output {output.name}"


def test_the_form_follows_undo(page, session):
    editor = page.settings.forms["Fit"].rows["epochs"].editor
    set_setting(session.document, "fit.epochs", 99)
    assert editor.value() == 99

    session.history.undo()
    assert editor.value() != 99


def test_only_buttons_that_do_something_are_shown(page, session, tmp_path):
    buttons = page.buttons
    assert buttons.train.isVisible()
    assert not buttons.stop.isVisible()

    run = Run("r", tmp_path)
    for event in training_events(run.id, done=2.5):
        run.apply(event)
    session.runs.active = session.runs.shown = run
    session.runs.changed.emit()
    assert buttons.stop.isVisible()
    assert buttons.pause.isVisible()
    assert not buttons.train.isVisible()

    run.apply(PhaseChanged(run.id, "paused"))
    assert buttons.proceed.isVisible()
    assert not buttons.pause.isVisible()

    run.apply(run_ended(run.id, "stopped"))
    session.runs.active = None
    session.runs.changed.emit()
    assert buttons.resume.isVisible()
    assert buttons.train.isVisible()


def test_why_training_cannot_begin_is_said(session, qtbot):
    page = TrainPage(session)
    qtbot.addWidget(page)

    assert not page.buttons.train.isEnabled()
    assert "There is no model yet" in page.buttons.why.text()
