import os
from pathlib import Path

import pytest

from designer.document.commands.bypass import set_bypassed
from designer.document.commands.edges import connect
from designer.document.commands.nodes import add_node, set_param
from designer.document.commands.settings import set_setting
from designer.graph.records import Endpoint
from designer.project.files import BadProject, project_to_text, read_project
from designer.project.project import Project
from designer.project.settings import DataKind, DataSettings
from designer.protocol.events import ProjectChecked, RequestFailed, RunEnded
from designer.protocol.requests import CheckProject, PreviewData
from designer.session.engine import EngineState
from designer.session.recovery import find_recoveries


def place(session, kind="Dense", **params) -> str:
    return add_node(session.document, session.catalog, kind, (0, 0), params)


def test_a_project_is_saved_and_opened_again(stage, tmp_path):
    session = stage.session
    place(session)
    session.save_as(tmp_path / "mine")
    project = session.document.project
    assert (session.title, session.history.saved) == ("mine", True)

    session.new()
    session.open(tmp_path / "mine.kdesign")

    assert session.document.project == project
    assert session.recent.paths == ((tmp_path / "mine.kdesign"),)


def test_a_broken_file_leaves_the_open_project_alone(stage, tmp_path):
    session = stage.session
    node = place(session)
    (tmp_path / "broken.kdesign").write_text("{")

    with pytest.raises(BadProject):
        session.open(tmp_path / "broken.kdesign")

    assert node in session.document.graph.nodes


def test_a_newer_file_is_not_written_over(stage, tmp_path):
    path = tmp_path / "new.kdesign"
    path.write_text(project_to_text(Project("m")).replace('"version": 1', '"version": 99'))
    session = stage.session
    session.open(path)

    with pytest.raises(BadProject, match="newer"):
        session.save()
    session.save_as(tmp_path / "mine.kdesign")

    assert '"version": 99' in path.read_text()
    assert not session.read_only


def test_unsaved_edits_are_journalled_and_recovered(stage, tmp_path, monkeypatch):
    session = stage.session
    node = place(session)
    stage.scheduler.pass_time()
    journals = list((tmp_path / "state").glob("*.journal"))
    assert len(journals) == 1
    assert session.recoverable() == [], "our own edits are not to be recovered"

    gone = journals[0].read_text().replace(f'"pid": {os.getpid()}', '"pid": 999999999')
    (tmp_path / "state" / "killed.journal").write_text(gone)
    recovery = session.recoverable()[0]
    session.new()
    session.recover(recovery)

    assert node in session.document.graph.nodes
    assert not session.history.saved
    assert find_recoveries(tmp_path / "state") == []


def test_saving_takes_the_journal_away(stage, tmp_path):
    place(stage.session)
    stage.scheduler.pass_time()
    stage.session.save_as(tmp_path / "mine.kdesign")
    stage.scheduler.pass_time()
    assert list((tmp_path / "state").glob("*.journal")) == []


def test_undoing_to_the_saved_state_takes_the_journal_away(stage, tmp_path):
    session = stage.session
    session.save_as(tmp_path / "mine.kdesign")
    place(session)
    stage.scheduler.pass_time()
    session.history.undo()
    assert list((tmp_path / "state").glob("*.journal")) == []


def test_the_project_is_checked_as_soon_as_the_engine_is_ready(stage):
    place(stage.session)
    stage.ready()
    assert stage.engine.asked(CheckProject)


def answer(stage, **nodes) -> None:
    request = stage.engine.asked(CheckProject)[-1]
    stage.engine.say(
        ProjectChecked(request.id, request.revision, nodes, {"parameters": 5}, [], 0.0)
    )


def test_shapes_come_from_the_engine(stage):
    stage.ready()
    node = place(stage.session)
    stage.scheduler.pass_time()
    assert stage.session.analysis.stale

    spec = {"outputs": {"output": {"shape": [None, 3], "dtype": "float32"}}, "parameters": 5}
    answer(stage, **{node: spec})

    report = stage.session.analysis.report(node)
    assert report.outputs["output"].shape == (None, 3)
    assert report.parameters == 5
    assert not stage.session.analysis.stale


def test_an_answer_to_an_older_drawing_is_dropped(stage):
    stage.ready()
    node = place(stage.session)
    stage.scheduler.pass_time()
    old = stage.engine.asked(CheckProject)[-1]
    set_param(stage.session.document, [node], "units", 7)
    stage.scheduler.pass_time()

    stage.engine.say(ProjectChecked(old.id, old.revision, {node: {"parameters": 1}}, {}, [], 0.0))

    assert stage.session.analysis.report(node) is None


def test_moving_layers_asks_the_engine_nothing(stage):
    stage.ready()
    node = place(stage.session)
    stage.scheduler.pass_time()
    count = len(stage.engine.asked(CheckProject))

    from designer.document.commands.nodes import move

    move(stage.session.document, {node: (50, 50)})
    stage.scheduler.pass_time()

    assert len(stage.engine.asked(CheckProject)) == count


def test_structural_problems_are_told_without_an_engine(stage):
    node = place(stage.session)
    stage.scheduler.pass_time()
    codes = {problem.code for problem in stage.session.analysis.problems}
    assert codes == {"no-input", "no-output", "missing-input"}
    assert [p.code for p in stage.session.analysis.problems_of(node)] == ["missing-input"]


def test_a_lost_engine_is_started_again_and_asked_again(stage):
    stage.ready()
    stage.engine.die("The engine crashed (signal 11).")
    assert len(stage.links) == 2
    assert stage.session.engine.state is EngineState.STARTING
    assert "crashed" in stage.session.log.lines[-1].text
    stage.links[1].get_ready()
    assert stage.links[1].asked(CheckProject)


def test_an_engine_that_never_stays_is_given_up(stage):
    stage.ready()
    for _ in range(4):
        stage.links[-1].die("The engine ended with an error (exit code 1).")
    assert stage.session.engine.state is EngineState.LOST
    assert "exit code 1" in stage.session.engine.text
    heard = []
    stage.session.using.evaluate("run", "test", heard.append, heard.append)
    assert "lost" in heard[0]


def test_what_the_engine_cannot_do_is_told_in_words(stage):
    stage.ready()
    heard = []
    stage.session.using.export("h5", "x.h5", None, heard.append, heard.append)
    request = stage.engine.sent[-1]
    stage.engine.say(RequestFailed(request.id, "There is no such folder."))
    assert heard == ["There is no such folder."]


def test_the_data_is_looked_at_again_when_the_engine_was_restarted_by_hand(stage):
    session = stage.ready().session
    set_setting(session.document, "data.kind", DataKind.BUILTIN)
    stage.scheduler.pass_time()
    assert len(stage.engine.asked(PreviewData)) == 1

    session.engine.restart()
    stage.links[-1].get_ready()

    assert len(stage.links[-1].asked(PreviewData)) == 1


def test_recovered_edits_stay_on_disk_where_they_cannot_be_journalled(stage, tmp_path, monkeypatch):
    session = stage.session
    place(session)
    stage.scheduler.pass_time()
    journal = next((tmp_path / "state").glob("*.journal"))
    gone = journal.read_text().replace(f'"pid": {os.getpid()}', '"pid": 999999999')
    (tmp_path / "state" / "killed.journal").write_text(gone)

    def full(*_):
        raise OSError("No space left on device")

    monkeypatch.setattr("designer.session.recovery.write_atomically", full)
    session.recover(session.recoverable()[0])

    assert (tmp_path / "state" / "killed.journal").read_text() == gone


def test_recovered_edits_of_a_newer_file_do_not_write_over_it(stage, tmp_path):
    path = tmp_path / "new.kdesign"
    path.write_text(project_to_text(Project("m")).replace('"version": 1', '"version": 99'))
    session = stage.session
    session.open(path)
    place(session)
    stage.scheduler.pass_time()
    journal = next((tmp_path / "state").glob("*.journal"))
    gone = journal.read_text().replace(f'"pid": {os.getpid()}', '"pid": 999999999')
    (tmp_path / "state" / "killed.journal").write_text(gone)

    session.recover(session.recoverable()[0])

    assert session.read_only


def test_the_runs_of_an_unsaved_project_come_along_when_it_is_saved(stage, tmp_path, monkeypatch):
    monkeypatch.setattr("designer.project.runs.folders.state_dir", lambda: tmp_path / "home")
    session = stage.session
    run = session.runs.start()
    (run.folder / "project.kdesign").write_text(project_to_text(Project("m")))
    stage.trainer.say(RunEnded(run.request_id, "completed"))

    session.save_as(tmp_path / "mine.kdesign")

    assert [entry.folder for entry in session.runs.all] == [tmp_path / "mine.runs" / run.id]
    assert session.runs.shown.folder == tmp_path / "mine.runs" / run.id


def test_a_run_in_progress_comes_along_when_it_has_ended(stage, tmp_path, monkeypatch):
    monkeypatch.setattr("designer.project.runs.folders.state_dir", lambda: tmp_path / "home")
    session = stage.session
    run = session.runs.start()
    (run.folder / "project.kdesign").write_text(project_to_text(Project("m")))

    session.save_as(tmp_path / "mine.kdesign")
    stage.trainer.say(RunEnded(run.request_id, "completed"))

    assert [entry.folder for entry in session.runs.all] == [tmp_path / "mine.runs" / run.id]


def test_a_copy_under_another_name_begins_without_runs(stage, tmp_path):
    session = stage.session
    session.save_as(tmp_path / "mine.kdesign")
    run = session.runs.start()
    (run.folder / "project.kdesign").write_text(project_to_text(Project("m")))
    stage.trainer.say(RunEnded(run.request_id, "completed"))

    session.save_as(tmp_path / "other.kdesign")

    assert session.runs.all == ()
    assert run.folder.is_dir()


def test_opening_a_project_downloads_nothing_and_choosing_its_data_does(stage, tmp_path):
    project = Project("m", data=DataSettings(DataKind.KERAS, "mnist"))
    (tmp_path / "strange.kdesign").write_text(project_to_text(project))
    session = stage.ready().session

    session.open(tmp_path / "strange.kdesign")
    assert [request.download for request in stage.engine.asked(PreviewData)] == [False]
    set_setting(session.document, "data.name", "cifar10")
    stage.scheduler.pass_time()
    session.data.refresh()

    assert [request.download for request in stage.engine.asked(PreviewData)] == [False, True, True]


@pytest.mark.parametrize(("copied", "path"), [(False, "{here}/rows.csv"), (True, "rows.csv")])
def test_the_data_is_still_found_when_the_project_is_saved_elsewhere(stage, tmp_path, copied, path):
    session = stage.session
    (tmp_path / "rows.csv").write_text("a,b\n1,2\n")
    (tmp_path / "other").mkdir()
    session.save_as(tmp_path / "mine.kdesign")
    set_setting(session.document, "data.path", "rows.csv")
    if copied:
        (tmp_path / "other" / "rows.csv").write_text("a,b\n1,2\n")

    session.save_as(tmp_path / "other" / "mine.kdesign")

    saved = read_project(tmp_path / "other" / "mine.kdesign").project
    assert Path(saved.data.path) == Path(path.format(here=tmp_path))
    assert session.history.saved


def test_an_answer_to_an_older_drawing_is_not_shown(stage):
    stage.ready()
    node = place(stage.session)
    stage.scheduler.pass_time()
    request = stage.engine.asked(CheckProject)[-1]
    place(stage.session)
    stage.engine.say(
        ProjectChecked(request.id, request.revision, {node: {}}, {"parameters": 5}, [], 0.0)
    )
    assert stage.session.analysis.stale
    assert stage.session.analysis.report(node) is None


def test_no_project_is_left_while_a_gesture_is_under_way(stage, tmp_path):
    session = stage.session
    session.save_as(tmp_path / "mine.kdesign")
    with session.document.edit("Move layer"), pytest.raises(RuntimeError):
        session.new()
    assert session.path == tmp_path / "mine.kdesign"


def test_a_bypassed_layer_shows_the_tensor_that_passes_it(stage):
    stage.ready()
    session = stage.session
    first, second = place(session), place(session)
    connect(
        session.document, session.catalog, Endpoint(first, "output"), Endpoint(second, "inputs")
    )
    set_bypassed(session.document, session.catalog, [second], True)
    stage.scheduler.pass_time()
    answer(stage, **{first: {"outputs": {"output": {"shape": [None, 3], "dtype": "float32"}}}})
    report = session.analysis.report(second)
    assert report.outputs["output"].shape == (None, 3)
    assert (report.parameters, report.multiply_adds) == (0, 0)
