"""Code that came with a file is off until the user trusts it; what they type is theirs."""

from dataclasses import replace

import pytest

from designer.document.commands.nodes import add_node, set_param
from designer.document.commands.own_code import write_module
from designer.document.commands.settings import set_setting
from designer.graph.blocks import Block, Exposed
from designer.graph.graph import Graph
from designer.graph.problems import Remedy
from designer.graph.records import Node
from designer.project.files import write_project
from designer.project.project import Project
from designer.project.settings import DataKind, DataSettings
from designer.protocol.requests import CheckProject, PreviewData, StartTraining
from designer.session.trust import told

MODULE = "print('I run')\n"


@pytest.fixture
def session(stage):
    return stage.ready().session


@pytest.fixture
def link(session, stage):
    return stage.engine


@pytest.fixture
def scheduler(stage):
    return stage.scheduler


@pytest.fixture
def stranger(tmp_path):
    path = tmp_path / "stranger" / "model.kdesign"
    path.parent.mkdir()
    write_project(path, Project(module=MODULE))
    return path


def last_check(link, scheduler):
    scheduler.pass_time()
    return link.asked(CheckProject)[-1]


def test_what_the_user_types_is_trusted(session):
    write_module(session.document, MODULE)
    assert session.trusted
    assert session.needs_trust == []


def test_the_module_of_a_file_is_off_until_it_is_trusted(session, stranger):
    session.open(stranger)
    assert not session.trusted
    assert told(session.needs_trust) == ("Runs its own Python module (1 line).",)
    session.trust()
    assert session.trusted


def test_trust_is_remembered_for_the_same_contents_only(session, stranger):
    session.open(stranger)
    session.trust()
    session.new()
    session.open(stranger)
    assert session.trusted
    write_project(stranger, Project(module=MODULE + "import os\n"))
    session.open(stranger)
    assert not session.trusted


def test_editing_something_else_in_a_strangers_file_does_not_trust_it(session, stranger):
    session.open(stranger)
    add_node(session.document, session.catalog, "Dense", (0, 0))
    write_module(session.document, MODULE + "x = 1\n")
    assert not session.trusted


def test_undo_back_to_trusted_code_needs_no_question(session):
    write_module(session.document, MODULE)
    write_module(session.document, "x = 2\n")
    session.history.undo()
    assert session.trusted


def test_a_pasted_lambda_is_not_trusted_but_one_that_is_typed_is(session):
    document = session.document
    node = add_node(document, session.catalog, "Lambda", (0, 0))
    assert session.trusted  # a new one does nothing
    set_param(document, [node], "function", "lambda x: x * 2")
    assert session.trusted
    with document.edit("Paste") as edit:
        edit.put(Node("n99", "Lambda", "pasted", {"function": "lambda x: evil(x)"}))
    assert told(session.needs_trust) == ("Runs Python code in pasted: lambda x: evil(x)",)


def test_code_that_an_instance_hands_into_its_block_is_off_until_it_is_trusted(session, tmp_path):
    inner = Graph.of([Node("c1", "Lambda", "scale")], [])
    block = Block("b1", "Scale", inner, params=(Exposed("how", None, (("c1", "function"),)),))
    graph = Graph.of([Node("n1", "block:b1", "first", {"how": "evil()"})], [])
    path = tmp_path / "stranger.kdesign"
    write_project(path, Project(graph=graph, blocks={"b1": block}))
    session.open(path)
    assert not session.trusted
    assert told(session.trusts.needed) == ("Runs Python code in first: evil()",)


def test_data_outside_of_the_folder_is_not_read_before_it_is_trusted(session, link, tmp_path):
    path = tmp_path / "here" / "model.kdesign"
    path.parent.mkdir()
    secret = tmp_path / "secret.csv"
    secret.write_text("a,b\n1,2\n")
    data = DataSettings(kind=DataKind.CSV, path=str(secret))
    write_project(path, Project(data=data))
    before = len(link.asked(PreviewData))
    session.open(path)
    assert len(link.asked(PreviewData)) == before
    assert "lies outside of its folder" in session.data.message
    session.trust()
    assert len(link.asked(PreviewData)) == before + 1


def test_data_that_the_user_chooses_is_read(session, tmp_path):
    session.new()
    set_setting(session.document, "data.path", str(tmp_path / "x.csv"))
    assert session.trusted


def test_the_engine_is_told_whether_it_may_run_code(session, link, scheduler, stranger):
    session.open(stranger)
    assert not last_check(link, scheduler).trusted
    session.trust()
    assert last_check(link, scheduler).trusted


def test_pressing_trust_at_a_problem_lets_the_user_decide(session, stranger):
    session.open(stranger)
    session.trusts.keep_off()
    asked = []
    session.trusts.asked.connect(lambda: asked.append(True))
    session.take(Remedy("trust", "Trust this file…"))
    assert asked == [True]
    assert not session.trusts.kept_off
    assert not session.trusted


def test_a_training_runs_code_only_where_its_own_project_is_trusted(session, stranger):
    graph = Graph.of([Node("n1", "Lambda", "l", {"function": "evil"})], [])
    session.open(stranger)
    assert session.trusts.allows(Project())
    assert not session.trusts.allows(replace(Project(), graph=graph))
    assert StartTraining("a", {}, "f").trusted is False
