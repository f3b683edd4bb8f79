"""What the window does for the Runs page."""

import pytest
from PySide6.QtWidgets import QFileDialog, QMenu, QMessageBox, QWidget

from designer import paths
from designer.protocol.requests import Export
from designer.ui import run_verbs
from designer.ui.dialogs.export_dialog import ExportDialog
from tests.ui.fake_training import stored_run

EXAMPLE = paths.resources() / "examples" / "digits_cnn.kdesign"


class Window:
    def __init__(self, session, widget):
        self.session, self.widget, self.shown = session, widget, ""

    def show_workspace(self, name):
        self.shown = name


@pytest.fixture
def window(session, qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    return Window(session, widget)


@pytest.fixture
def trained(session, engines, tmp_path):
    """A saved project with one run."""
    session.open(EXAMPLE)
    session.save_as(tmp_path / "digits.kdesign")
    stored_run(session.runs.folder, "2026-01-01_10-00-00", session.document.project)
    session.runs.refresh()
    session.engine.start()
    engines.links[0].get_ready()
    return session


def test_a_run_s_project_opens_as_a_new_one(window, trained):
    folder = trained.runs.folder / "2026-01-01_10-00-00"
    run_verbs.open_as_trained(window, folder / "project.kdesign")
    assert trained.path is None
    assert trained.title.endswith("2026-01-01_10-00-00")
    assert len(trained.document.graph.nodes) > 5
    assert window.shown == "design"


def test_a_run_s_project_that_is_gone_is_told_and_the_present_one_stays(window, trained, tmp_path):
    run_verbs.open_as_trained(window, tmp_path / "gone" / "project.kdesign")
    box = window.widget.findChild(QMessageBox)
    assert "There is no file" in box.informativeText()
    box.accept()
    assert trained.title == "digits"


def test_a_run_in_progress_is_not_left_without_a_question(window, trained, engines, monkeypatch):
    asked = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: asked.append(box.text()))
    run = trained.start_training()
    folder = trained.runs.folder / "2026-01-01_10-00-00"
    run_verbs.open_as_trained(window, folder / "project.kdesign")
    assert asked == ["A run is in progress. Stop it and leave this project?"]
    assert trained.title == "digits"
    assert trained.runs.active is run


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_the_model_of_the_run_is_exported(window, trained, engines, monkeypatch, tmp_path):
    target = tmp_path / "model.keras"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    run_verbs.export_run(window, "2026-01-01_10-00-00")
    menu = window.widget.findChild(QMenu)
    menu.actions()[0].trigger()
    request = engines.links[0].last(Export)
    assert request.format == "keras"
    assert request.path == str(target)
    assert "2026-01-01_10-00-00" in repr(request)
    window.widget.findChild(ExportDialog).close()
    menu.close()
