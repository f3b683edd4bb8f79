"""Models that were saved elsewhere, in the session: opened, saved with their weights, given up."""

from pathlib import Path

import pytest

from designer.graph.graph import Graph
from designer.graph.records import Node
from designer.project.files import project_to_dict, read_project
from designer.project.project import Project
from designer.protocol.events import ModelsImported, RequestFailed
from designer.protocol.requests import CancelImport, ImportModel
from tests.ui.fakes import FakeEngines, make_session


@pytest.fixture
def engines():
    return FakeEngines()


@pytest.fixture
def session(engines, tmp_path):
    made = make_session(engines, config=tmp_path / "config", state=tmp_path / "state")
    made.engine.start()
    engines.links[0].get_ready()
    yield made
    made.close()


def imported(session, engines, path=Path("net.keras")):
    """Ask for an import, and answer it with a model and a file of weights."""
    told = []
    session.imports.start(path, told.append, told.append)
    request = engines.links[0].last(ImportModel)
    weights = Path(request.folder) / "abc.weights.hdf5"
    weights.parent.mkdir(parents=True, exist_ok=True)
    weights.write_bytes(b"numbers")
    graph = Graph.of([Node("n1", "Input", "x", {"shape": [4]})])
    model = {
        "name": "net",
        "project": project_to_dict(Project("net", graph)),
        "weights": str(weights),
        "notes": [],
    }
    engines.links[0].say(ModelsImported(request.id, str(path), [model]))
    session.open_imported(told[0].models[0])
    return weights


def test_weights_wait_in_the_state_folder_until_the_project_is_saved(
    session, engines, tmp_path
) -> None:
    weights = imported(session, engines)
    assert weights.parent == tmp_path / "state" / "imported"
    assert session.document.project.weights == str(weights)
    session.save_as(tmp_path / "net.kdesign")
    assert read_project(tmp_path / "net.kdesign").project.weights == "net.weights.hdf5"
    assert (tmp_path / "net.weights.hdf5").read_bytes() == b"numbers"


def test_weights_that_nobody_saved_go_with_their_project(session, engines) -> None:
    weights = imported(session, engines)
    session.new()
    assert not weights.exists()


def test_a_copy_in_another_folder_still_finds_its_weights(session, engines, tmp_path) -> None:
    imported(session, engines)
    session.save_as(tmp_path / "net.kdesign")
    (tmp_path / "other").mkdir()
    session.save_as(tmp_path / "other" / "net.kdesign")
    saved = read_project(tmp_path / "other" / "net.kdesign").project.weights
    assert (tmp_path / "other" / saved).read_bytes() == b"numbers"


def test_a_newer_import_takes_the_place_of_one_under_way(session, engines) -> None:
    told = []
    session.imports.start(Path("slow.keras"), told.append, told.append)
    slow = engines.links[0].last(ImportModel)
    session.imports.start(Path("quick.keras"), told.append, told.append)
    quick = engines.links[0].last(ImportModel)
    assert engines.links[0].last(CancelImport).id == slow.id
    engines.links[0].say(RequestFailed(slow.id, "The import was cancelled."))
    engines.links[0].say(RequestFailed(quick.id, "Expected a model."))
    assert told == ["Expected a model."]
    assert session.imports.active is None
