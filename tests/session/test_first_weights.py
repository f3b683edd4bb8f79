"""First weights as the window sees them: marks, runs and files."""

from pathlib import Path

import pytest

from designer.document.commands.weights import begin_with, set_weights
from designer.graph.blocks import Block
from designer.graph.graph import Graph
from designer.graph.records import Node
from designer.project.project import Project
from designer.protocol.events import ProjectChecked, RequestFailed, WeightsChecked, WeightsListed
from designer.protocol.requests import CheckProject, CheckWeights, ListWeights
from designer.session.first_weights import WeightMark, source_words
from designer.session.weight_matches import best_match


@pytest.fixture
def drawn(stage):
    """A session with two layers and an instance, and an engine that is ready."""
    inside = Graph.of([Node("d", "Dense", "dense")])
    nodes = [
        Node("a", "Dense", "first"),
        Node("b", "Dense", "second"),
        Node("n", "block:x", "deep"),
        Node("t", "Dense", "twin", layer="a"),
    ]
    stage.ready()
    session = stage.session
    session.new(Project("drawn", Graph.of(nodes), blocks={"x": Block("x", "x", inside)}))
    stage.scheduler.pass_time()
    return session


@pytest.fixture
def link(stage):
    return stage.engine


@pytest.fixture
def scheduler(stage):
    return stage.scheduler


def check(session, link, scheduler):
    """Let the engine answer the check of the drawing."""
    scheduler.pass_time()
    request = link.asked(CheckProject)[-1]
    link.say(ProjectChecked(request.id, request.revision, {}, {}, []))
    scheduler.pass_time()


def answer(link, **nodes):
    request = link.asked(CheckWeights)[-1]
    told = {k.replace("_", "/"): {"source": s, "fresh": f} for k, (s, f) in nodes.items()}
    link.say(WeightsChecked(request.id, 0, told))


def test_nobody_asks_while_nobody_wants_weights(drawn, link, scheduler):
    check(drawn, link, scheduler)
    assert link.asked(CheckWeights) == []
    assert drawn.weights.mark("a") is None


def test_nodes_twins_and_blocks_show_where_their_weights_come_from(drawn, link, scheduler):
    begin_with(drawn.document, "drawn.runs/one")
    check(drawn, link, scheduler)
    run = "drawn.runs/one"
    answer(link, a=(run, ""), b=("", "shape (64,) was (32,)"), n_d=(run, ""))
    assert drawn.weights.mark("a") == drawn.weights.mark("t") == WeightMark("run one")
    assert drawn.weights.mark("b").text == "fresh: shape (64,) was (32,)"
    assert drawn.weights.mark("n").text == "weights from run one"
    drawn.document.enter("x", ("n",))
    assert drawn.weights.mark("d").text == "weights from run one"


def test_marks_go_when_the_drawing_begins_afresh(drawn, link, scheduler):
    begin_with(drawn.document, "w.keras")
    check(drawn, link, scheduler)
    answer(link, a=("w.keras", ""))
    begin_with(drawn.document, "")
    check(drawn, link, scheduler)
    assert drawn.weights.mark("a") is None


def test_a_file_that_cannot_be_read_is_a_problem_until_it_is_not_wanted(drawn, link, scheduler):
    begin_with(drawn.document, "gone.keras")
    check(drawn, link, scheduler)
    link.say(RequestFailed(link.asked(CheckWeights)[-1].id, "Expected a file, found nothing."))
    assert [p.text for p in drawn.weights.problems] == ["Expected a file, found nothing."]
    assert drawn.weights.problems[0] in drawn.problems
    begin_with(drawn.document, "")
    assert drawn.weights.problems == ()


def test_a_run_begins_the_drawing_and_is_named_beside_the_file(drawn, tmp_path):
    drawn.save_as(tmp_path / "drawn.kdesign")
    drawn.weights.begin_with_run("one")
    assert drawn.document.project.weights == "drawn.runs/one"
    assert drawn.weights.run_in_use() == "one"
    begin_with(drawn.document, "other.keras")
    assert drawn.weights.run_in_use() == ""


def test_files_are_named_from_the_projects_folder_on(drawn, tmp_path):
    drawn.save_as(tmp_path / "drawn.kdesign")
    assert drawn.weights.name_of_file(tmp_path / "w" / "base.keras") == "w/base.keras"
    assert drawn.weights.name_of_file(Path("/else/base.keras")) == "/else/base.keras"


def test_files_are_found_again_when_the_project_goes_elsewhere(drawn, tmp_path):
    (tmp_path / "old").mkdir()
    (tmp_path / "new").mkdir()
    drawn.save_as(tmp_path / "old" / "drawn.kdesign")
    (tmp_path / "old" / "base.keras").write_bytes(b"")
    set_weights(drawn.document, ["a"], "base.keras#dense")
    drawn.save_as(tmp_path / "new" / "drawn.kdesign")
    there = tmp_path / "old" / "base.keras"
    assert drawn.document.graph.nodes["a"].weights == f"{there}#dense"


def test_files_named_inside_blocks_are_found_again_too(drawn, tmp_path):
    (tmp_path / "old").mkdir()
    (tmp_path / "new").mkdir()
    drawn.save_as(tmp_path / "old" / "drawn.kdesign")
    (tmp_path / "old" / "base.keras").write_bytes(b"")
    drawn.document.enter("x")
    set_weights(drawn.document, ["d"], "base.keras#dense")
    drawn.document.leave()
    drawn.save_as(tmp_path / "new" / "drawn.kdesign")
    there = tmp_path / "old" / "base.keras"
    inside = drawn.document.project.blocks["x"].graph
    assert inside.nodes["d"].weights == f"{there}#dense"


def test_the_layers_of_a_file_are_asked_for(drawn, link):
    found = []
    drawn.weights.list_layers("w.keras", found.append, found.append)
    request = link.asked(ListWeights)[-1]
    link.say(WeightsListed(request.id, "w.keras", {"dense": [[4, 2], [2]]}))
    assert found[0].layers == {"dense": [[4, 2], [2]]}


LAYERS = {"dense": [[4, 2], [2]], "base/conv": [[3, 3, 1, 8], [8]], "base/dense": [[4, 2], [2]]}


@pytest.mark.parametrize(
    ("name", "parameters", "expected"),
    [
        ("dense", 10, "dense"),
        ("conv", 80, "base/conv"),
        ("other", 80, "base/conv"),
        ("other", 10, ""),
        ("dense", 99, ""),
        ("conv", None, "base/conv"),
    ],
)
def test_the_layer_that_fits_is_proposed(name, parameters, expected):
    assert best_match(name, parameters, LAYERS) == expected


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("/state/imported/5b912b4de2b4.weights.hdf5", "the opened model"),
        ("/home/net.runs/2026-11-20_14-03-22", "run 2026-11-20_14-03-22"),
        ("/home/net.weights.hdf5", "net.weights.hdf5"),
        ("", ""),
    ],
)
def test_a_source_is_called_as_people_know_it(source: str, words: str) -> None:
    assert source_words(source) == words
