"""What asks and tells."""

import pytest
from PySide6.QtWidgets import QFileDialog, QLabel, QMessageBox, QWidget

from designer import paths
from designer.protocol.events import Exported
from designer.protocol.requests import Export
from designer.ui.dialogs import export_dialog, files, recovery
from designer.ui.dialogs.export_dialog import ExportDialog
from tests.ui.fakes import FakeEngines, make_session


@pytest.fixture
def opened(session, engines):
    session.open(paths.resources() / "examples" / "digits_cnn.kdesign")
    session.engine.start()
    engines.links[0].get_ready()
    return session


@pytest.fixture
def parent(qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    return widget


def choose(monkeypatch, path):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))


def words(dialog):
    return " ".join(label.text() for label in dialog.findChildren(QLabel))


def test_an_export_ends_with_the_measured_difference(
    opened, engines, parent, monkeypatch, tmp_path
):
    choose(monkeypatch, tmp_path / "model")
    export_dialog.export(parent, opened, "keras")
    dialog = parent.findChild(ExportDialog)
    assert "untrained" in words(dialog)
    request = engines.links[0].last(Export)
    assert request.path == str(tmp_path / "model.keras")
    engines.links[0].say(Exported(request.id, "keras", request.path, 0.0, 123456))
    assert "Reloaded in a clean process: greatest difference 0.0. 123 kB." in words(dialog)
    dialog.close()


def test_an_export_whose_dialog_was_closed_is_told_in_the_log(
    opened, engines, parent, monkeypatch, tmp_path, qtbot
):
    choose(monkeypatch, tmp_path / "model.keras")
    export_dialog.export(parent, opened, "keras")
    parent.findChild(ExportDialog).close()
    qtbot.waitUntil(lambda: parent.findChild(ExportDialog) is None)
    request = engines.links[0].last(Export)
    engines.links[0].say(Exported(request.id, "keras", request.path, 0.0, 123456))
    assert opened.log.lines[-1].text == f"Written: {request.path}."


def test_an_export_that_fails_says_why(opened, engines, parent, monkeypatch, tmp_path):
    choose(monkeypatch, tmp_path / "model.h5")
    export_dialog.export(parent, opened, "h5")
    dialog = parent.findChild(ExportDialog)
    engines.links[0].kill()
    assert "Nothing was written." in words(dialog)
    dialog.close()


def test_a_script_is_written_at_once(opened, parent, monkeypatch, tmp_path):
    choose(monkeypatch, tmp_path / "train")
    export_dialog.export(parent, opened, "python")
    assert (tmp_path / "train.py").read_text() == opened.using.code()
    parent.findChild(ExportDialog).close()


def test_a_notebook_and_a_package_are_written_at_once(opened, parent, monkeypatch, tmp_path):
    for format, name, found in (
        ("notebook", "train", "train.ipynb"),
        ("package", "it", "it/tests/test_model.py"),
    ):
        choose(monkeypatch, tmp_path / name)
        export_dialog.export(parent, opened, format)
        assert (tmp_path / found).is_file()
        parent.findChild(ExportDialog).close()
        parent.findChild(ExportDialog).setParent(None)


def test_a_package_is_not_written_over_other_things(opened, parent, monkeypatch, tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.txt").write_text("precious")
    choose(monkeypatch, tmp_path / "mine")
    export_dialog.export(parent, opened, "package")
    dialog = parent.findChild(ExportDialog)
    assert "with other things in it" in words(dialog)
    dialog.close()


def test_an_export_that_was_not_wanted_after_all_writes_nothing(opened, parent, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    export_dialog.export(parent, opened, "keras")
    assert parent.findChild(ExportDialog) is None


def test_a_project_that_cannot_be_saved_is_told_and_stays_unsaved(
    opened, parent, monkeypatch, tmp_path
):
    choose(monkeypatch, tmp_path / "no" / "such" / "folder" / "x.kdesign")
    with opened.document.edit("Set name") as edit:
        edit.set("name", "other")
    assert not files.save_as(parent, opened)
    assert not opened.history.saved
    parent.findChild(QMessageBox).accept()


def test_unsaved_edits_of_a_killed_window_are_offered_and_recovered(parent, tmp_path, monkeypatch):
    killed = make_session(FakeEngines(), state=tmp_path)
    with killed.document.edit("Set name") as edit:
        edit.set("name", "precious")
    killed._journal.write()
    monkeypatch.setattr("designer.session.recovery.is_alive", lambda *_: False)
    later = make_session(FakeEngines(), state=tmp_path)
    recovery.offer(parent, later)
    box = parent.findChild(QMessageBox)
    assert box.text().startswith("There are unsaved edits of precious from ")
    next(b for b in box.buttons() if b.text() == "Recover").click()
    assert later.document.project.name == "precious"
    assert not later.history.saved


def test_the_question_before_edits_are_lost_is_not_asked_when_all_is_saved(opened, parent):
    assert files.may_leave(parent, opened)
