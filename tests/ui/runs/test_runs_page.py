"""The Runs workspace: compare runs, evaluate them, predict, resume, delete."""

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QMessageBox

from designer.project.runs import StoredState
from designer.protocol.events import Evaluated, Predicted, RequestFailed
from designer.protocol.requests import Evaluate, Predict
from designer.ui.runs.confusion_matrix import ConfusionMatrix
from designer.ui.runs.figure_table import FigureTable
from designer.ui.runs.prediction_list import likely, value_words
from designer.ui.runs.residual_plot import ResidualPlot
from designer.ui.runs.run_table import RunModel
from designer.ui.runs.run_words import Trained
from designer.ui.runs.runs_page import RunsPage
from tests.ui.fake_training import stored_run

EXAMPLE = Path(__file__).parents[3] / "resources" / "examples" / "digits_cnn.kdesign"


@pytest.fixture
def engine(session, engines):
    session.engine.start()
    engines.links[0].get_ready()
    return engines.links[0]


@pytest.fixture
def page(session, engine, qtbot, tmp_path):
    path = tmp_path / "digits.kdesign"
    path.write_bytes(EXAMPLE.read_bytes())
    session.open(path)
    project = session.document.project
    stored_run(session.runs.folder, "2026-11-20_14-03-22", project)
    killed = StoredState.KILLED
    stored_run(session.runs.folder, "2026-11-20_15-10-01", project, state=killed, done=11)
    session.runs.refresh()
    page = RunsPage(session)
    page.resize(1280, 760)
    qtbot.addWidget(page)
    page.show()
    return page


def ids(page):
    return [entry.id for entry in page.table.chosen()]


def test_an_empty_page_says_what_will_appear(session, qtbot):
    page = RunsPage(session)
    qtbot.addWidget(page)
    page.show()

    assert page.empty.isVisible()


def test_the_newest_run_is_chosen_and_its_curves_are_drawn(page):
    assert ids(page) == ["2026-11-20_15-10-01"]
    assert list(page.curves.grid.plots) == ["loss", "accuracy"]
    labels = [line.label for line in page.curves.grid.plots["loss"].lines]
    assert labels == ["training", "validation"]


def test_a_row_says_state_epochs_best_data_and_seed(page, qtbot):
    model = page.table.runs
    qtbot.waitUntil(lambda: model.data(model.index(0, 5)) == "digits")
    cells = [model.data(model.index(0, column)) for column in range(1, model.columnCount())]

    assert cells[0] == "killed: can be resumed"
    assert cells[1] == "11 of 20"
    assert cells[2] == "val_accuracy 0.981 at 12 · val_loss 0.081 at 12"
    assert cells[4] == "digits"


def test_what_a_run_was_trained_with_is_read_beside_the_window(page, qtbot, monkeypatch):
    threads = []

    def read(folder):
        threads.append(threading.current_thread())
        return Trained("iris", "7")

    monkeypatch.setattr("designer.ui.runs.trained_loader.trained_with", read)
    model = RunModel()
    model.show(page.table.runs.entries)
    filled = []
    model.dataChanged.connect(lambda first, last: filled.append((first.row(), first.column())))
    assert model.data(model.index(0, 5)) == ""

    qtbot.waitUntil(lambda: filled == [(0, 5)])
    assert (model.data(model.index(0, 5)), model.data(model.index(0, 6))) == ("iris", "7")
    assert len(threads) == 1
    assert threads[0] is not threading.main_thread()


def test_several_runs_are_drawn_over_each_other(page):
    page.table.choose({entry.id for entry in page.table.runs.entries})

    lines = page.curves.grid.plots["loss"].lines
    assert len(lines) == 4
    assert len({line.color().name() for line in lines}) == 2
    assert [line.dashed for line in lines] == [False, True, False, True]


def test_a_killed_run_is_gone_on_with(page, session, monkeypatch):
    asked = []
    monkeypatch.setattr(session, "resume_run", asked.append)
    assert page.resume.isVisible()
    page.resume.click()

    assert asked == ["2026-11-20_15-10-01"]


def test_a_run_is_deleted_after_asking(page, session, monkeypatch):
    yes = QMessageBox.StandardButton.Yes
    monkeypatch.setattr(QMessageBox, "question", lambda *_: yes)
    page.delete.click()

    assert [entry.id for entry in session.runs.all] == ["2026-11-20_14-03-22"]


def test_a_run_stays_when_the_question_is_answered_no(page, session, monkeypatch):
    no = QMessageBox.StandardButton.No
    monkeypatch.setattr(QMessageBox, "question", lambda *_: no)
    page.delete.click()

    assert len(session.runs.all) == 2


def test_the_window_is_asked_to_open_and_to_export(page, qtbot):
    with qtbot.waitSignal(page.open_project_requested) as opened:
        page.open.click()
    with qtbot.waitSignal(page.export_requested) as exported:
        page.export.click()

    assert Path(opened.args[0]).name == "project.kdesign"
    assert exported.args == ["2026-11-20_15-10-01"]


def test_evaluating_shows_metrics_and_the_confusion_matrix(page, engine):
    page.tabs.setCurrentWidget(page.evaluation)
    page.evaluation.button.click()
    request = engine.last(Evaluate)
    assert request.split == "test"
    rows = [{"label": w, "precision": 0.9, "recall": 1, "f1": 0.95, "support": 9} for w in "ab"]
    output = {"kind": "classes", "labels": ["a", "b"], "confusion": [[9, 0], [1, 8]]}
    engine.say(
        Evaluated(request.id, "test", 18, {"accuracy": 0.944}, {"y": {**output, "per_class": rows}})
    )

    result = page.evaluation._area.widget()
    metrics, classes = result.findChildren(FigureTable)
    assert metrics.text() == "metric\tvalue\naccuracy\t0.944"
    assert classes.rowCount() == 2
    matrix = result.findChild(ConfusionMatrix)
    words = matrix.words_at(QPointF(110, 38 + matrix._side() + 5))
    assert words == "1 of 9 “b” were taken for “a” (11.1 %)"


def test_numbers_are_shown_with_their_residuals(page, engine):
    page.evaluation.button.click()
    output = {"kind": "numbers", "true": [1.0, 2.0], "predicted": [1.1, 1.9], "r2": 0.96}
    engine.say(Evaluated(engine.last(Evaluate).id, "test", 2, {"loss": 0.01}, {"y": output}))

    plot = page.evaluation._area.widget().findChild(ResidualPlot)
    assert plot._points.getData()[0].tolist() == [1.0, 2.0]


def test_an_evaluation_that_fails_is_told_in_words(page, engine):
    page.evaluation.button.click()
    engine.say(RequestFailed(engine.last(Evaluate).id, "The data file is gone. Choose it again."))

    assert page.evaluation.card.text.text() == "The data file is gone. Choose it again."
    assert page.evaluation.button.isEnabled()


def test_pictures_are_predicted_with_bars(page, engine, tmp_path):
    page.prediction.predict(str(tmp_path))
    request = engine.last(Predict)
    assert request.source == str(tmp_path)
    said = {"value": 1, "label": "b", "probabilities": [0.2, 0.8]}
    engine.say(Predicted(request.id, ["1.png"], {"y": [said]}, {"y": ["a", "b"]}))

    assert page.prediction.words.text() == "1 row"
    assert likely(said, ["a", "b"]) == [("b", 0.8), ("a", 0.2)]


def test_a_typed_row_is_predicted(page, engine):
    form = page.prediction._form
    form.lines["image"].setText(", ".join(["1"] * 64))
    form._on_given()

    (row,) = engine.last(Predict).rows["image"]
    assert (len(row), len(row[0]), row[0][0]) == (8, 8, [1.0])


def test_a_typed_row_of_another_size_is_refused_in_words(page):
    page.prediction._form.lines["image"].setText("1, 2")
    page.prediction._form._on_given()

    assert page.prediction.card.text.text() == "image: expected 64 numbers, found 2."


def test_one_number_for_two_classes_is_the_second_ones_share():
    assert likely({"probabilities": [0.25]}, ["no", "yes"]) == [("no", 0.75), ("yes", 0.25)]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"value": 3.14159}, "3.142"),
        ({"value": [1.0, 2.0]}, "[1.000, 2.000]"),
        ({"value": 2, "label": "cat"}, "cat"),
    ],
)
def test_values_are_said_shortly(said, words):
    assert value_words(said) == words


def test_a_long_journal_is_read_beside_the_window(page, qtbot, monkeypatch):
    monkeypatch.setattr("designer.ui.runs.run_loader._SMALL", 0)
    page.loader._known.clear()
    with qtbot.waitSignal(page.loader.loaded):
        page.table.choose({"2026-11-20_14-03-22"})
        assert page.curves.words.text() == "Reading curves…"

    assert list(page.curves.grid.plots) == ["loss", "accuracy"]
    page.loader.wait()
