"""What the model begins with, chosen where it is trained."""

import pytest

from designer.graph.graph import Graph
from designer.graph.records import Node
from designer.project.project import Project
from designer.project.runs import RunEntry
from designer.ui.training.first_weights_form import FirstWeightsForm


@pytest.fixture
def form(session, qtbot, tmp_path):
    session.new(Project("drawn", Graph.of([Node("a", "Dense", "first", weights="fresh")])))
    session.save_as(tmp_path / "drawn.kdesign")
    made = FirstWeightsForm(session)
    qtbot.addWidget(made)
    return made


def add_run(session, id, epochs=3):
    folder = session.runs.folder / id
    entry = RunEntry(id, folder, "completed", epochs=epochs, best={"val_loss": {"value": 0.25}})
    session.runs.all = (entry, *session.runs.all)
    session.runs.changed.emit()


def choose(form, data):
    form.choice.setCurrentIndex(form.choice.findData(data))
    form.choice.activated.emit(form.choice.currentIndex())


def texts(form):
    return [form.choice.itemText(n) for n in range(form.choice.count())]


def test_without_runs_there_are_fresh_weights_and_files(form):
    assert texts(form) == ["Fresh weights, by the seed", "Weights from a file…"]


def test_a_run_is_offered_and_begins_all_layers(form, session):
    add_run(session, "2026-11-20_14-03-22")
    assert texts(form)[1] == "Weights of run 2026-11-20 14:03:22, loss 0.25"
    choose(form, "drawn.runs/2026-11-20_14-03-22")
    project = session.document.project
    assert project.weights == "drawn.runs/2026-11-20_14-03-22"
    assert project.graph.nodes["a"].weights == ""
    session.history.undo()
    assert form.choice.currentData() == ""


def test_a_run_without_an_epoch_is_not_offered(form, session):
    add_run(session, "2026-11-20_14-03-22", epochs=0)
    assert len(texts(form)) == 2


def test_a_file_that_is_used_stands_among_the_choices(form, session):
    with session.document.edit("Begin") as edit:
        edit.set("weights", "models/base.keras")
    assert form.choice.currentText() == "base.keras"
