import json

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtWidgets import QLabel, QListWidget, QWidget
from shiboken6 import isValid

from designer.graph.graph import Graph
from designer.graph.records import Node
from designer.project.files import project_to_dict
from designer.project.project import Project
from designer.protocol.events import ImportProgressed, ModelsImported, RequestFailed
from designer.protocol.requests import CancelImport, ImportModel
from designer.ui import drops
from designer.ui.dialogs.import_dialog import ImportDialog, import_path


@pytest.fixture
def parent(qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    return widget


@pytest.fixture
def dialog(parent, session, engines, tmp_path):
    session.engine.start()
    engines.links[0].get_ready()
    made = import_path(parent, session, tmp_path / "net.keras")
    yield made
    if isValid(made):
        made.close()


@pytest.fixture
def request_(dialog, engines):
    return engines.links[0].last(ImportModel)


def model(name="net", notes=(), weights=""):
    graph = Graph.of([Node("n1", "Input", "x", {"shape": [4]})])
    project = project_to_dict(Project(name, graph))
    return {"name": name, "project": project, "weights": weights, "notes": list(notes)}


def words(dialog):
    return " ".join(label.text() for label in dialog.findChildren(QLabel))


def test_progress_is_told_in_words(dialog, request_, engines):
    engines.links[0].say(ImportProgressed(request_.id, "Reading net.keras …"))
    assert "Reading net.keras …" in words(dialog)


def test_the_model_opens_as_a_new_project_that_is_not_saved(
    dialog, request_, session, engines, tmp_path
):
    weights = tmp_path / "state" / "imported" / "w.weights.hdf5"
    weights.parent.mkdir(parents=True)
    weights.write_bytes(b"numbers")
    engines.links[0].say(ModelsImported(request_.id, request_.path, [model(weights=str(weights))]))
    assert session.title == "net"
    assert [node.name for node in session.document.graph.nodes.values()] == ["x"]
    assert (session.path, session.history.saved, session.trusted) == (None, False, True)
    session.save_as(tmp_path / "mine.kdesign")
    assert session.document.project.weights == "mine.weights.hdf5"
    assert (tmp_path / "mine.weights.hdf5").read_bytes() == b"numbers"
    session.new()
    assert not weights.exists()


def test_what_could_not_be_taken_over_is_listed_and_logged(dialog, request_, session, engines):
    note = "lambda holds code of its own."
    engines.links[0].say(ModelsImported(request_.id, request_.path, [model(notes=[note])]))
    assert dialog.findChild(QListWidget).item(0).text() == note
    assert session.log.lines[-1].text == note


def test_of_several_models_one_is_chosen(dialog, request_, session, engines):
    both = [model("encoder"), model("decoder")]
    engines.links[0].say(ModelsImported(request_.id, request_.path, both))
    chosen = dialog.findChild(QListWidget)
    chosen.setCurrentRow(1)
    chosen.itemActivated.emit(chosen.item(1))
    assert session.title == "decoder"


def test_a_file_that_cannot_be_read_says_why_and_leaves_the_project(
    dialog, request_, session, engines
):
    engines.links[0].say(RequestFailed(request_.id, "Expected a zip archive, found none."))
    assert "net.keras could not be opened. Expected a zip archive, found none." in words(dialog)
    assert session.title == "untitled"


def test_cancelling_gives_the_import_up(dialog, request_, session, engines):
    dialog.reject()
    assert engines.links[0].last(CancelImport).id == request_.id
    engines.links[0].say(ModelsImported(request_.id, request_.path, [model()]))
    assert session.title == "untitled"


def test_a_model_can_be_dropped_on_the_window_and_data_still_is_data(tmp_path):
    (tmp_path / "net.keras").write_bytes(b"PK")
    (tmp_path / "config.json").write_text(json.dumps({}))
    (tmp_path / "rows.csv").write_text("a,b")
    (tmp_path / "rows.h5").write_bytes(b"no model")
    (tmp_path / "notes.txt").write_text("x")
    taken = {}
    for path in tmp_path.iterdir():
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path))])
        if path.is_file():
            taken[path.name] = (drops.accepts(data), drops.is_model(path))
    assert taken == {
        "net.keras": (True, True),
        "config.json": (True, True),
        "rows.csv": (True, False),
        "rows.h5": (True, False),
        "notes.txt": (False, False),
    }


def test_the_dialog_is_gone_when_nothing_is_to_be_said(dialog, request_, parent, engines, qtbot):
    engines.links[0].say(ModelsImported(request_.id, request_.path, [model()]))
    qtbot.waitUntil(lambda: parent.findChild(ImportDialog) is None)
